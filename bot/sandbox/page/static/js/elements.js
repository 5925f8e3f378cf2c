// Interactive elements by type, and the scope each of them works in.

import { button, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { h } from "./dom.js";
import { addressInput, datePicker, dateTimePicker, fileInput, numberInput, textInput, timePicker } from "./inputs.js";
import { select } from "./selects.js";
import { plainText } from "./text.js";
import { t } from "./workspace.js";

const SELECTS = ["static", "users", "conversations", "channels"].flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]);

const ELEMENTS = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  plain_text_input: textInput,
  number_input: numberInput,
  email_text_input: addressInput("email"),
  url_text_input: addressInput("url"),
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
  ...Object.fromEntries(SELECTS.map((type) => [type, select])),
};

/** The control of an element; what the page cannot show says so. */
export function element(object, scope) {
  const make = ELEMENTS[object.type];
  return make ? make(object, scope) : unsupported(object.type);
}

export function unsupported(type) {
  return h("p", { class: "unsupported" }, t("block.unsupported", { type }));
}

/**
 * What an element needs to know of its place.
 *
 * `surface` is `{form: FormState, act(action): Promise}`; `place` is `{blockId, dispatches, attributes?, groupAttributes?}`.
 */
export function scopeOf(object, surface, place) {
  const { blockId, dispatches } = place;
  const actionId = object.action_id ?? `${blockId}-${object.type}`;
  const named = { "aria-label": object.accessibility_label ?? (plainText(object.placeholder) || t("element.choose")) };
  const key = `${blockId}/${actionId}`;
  const act = (payload) => surface.act({ type: object.type, block_id: blockId, action_id: actionId, ...payload });
  return {
    key,
    dispatches,
    attributes: { "data-key": key, autofocus: object.focus_on_load, ...(place.attributes ?? named) },
    groupAttributes: place.groupAttributes ?? named,
    claim: (initial) => surface.form.claim(blockId, actionId, initial),
    write: (value) => surface.form.write(blockId, actionId, value),
    act,
    async hold(value, { act: wanted = true } = {}) {
      surface.form.write(blockId, actionId, value);
      surface.changed?.(blockId);
      if (dispatches && wanted) await act(value);
    },
  };
}
