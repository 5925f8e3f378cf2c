"""The canonical form of a scheme, and its hash: same rules, same hash, however the file is written."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from scoring import formula
from scoring.errors import FormulaInvalid

FORMULA = "formula"


def canonical(rules: BaseModel) -> str:
    """All rules, defaults included, as JSON with sorted keys, numbers as floats and single spaces.

    Order of keys, comments, line breaks, 15 or 15.0, × or *, and a default written out make no difference.
    """
    plain = rules.model_dump(mode="json", by_alias=True)
    return json.dumps(_normal(plain), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(rules: BaseModel) -> str:
    """SHA-256 of `canonical`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(rules).encode()).hexdigest()


def _normal(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _normal(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_normal(inner) for inner in value]
    if isinstance(value, str):
        return _formula(value) if key == FORMULA else " ".join(value.split())
    return float(value) if type(value) is int else value


def _formula(text: str) -> str:
    try:
        return formula.spelled(text)
    except FormulaInvalid:
        return text
