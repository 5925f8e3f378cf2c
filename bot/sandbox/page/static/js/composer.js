// Where messages and commands are written.

import { api } from "./api.js";
import { commandOf, suggestions } from "./completion.js";
import { fill, h } from "./dom.js";
import { History } from "./history.js";
import { menuButton } from "./menu.js";
import { SuggestionList } from "./suggestion_list.js";
import { page, shownName, t, workspace } from "./workspace.js";

const MOST_ROWS = 8;

export class Composer {
  #form;
  #box = h("textarea", { rows: 1, "aria-label": t("composer.label"), "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
  #usage = h("p", { class: "usage", id: "composer-usage", hidden: true });
  #error = h("p", { class: "composer-error", role: "alert", hidden: true });
  #send = h("button", { type: "submit", class: "button primary send" }, t("composer.send"));
  #list;
  #history = new History();
  #drafts = new Map();
  #channel = null;
  #sending = false;
  #noticed = "";

  constructor(form) {
    this.#form = form;
    this.#list = new SuggestionList(this.#box, (entry) => this.#complete(entry));
    fill(form, this.#error, this.#usage, h("div", { class: "composer-box" }, this.#list.node, this.#shortcuts(), this.#box, this.#send));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.addEventListener("input", () => this.#typed());
    this.#box.addEventListener("blur", () => this.#list.hide());
  }

  /** Writes to `conversation` from now on; each conversation keeps its draft. */
  address(conversation) {
    if (this.#channel) this.#drafts.set(this.#channel, this.#box.value);
    this.#channel = conversation.id;
    const target = conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;
    this.#box.placeholder = t("composer.placeholder", { name: target });
    this.#set(this.#drafts.get(conversation.id) ?? "");
  }

  /** The log shows `text` to this person alone: the same text is no news as an error. */
  noticed(text) {
    this.#noticed = text;
    if (this.#error.textContent === text) this.#error.hidden = true;
  }

  focus() {
    this.#box.focus();
  }

  #shortcuts() {
    const shortcuts = workspace.shortcuts.filter((shortcut) => shortcut.type === "global");
    if (!shortcuts.length && !workspace.steps.length) return null;
    const items = () => [...shortcuts.map((shortcut) => ({
      text: shortcut.name,
      pick: () => api.shortcut(shortcut.callback_id).catch((error) => this.#fail(error.message)),
    })), ...workspace.steps.flatMap((step) => this.#runs(step))];
    return menuButton({ class: "button icon", "aria-label": t("composer.shortcuts") }, "+", items);
  }

  /** A workflow's step asks me; what is about somebody else, about each of the others. */
  #runs({ callback_id: id, title, people: [asked, subject] }) {
    const others = subject ? [...workspace.people.keys()].filter((person) => person !== page.as) : [null];
    return others.map((other) => ({
      text: t("composer.step", { title }),
      hint: other ? shownName(other) : "",
      pick: () => api.step(id, { [asked]: page.as, ...(other && { [subject]: other }) }).catch((error) => this.#fail(error.message)),
    }));
  }

  #set(text) {
    this.#box.value = text;
    this.#box.setSelectionRange(text.length, text.length);
    this.#typed();
    this.#list.hide();
  }

  #typed() {
    this.#error.hidden = true;
    this.#box.rows = Math.min(MOST_ROWS, this.#box.value.split("\n").length);
    this.#list.show(suggestions(this.#box.value, this.#box.selectionStart));
    const command = commandOf(this.#box.value);
    this.#usage.hidden = !command;
    if (command) fill(this.#usage, h("code", {}, `${command.name} ${command.usage_hint ?? ""}`.trim()), " ", command.description ?? "");
  }

  #complete({ from, insert }) {
    const rest = this.#box.value.slice(this.#box.selectionStart);
    this.#box.setRangeText(`${insert}${rest.startsWith(" ") ? "" : " "}`, from, this.#box.selectionStart, "end");
    this.#typed();
  }

  #key(event) {
    // Enter that ends an input method's composition belongs to the input method.
    if (event.isComposing || this.#list.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void this.#submit();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") this.#recall(event);
  }

  #recall(event) {
    const older = event.key === "ArrowUp";
    const edge = older ? 0 : this.#box.value.length;
    const browsing = this.#history.isCurrent(this.#box.value);
    if (!browsing && (this.#box.selectionStart !== edge || !older)) return;
    const text = older ? this.#history.older() : this.#history.newer();
    if (text === null) return;
    event.preventDefault();
    this.#set(text);
  }

  async #submit() {
    const text = this.#box.value.trim();
    if (!text || this.#sending) return;
    const channel = this.#channel;
    this.#busy(true);
    this.#noticed = "";
    try {
      await (text.startsWith("/") ? api.command(channel, text) : api.message(channel, text));
      this.#history.add(text);
      if (this.#channel === channel) this.#set("");
      else this.#drafts.delete(channel);
    } catch (error) {
      this.#fail(error.message);
    } finally {
      this.#busy(false);
    }
  }

  #busy(sending) {
    this.#sending = sending;
    this.#form.setAttribute("aria-busy", String(sending));
  }

  #fail(text) {
    this.#error.textContent = text;
    this.#error.hidden = text === this.#noticed;
  }
}
