"""Which periods goals are for. Pure."""

from datetime import date

from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period

CADENCES = (Cadence.QUARTER, Cadence.HALF)


def offered(today: date) -> list[Period]:
    """This quarter and the next, this half year and the next."""
    running = [Period.containing(today, cadence) for cadence in CADENCES]
    return [period for each in running for period in (each, each.previous(-1))]


def chosen(text: str | None, *, today: date) -> Period | None:
    """The one that is written so, if it is offered."""
    return next((each for each in offered(today) if str(each) == text), None)


def read(text: str) -> Period | None:
    """A period of goals as it is kept; None for anything else."""
    try:
        period = Period.parse(text)
    except PeriodInvalid:
        return None
    return period if period.cadence in CADENCES else None
