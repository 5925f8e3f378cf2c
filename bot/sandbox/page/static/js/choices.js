// Radio buttons and checkboxes.

import { confirmed } from "./confirm.js";
import { h, uniqueId } from "./dom.js";
import { textNodes, textSpan } from "./text.js";

export function radioButtons(element, scope) {
  const held = scope.claim({ type: element.type, selected_option: element.initial_option ?? null });
  const name = uniqueId("radio");
  const rows = element.options.map((option) => {
    const control = h("input", { type: "radio", name, checked: held.selected_option?.value === option.value });
    control.addEventListener("change", () => choose(option));
    return row(control, option, scope);
  });
  const choose = async (option) => {
    if (await confirmed(element.confirm)) await scope.hold({ type: element.type, selected_option: option });
  };
  return h("div", { role: "radiogroup", class: "choices", ...scope.groupAttributes }, rows);
}

export function checkboxes(element, scope) {
  const held = scope.claim({ type: element.type, selected_options: element.initial_options ?? [] });
  const chosen = new Set(held.selected_options.map((option) => option.value));
  const rows = element.options.map((option) => {
    const control = h("input", { type: "checkbox", checked: chosen.has(option.value) });
    control.addEventListener("change", () => toggle(option, control));
    return row(control, option, scope);
  });
  const toggle = async (option, control) => {
    if (!(await confirmed(element.confirm))) {
      control.checked = !control.checked;
      return;
    }
    if (control.checked) chosen.add(option.value);
    else chosen.delete(option.value);
    const selected = element.options.filter((one) => chosen.has(one.value));
    await scope.hold({ type: element.type, selected_options: selected });
  };
  return h("div", { role: "group", class: "choices", ...scope.groupAttributes }, rows);
}

function row(control, option, scope) {
  control.dataset.key = `${scope.key}/${option.value}`;
  if (option.description) {
    const id = uniqueId("choice");
    control.setAttribute("aria-describedby", id);
    return h("div", { class: "choice-row" },
      h("label", { class: "choice" }, control, textSpan(option.text)),
      h("div", { class: "choice-hint", id }, textNodes(option.description)));
  }
  return h("div", { class: "choice-row" }, h("label", { class: "choice" }, control, textSpan(option.text)));
}
