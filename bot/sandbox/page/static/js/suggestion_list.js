// The list of suggestions above a text box.

import { fill, h } from "./dom.js";
import { t } from "./workspace.js";

export class SuggestionList {
  node = h("ul", { id: "suggestions", role: "listbox", class: "suggestions", hidden: true, "aria-label": t("composer.suggestions") });
  #box;
  #pick;
  #entries = [];
  #active = 0;
  #from = 0;
  #moved = false;

  /** `pick({from, insert})` puts a suggestion into the box. */
  constructor(box, pick) {
    this.#box = box;
    this.#pick = pick;
    box.setAttribute("aria-controls", "suggestions");
  }

  show({ from, entries }) {
    this.#from = from;
    this.#entries = entries;
    this.#active = 0;
    this.#moved = false;
    this.#render();
  }

  hide() {
    this.show({ from: 0, entries: [] });
  }

  /** Handles a key press; true when it was meant for the list. */
  key(event) {
    if (!this.#entries.length) return false;
    const typed = this.#box.value.slice(this.#from, this.#box.selectionStart);
    const complete = !this.#moved && this.#entries.some((entry) => entry.insert === typed);
    if (event.key === "ArrowDown") this.#move(1);
    else if (event.key === "ArrowUp") this.#move(-1);
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Tab" && !event.shiftKey) this.#choose(this.#active);
    else if (event.key === "Enter" && !event.shiftKey && !complete) this.#choose(this.#active);
    else return false;
    event.preventDefault();
    return true;
  }

  #move(step) {
    this.#active = (this.#active + step + this.#entries.length) % this.#entries.length;
    this.#moved = true;
    this.#render();
  }

  #choose(index) {
    this.#pick({ from: this.#from, insert: this.#entries[index].insert });
  }

  #render() {
    this.node.hidden = !this.#entries.length;
    fill(this.node, this.#entries.map((entry, index) => this.#option(entry, index)));
    if (this.#entries.length) this.#box.setAttribute("aria-activedescendant", `suggestion-${this.#active}`);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  #option(entry, index) {
    const onmousedown = (event) => {
      // Keeps focus in the text box.
      event.preventDefault();
      this.#choose(index);
    };
    return h("li", { role: "option", id: `suggestion-${index}`, "aria-selected": String(index === this.#active), onmousedown },
      h("span", {}, entry.label), entry.hint ? h("small", {}, entry.hint) : null);
  }
}
