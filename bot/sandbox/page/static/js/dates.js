// Moments in the acting person's zone and language.

import { me, page, t, workspace } from "./workspace.js";

const DAY_MS = 86_400_000;

function format(moment, options, zone = me()?.zone) {
  return new Intl.DateTimeFormat(page.region, { timeZone: zone, hourCycle: "h23", ...options }).format(moment);
}

/** The moment of a message's `ts` (seconds with a fraction, as text). */
export function momentOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clockTime(moment, zone) {
  return format(moment, { hour: "2-digit", minute: "2-digit" }, zone);
}

export function fullMoment(moment) {
  return format(moment, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** Sortable calendar day (YYYY-MM-DD) in the person's zone. */
export function dayKey(moment) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: me()?.zone, dateStyle: "short" }).format(moment);
}

/** "Today", "Yesterday" or the date: the text of a day divider. */
export function dayName(moment) {
  const pretty = nearDay(moment, false);
  return pretty ?? format(moment, { weekday: "long", day: "numeric", month: "long" });
}

function nearDay(moment, withTomorrow) {
  const key = dayKey(moment);
  if (key === dayKey(workspace.now)) return t("day.today");
  if (key === dayKey(new Date(workspace.now - DAY_MS))) return t("day.yesterday");
  if (withTomorrow && key === dayKey(new Date(workspace.now.getTime() + DAY_MS))) return t("day.tomorrow");
  return null;
}

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Fills a date template such as `{date_short_pretty} at {time}`; unknown tokens stay as they are. */
export function fillDate(seconds, template) {
  const moment = new Date(seconds * 1000);
  return template.replace(/\{(\w+)\}/g, (token, name) => dateToken(moment, name) ?? token);
}

function dateToken(moment, name) {
  if (name === "ago") return ago(moment);
  if (name === "day_divider_pretty") return dayName(moment);
  if (name.endsWith("_pretty")) {
    return nearDay(moment, true) ?? dateToken(moment, name.slice(0, -"_pretty".length));
  }
  return DATES[name] ? format(moment, DATES[name]) : null;
}

function ago(moment) {
  const minutes = Math.round((moment - workspace.now) / 60_000);
  const relative = new Intl.RelativeTimeFormat(page.region, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / (60 * 24)), "day");
}

function zoneOffset(seconds) {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: me()?.zone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${wall.format(seconds * 1000).replace(" ", "T")}Z`) / 1000 - seconds;
}

/** Unix seconds of a wall-clock text `YYYY-MM-DDTHH:MM` in the person's zone. */
export function secondsOfWall(wall) {
  const asIfUtc = Date.parse(`${wall}Z`) / 1000;
  const guess = asIfUtc - zoneOffset(asIfUtc);
  return asIfUtc - zoneOffset(guess);
}

/** The wall-clock text `YYYY-MM-DDTHH:MM` of unix seconds in the person's zone. */
export function wallOfSeconds(seconds) {
  return new Date((seconds + zoneOffset(seconds)) * 1000).toISOString().slice(0, 16);
}
