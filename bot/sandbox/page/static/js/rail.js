// The left rail: who acts, where one can go, and as whom else one can act.

import { clockTime } from "./dates.js";
import { fill, h } from "./dom.js";
import { avatar } from "./people.js";
import { me, page, t, workspace } from "./workspace.js";

/** Draws the rail; `place` is "home" or the id of the open conversation. */
export function drawRail(root, place) {
  fill(root,
    h("div", { class: "rail-head" },
      h("p", { class: "team" }, h("img", { src: "/static/icon.svg", alt: "" }), workspace.team.name),
      h("p", { class: "acting" }, avatar(page.as), h("span", {}, h("b", {}, me().name), h("small", {}, me().title)))),
    list(workspace.app.name, appPlaces(place)),
    list(t("rail.channels"), rooms("channel").map((room) => roomLink(room, `# ${room.name}`, place))),
    rooms("dm").length ? list(t("rail.direct"), rooms("dm").map((room) => roomLink(room, room.name, place))) : null,
    list(t("rail.people"), [...workspace.people.values()].map(personLink)));
}

function rooms(kind) {
  return workspace.conversations.filter((room) => room.kind === kind);
}

function list(title, entries) {
  return h("section", { class: "rail-section", "aria-label": title }, h("h2", {}, title), h("ul", {}, entries.map((entry) => h("li", {}, entry))));
}

function appPlaces(place) {
  const home = h("a", { href: "#home", "aria-current": place === "home" ? "page" : null }, icon("home"), h("span", { class: "place" }, t("rail.home")));
  return [home, ...rooms("app_dm").map((room) => roomLink(room, t("rail.messages"), place))];
}

function roomLink(room, label, place) {
  const unread = room.unread > 0 && room.id !== place
    ? h("span", { class: "badge", dataset: { testid: "unread" } }, String(room.unread), h("span", { class: "sr-only" }, ` ${t("rail.unread")}`))
    : null;
  return h("a", { href: `#${room.id}`, class: unread ? "unread" : null, "aria-current": room.id === place ? "page" : null },
    icon(room.kind === "channel" ? null : "message"), h("span", { class: "place" }, label), unread);
}

function icon(name) {
  return name ? h("span", { class: `icon icon-${name}`, "aria-hidden": "true" }) : null;
}

function personLink(person) {
  return h("a", { href: `/as/${person.id}`, class: "person", "aria-current": person.id === page.as ? "true" : null, "aria-label": person.name },
    avatar(person.id),
    h("span", { class: "person-name" }, h("span", {}, person.name), h("small", {}, person.title)),
    h("span", { class: "person-now" },
      h("time", { title: person.zone }, clockTime(workspace.now, person.zone)),
      h("small", { title: t("rail.languages", { language: languageIn(page.locale, person.locale) }) }, languageIn(person.locale, person.locale))));
}

/** "English", or "中文" when that is asked for in Chinese. */
function languageIn(locale, of) {
  return new Intl.DisplayNames([locale.replace("_", "-")], { type: "language" }).of(of.slice(0, 2));
}
