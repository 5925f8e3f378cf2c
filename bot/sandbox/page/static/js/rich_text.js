// The `rich_text` block to DOM nodes.

import { fillDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { mention } from "./mrkdwn.js";
import { channelName, shownName } from "./workspace.js";

const STYLE_TAGS = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rich-section" }, spans(part.elements)),
  rich_text_preformatted: (part) => h("pre", {}, h("code", {}, spans(part.elements))),
  rich_text_quote: (part) => h("blockquote", {}, spans(part.elements)),
  rich_text_list: list,
};

const SPANS = {
  text: (span) => brokenText(span.text),
  link: (span) => [link(span.url, span.text || span.url)],
  user: (span) => [mention(`@${shownName(span.user_id)}`)],
  channel: (span) => [mention(`#${channelName(span.channel_id)}`)],
  usergroup: (span) => [mention(`@${span.usergroup_id}`)],
  broadcast: (span) => [mention(`@${span.range}`)],
  emoji: (span) => [span.unicode ? fromUnicode(span.unicode) : emoji(span.name) ?? `:${span.name}:`],
  date: (span) => [h("time", { title: span.fallback }, fillDate(span.timestamp, span.format))],
  color: (span) => [h("code", {}, span.value)],
};

/** The nodes of a `rich_text` block (or table cell). */
export function richText(block) {
  return block.elements.map((part) => PARTS[part.type]?.(part) ?? null);
}

function list(part) {
  const ordered = part.style === "ordered";
  const start = ordered && part.offset ? part.offset + 1 : null;
  const indent = Math.min(4, part.indent ?? 0);
  return h(ordered ? "ol" : "ul", { start, class: indent ? `indent-${indent}` : null },
    part.elements.map((entry) => h("li", {}, spans(entry.elements))));
}

function spans(elements) {
  return elements.flatMap((span) => styled(SPANS[span.type]?.(span) ?? [], span.style));
}

function styled(nodes, style) {
  if (!style || !nodes.length) return nodes;
  return Object.entries(STYLE_TAGS).reduce((inner, [name, tag]) => (style[name] ? [h(tag, {}, inner)] : inner), nodes);
}

function brokenText(text) {
  return text.split("\n").flatMap((row, index) => (index ? [h("br"), row] : [row])).filter((part) => part !== "");
}

function fromUnicode(codes) {
  return String.fromCodePoint(...codes.split("-").map((code) => Number.parseInt(code, 16)));
}
