// Addresses that message content may point to.

import { h } from "./dom.js";
import { appConversation, workspace } from "./workspace.js";

const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

function parse(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** Whether the text is a whole address, harmless or not. */
export function isAddress(text) {
  return parse(text) !== null;
}

/** The address when its scheme is harmless, otherwise null. */
export function safeLink(address) {
  const url = parse(address);
  return url && LINK_SCHEMES.has(url.protocol) ? url.href : null;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The address when this server itself serves it, otherwise null: the page loads nothing from elsewhere. */
export function ownAddress(address) {
  const url = address ? parse(address, window.location.origin) : null;
  if (!url || url.protocol !== window.location.protocol || url.port !== window.location.port) return null;
  const isHere = url.hostname === window.location.hostname || (LOOPBACK.has(url.hostname) && LOOPBACK.has(window.location.hostname));
  return isHere ? new URL(url.pathname + url.search, window.location.origin).href : null;
}

const MESSAGE = /^\/archives\/(\w+)(?:\/p(\d+)(\d{6}))?$/;

/** Where in this page a deep link into the workspace leads, as a fragment; null for every other address. */
export function placeOf(address) {
  const url = parse(address);
  if (!url) return null;
  if (url.protocol === "slack:") return placeOfApp(url);
  const found = url.origin === parse(workspace.team.url)?.origin && MESSAGE.exec(url.pathname);
  if (!found) return null;
  const [, channel, seconds, rest] = found;
  const parts = [channel, seconds && `${seconds}.${rest}`, url.searchParams.get("thread_ts")];
  return `#${parts.filter(Boolean).join("/")}`;
}

// As in Slack, what is unknown opens the app itself: nothing happens here.
function placeOfApp(url) {
  const asked = (name) => url.searchParams.get(name);
  if (!url.href.startsWith("slack://app?") || asked("team") !== workspace.team.id || asked("id") !== workspace.app.id) return null;
  return asked("tab") === "messages" ? `#${appConversation().id}` : "#home";
}

/** Attributes of a link: to a place in this page, or to a new tab; null when the address is not safe. */
export function ways(address) {
  const place = placeOf(address);
  if (place) return { href: place };
  const href = safeLink(address);
  return href ? { href, target: "_blank", rel: "noopener noreferrer" } : null;
}

/** A link within this page or to a new tab, or the bare label when the address is not safe. */
export function link(address, ...label) {
  const way = ways(address);
  return way ? h("a", way, label) : h("span", { class: "dead-link" }, label);
}
