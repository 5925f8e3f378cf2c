// The stack of modal views of the acting person.

import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fill, h, keepingFocus } from "./dom.js";
import { FormState } from "./form_state.js";
import { plainText } from "./text.js";
import { problems } from "./validation.js";
import { t } from "./workspace.js";

const CONTROLS = "input:not([disabled]), select, textarea, button.button";

export class Modals {
  #stack = [];
  #dialog = h("dialog", { class: "dialog modal", "aria-labelledby": "modal-title", dataset: { testid: "modal" } });

  constructor() {
    document.body.append(this.#dialog);
    this.#dialog.addEventListener("cancel", (event) => {
      if (event.target !== this.#dialog) return;
      event.preventDefault();
      void this.#dismiss();
    });
    // A browser may close a dialog on a second Escape without asking.
    this.#dialog.addEventListener("close", () => this.#stack.length && void this.#dismiss());
  }

  get isOpen() {
    return this.#stack.length > 0;
  }

  opened(view) {
    this.#stack = [];
    this.pushed(view);
  }

  pushed(view) {
    if (this.#find(view.id)) return this.updated(view);
    this.#stack.push({ view, form: new FormState(), errors: {}, banner: "", submitting: false });
    this.#render();
    this.#focusFirst();
  }

  updated(view) {
    const entry = this.#find(view.id);
    if (!entry) return;
    Object.assign(entry, { view, errors: {}, banner: "" });
    if (entry === this.#top()) this.#render();
  }

  /** Takes the view off the stack; without a view the whole stack. */
  closed(view) {
    const wasTop = !view || this.#top()?.view.id === view.id;
    this.#stack = view ? this.#stack.filter((entry) => entry.view.id !== view.id) : [];
    if (!wasTop) return;
    this.#render();
    if (this.isOpen) this.#focusFirst();
  }

  /** Shows `text` above the form of the view in front. */
  failed(text, entry = this.#top()) {
    entry.banner = text;
    if (entry === this.#top()) this.#render();
  }

  #top() {
    return this.#stack.at(-1) ?? null;
  }

  #find(viewId) {
    return this.#stack.find((entry) => entry.view.id === viewId) ?? null;
  }

  async #dismiss() {
    const { view } = this.#top();
    this.closed(view);
    await api.close(view.id).catch((error) => console.warn(error.message));
  }

  async #submit(entry) {
    if (entry.submitting) return;
    entry.errors = problems(entry.view, entry.form);
    entry.banner = "";
    if (Object.keys(entry.errors).length) return this.#showErrors(entry);
    entry.submitting = true;
    this.#render();
    try {
      this.#answered(entry, await api.submit(entry.view.id, entry.form.toJSON()));
    } catch (error) {
      entry.submitting = false;
      this.failed(error.message, entry);
    }
  }

  #answered(entry, { response_action: action, errors }) {
    entry.submitting = false;
    if (action === "errors") {
      entry.errors = errors ?? {};
      this.#showErrors(entry);
    } else if (action === "clear") this.closed(null);
    // The stream brings the view of an update or a push.
    else if (action) this.#render();
    else this.closed(entry.view);
  }

  #showErrors(entry) {
    const blocks = new Set(entry.view.blocks.map((block, index) => block.block_id || `block-${index}`));
    entry.banner = Object.entries(entry.errors).filter(([id]) => !blocks.has(id)).map(([, text]) => text).join(" ");
    this.#render();
    this.#dialog.querySelector("[aria-invalid=true]")?.focus();
  }

  #render() {
    const entry = this.#top();
    if (!entry) {
      this.#dialog.close();
      fill(this.#dialog);
      return;
    }
    keepingFocus(this.#dialog, () => fill(this.#dialog, this.#form(entry)));
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #form(entry) {
    const onsubmit = (event) => {
      event.preventDefault();
      void this.#submit(entry);
    };
    return h("form", { class: "modal-form", novalidate: true, onsubmit, "aria-busy": entry.submitting ? "true" : null },
      this.#head(entry),
      entry.banner ? h("p", { class: "banner", role: "alert" }, entry.banner) : null,
      h("div", { class: "modal-body" }, renderBlocks(entry.view.blocks, this.#surface(entry))),
      this.#foot(entry));
  }

  #head(entry) {
    const close = () => void this.#dismiss();
    return h("header", { class: "modal-head" },
      h("h2", { id: "modal-title", tabindex: "-1" }, plainText(entry.view.title)),
      h("button", { type: "button", class: "button icon", "aria-label": t("modal.dismiss"), onclick: close }, "×"));
  }

  #foot(entry) {
    const { close, submit } = entry.view;
    const closeLabel = plainText(close) || (submit ? t("modal.cancel") : t("modal.close"));
    const busy = entry.submitting ? { "aria-busy": "true", "aria-disabled": "true" } : {};
    return h("footer", { class: "dialog-foot" },
      h("button", { type: "button", class: "button", dataset: { key: "modal-close" }, onclick: () => void this.#dismiss() }, closeLabel),
      submit ? h("button", { type: "submit", class: "button primary", dataset: { key: "modal-submit" }, ...busy }, plainText(submit)) : null);
  }

  #surface(entry) {
    return {
      form: entry.form,
      errors: entry.errors,
      changed: (blockId) => this.#clearError(entry, blockId),
      act: async (action) => {
        const container = { type: "view", view_id: entry.view.id };
        await api.action(container, action, entry.form.toJSON()).catch((error) => this.failed(error.message, entry));
      },
    };
  }

  #clearError(entry, blockId) {
    if (!entry.errors[blockId]) return;
    delete entry.errors[blockId];
    const block = this.#dialog.querySelector(`[data-block="${CSS.escape(blockId)}"]`);
    block?.querySelector(".field-error")?.remove();
    block?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  }

  #focusFirst() {
    const first = this.#dialog.querySelector("[autofocus]") ?? this.#dialog.querySelector(`.modal-body :is(${CONTROLS})`);
    (first ?? this.#dialog.querySelector("#modal-title")).focus();
  }
}
