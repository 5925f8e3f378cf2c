"""What a check of a scheme says: one finding per problem."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error keeps a scheme from being used; a warning is shown to whoever approves it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: a stable `code`, its level, a dotted `path` into the scheme, and a sentence for the author."""

    code: str
    level: Level
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.level.value} {self.code} at {self.path}: {self.message}"
