"""What a form may say, checked before it is kept. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Rejected
from bot.features.campaigns.models import KINDS, LONGEST, NAME_LIMIT, PARTNERSHIP

LEAST_MEMBERS, MOST_MEMBERS = 2, 40
MOST_OPEN = 30
"""Of one lead at a time."""
FURTHEST_BACK = timedelta(days=31)
"""What has begun already can be told for a month: raters are chosen by it."""
FURTHEST_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included; no last day: until it is ended, or a year is over."""

    first_on: date
    last_on: date | None


def accepted_name(typed: str) -> str:
    """On one line. Rejected for none and for one that is too long."""
    name = " ".join(typed.split())
    if not name:
        raise Rejected("campaigns-error-no-name", field="name")
    if len(name) > NAME_LIMIT:
        raise Rejected("campaigns-error-long", field="name", limit=NAME_LIMIT, length=len(name))
    return name


def accepted_kind(chosen: str | None) -> str:
    """Rejected for what is none of the kinds."""
    if chosen not in KINDS:
        raise Rejected("campaigns-error-kind", field="kind")
    return chosen


def accepted_span(
    kind: str, first_on: date | None, last_on: date | None, *, today: date, known: Span | None = None
) -> Span:
    """Rejected for a first day more than a month ago or a year ahead, unless it was `known` before; for a last day
    before the first or today, or more than a year after the first; and for the last day of a partnership."""
    is_known = known is not None and first_on == known.first_on
    if first_on is None or not (is_known or today - FURTHEST_BACK <= first_on <= today + FURTHEST_AHEAD):
        raise Rejected("campaigns-error-first", field="first_on")
    if last_on is None:
        return Span(first_on, None)
    if kind == PARTNERSHIP:
        raise Rejected("campaigns-error-no-last", field="last_on")
    if not max(first_on, today) <= last_on <= first_on + LONGEST:
        raise Rejected("campaigns-error-last", field="last_on")
    return Span(first_on, last_on)


def refuse_size(members: Collection[object]) -> None:
    """Rejected for less than two members, and for more than forty."""
    if not LEAST_MEMBERS <= len(members) <= MOST_MEMBERS:
        raise Rejected(
            "campaigns-error-size", field="members", found=len(members), first=LEAST_MEMBERS, most=MOST_MEMBERS
        )
