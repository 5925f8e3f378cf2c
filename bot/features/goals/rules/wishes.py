"""What the form for a goal may say, checked before it is kept. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.errors import Rejected, RejectedFields
from bot.features.goals.models import TITLE_LIMIT, UNIT_LIMIT, WHY_LIMIT, WORD_LIMIT
from bot.features.goals.rules.numbers import read_number
from bot.features.goals.rules.periods import chosen
from bot.slack.text import clean
from scoring.periods import Period

MOST_GOALS = 10
"""Of one team, or one person, for one period: more of them are none."""
LEAST_WEIGHT, MOST_WEIGHT = 1, 100
OWN_NUMBER = "number"
"""What is measured by nothing but what people say."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """A form as it was sent; `measure` is `OWN_NUMBER` or a metric's id, `start` and `target` as typed, `owner` a Slack
    id."""

    is_own: bool
    title: str
    why: str
    period: str | None
    measure: str | None
    unit: str
    start: str
    target: str
    owner: str | None
    due_on: date | None
    weight: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The same, read; whose it is and who its owner is are looked up."""

    title: str
    why: str
    period: Period
    unit: str
    start: Decimal
    target: Decimal
    due_on: date
    weight: int


def accepted(wish: Wish, *, today: date, metric_unit: str | None = None, grows: bool = False) -> Accepted:
    """RejectedFields with everything that will not do, each at its field. A metric has a unit of its own, and one that
    `grows` from nothing in every period starts there when nothing is typed."""
    errors: dict[str, Rejected] = {}

    def read(found: Callable[[], T]) -> T | None:
        try:
            return found()
        except Rejected as error:
            errors.setdefault(error.field or "title", error)
            return None

    title, why = read(lambda: _title(wish.title)), read(lambda: limited(wish.why, WHY_LIMIT, "why"))
    unit = metric_unit or read(lambda: _unit(wish.unit)) or ""
    typed_start = "0" if grows and not wish.start else wish.start
    period = read(lambda: _period(wish.period, today))
    start = read(lambda: read_number(typed_start, unit, title or "", field="start"))
    target = read(lambda: _target(wish.target, unit, title or "", start))
    due_on = read(lambda: _due(wish.due_on, period, today)) if period else None
    weight = read(lambda: _weight(wish.weight))
    if errors:
        raise RejectedFields(errors)
    assert title
    assert period
    assert start is not None
    assert target is not None
    assert due_on
    assert weight
    return Accepted(title, why or "", period, unit, start, target, due_on, weight)


def limited(typed: str, limit: int, field: str) -> str:
    """Without what nobody sees. Rejected for what is too long."""
    kept = clean(typed).strip()
    if len(kept) > limit:
        raise Rejected("goals-error-long", field=field, limit=limit, length=len(kept))
    return kept


def reason(typed: str, field: str) -> str:
    """Likewise, and Rejected for none."""
    kept = limited(typed, WORD_LIMIT, field)
    if not kept:
        raise Rejected("goals-error-no-reason", field=field)
    return kept


def _title(typed: str) -> str:
    title = limited(" ".join(typed.split()), TITLE_LIMIT, "title")
    if not title:
        raise Rejected("goals-error-no-title", field="title")
    return title


def _unit(typed: str) -> str:
    return limited(" ".join(typed.split()), UNIT_LIMIT, "unit")


def _period(typed: str | None, today: date) -> Period:
    period = chosen(typed, today=today)
    if period is None:
        raise Rejected("goals-error-period", field="period")
    return period


def _target(typed: str, unit: str, title: str, start: Decimal | None) -> Decimal:
    target = read_number(typed, unit, title, field="target")
    if target == start:
        raise Rejected("goals-error-nowhere", field="target", typed=typed)
    return target


def _due(on: date | None, period: Period, today: date) -> date:
    """The period's last day without one."""
    due_on = on or period.end
    if due_on not in period or due_on < today:
        first = max(period.start, today)
        raise Rejected("goals-error-due", field="due_on", on=due_on, first=first, last=period.end)
    return due_on


def _weight(typed: str) -> int:
    weight = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    if not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        raise Rejected("goals-error-weight", field="weight", typed=typed, first=LEAST_WEIGHT, most=MOST_WEIGHT)
    return weight
