"""Decides what holds when two members turn out to be one person. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.features.people.rules.timeline import ONE_DAY, Span, united, value_on

KEYED_BY_MEMBER = frozenset(
    {
        "card",
        "digest",
        "done",
        "erasure",
        "erasure-declined",
        "erasure-told",
        "export",
        "feedback-month",
        "feedback-reports",
        "home",
        "leaders",
        "nudge",
        "prompt",
        "retro-given",
        "win",
    }
)
"""Keys of deliveries that name their member in the second part; others have the number of something else there."""


class Keep(StrEnum):
    """Whose account counts where both say something different."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Clash:
    """What both accounts say differently: `what` is `figure`, `card`, `target`, `team` or `manager`; `params` name it,
    by days and codes, without any value."""

    what: str
    params: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The catalogue's message."""
        is_open = "last" in self.params and self.params["last"] is None
        return f"people-merge-clash-{self.what}{'-open' if is_open else ''}"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch, both ends included; `last_on` None while no end is known."""

    first_on: date
    last_on: date | None


def overlaid(
    old: Sequence[Span], new: Sequence[Span], *, left_on: date | None, keep: Keep | None
) -> tuple[tuple[Span, ...], list[Days]]:
    """One person's spans from two accounts', and the days on which these say something different.

    What only one of them says holds. Where both do, whichever is to be kept counts; without a choice, they clash. Once
    the old one has left (on `left_on`, None while it is active) and the new one says anything, only that counts.
    """
    cut = max(left_on, new[0].first_on) if left_on and new else None
    spans: list[Span] = []
    clashes: list[Days] = []
    for days in _pieces([*old, *new], cut):
        first = value_on(old, days.first_on) if cut is None or days.first_on < cut else None
        second = value_on(new, days.first_on)
        if None not in (first, second) and first != second and keep is None:
            clashes.append(days)
        counts_old = second is None or (first is not None and keep is Keep.OLD)
        value = first if counts_old else second
        if value is not None:
            spans.append(Span(value, days.first_on, days.last_on))
    return united(spans), clashes


def renamed(spans: Sequence[Span], old: int, new: int) -> tuple[Span, ...]:
    """With another value in place of one; neighbours that become equal are one."""
    return united([replace(span, value=new) if span.value == old else span for span in spans])


def uncovered(days: Days, taken: Sequence[Days]) -> list[Days]:
    """What is left of a stretch with an end once other stretches, none of them open, are taken out of it."""
    assert days.last_on is not None, "a stretch with an end"
    left: list[Days] = []
    first = days.first_on
    for other in sorted(taken, key=lambda each: each.first_on):
        if other.last_on is None or other.last_on < first or other.first_on > days.last_on:
            continue
        if other.first_on > first:
            left.append(Days(first, other.first_on - ONE_DAY))
        first = max(first, other.last_on + ONE_DAY)
    return [*left, Days(first, days.last_on)] if first <= days.last_on else left


def _pieces(spans: Sequence[Span], cut: date | None) -> list[Days]:
    """Stretches within which nothing changes, from the first day on; the last one is open."""
    edges = {span.first_on for span in spans} | {span.last_on + ONE_DAY for span in spans if span.last_on}
    days = sorted(edges | ({cut} if cut and edges else set()))
    ends: list[date | None] = [day - ONE_DAY for day in days[1:]]
    return [Days(first, last) for first, last in zip(days, [*ends, None] if days else [], strict=True)]
