// Text, number, address, date and time inputs.

import { api } from "./api.js";
import { secondsOfWall, wallOfSeconds } from "./dates.js";
import { h } from "./dom.js";
import { plainText } from "./text.js";
import { toast } from "./toasts.js";
import { t } from "./workspace.js";

function typed(element, scope, control) {
  const held = scope.claim({ type: element.type, value: element.initial_value ?? null });
  control.value = held.value ?? "";
  control.placeholder = plainText(element.placeholder);
  const value = () => ({ type: element.type, value: control.value === "" ? null : control.value });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  control.addEventListener("input", () => scope.hold(value(), { act: triggers.includes("on_character_entered") }));
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !scope.dispatches || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    void scope.hold(value(), { act: true });
  });
  return control;
}

export function textInput(element, scope) {
  const attributes = { class: "input", maxlength: element.max_length, autocomplete: "off", ...scope.attributes };
  if (!element.multiline) return typed(element, scope, h("input", { type: "text", ...attributes }));
  return counted(element, typed(element, scope, h("textarea", { rows: 4, ...attributes })));
}

function counted(element, control) {
  if (!element.max_length) return control;
  const count = h("span", { class: "counter", "aria-hidden": "true" });
  const show = () => (count.textContent = `${control.value.length} / ${element.max_length}`);
  control.addEventListener("input", show);
  show();
  return h("div", { class: "counted" }, control, count);
}

export function numberInput(element, scope) {
  const mode = element.is_decimal_allowed ? "decimal" : "numeric";
  const control = h("input", { type: "text", class: "input number", inputmode: mode, autocomplete: "off", ...scope.attributes });
  return typed(element, scope, control);
}

export function addressInput(type) {
  return (element, scope) => typed(element, scope, h("input", { type, class: "input", autocomplete: "off", ...scope.attributes }));
}

function picker(inputType, field, { toField = (value) => value, toControl = (value) => value } = {}) {
  return (element, scope) => {
    const initial = element[field.replace("selected", "initial")] ?? null;
    const held = scope.claim({ type: element.type, [field]: initial })[field];
    const control = h("input", { type: inputType, class: "input picker", ...scope.attributes });
    control.value = held === null ? "" : toControl(held);
    control.addEventListener("change", () => {
      const chosen = control.value === "" ? null : toField(control.value);
      return scope.hold({ type: element.type, [field]: chosen });
    });
    return control;
  };
}

export const datePicker = picker("date", "selected_date");
export const timePicker = picker("time", "selected_time");
export const dateTimePicker = picker("datetime-local", "selected_date_time", { toField: secondsOfWall, toControl: wallOfSeconds });

/** Files go to the workspace as soon as they are chosen; the form holds what it answers. */
export function fileInput(element, scope) {
  let files = scope.claim({ type: element.type, files: element.initial_files ?? null }).files ?? [];
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  const control = h("input", { type: "file", multiple: (element.max_files ?? 10) > 1, accept, class: "sr-only", ...scope.attributes });
  const choose = h("button", { type: "button", class: "button", tabindex: "-1", "aria-hidden": "true" }, t("element.chooseFiles"));
  choose.addEventListener("click", () => control.click());
  const list = h("ul", { class: "files" });
  const hold = (next) => {
    files = next;
    list.replaceChildren(...files.map((file) => h("li", {}, file.name, removal(file))));
    return scope.hold({ type: element.type, files: files.length ? files : null });
  };
  const removal = (file) => {
    const label = t("element.removeFile", { name: file.name });
    const remove = h("button", { type: "button", class: "button small", "aria-label": label }, "×");
    remove.addEventListener("click", () => hold(files.filter((one) => one.id !== file.id)));
    return remove;
  };
  control.addEventListener("change", async () => {
    try {
      const answers = await Promise.all([...control.files].map((file) => api.upload(file)));
      await hold([...files, ...answers.map((answer) => answer.file)]);
    } catch (error) {
      toast(error.message, "error");
    }
    control.value = "";
  });
  list.replaceChildren(...files.map((file) => h("li", {}, file.name, removal(file))));
  return h("div", { class: "choice-row" }, control, choose, list);
}
