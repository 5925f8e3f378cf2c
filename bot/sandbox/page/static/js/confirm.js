// Asks before an action that carries a `confirm` object.

import { h, uniqueId } from "./dom.js";
import { plainText, textNodes } from "./text.js";
import { t } from "./workspace.js";

/** Resolves to whether the person agreed; true at once without a confirm object. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const titleId = uniqueId("confirm");
  const style = confirm.style === "danger" ? "button danger" : "button primary";
  const dialog = h("dialog", { role: "alertdialog", class: "dialog confirm", "aria-labelledby": titleId },
    h("form", { method: "dialog" },
      h("h2", { id: titleId }, plainText(confirm.title)),
      h("div", { class: "confirm-text" }, textNodes(confirm.text)),
      h("div", { class: "dialog-foot" },
        h("button", { class: "button", value: "no" }, plainText(confirm.deny) || t("confirm.no")),
        h("button", { class: style, value: "yes" }, plainText(confirm.confirm) || t("confirm.yes")))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
