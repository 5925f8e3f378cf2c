// The JSON contract with the local workspace.

import { page, t } from "./workspace.js";

/** A request that did not go through; `message` can be shown to the reader. */
export class ApiError extends Error {}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(`/page/api/${path}`, options);
  } catch {
    throw new ApiError(t("error.unreachable"));
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || body === null) throw new ApiError(body?.error ?? t("error.status", { status: response.status }));
  return body;
}

function get(path, query = {}) {
  return request(`${path}?${new URLSearchParams({ as: page.as, ...query })}`);
}

async function post(path, body) {
  const answer = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.ok === false && !answer.response_action) throw new ApiError(answer.error || t("error.refused"));
  return answer;
}

function upload(file) {
  return request(`upload?${new URLSearchParams({ as: page.as, name: file.name })}`, { method: "POST", body: file });
}

export const api = {
  upload,
  workspace: () => get("workspace"),
  conversations: () => get("conversations"),
  messages: (channel) => get("messages", { channel }),
  home: () => get("home"),
  command: (channel, text) => post("command", { as: page.as, channel, text }),
  message: (channel, text) => post("message", { as: page.as, channel, text }),
  shortcut: (callbackId, place = {}) => post("shortcut", { as: page.as, callback_id: callbackId, ...place }),
  step: (callbackId, inputs) => post("step", { as: page.as, callback_id: callbackId, inputs }),
  action: (container, action, state) => post("action", { as: page.as, container, action, state }),
  submit: (viewId, state) => post("submit", { as: page.as, view_id: viewId, state }),
  close: (viewId) => post("close", { as: page.as, view_id: viewId }),
  clock: (move) => post("clock", { move }),
  fault: (fault) => post("faults", { times: 1, ...fault }),
};
