"""Messages of which whoever looks after deliveries is not to learn what they are about: all look alike."""

import json
from collections.abc import Mapping
from typing import Any

from bot.db.sealing.keyring import Keyring

PRIVATE = "private.message"
"""The kind of all of them."""
INSIDE, OCCASION = "kind", "occasion"
_PURPOSE = "delivery.private"
_KEY_BYTES = 12


def disguised(row: Mapping[str, Any], keyring: Keyring) -> dict[str, Any]:
    """A row of the promise table that tells neither its kind nor its occasion by its key; without the keyring nobody
    can tell keys from occasions. The occasion stays in the payload, for another first key names it anew."""
    kind, occasion = row["kind"], row["unique_key"]
    payload = {**row["payload"], INSIDE: kind, OCCASION: occasion}
    first = names_of(row["workspace_id"], kind, occasion, keyring)[0]
    return {**row, "unique_key": first, "kind": PRIVATE, "payload": payload}


def names_of(workspace_id: int, kind: str, occasion: str, keyring: Keyring) -> tuple[str, ...]:
    """An occasion's keys, by each key of the ring, the first one's first."""
    tags = keyring.tags(_PURPOSE, json.dumps([workspace_id, kind, occasion]).encode())
    return tuple(f"private:{tag[:_KEY_BYTES].hex()}" for tag in tags)


def inside(kind: str, payload: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The kind and payload that were promised."""
    if kind != PRIVATE:
        return kind, payload
    return payload[INSIDE], {name: value for name, value in payload.items() if name not in (INSIDE, OCCASION)}
