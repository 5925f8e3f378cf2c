"""Why a metric has points on a card, or why it has none."""

from __future__ import annotations

from enum import IntEnum


class Reason(IntEnum):
    """Numbers live in arrays; `code` is what receipts and translations use."""

    SCORED = 0
    IN_PROGRESS = 1  # the metric's own period has not ended with this card
    NO_DATA = 2  # a figure the formula names was not entered in the window
    NO_HISTORY = 3  # the figures are there, those of the earlier period are not
    DIVISION_BY_ZERO = 4
    NOT_FINITE = 5  # the arithmetic overflowed
    NO_TARGET = 6
    ZERO_TARGET = 7
    NEGATIVE_TARGET = 8
    ABSENT = 9  # present on no working day of the window: nothing was expected
    TOO_FEW_RATERS = 10  # fewer than three peers rated: what they said could be told apart

    @property
    def code(self) -> str:
        """Lower-case name, stable across releases."""
        return self.name.lower()

    @classmethod
    def from_code(cls, code: str) -> Reason:
        """The reason of a code. Raises KeyError for a code that does not exist."""
        return cls[code.upper()]
