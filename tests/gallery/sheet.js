// Draws cases with the page's own code, one below the other; a frame has one language.

import { h } from "/static/js/dom.js";
import { Home } from "/static/js/home.js";
import { article } from "/static/js/message.js";
import { Modals } from "/static/js/modal.js";
import { learn } from "/static/js/workspace.js";

const APP = "U0APP";
const MORNING = "1795161600.000100";
const PEOPLE = [["U0ANA", "Ana Ruiz"], ["U0BO", "Bo Lindgren"], ["U0CHEN", "陈琳"], [APP, "Evenhand"]];

learn({
  team: { id: "T0", name: "Acme", url: "https://acme.slack.com/" },
  app: { bot_user: APP, name: "Evenhand", id: "A0" },
  people: PEOPLE.map(([id, name]) => ({ id, name, zone: "Europe/Berlin", colour: "#176b5b" })),
  commands: [], shortcuts: [], steps: [],
  clock: { now: "2026-11-20T08:00:00Z" },
});

const modals = new Modals();
const sheet = h("main");
document.body.append(sheet);
const none = () => Promise.resolve();

function body({ payload }, id) {
  if (payload.type === "home") {
    const root = h("div");
    new Home(root, none).show({ ...payload, id });
    return root;
  }
  if (payload.type !== "modal") {
    const message = { ts: MORNING, user: APP, is_bot: true, files: [], ...payload };
    return article(message, "C0", { form: { beginRender() {}, endRender() {}, claim: (_, __, initial) => initial }, act: none });
  }
  modals.opened({ ...payload, id });
  const form = document.querySelector("dialog.modal .modal-form");
  const shown = h("div", { class: "dialog modal", open: true }, form);
  modals.closed(null);
  return shown;
}

window.draw = (cases) => {
  sheet.replaceChildren(...cases.map((one, index) => h("section", { class: "case" },
    h("h6", {}, one.name),
    h("div", { class: "limit" }, body(one, `V${index}`)),
    one.folded.map((text) => h("p", { class: "folded" }, text)))));
  return [...document.querySelectorAll(".case")].map((each) => Math.ceil(each.getBoundingClientRect().height));
};

/** Shows the cases `from` … `to` alone, each as high as it is in the other language. */
window.only = (from, to, heights) => {
  document.querySelectorAll(".case").forEach((each, index) => {
    each.hidden = index < from || index >= to;
    each.style.height = `${heights[index]}px`;
  });
};
