// One message as an article.

import { api } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { clockTime, fullMoment, momentOf } from "./dates.js";
import { h } from "./dom.js";
import { link, ownAddress } from "./links.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { shownName, t, workspace } from "./workspace.js";

/** The article of `message`; `surface` is where its elements live. */
export function article(message, channel, surface) {
  const moment = momentOf(message.ts);
  const name = shownName(message.user);
  const classes = ["message", message.ephemeral ? "ephemeral" : ""];
  return h("article", {
    class: classes.join(" ").trim(),
    "aria-label": `${name}, ${clockTime(moment)}`,
    dataset: { testid: "message", ts: message.ts },
  },
  avatar(message.user, message.is_bot),
  h("div", { class: "message-main" },
    message.ephemeral ? h("p", { class: "only-you" }, t("message.onlyYou")) : null,
    h("header", { class: "message-head" },
      h("span", { class: "message-name" }, name),
      message.is_bot ? h("span", { class: "tag" }, t("message.app")) : null,
      h("time", { datetime: moment.toISOString(), title: fullMoment(moment) }, clockTime(moment))),
    h("div", { class: "message-body" }, body(message, surface)),
    message.edited ? h("span", { class: "edited" }, t("message.edited")) : null,
    (message.files ?? []).map(file)),
  shortcutMenu(message, channel));
}

function body(message, surface) {
  if (message.blocks?.length) return renderBlocks(message.blocks, surface);
  return h("div", { class: "text" }, mrkdwn(message.text ?? ""));
}

function file(entry) {
  const address = ownAddress(entry.url_private ?? entry.permalink ?? null);
  const title = entry.title || entry.name || entry.id;
  if (address && entry.mimetype?.startsWith("image/")) {
    return h("figure", { class: "block-image" },
      h("figcaption", {}, title), h("img", { class: "picture", src: address, alt: entry.alt_txt || title }));
  }
  return h("p", { class: "file" }, address ? link(address, title) : title);
}

function shortcutMenu(message, channel) {
  const shortcuts = workspace.shortcuts.filter((shortcut) => shortcut.type === "message");
  if (!shortcuts.length || message.ephemeral) return null;
  const run = (shortcut) => api.shortcut(shortcut.callback_id, { channel, ts: message.ts });
  const items = () => shortcuts.map((shortcut) => ({
    text: shortcut.name,
    pick: () => run(shortcut).catch((error) => document.dispatchEvent(new CustomEvent("page-failure", { detail: error.message }))),
  }));
  return h("div", { class: "message-tools" }, menuButton({ class: "button icon", "aria-label": t("message.more") }, "⋯", items));
}
