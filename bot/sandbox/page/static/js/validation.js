// Checks that the workspace makes itself before a form reaches the app.

import { t } from "./workspace.js";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const VALUE_FIELDS = [
  "value", "selected_option", "selected_options", "selected_date", "selected_time", "selected_date_time", "selected_user",
  "selected_users", "selected_conversation", "selected_conversations", "selected_channel", "selected_channels",
  "files",
];

/** Errors by block id, empty when the form may go out. `form` is the view's FormState. */
export function problems(view, form) {
  const errors = {};
  view.blocks.forEach((block, index) => {
    if (block.type !== "input") return;
    const blockId = block.block_id || `block-${index}`;
    const actionId = block.element.action_id ?? `${blockId}-${block.element.type}`;
    const problem = check(block, valueOf(form.read(blockId, actionId)));
    if (problem) errors[blockId] = problem;
  });
  return errors;
}

function valueOf(held) {
  const value = VALUE_FIELDS.map((field) => held?.[field]).find((one) => one !== undefined && one !== null);
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

function check(block, value) {
  if (value === undefined || value === "") return block.optional ? null : t("problem.required");
  return CHECKS[block.element.type]?.(block.element, value) ?? null;
}

const CHECKS = {
  plain_text_input: (element, value) => lengthProblem(element, value.length),
  email_text_input: (element, value) => (EMAIL.test(value) ? null : t("problem.email", { value })),
  url_text_input: (element, value) => (isAddress(value) ? null : t("problem.url", { value })),
  number_input: numberProblem,
  file_input: (element, files) =>
    files.length > (element.max_files ?? 10) ? t("problem.files", { limit: element.max_files ?? 10 }) : null,
};

function lengthProblem(element, length) {
  if (element.min_length && length < element.min_length) return t("problem.short", { limit: element.min_length, length });
  if (element.max_length && length > element.max_length) return t("problem.long", { limit: element.max_length, length });
  return null;
}

function isAddress(value) {
  return URL.canParse(value) && /^https?:/i.test(value);
}

function numberProblem(element, value) {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return t("problem.number", { value });
  if (!element.is_decimal_allowed && value.includes(".")) return t("problem.whole", { value });
  const number = Number(value);
  if (isLimit(element.min_value) && number < Number(element.min_value)) return t("problem.low", { value, limit: element.min_value });
  if (isLimit(element.max_value) && number > Number(element.max_value)) return t("problem.high", { value, limit: element.max_value });
  return null;
}

function isLimit(value) {
  return value !== undefined && value !== null && value !== "";
}
