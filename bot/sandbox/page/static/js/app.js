// Puts the page together: routes between places and hands events to the parts.

import { api } from "./api.js";
import { ClockBar } from "./clock.js";
import { Composer } from "./composer.js";
import { Home } from "./home.js";
import { MessageLog } from "./messages.js";
import { Modals } from "./modal.js";
import { drawRail } from "./rail.js";
import { Stream } from "./stream.js";
import { ThreadPanel } from "./thread.js";
import { toast } from "./toasts.js";
import { appConversation, conversation, learn, me, t, workspace } from "./workspace.js";

const READ_AFTER_MS = 400;
const at = (id) => document.getElementById(id);

class App {
  #place = null;
  #message = null;
  #reading = 0;
  #log = new MessageLog(at("log"), new ThreadPanel(at("thread")));
  #home = new Home(at("home"), toast);
  #modals = new Modals();
  #composer = new Composer(at("composer"));
  #clock = new ClockBar(at("clock"), { tell: toast, onMove: (now) => this.#moved(now) });

  async start() {
    this.#clock.show();
    window.addEventListener("hashchange", () => void this.#go());
    document.addEventListener("click", (event) => this.#again(event));
    document.addEventListener("page-failure", (event) => this.#failed({ channel: null, text: event.detail }));
    at("rail-toggle").addEventListener("click", () => this.#toggleRail());
    at("log").addEventListener("click", () => this.#toggleRail(false));
    at("rail").addEventListener("keydown", (event) => event.key === "Escape" && this.#toggleRail(false));
    await new Stream({
      onEvent: (event) => this.#heard(event),
      onState: (state) => this.#connection(state),
      onReturn: () => void this.#reload(),
    }).start();
    await this.#go();
  }

  /** The place that the fragment names, and the message there, `[ts, thread]`: `#home`, `#C1`, `#C1/ts`, `#C1/ts/thread`. */
  #wanted() {
    const [name, ...message] = window.location.hash.slice(1).split("/");
    if (name === "home" || conversation(name)) return [name, message];
    if (message.length) toast(t("link.elsewhere"), "error");
    return [appConversation().id, []];
  }

  // A link to where one is already changes no fragment.
  #again(event) {
    const href = event.target.closest?.("a[href^='#']")?.getAttribute("href");
    if (href && href === window.location.hash) void this.#go();
  }

  async #go() {
    [this.#place, this.#message] = this.#wanted();
    this.#toggleRail(false);
    const isHome = this.#place === "home";
    at("home").hidden = !isHome;
    at("log").hidden = isHome;
    at("composer").hidden = isHome;
    this.#title();
    if (!isHome) {
      this.#composer.address(conversation(this.#place));
      // A touch keyboard should not open by itself.
      if (matchMedia("(hover: hover)").matches) this.#composer.focus();
    }
    await this.#load();
  }

  async #load() {
    const place = this.#place;
    try {
      if (place === "home") await this.#home.load();
      else {
        const earlier = this.#log.turnTo(conversation(place));
        const messages = await api.messages(place);
        if (this.#place === place) this.#log.show(conversation(place), messages, earlier);
        conversation(place).unread = 0;
        this.#point();
      }
    } catch (error) {
      toast(error.message, "error");
    }
    this.#drawRail();
  }

  // Once: whoever has scrolled away since is left there.
  #point() {
    const [ts, thread] = this.#message;
    this.#message = [];
    if (ts && !this.#log.pointAt(ts, thread)) toast(t("link.gone"), "error");
  }

  async #reload() {
    try {
      learn(await api.workspace());
      workspace.conversations = await api.conversations();
    } catch {
      return; // The stream comes back first; the next break or return loads again.
    }
    this.#clock.show();
    await this.#load();
  }

  #heard(event) {
    const listeners = {
      message: () => this.#arrived(event),
      message_changed: () => this.#here(event) && this.#log.put(event.message),
      message_deleted: () => this.#here(event) && this.#log.remove(event.message.ts),
      home: () => this.#place === "home" && this.#home.show(event.view),
      clock: () => this.#moved(event.now),
      view_opened: () => this.#modals.opened(event.view),
      view_pushed: () => this.#modals.pushed(event.view),
      view_updated: () => this.#modals.updated(event.view),
      view_closed: () => this.#modals.closed(event.view),
      failure: () => this.#failed(event),
      unread: () => this.#unread(event),
      read: () => this.#unread(event),
    };
    listeners[event.type]?.();
  }

  #markRead() {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => this.#place !== "home" && api.messages(this.#place).catch(() => null), READ_AFTER_MS);
  }

  #here(event) {
    return event.channel === this.#place;
  }

  async #arrived(event) {
    if (!conversation(event.channel)) {
      workspace.conversations = await api.conversations();
      this.#drawRail();
    }
    if (!this.#here(event)) return;
    this.#log.put(event.message);
    if (event.message.ephemeral) this.#composer.noticed(event.message.text);
    if (!document.hidden) this.#markRead();
  }

  #failed({ channel, text }) {
    if (this.#modals.isOpen) this.#modals.failed(text);
    else if (channel && channel === this.#place) this.#log.failure(text);
    else toast(text, "error");
  }

  #unread({ channel, unread }) {
    const room = conversation(channel);
    if (!room) return;
    room.unread = channel === this.#place ? 0 : unread;
    this.#drawRail();
  }

  #moved(now) {
    workspace.now = new Date(now);
    this.#clock.show();
    this.#log.dayChanged();
    this.#drawRail();
  }

  #connection(state) {
    document.body.dataset.stream = state;
    at("connection").hidden = state === "live";
    at("connection").textContent = state === "live" ? "" : t("connection.broken");
  }

  #drawRail() {
    drawRail(at("rail"), this.#place);
    const unread = workspace.conversations.reduce((sum, room) => sum + room.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${me().name} · ${workspace.team.name}`;
  }

  #title() {
    const room = conversation(this.#place);
    const isApp = !room || room.kind === "app_dm";
    at("place").textContent = isApp ? `${workspace.app.name} · ${t(room ? "rail.messages" : "rail.home")}` : room.kind === "channel" ? `# ${room.name}` : room.name;
    at("log").setAttribute("aria-label", t("log.label", { name: isApp ? workspace.app.name : room.name }));
  }

  #toggleRail(open = !document.body.classList.contains("rail-open")) {
    document.body.classList.toggle("rail-open", open);
    at("rail-toggle").setAttribute("aria-expanded", String(open));
    if (open) at("rail").querySelector("a").focus();
  }
}

try {
  learn(await api.workspace());
  workspace.conversations = await api.conversations();
  await new App().start();
} catch (error) {
  toast(error.message, "error");
}
