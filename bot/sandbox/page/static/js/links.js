// Addresses that message content may point to.

import { h } from "./dom.js";

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

/** A link that opens in a new tab, or the bare label when the address is not safe. */
export function link(address, ...label) {
  const href = safeLink(address);
  if (!href) return h("span", { class: "dead-link" }, label);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}
