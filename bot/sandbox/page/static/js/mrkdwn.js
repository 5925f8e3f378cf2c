// Chat markup (`*bold*`, `<@U1>`, `<https://…|label>`) to DOM nodes.

import { fillDate } from "./dates.js";
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { isAddress, link } from "./links.js";
import { channelName, shownName } from "./workspace.js";

const WRAPPERS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const QUOTE = /^(?:>|&gt;)\s?/;
const BULLET = /^(\s*)(?:[•◦▪]|-)\s+/;
const NUMBER = /^(\s*)(\d+)\.\s+/;

/** The nodes of a whole text with paragraphs, quotes, lists and code. */
export function mrkdwn(text) {
  const parts = text.split("```");
  return parts.flatMap((part, index) => {
    if (index % 2 === 0) return part.trim() || parts.length === 1 ? lines(index ? part.replace(/^\n/, "") : part) : [];
    if (index === parts.length - 1) return lines("```" + part);
    return [h("pre", {}, h("code", {}, decode(part.replace(/^\n|\n$/g, ""))))];
  });
}

function lines(text) {
  const groups = grouped(text.split("\n"));
  if (groups.length === 1 && groups[0].kind === "text") return broken(groups[0].rows);
  return groups.map(({ kind, rows }) => GROUPS[kind](rows));
}

function grouped(rows) {
  const groups = [];
  for (const row of rows) {
    const kind = kindOf(row);
    if (groups.at(-1)?.kind === kind) groups.at(-1).rows.push(row);
    else groups.push({ kind, rows: [row] });
  }
  return groups;
}

const GROUPS = {
  quote: (rows) => h("blockquote", {}, lines(rows.map((row) => row.replace(QUOTE, "")).join("\n"))),
  ul: (rows) => h("ul", {}, rows.map((row) => item(row, BULLET))),
  ol: (rows) => h("ol", { start: NUMBER.exec(rows[0])[2] }, rows.map((row) => item(row, NUMBER))),
  text: (rows) => h("div", {}, broken(rows)),
};

function broken(rows) {
  return rows.flatMap((row, index) => (index ? [h("br"), ...inline(row)] : inline(row)));
}

function kindOf(row) {
  if (QUOTE.test(row)) return "quote";
  if (BULLET.test(row)) return "ul";
  return NUMBER.test(row) ? "ol" : "text";
}

function item(row, marker) {
  const indent = Math.min(4, Math.floor(marker.exec(row)[1].length / 2));
  return h("li", { class: indent ? `indent-${indent}` : null }, inline(row.replace(marker, "")));
}

/** The nodes of one line: wrappers, code, links, mentions, dates, emoji. */
export function inline(text) {
  const nodes = [];
  let start = 0;
  let at = 0;
  const flush = () => start < at && nodes.push(plain(text.slice(start, at)));
  while (at < text.length) {
    const found = code(text, at) ?? token(text, at) ?? wrapper(text, at);
    if (!found) {
      at += 1;
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
    start = at;
  }
  flush();
  return nodes;
}

function plain(text) {
  return withEmoji(decode(text));
}

function decode(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function code(text, at) {
  if (text[at] !== "`") return null;
  const end = text.indexOf("`", at + 1);
  return end > at + 1 ? { node: h("code", {}, decode(text.slice(at + 1, end))), end: end + 1 } : null;
}

function token(text, at) {
  const end = tokenEnd(text, at);
  return end ? { node: reference(text.slice(at + 1, end)), end: end + 1 } : null;
}

// Where the reference that starts here ends; other text in angle brackets is text.
function tokenEnd(text, at) {
  if (text[at] !== "<") return null;
  const end = text.indexOf(">", at + 1);
  const target = text.slice(at + 1, end).split("|")[0];
  return end > at + 1 && (/^[@#!]/.test(target) || isAddress(decode(target))) ? end : null;
}

function wrapper(text, at) {
  const tag = WRAPPERS[text[at]];
  if (!tag || WORD.test(before(text, at)) || !/\S/.test(text[at + 1] ?? " ")) return null;
  const end = closing(text, at);
  return end ? { node: h(tag, {}, inline(text.slice(at + 1, end))), end: end + 1 } : null;
}

function before(text, at) {
  return at ? [...text.slice(Math.max(0, at - 2), at)].at(-1) : " ";
}

function closing(text, open) {
  for (let at = open + 1; at < text.length; at += 1) {
    const skipped = skip(text, at);
    if (skipped > at) at = skipped;
    else if (text[at] === text[open] && at > open + 1 && closes(text, at)) return at;
  }
  return null;
}

function closes(text, at) {
  const next = String.fromCodePoint(text.codePointAt(at + 1) ?? 32);
  return /\S/.test(text[at - 1]) && !WORD.test(next);
}

function skip(text, at) {
  return text[at] === "`" ? text.indexOf("`", at + 1) : tokenEnd(text, at) ?? at;
}

function reference(body) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : body.slice(bar + 1);
  if (target.startsWith("@")) return mention(`@${shownName(target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${label || channelName(target.slice(1))}`);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(decode(target), plain(label || target));
}

export function mention(text) {
  return h("span", { class: "mention" }, text);
}

function special(command, label) {
  const [name, ...rest] = command.split("^");
  if (name === "date") return date(rest, label);
  if (name === "subteam") return mention(label || "@team");
  return mention(`@${decode(label || name)}`);
}

function date([seconds, template = "{date_short}", address], fallback) {
  const moment = Number.parseInt(seconds, 10);
  if (!Number.isFinite(moment)) return h("span", {}, decode(fallback));
  const shown = fillDate(moment, decode(template));
  const node = h("time", { datetime: new Date(moment * 1000).toISOString(), title: decode(fallback) }, shown);
  return address ? link(decode(address), node) : node;
}
