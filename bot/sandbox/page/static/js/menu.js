// A button that opens a menu.

import { fill, h } from "./dom.js";

const GAP_PX = 4;

/** `items()` gives `[{text, hint?, pick}]` each time the menu opens. */
export function menuButton(attributes, face, items) {
  const list = h("div", { role: "menu", popover: "auto", class: "menu", "aria-label": attributes["aria-label"] });
  const button = h("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...attributes }, face);
  button.popoverTargetElement = list;
  list.addEventListener("beforetoggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") fill(list, items().map((item) => entry(item, list, button)));
  });
  list.addEventListener("toggle", (event) => event.newState === "open" && opened(list, button));
  list.addEventListener("keydown", (event) => move(event, list));
  return h("span", { class: "menu-anchor" }, button, list);
}

function entry({ text, hint, pick }, list, button) {
  const onclick = () => {
    list.hidePopover();
    button.focus();
    pick();
  };
  return h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick },
    h("span", {}, text), hint ? h("small", {}, hint) : null);
}

function opened(list, button) {
  const place = button.getBoundingClientRect();
  const below = place.bottom + GAP_PX + list.offsetHeight < window.innerHeight;
  const left = Math.min(place.left, window.innerWidth - list.offsetWidth - 8);
  list.style.left = `${Math.max(8, left)}px`;
  list.style.top = `${below ? place.bottom + GAP_PX : Math.max(8, place.top - GAP_PX - list.offsetHeight)}px`;
  list.firstElementChild?.focus();
}

function move(event, list) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const entries = [...list.children];
  const next = (entries.indexOf(document.activeElement) + step + entries.length) % entries.length;
  entries[next].focus();
}
