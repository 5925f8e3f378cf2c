// How people look: avatars with initials on their colour.

import { h } from "./dom.js";
import { shownName, workspace } from "./workspace.js";

const HAN = /\p{Script=Han}/u;

/** Up to two letters: given-name characters of a Chinese name, first letters otherwise. */
export function initials(name) {
  if (HAN.test(name)) return [...name.replace(/\s/g, "")].slice(-2).join("");
  return name.split(/[\s._-]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

function inkOn(hex) {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150 ? "#10201b" : "#fff";
}

/** A decorative avatar of a person, or of the app. */
export function avatar(userId, isBot = false) {
  if (isBot) return h("img", { class: "avatar app", src: "/static/icon.svg", alt: "" });
  const badge = h("span", { class: "avatar", "aria-hidden": "true" }, initials(shownName(userId)));
  const colour = (workspace.people.get(userId)?.colour ?? "").replace("#", "");
  if (!/^[0-9a-f]{6}$/i.test(colour)) badge.classList.add("app");
  else {
    badge.style.backgroundColor = `#${colour}`;
    badge.style.color = inkOn(colour);
  }
  return badge;
}
