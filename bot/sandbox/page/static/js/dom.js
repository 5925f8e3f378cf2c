// Builds DOM nodes. Text always becomes text nodes: no page code parses markup from strings.

const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "indeterminate"]);

/** An element with attributes, `on…` listeners and children (nodes, strings, nested arrays; null and false are skipped). */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...present(children));
  return node;
}

/** Replaces everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

let counter = 0;

/** A document-wide unique element id. */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Runs `change`, then puts focus and caret back on the control that carries the same `data-key`. */
export function keepingFocus(root, change) {
  const before = root.contains(document.activeElement) ? document.activeElement : null;
  const key = before?.dataset.key;
  const caret = key ? caretOf(before) : null;
  change();
  if (!key) return;
  const after = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!after) return;
  after.focus({ preventScroll: true });
  if (caret) after.setSelectionRange(...caret);
}

function caretOf(control) {
  // Only text-like controls have a caret; reading it on others gives null.
  return typeof control.selectionStart === "number" ? [control.selectionStart, control.selectionEnd] : null;
}
