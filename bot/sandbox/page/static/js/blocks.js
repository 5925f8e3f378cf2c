// Layout blocks to DOM nodes.

import { element, scopeOf, unsupported } from "./elements.js";
import { h, uniqueId } from "./dom.js";
import { ownAddress } from "./links.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";
import { plainText, textNodes } from "./text.js";
import { t } from "./workspace.js";

const BLOCKS = {
  section,
  context,
  actions,
  header: (block) => h("h3", { class: "block-header" }, plainText(block.text)),
  divider: () => h("hr"),
  image: (block) => h("figure", { class: "block-image" },
    block.title ? h("figcaption", {}, plainText(block.title)) : null, picture(block)),
  table,
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  input,
};

/** The nodes of `blocks`; values of elements live in `surface.form`, actions go to `surface.act`. */
export function renderBlocks(blocks, surface) {
  surface.form.beginRender();
  const nodes = blocks.map((block, index) => {
    const blockId = block.block_id || `block-${index}`;
    const make = BLOCKS[block.type];
    const body = make ? make(block, surface, blockId) : unsupported(block.type);
    return h("div", { class: `block block-${block.type}`, dataset: { block: blockId } }, body);
  });
  surface.form.endRender();
  return nodes;
}

function section(block, surface, blockId) {
  const body = h("div", { class: "section-body" },
    block.text ? h("div", { class: "text" }, textNodes(block.text)) : null,
    block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "text" }, textNodes(field)))) : null);
  if (!block.accessory) return body;
  return [body, h("div", { class: "accessory" }, part(block.accessory, surface, blockId))];
}

function part(object, surface, blockId) {
  if (object.type === "image") return picture(object, "thumb");
  return element(object, scopeOf(object, surface, { blockId, dispatches: true }));
}

function context(block) {
  return block.elements.map((entry) =>
    entry.type === "image" ? picture(entry, "tiny") : h("span", { class: "text" }, textNodes(entry)));
}

function actions(block, surface, blockId) {
  return block.elements.map((entry) => part(entry, surface, blockId));
}

function picture(object, className = "picture") {
  const given = object.image_url ?? object.slack_file?.url ?? object.slack_file?.url_private;
  const address = ownAddress(given ?? (object.slack_file?.id ? `/files/${encodeURIComponent(object.slack_file.id)}` : null));
  if (!address) return h("p", { class: "hint" }, t("image.elsewhere", { alt: object.alt_text ?? "" }));
  return h("img", { class: className, src: address, alt: object.alt_text ?? "", loading: "lazy" });
}

const GROUPED = new Set(["radio_buttons", "checkboxes"]);

function input(block, surface, blockId) {
  const id = uniqueId("input");
  const object = block.element;
  const optional = block.optional ? h("span", { class: "optional" }, ` ${t("input.optional")}`) : null;
  const label = [plainText(block.label), optional];
  const error = surface.errors?.[blockId];
  const describedBy = [block.hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ") || null;
  const state = { "aria-describedby": describedBy, "aria-invalid": error ? "true" : null };
  const scope = scopeOf(object, surface, {
    blockId,
    dispatches: Boolean(block.dispatch_action),
    attributes: { id, ...state, "aria-required": block.optional ? null : "true" },
    groupAttributes: { id, tabindex: "-1", "aria-labelledby": `${id}-label`, ...state },
  });
  return [
    GROUPED.has(object.type) ? h("div", { class: "label", id: `${id}-label` }, label) : h("label", { class: "label", for: id }, label),
    element(object, scope),
    block.hint ? h("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : null,
    error ? h("p", { class: "field-error", id: `${id}-error`, dataset: { testid: "field-error" } }, error) : null,
  ];
}
