// The app's Home: a view of blocks that the app publishes for each person.

import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fill, h, keepingFocus } from "./dom.js";
import { FormState } from "./form_state.js";
import { t, workspace } from "./workspace.js";

export class Home {
  #root;
  #form = new FormState();
  #tell;
  #shown = 0;

  /** `tell(text, kind)` shows a short note. */
  constructor(root, tell) {
    this.#root = root;
    this.#tell = tell;
  }

  /** Asks for the view; the app hears that its Home was opened. */
  async load() {
    const before = this.#shown;
    const { view } = await api.home();
    // The app may have published a newer view, which the stream brought, before this answer came.
    if (this.#shown === before) this.show(view);
  }

  show(view) {
    this.#shown += 1;
    if (!view) return void fill(this.#root, h("p", { class: "empty" }, t("empty.home", { app: workspace.app.name })));
    const act = async (action) => {
      const container = { type: "view", view_id: view.id };
      await api.action(container, action, this.#form.toJSON()).catch((error) => this.#tell(error.message, "error"));
    };
    keepingFocus(this.#root, () =>
      fill(this.#root, h("div", { class: "home-view", dataset: { testid: "home" } }, renderBlocks(view.blocks, { form: this.#form, act }))));
  }
}
