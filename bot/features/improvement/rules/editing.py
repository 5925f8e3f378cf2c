"""One reason, milestone, criterion or meeting is put into a draft, changed, or taken out. Pure."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.rules.terms import (
    LINE_LIMIT,
    NOTE_LIMIT,
    Criterion,
    Meeting,
    Milestone,
    Reason,
    Terms,
)

PARTS: Mapping[str, tuple[int, str]] = {
    "reasons": (10, "r"),
    "milestones": (20, "m"),
    "criteria": (8, "c"),
    "meetings": (12, "t"),
}
"""How many of each a plan holds, and how their refs begin."""
_LIMITS = {"helps": NOTE_LIMIT, "resources": NOTE_LIMIT}
V = TypeVar("V", bound=BaseModel)


def read_reason(metric: str | None, text: str) -> Reason:
    """RejectedFields by field for what is empty or too long; likewise below."""
    return _read(Reason, {"metric": metric or None, "text": text})


def read_milestone(ref: str, what: str, seen: str, due_on: date | None, helps: str) -> Milestone:
    return _read(Milestone, {"ref": ref, "what": what, "seen": seen, "due_on": due_on, "helps": helps})


def read_criterion(ref: str, metric: str | None, at_least: str, months: str) -> Criterion:
    """Numbers as they were typed, with a point or a comma."""
    values = {"ref": ref, "metric": metric or None, "at_least": _number(at_least), "months": months}
    return _read(Criterion, values)


def read_meeting(ref: str, kind: str | None, on: date | None) -> Meeting:
    return _read(Meeting, {"ref": ref, "kind": kind or "other", "on": on})


def next_ref(part: str, used: Collection[str]) -> str:
    """A name that nothing has had: what was taken out keeps its own."""
    begins = PARTS[part][1]
    numbers = [int(ref[1:]) for ref in used if ref[:1] == begins and ref[1:].isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1}"


def with_item(terms: Terms, part: str, place: int | None, item: BaseModel) -> Terms:
    """At its place, or at the end for None. Rejected when there are as many as a plan holds, or the place is gone."""
    items = list(getattr(terms, part))
    if place is None:
        if len(items) >= PARTS[part][0]:
            raise Rejected("improvement-error-many", most=PARTS[part][0])
        items.append(item)
    else:
        _require_place(items, place)
        items[place] = item
    return terms.model_copy(update={part: tuple(_in_order(part, items))})


def without_item(terms: Terms, part: str, place: int) -> Terms:
    """Rejected when the place is gone."""
    items = list(getattr(terms, part))
    _require_place(items, place)
    del items[place]
    return terms.model_copy(update={part: tuple(items)})


def read_resources(terms: Terms, text: str) -> Terms:
    typed = text.strip()
    if len(typed) > NOTE_LIMIT:
        raise RejectedFields({"resources": Rejected("improvement-error-long", limit=NOTE_LIMIT)})
    return terms.model_copy(update={"resources": typed})


def _in_order(part: str, items: list[Any]) -> list[Any]:
    """Milestones and meetings by their days."""
    key: Callable[[Any], Any] | None = {"milestones": lambda it: it.due_on, "meetings": lambda it: it.on}.get(part)
    return sorted(items, key=key) if key else items


def _require_place(items: list[Any], place: int) -> None:
    if not 0 <= place < len(items):
        raise Rejected("improvement-error-gone")


def _read(kind: type[V], values: Mapping[str, object]) -> V:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise RejectedFields({str(each["loc"][0]): _told(each) for each in error.errors()}) from None


def _told(error: Any) -> Rejected:
    field = str(error["loc"][0])
    if error["type"] == "string_too_long":
        return Rejected("improvement-error-long", limit=_LIMITS.get(field, LINE_LIMIT))
    if error["type"] == "string_too_short":
        return Rejected("improvement-error-empty")
    if field in ("due_on", "on"):
        return Rejected("improvement-error-no-day")
    if field == "at_least":
        return Rejected("improvement-error-at-least")
    return Rejected("improvement-error-months-number" if field == "months" else "improvement-error-choice")


def _number(typed: str) -> str:
    return typed.strip().removesuffix("%").strip().replace(",", ".")
