// What somebody typed or chose in one view or message, in the shape that the app receives as `state`.

export class FormState {
  #held = new Map();
  #rendered = new Set();

  /** Starts a rendering: values of elements that it does not claim are dropped at its end. */
  beginRender() {
    this.#rendered = new Set();
  }

  endRender() {
    for (const key of this.#held.keys()) if (!this.#rendered.has(key)) this.#held.delete(key);
  }

  /** The value to show for an element: what the person entered before, otherwise `initial`. */
  claim(blockId, actionId, initial) {
    const key = JSON.stringify([blockId, actionId]);
    this.#rendered.add(key);
    const held = this.#held.get(key);
    if (held && held.type === initial.type) return held;
    this.#held.set(key, initial);
    return initial;
  }

  write(blockId, actionId, value) {
    this.#held.set(JSON.stringify([blockId, actionId]), value);
  }

  read(blockId, actionId) {
    return this.#held.get(JSON.stringify([blockId, actionId])) ?? null;
  }

  /** `{values: {block_id: {action_id: {type, …}}}}` */
  toJSON() {
    const values = {};
    for (const [key, value] of this.#held) {
      const [blockId, actionId] = JSON.parse(key);
      values[blockId] = { ...values[blockId], [actionId]: value };
    }
    return { values };
  }
}
