// What this tab knows: who acts, in which language, and the workspace around.

/** `{as, locale, region, strings}` as written into the page by the server. */
export const page = JSON.parse(document.getElementById("page").textContent);

export const workspace = {
  team: { id: "", name: "", url: "" },
  app: { bot_user: "", name: "", id: "" },
  people: new Map(),
  conversations: [],
  commands: [],
  shortcuts: [],
  steps: [],
  now: new Date(0),
};

/** The page's own text for `key`, with `{name}` places filled from `params`. */
export function t(key, params = {}) {
  const template = page.strings[key] ?? key;
  return template.replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));
}

/** Takes over the answer of `GET /page/api/workspace`. */
export function learn(answer) {
  workspace.team = answer.team;
  workspace.app = answer.app;
  workspace.people = new Map(answer.people.map((person) => [person.id, person]));
  workspace.commands = answer.commands;
  workspace.shortcuts = answer.shortcuts;
  workspace.steps = answer.steps;
  workspace.now = new Date(answer.clock.now);
}

export function me() {
  return workspace.people.get(page.as);
}

export function shownName(userId) {
  if (userId === workspace.app.bot_user) return workspace.app.name;
  // Notices of the workspace itself come from an account that is nobody's.
  if (userId === "USLACKBOT") return t("message.workspace");
  const person = workspace.people.get(userId);
  return person ? person.name || person.display_name : userId;
}

export function channelName(channelId) {
  return workspace.conversations.find((one) => one.id === channelId)?.name ?? channelId;
}

export function conversation(channelId) {
  return workspace.conversations.find((one) => one.id === channelId) ?? null;
}

export function appConversation() {
  return workspace.conversations.find((one) => one.kind === "app_dm") ?? null;
}
