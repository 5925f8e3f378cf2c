"""Messages of which whoever looks after deliveries is not to learn what they are about: all look alike."""

import json
from collections.abc import Mapping
from typing import Any

from bot.db.sealing.keyring import Keyring

PRIVATE = "private.message"
"""The kind of all of them."""
INSIDE = "kind"
_PURPOSE = "delivery.private"
_KEY_BYTES = 12


def disguised(row: Mapping[str, Any], keyring: Keyring) -> dict[str, Any]:
    """A row of the promise table that tells neither its kind nor its occasion. The same occasion gets the same key as
    long as the keyring's first key is the same; without a keyring nobody can tell keys from occasions."""
    occasion = json.dumps([row["workspace_id"], row["kind"], row["unique_key"]]).encode()
    tag = keyring.tags(_PURPOSE, occasion)[0][:_KEY_BYTES]
    payload = {**row["payload"], INSIDE: row["kind"]}
    return {**row, "unique_key": f"private:{tag.hex()}", "kind": PRIVATE, "payload": payload}


def inside(kind: str, payload: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The kind and payload that were promised."""
    if kind != PRIVATE:
        return kind, payload
    return payload[INSIDE], {name: value for name, value in payload.items() if name != INSIDE}
