// Events from the workspace, with reconnection.

import { page } from "./workspace.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
// Browsers allow six connections to one origin, so a tab in the background gives its own back to the others.
const HIDDEN_GRACE_MS = 10000;

export class Stream {
  #source = null;
  #wait = FIRST_WAIT_MS;
  #retry = 0;
  #hide = 0;
  #broken = false;
  #settled = () => {};

  /** `onEvent(event)` gets each parsed event, `onState("live" | "broken")` each change, `onReturn()` a connection after a break. */
  constructor({ onEvent, onState, onReturn }) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onReturn = onReturn;
    document.addEventListener("visibilitychange", () => this.#visibility());
    window.addEventListener("online", () => this.#reconnect());
  }

  /** Connects; settles at the hello or the first failure, so that what is loaded afterwards leaves no gap. */
  start() {
    return new Promise((resolve) => {
      this.#settled = resolve;
      this.#connect();
    });
  }

  #connect() {
    this.#source?.close();
    clearTimeout(this.#retry);
    this.#source = new EventSource(`/page/api/stream?${new URLSearchParams({ as: page.as })}`);
    this.#source.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    this.#source.onerror = () => this.#failed();
  }

  #heard(event) {
    if (event.type === "hello") this.#greeted();
    else this.onEvent(event);
  }

  #greeted() {
    this.#wait = FIRST_WAIT_MS;
    this.onState("live");
    this.#settled();
    if (this.#broken) this.onReturn();
    this.#broken = false;
  }

  #failed() {
    this.#source.close();
    this.#source = null;
    this.#broken = true;
    this.onState("broken");
    this.#settled();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #reconnect() {
    if (this.#broken) this.#connect();
  }

  #visibility() {
    clearTimeout(this.#hide);
    if (document.hidden) this.#hide = setTimeout(() => this.#rest(), HIDDEN_GRACE_MS);
    else if (!this.#source) this.#connect();
  }

  #rest() {
    this.#source?.close();
    this.#source = null;
    this.#broken = true;
    clearTimeout(this.#retry);
  }
}
