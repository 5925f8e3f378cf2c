// Elements that act at once: button and overflow.

import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { safeLink, ways } from "./links.js";
import { menuButton } from "./menu.js";
import { plainText } from "./text.js";
import { t } from "./workspace.js";

const STYLES = { primary: "button primary", danger: "button danger" };

export function button(element, scope) {
  const attributes = { class: STYLES[element.style] ?? "button", "aria-label": element.accessibility_label };
  const payload = { text: element.text, value: element.value };
  const label = plainText(element.text);
  const way = element.url ? ways(element.url) : null;
  if (way) return linkButton(element, scope, { ...way, ...attributes }, payload, label);
  return h("button", { type: "button", ...attributes, dataset: { key: scope.key }, onclick: (event) => press(event, element, scope, payload) },
    label);
}

function linkButton(element, scope, attributes, payload, label) {
  const open = async (event) => {
    if (!element.confirm) return void scope.act(payload);
    event.preventDefault();
    if (!(await confirmed(element.confirm))) return;
    if (attributes.target) window.open(attributes.href, attributes.target, "noopener,noreferrer");
    else window.location.hash = attributes.href;
    await scope.act(payload);
  };
  return h("a", { ...attributes, onclick: open }, label, h("span", { "aria-hidden": "true" }, attributes.target ? "↗" : "→"));
}

async function press(event, element, scope, payload) {
  const pressed = event.currentTarget;
  if (pressed.getAttribute("aria-busy") === "true") return;
  if (!(await confirmed(element.confirm))) return;
  pressed.setAttribute("aria-busy", "true");
  try {
    await scope.act(payload);
  } finally {
    pressed.removeAttribute("aria-busy");
  }
}

export function overflow(element, scope) {
  const pick = async (option) => {
    if (await confirmed(element.confirm)) await scope.act({ selected_option: option });
  };
  const items = () => element.options.map((option) => ({
    text: plainText(option.text),
    hint: plainText(option.description),
    pick: () => (option.url && safeLink(option.url) ? visit(option, pick) : pick(option)),
  }));
  return menuButton({ class: "button icon", "aria-label": element.accessibility_label ?? t("element.more"), dataset: { key: scope.key } }, "⋯", items);
}

function visit(option, pick) {
  window.open(safeLink(option.url), "_blank", "noopener,noreferrer");
  return pick(option);
}
