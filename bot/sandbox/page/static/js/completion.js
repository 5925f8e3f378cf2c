// Suggestions for what is being typed: commands after "/", people after "@", channels after "#".

import { workspace } from "./workspace.js";

const LIMIT = 8;

/** `{from, entries: [{insert, label, hint}]}` for the word before the caret; no entries when nothing fits. */
export function suggestions(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { from: 0, entries: commands(before) };
  const word = /(?:^|\s)([@#])(\S*)$/.exec(before);
  if (!word) return { from: caret, entries: [] };
  const from = caret - word[2].length - 1;
  return { from, entries: word[1] === "@" ? people(word[2]) : channels(word[2]) };
}

function commands(typed) {
  return workspace.commands
    .filter((command) => command.name.startsWith(typed.toLowerCase()))
    .slice(0, LIMIT)
    .map((command) => ({ insert: command.name, label: `${command.name} ${command.usage_hint ?? ""}`.trim(), hint: command.description }));
}

function people(typed) {
  const wanted = typed.toLowerCase();
  return [...workspace.people.values()]
    .filter((person) => [person.display_name, person.name].some((name) => name?.toLowerCase().startsWith(wanted)))
    .slice(0, LIMIT)
    .map((person) => ({ insert: `@${person.display_name || person.name}`, label: person.name, hint: person.title }));
}

function channels(typed) {
  return workspace.conversations
    .filter((room) => room.kind === "channel" && room.name.startsWith(typed.toLowerCase()))
    .slice(0, LIMIT)
    .map((room) => ({ insert: `#${room.name}`, label: `#${room.name}`, hint: "" }));
}

/** The command whose arguments are being typed, or null. */
export function commandOf(text) {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  return workspace.commands.find((command) => command.name === name) ?? null;
}
