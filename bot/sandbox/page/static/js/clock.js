// The movable clock and the faults of the next calls.

import { api } from "./api.js";
import { fullMoment } from "./dates.js";
import { fill, h } from "./dom.js";
import { menuButton } from "./menu.js";
import { t, workspace } from "./workspace.js";

const MOVES = ["hour", "day", "prompt", "month"];
const FAULTS = [{ kind: "rate_limit" }, { kind: "server_error" }, { kind: "drop_answer" }, { kind: "slow", seconds: 4 }];

export class ClockBar {
  #time = h("time", { class: "clock-time", dataset: { testid: "clock" }, "aria-label": t("clock.label") });
  #buttons = MOVES.map((move) =>
    h("button", { type: "button", class: "button small", onclick: () => void this.#move(move) }, t(`clock.${move}`)));
  #tell;
  #onMove;
  #moving = false;

  /** `tell(text, kind)` shows a short note; `onMove(now)` hears of a moved clock. */
  constructor(root, { tell, onMove }) {
    this.#tell = tell;
    this.#onMove = onMove;
    fill(root, this.#time, h("div", { class: "clock-moves", role: "group", "aria-label": t("clock.move") }, this.#buttons), this.#faults());
  }

  show() {
    this.#time.dateTime = workspace.now.toISOString();
    this.#time.textContent = fullMoment(workspace.now);
  }

  async #move(move) {
    if (this.#moving) return;
    this.#busy(true);
    try {
      this.#onMove((await api.clock(move)).now);
    } catch (error) {
      this.#tell(error.message, "error");
    } finally {
      this.#busy(false);
    }
  }

  #busy(moving) {
    this.#moving = moving;
    this.#time.setAttribute("aria-busy", String(moving));
    for (const button of this.#buttons) button.setAttribute("aria-disabled", String(moving));
  }

  #faults() {
    const items = () => FAULTS.map((fault) => ({ text: t(`fault.${fault.kind}`), pick: () => void this.#arm(fault) }));
    return menuButton({ class: "button icon quiet", "aria-label": t("fault.menu"), title: t("fault.menu") }, "⚡︎", items);
  }

  async #arm(fault) {
    try {
      await api.fault(fault);
      this.#tell(t("fault.armed", { fault: t(`fault.${fault.kind}`) }), "info");
    } catch (error) {
      this.#tell(error.message, "error");
    }
  }
}
