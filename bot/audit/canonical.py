"""How an entry becomes bytes and a hash; docs/audit.md tells it to those who verify without this program."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

VERSION = 1
"""Of the encoding; part of what is hashed."""
COLUMNS = {
    "action": "action",
    "actor": "actor_id",
    "after": "after_digest",
    "at": "at",
    "before": "before_digest",
    "by": "by",
    "details": "details",
    "previous": "previous_hash",
    "reason": "reason_digest",
    "salt": "salt_digest",
    "seq": "seq",
    "subject": "subject_id",
    "subject_kind": "subject_kind",
    "workspace": "workspace_id",
}
"""Member of the hashed object → column."""
UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)
"""What reading a row may end in that somebody has written into."""


def canonical(value: object) -> bytes:
    """JSON after RFC 8785, of null, true, false, integers, strings, arrays and objects with ASCII names; dates and
    decimals become strings. ValueError for anything else."""
    return _ENCODER.encode(value).encode()


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"{type(value).__name__} has no canonical form")


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False, default=_as_text
)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r} has no canonical form; give a decimal")
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            _refuse_floats(each)


def digest(salt: bytes, value: object) -> str:
    """SHA-256 of the salt's bytes and the canonical value; hexadecimal."""
    _refuse_floats(value)
    return hashlib.sha256(salt + canonical(value)).hexdigest()


def digest_of_salt(salt: bytes) -> str:
    """By which a salt is known without being told."""
    return hashlib.sha256(salt).hexdigest()


def hash_of(told: Mapping[str, Any]) -> str:
    """SHA-256 of an entry as `told_of` makes it; hexadecimal."""
    return hashlib.sha256(canonical(told)).hexdigest()


def told_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is hashed and exported of a row; one of UNREADABLE when its details are no JSON, or not written
    canonically."""
    told: dict[str, Any] = {name: row[column] for name, column in COLUMNS.items()} | {"version": VERSION}
    told["details"] = _details(row["details"])
    return told


@lru_cache(maxsize=1_000)
def _details(written: str) -> Any:
    details = json.loads(written)
    if canonical(details) != written.encode():
        raise ValueError("the details are not written canonically")
    return details
