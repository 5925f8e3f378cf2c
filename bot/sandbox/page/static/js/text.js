// Text objects: `{type: "plain_text" | "mrkdwn", text}`.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The nodes of a text object; null gives nothing. */
export function textNodes(object) {
  if (!object) return [];
  if (object.type !== "mrkdwn") return [plainText(object)];
  return mrkdwn(object.text);
}

/** The string of a plain text object. */
export function plainText(object) {
  if (!object) return "";
  return object.emoji === false ? object.text : withEmoji(object.text);
}

/** A text object inside one inline element. */
export function textSpan(object, className) {
  return h("span", { class: className }, textNodes(object));
}
