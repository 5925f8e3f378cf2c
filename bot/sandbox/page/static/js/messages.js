// The log of one conversation: messages in order, updated in place, with day dividers, threads and failure notices.

import { api } from "./api.js";
import { dayKey, dayName, momentOf } from "./dates.js";
import { fill, h, keepingFocus } from "./dom.js";
import { FormState } from "./form_state.js";
import { article } from "./message.js";
import { avatar } from "./people.js";
import { page, shownName, t } from "./workspace.js";

const NEAR_BOTTOM_PX = 120;
const SAME_BREATH_MS = 5 * 60_000;

export class MessageLog {
  #root;
  #list = h("div", { class: "log-list" });
  #entries = new Map();
  #channel = null;
  #pinned = true;
  #thread;
  #top = null;
  #newFrom = null;
  #width = 0;

  /** `thread` is the panel in which replies are shown. */
  constructor(root, thread) {
    this.#root = root;
    this.#thread = thread;
    root.append(this.#list);
    // A log that has become narrower scrolls by itself before it is drawn: nobody has scrolled it.
    root.addEventListener("scroll", () => root.clientWidth === this.#width && (this.#pinned = this.#isNearBottom()));
    // Pictures get their height late.
    root.addEventListener("load", () => this.#pinned && this.#toBottom(), true);
    // A panel that opens beside the log makes it narrower, and so longer.
    new ResizeObserver(() => {
      this.#width = root.clientWidth;
      if (this.#pinned) this.#toBottom();
    }).observe(root);
  }

  /** Turns to a conversation before its messages are asked for; gives the `ts` of those that are on show already. */
  turnTo(conversation) {
    if (this.#channel !== conversation.id) this.#clear(conversation.id);
    return [...this.#entries.keys()];
  }

  /** Shows `messages`. Of the `earlier` ones those that are gone disappear; what arrived meanwhile stays. Before the
      last `conversation.unread` ones a line says that they are new. */
  show(conversation, messages, earlier) {
    if (!earlier.length && conversation.unread > 0) this.#newFrom = messages.at(-conversation.unread)?.ts ?? null;
    const present = new Set(messages.map((message) => message.ts));
    for (const ts of earlier) if (!present.has(ts)) this.remove(ts);
    for (const message of messages) this.#put(message);
    this.#arrange();
    if (this.#pinned) this.#toBottom();
    if (!this.#list.firstElementChild) this.#list.append(h("p", { class: "empty" }, emptyText(conversation)));
  }

  /** Adds a message or replaces the one with the same `ts`. */
  put(message) {
    this.#list.querySelector(".empty")?.remove();
    const stay = !this.#pinned && message.user !== page.as;
    this.#put(message);
    this.#arrange();
    if (!stay) this.#toBottom();
  }

  /** Takes a message away, when it is there. */
  remove(ts) {
    this.#entries.get(ts)?.node.remove();
    this.#entries.delete(ts);
    if (this.#thread.parent === ts) this.#closeThread();
    this.#arrange();
  }

  /** Brings a message into view and marks it; with its `thread`, if one is named, in the panel. False when it is not here. */
  pointAt(ts, thread) {
    const entry = this.#entries.get(ts);
    if (!entry) return false;
    const top = isReply(entry.message) ? entry.message.thread_ts : thread;
    if (top && this.#entries.has(top)) this.#openThread(top);
    this.#pinned = false;
    const isTall = entry.node.offsetHeight > this.#root.clientHeight;
    entry.node.scrollIntoView({ block: isTall ? "start" : "center" });
    entry.node.classList.remove("pointed-at");
    requestAnimationFrame(() => entry.node.classList.add("pointed-at"));
    return true;
  }

  /** A notice that something did not work, at the end of the log. */
  failure(text) {
    const last = this.#list.lastElementChild;
    if (last?.classList.contains("notice") && last.textContent === text) return;
    this.#list.append(h("p", { class: "notice", role: "alert" }, text));
    this.#toBottom();
  }

  /** Day names depend on today. */
  dayChanged() {
    this.#arrange();
  }

  #clear(channel) {
    this.#channel = channel;
    this.#entries.clear();
    this.#pinned = true;
    this.#newFrom = null;
    this.#closeThread();
    fill(this.#list);
  }

  #put(message) {
    const known = this.#entries.get(message.ts);
    if (known && JSON.stringify(known.message) === JSON.stringify(message)) return;
    const form = known?.form ?? new FormState();
    const node = known?.node ?? h("div", { class: "entry", dataset: { order: order(message) } });
    const surface = this.#surface(message, form);
    keepingFocus(node, () => fill(node, article(message, this.#channel, surface)));
    this.#entries.set(message.ts, { message, form, node });
    if (this.#thread.parent === message.ts) this.#top = null;
    if (!known) this.#list.insertBefore(node, this.#after(node.dataset.order));
  }

  #after(key) {
    return [...this.#list.children].find((node) => node.dataset.order > key) ?? null;
  }

  #surface(message, form) {
    const container = { type: "message", channel: this.#channel, ts: message.ts };
    const act = async (action) => {
      await api.action(container, action, form.toJSON()).catch((error) => this.failure(error.message));
    };
    return { form, act };
  }

  #arrange() {
    const threads = this.#threads();
    let previous = null;
    for (const node of this.#list.querySelectorAll(":scope > .entry")) {
      const { message } = this.#entries.get(node.querySelector("article").dataset.ts);
      for (const drawn of node.querySelectorAll(":scope > :is(.day, .new-line)")) drawn.remove();
      if (message.ts === this.#newFrom && previous) node.prepend(h("p", { class: "new-line" }, t("message.new")));
      if (!previous || dayOf(previous) !== dayOf(message)) node.prepend(divider(message));
      node.classList.toggle("follows", follows(previous, message));
      this.#countReplies(node, message, threads.get(message.ts) ?? []);
      previous = message;
    }
    this.#drawThread(threads);
  }

  /** Replies by the message that they answer, in order; they leave the log for the panel. */
  #threads() {
    const threads = new Map();
    for (const { message, node } of this.#entries.values()) {
      if (!isReply(message) || !this.#entries.has(message.thread_ts)) continue;
      if (node.parentNode === this.#list) node.remove();
      threads.set(message.thread_ts, [...(threads.get(message.thread_ts) ?? []), { message, node }]);
    }
    for (const replies of threads.values()) replies.sort((one, other) => (one.message.ts < other.message.ts ? -1 : 1));
    return threads;
  }

  #countReplies(node, message, replies) {
    const count = replies.length ? String(replies.length) : null;
    const drawn = node.querySelector(":scope > .replies");
    if ((drawn?.dataset.count ?? null) === count) return;
    drawn?.remove();
    if (!count) return;
    const open = () => this.#openThread(message.ts);
    node.append(h("button", { type: "button", class: "replies", dataset: { count, key: `replies-${message.ts}` }, onclick: open },
      avatar(replies.at(-1).message.user, replies.at(-1).message.is_bot), t("thread.replies", { count })));
  }

  #drawThread(threads) {
    const parent = this.#thread.parent && this.#entries.get(this.#thread.parent);
    if (!parent) return;
    this.#top ??= h("div", { class: "entry" }, article(parent.message, this.#channel, this.#surface(parent.message, new FormState())));
    this.#thread.show([this.#top, ...(threads.get(parent.message.ts) ?? []).map(({ node }) => node)]);
  }

  #openThread(ts) {
    this.#top = null;
    this.#thread.open(ts);
    this.#arrange();
    this.#thread.focus();
  }

  #closeThread() {
    this.#top = null;
    this.#thread.close();
  }

  #isNearBottom() {
    return this.#root.scrollHeight - this.#root.scrollTop - this.#root.clientHeight < NEAR_BOTTOM_PX;
  }

  #toBottom() {
    this.#root.scrollTop = this.#root.scrollHeight;
    this.#pinned = true;
  }
}

function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

// Replies come right after the message that they answer, as long as it is not here.
function order(message) {
  return `${message.thread_ts ?? message.ts}/${message.ts}`;
}

function dayOf(message) {
  return dayKey(momentOf(message.ts));
}

function divider(message) {
  return h("h2", { class: "day" }, h("span", {}, dayName(momentOf(message.ts))));
}

function follows(previous, message) {
  if (!previous || message.is_bot || message.ephemeral || previous.ephemeral || previous.user !== message.user) return false;
  return dayOf(previous) === dayOf(message) && momentOf(message.ts) - momentOf(previous.ts) < SAME_BREATH_MS;
}

function emptyText(conversation) {
  if (conversation.kind === "app_dm") return t("empty.app", { app: shownName(conversation.name) });
  return t("empty.channel", { name: conversation.name });
}
