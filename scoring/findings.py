"""What a check of a scheme says: one finding per problem. `CODES` lists every kind of problem with its level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """An error keeps a scheme from being used; a warning is shown to whoever approves it."""

    ERROR = "error"
    WARNING = "warning"


_ERRORS = (
    "encoding",
    "too_long",
    "yaml",
    "shape",
    "duplicate_id",
    "reserved_id",
    "formula",
    "constant_formula",
    "unknown_figure",
    "circular_formula",
    "unknown_metric",
    "unknown_band",
    "anchors_missing",
    "band_gap",
    "band_order",
    "band_unreachable",
    "review_missing",
    "review_late",
)
_WARNINGS = (
    "weights_sum",
    "metric_dominant",
    "metrics_many",
    "weight_small",
    "result_share",
    "no_judgement",
    "team_share",
    "long_horizon",
    "origin_missing",
    "band_coefficient",
    "cadence",
    "cadence_unissued",
    "unused_figure",
    "alias_clash",
)
CODES: Mapping[str, Level] = MappingProxyType(
    dict.fromkeys(_ERRORS, Level.ERROR) | dict.fromkeys(_WARNINGS, Level.WARNING)
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: a stable `code`, its level, a dotted `path` into the scheme, a sentence for the author with the
    remedy, and the `line` of the file (from 1) where that is known."""

    code: str
    level: Level
    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.level.value} {self.code} at {self.path}: {self.message}"


def found(code: str, path: str, message: str, *, line: int | None = None) -> Finding:
    """A finding with the level that belongs to its code; KeyError for a code that is not listed."""
    return Finding(code, CODES[code], path, message, line)
