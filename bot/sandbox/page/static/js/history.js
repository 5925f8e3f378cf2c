// What this person sent before, for the arrow keys; kept while the browser tab lives.

import { page } from "./workspace.js";

const LIMIT = 50;

export class History {
  #key = `sent/${page.as}`;
  #sent = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
  #at = this.#sent.length;

  add(text) {
    this.#sent = [...this.#sent.filter((one) => one !== text), text].slice(-LIMIT);
    this.#at = this.#sent.length;
    sessionStorage.setItem(this.#key, JSON.stringify(this.#sent));
  }

  /** Whether `text` is the entry that the arrows stand on. */
  isCurrent(text) {
    return this.#sent[this.#at] === text;
  }

  /** The entry before the present one, or null at the oldest. */
  older() {
    if (this.#at === 0) return null;
    this.#at -= 1;
    return this.#sent[this.#at];
  }

  /** The entry after the present one, "" after the newest, or null when not browsing. */
  newer() {
    if (this.#at >= this.#sent.length) return null;
    this.#at += 1;
    return this.#sent[this.#at] ?? "";
  }
}
