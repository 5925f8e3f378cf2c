"""What is known of a card before it comes out. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

PROVISIONAL = 0
"""The revision of a card that is not out: no published one has it."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day on which a provisional card was computed; how many of the member's working days of the month had
    `passed` by then, that day included, of `whole`; `is_over`: the month has ended; from `locks_at` on people tell
    no more figures of it, `is_locked` when that has come."""

    day: date
    passed: int
    whole: int
    is_over: bool
    locks_at: datetime
    is_locked: bool = False
