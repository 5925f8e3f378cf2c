// The replies to one message, in a panel beside the log.

import { fill, h } from "./dom.js";
import { t } from "./workspace.js";

export class ThreadPanel {
  #root;
  #list = h("div", { class: "thread-list", tabindex: "-1" });
  #opener = null;

  /** `root` is hidden as long as no thread is open. */
  constructor(root) {
    this.#root = root;
    const close = h("button", { type: "button", class: "button icon", "aria-label": t("thread.close"), onclick: () => this.close() }, "✕");
    fill(root, h("header", { class: "thread-head" }, h("h2", {}, t("thread.title")), close), this.#list);
    root.setAttribute("aria-label", t("thread.title"));
    root.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.close());
  }

  /** The `ts` of the message whose thread is open, else null. */
  parent = null;

  /** Opens the thread of `parent`; focus comes back to where it was when it closes. */
  open(parent) {
    this.#opener = document.activeElement;
    this.parent = parent;
    this.#root.hidden = false;
    document.body.classList.add("thread-open");
  }

  /** Moves the keyboard into the panel. */
  focus() {
    this.#list.focus();
  }

  /** Shows these nodes in place of what it showed. */
  show(nodes) {
    const same = nodes.length === this.#list.children.length && nodes.every((node, at) => node === this.#list.children[at]);
    if (!same) fill(this.#list, nodes);
  }

  close() {
    if (!this.parent) return;
    this.parent = null;
    this.#root.hidden = true;
    document.body.classList.remove("thread-open");
    fill(this.#list);
    if (this.#opener?.isConnected) this.#opener.focus();
    this.#opener = null;
  }
}
