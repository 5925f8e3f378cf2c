"""Which months count: a metric's own period on a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scoring.periods import Cadence, Period, month_before


@dataclass(frozen=True, slots=True)
class Window:
    """The months a metric looks at on a card.

    `period` is the metric's whole period: the card's own, or the longer one around it when the metric is assessed less
    often. `months` are those up to the card's last month. `is_due` says whether the period ends with the card.
    """

    period: Period
    months: tuple[date, ...]
    is_due: bool

    @classmethod
    def of(cls, cadence: Cadence, card: Period) -> Window:
        whole = card.enclosing(cadence) if cadence.months > card.cadence.months else card
        last = card.months[-1]
        return cls(whole, tuple(month for month in whole.months if month <= last), card.ends_with(cadence))

    def earlier(self, months: int) -> tuple[date, ...]:
        """The same months, so many months before."""
        return tuple(month_before(month, months) for month in self.months)
