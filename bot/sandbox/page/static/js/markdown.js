// Standard Markdown (the `markdown` block) to DOM nodes: the part of it that chat shows.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";

const FENCE = /^```/;
const RULES = [
  { kind: "heading", test: /^(#{1,6})\s+(.*)$/ },
  { kind: "rule", test: /^(?:-{3,}|\*{3,}|_{3,})\s*$/ },
  { kind: "quote", test: /^>\s?(.*)$/ },
  { kind: "ul", test: /^\s*[-*+]\s+(.*)$/ },
  { kind: "ol", test: /^\s*(\d+)[.)]\s+(.*)$/ },
  { kind: "table", test: /^\s*\|.*\|\s*$/ },
  { kind: "blank", test: /^\s*$/ },
  { kind: "text", test: /^.*$/ },
];
// Each pattern's first group is the content; order decides between overlapping marks.
const INLINE = [
  { mark: /^`([^`]+)`/, make: (body) => h("code", {}, body) },
  { mark: /^\*\*(?=\S)(.+?)\*\*/, make: (body) => h("strong", {}, inline(body)) },
  { mark: /^__(?=\S)(.+?)__/, make: (body) => h("strong", {}, inline(body)) },
  { mark: /^~~(?=\S)(.+?)~~/, make: (body) => h("s", {}, inline(body)) },
  { mark: /^\*(?=\S)([^*]+?)\*/, make: (body) => h("em", {}, inline(body)) },
  { mark: /^_(?=\S)([^_]+?)_(?!\w)/, make: (body) => h("em", {}, inline(body)) },
  { mark: /^\[([^\]]+)\]\(([^)\s]+)\)/, make: (body, address) => link(address, inline(body)) },
];

/** The nodes of a Markdown text. */
export function markdown(text) {
  const rows = text.split("\n");
  const nodes = [];
  while (rows.length) nodes.push(block(rows));
  return nodes.filter(Boolean);
}

function block(rows) {
  if (FENCE.test(rows[0])) return fence(rows);
  const kind = kindOf(rows[0]);
  if (kind === "heading" || kind === "rule") return MAKE[kind]([rows.shift()]);
  const taken = [];
  while (rows.length && !FENCE.test(rows[0]) && kindOf(rows[0]) === kind) taken.push(rows.shift());
  return MAKE[kind](taken);
}

function fence(rows) {
  rows.shift();
  const body = [];
  while (rows.length && !FENCE.test(rows[0])) body.push(rows.shift());
  rows.shift();
  return h("pre", {}, h("code", {}, body.join("\n")));
}

function ruleOf(row) {
  return RULES.find((rule) => rule.test.test(row));
}

function kindOf(row) {
  return ruleOf(row).kind;
}

function content(row) {
  return ruleOf(row).test.exec(row).at(-1);
}

const MAKE = {
  heading: ([row]) => h(`h${Math.min(6, /^#+/.exec(row)[0].length + 2)}`, {}, inline(content(row))),
  rule: () => h("hr"),
  quote: (rows) => h("blockquote", {}, markdown(rows.map(content).join("\n"))),
  ul: (rows) => h("ul", {}, rows.map((row) => h("li", {}, inline(content(row))))),
  ol: (rows) => h("ol", { start: /\d+/.exec(rows[0])[0] }, rows.map((row) => h("li", {}, inline(content(row))))),
  table: (rows) => table(rows.filter((row) => !/^[\s|:-]+$/.test(row))),
  blank: () => null,
  text: (rows) => h("p", {}, rows.flatMap((row, index) => (index ? [h("br"), ...inline(row)] : inline(row)))),
};

function table(rows) {
  const line = (row, tag) =>
    h("tr", {}, row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => h(tag, {}, inline(cell.trim()))));
  const [head, ...body] = rows;
  return h("div", { class: "table-scroll" },
    h("table", {}, h("thead", {}, line(head, "th")), h("tbody", {}, body.map((row) => line(row, "td")))));
}

function inline(text) {
  const nodes = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const found = match(text.slice(at));
    if (found) {
      nodes.push(withEmoji(text.slice(start, at)), found.node);
      at += found.length;
      start = at;
    } else {
      at += 1;
    }
  }
  nodes.push(withEmoji(text.slice(start)));
  return nodes.filter((node) => node !== "");
}

function match(rest) {
  for (const { mark, make } of INLINE) {
    const found = mark.exec(rest);
    if (found) return { node: make(...found.slice(1)), length: found[0].length };
  }
  return null;
}
