// The `table` block to a DOM table; its first row is the head.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { richText } from "./rich_text.js";
import { t } from "./workspace.js";

export function table(block) {
  const [head, ...body] = block.rows;
  const settings = block.column_settings ?? [];
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("table.label") },
    h("table", {},
      h("thead", {}, row(head ?? [], "th", settings)),
      h("tbody", {}, body.map((cells) => row(cells, "td", settings)))));
}

function row(cells, tag, settings) {
  return h("tr", {}, cells.map((cell, index) => h(tag, { class: columnClass(settings[index]), scope: tag === "th" ? "col" : null }, content(cell))));
}

function columnClass(setting) {
  const align = setting?.align && setting.align !== "left" ? `align-${setting.align === "right" ? "right" : "center"}` : "";
  return [align, setting?.is_wrapped ? "wrapped" : ""].join(" ").trim() || null;
}

function content(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return withEmoji(String(cell.text ?? cell.value ?? ""));
}
