// Select menus over options, people and conversations; one choice or several.

import { confirmed } from "./confirm.js";
import { fill, h } from "./dom.js";
import { plainText } from "./text.js";
import { t, workspace } from "./workspace.js";

// How each kind of menu finds its choices and names its value in the state: `one` for a single choice, `many` for several.
const KINDS = {
  static: { choices: (element) => staticChoices(element), one: "selected_option", many: "selected_options" },
  users: { choices: () => people(), one: "selected_user", many: "selected_users", first: "initial_user", firsts: "initial_users" },
  conversations: {
    choices: (element) => rooms(element, () => true), one: "selected_conversation", many: "selected_conversations",
    first: "initial_conversation", firsts: "initial_conversations",
  },
  channels: {
    choices: (element) => rooms(element, (room) => room.kind === "channel"), one: "selected_channel", many: "selected_channels",
    first: "initial_channel", firsts: "initial_channels",
  },
};

function staticChoices(element) {
  const groups = element.option_groups ?? [{ label: null, options: element.options ?? [] }];
  return groups.map((group) => ({
    label: plainText(group.label),
    choices: group.options.map((option) => ({ id: option.value, text: plainText(option.text), value: option })),
  }));
}

function people() {
  const choices = [...workspace.people.values()].map(({ id, name, display_name: shown }) => ({ id, text: name || shown, value: id }));
  return [{ label: "", choices }];
}

function rooms(element, fits) {
  const choices = workspace.conversations.filter(fits).map(({ id, kind, name }) => ({
    id, text: kind === "channel" ? `#${name}` : name, value: id,
  }));
  return [{ label: "", choices }];
}

function find(groups, id) {
  return groups.flatMap((group) => group.choices).find((choice) => choice.id === id) ?? null;
}

/** The menu of a `…_select` element. */
export function select(element, scope) {
  const many = element.type.startsWith("multi_");
  const kind = KINDS[element.type.replace("multi_", "").replace("_select", "")];
  const groups = kind.choices(element);
  return many ? several(element, scope, kind, groups) : single(element, scope, kind, groups);
}

function single(element, scope, kind, groups) {
  const initial = element[kind.first ?? "initial_option"] ?? null;
  const held = scope.claim({ type: element.type, [kind.one]: initial })[kind.one];
  let shown = find(groups, held?.value ?? held);
  if (held && !shown) {
    // An update took the chosen option away.
    shown = find(groups, initial?.value ?? initial);
    scope.write({ type: element.type, [kind.one]: initial });
  }
  const control = h("select", { class: "select", ...scope.attributes },
    h("option", { value: "" }, plainText(element.placeholder) || t("element.choose")), options(groups));
  control.value = shown?.id ?? "";
  control.addEventListener("change", async () => {
    const chosen = find(groups, control.value);
    if (!(await confirmed(element.confirm))) {
      control.value = shown?.id ?? "";
      return;
    }
    shown = chosen;
    await scope.hold({ type: element.type, [kind.one]: chosen?.value ?? null });
  });
  return control;
}

function options(groups) {
  const entries = (group) => group.choices.map((choice) => h("option", { value: choice.id }, choice.text));
  return groups.map((group) => (group.label ? h("optgroup", { label: group.label }, entries(group)) : entries(group)));
}

function several(element, scope, kind, groups) {
  const initial = element[kind.firsts ?? "initial_options"] ?? [];
  const held = scope.claim({ type: element.type, [kind.many]: initial })[kind.many];
  let chosen = held.map((value) => find(groups, value?.value ?? value)).filter(Boolean);
  const chips = h("ul", { class: "chips" });
  const control = h("select", { class: "select", ...scope.attributes });
  const show = () => {
    const full = chosen.length >= (element.max_selected_items ?? Infinity);
    const rest = groups.map((group) => ({ ...group, choices: group.choices.filter((choice) => !chosen.includes(choice)) }));
    fill(control, h("option", { value: "" }, plainText(element.placeholder) || t("element.add")), full ? [] : options(rest));
    control.value = "";
    fill(chips, chosen.map((choice) => chip(choice, () => change(chosen.filter((one) => one !== choice)))));
  };
  const change = (next) => {
    chosen = next;
    show();
    control.focus();
    return scope.hold({ type: element.type, [kind.many]: chosen.map((choice) => choice.value) });
  };
  control.addEventListener("change", () => control.value && change([...chosen, find(groups, control.value)]));
  show();
  return h("div", { class: "several" }, chips, control);
}

function chip(choice, remove) {
  return h("li", { class: "chip" }, choice.text,
    h("button", { type: "button", class: "chip-remove", "aria-label": t("element.remove", { name: choice.text }), onclick: remove }, "×"));
}
