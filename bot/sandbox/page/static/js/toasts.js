// Short notes at the edge of the page.

import { h } from "./dom.js";
import { t } from "./workspace.js";

const INFO_MS = 5000;

/** Shows `text`; kind "error" stays until it is dismissed, "info" goes by itself. A text is shown once. */
export function toast(text, kind) {
  const shown = [...document.querySelectorAll(".toast > span")].some((note) => note.textContent === text);
  if (shown) return;
  const note = h("div", { class: `toast ${kind}`, role: kind === "error" ? "alert" : "status" }, h("span", {}, text),
    h("button", { type: "button", class: "button icon", "aria-label": t("toast.dismiss"), onclick: () => note.remove() }, "×"));
  document.getElementById("toasts").append(note);
  if (kind === "info") setTimeout(() => note.remove(), INFO_MS);
}
