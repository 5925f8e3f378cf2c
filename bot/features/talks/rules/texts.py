"""What people write about a talk, checked before it is kept. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import Rejected, RejectedFields
from bot.features.talks.models import ITEM_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT
from bot.features.talks.rules.days import LATEST_DEADLINE

MOST_ITEMS = 3
"""Of one capability plan: more than that nobody learns in a month or two."""


@dataclass(frozen=True, slots=True)
class ItemWish:
    """One line of the form as it was sent; `place` counts from 1."""

    place: int
    text: str
    owner_id: int
    due_on: date | None


def accepted_text(field: str, typed: str) -> str:
    """May be empty. Rejected for what is too long."""
    return _short(field, typed.strip(), TEXT_LIMIT)


def accepted_summary(typed: str, *, field: str = "summary") -> str:
    """Rejected for none and for one that is too long."""
    text = typed.strip()
    if not text:
        raise Rejected("talks-error-no-text", field=field)
    return _short(field, text, SUMMARY_LIMIT)


def accepted_items(
    wishes: Sequence[ItemWish],
    *,
    owners: Collection[int],
    today: date,
    known: Collection[tuple[str, int, date]] = (),
) -> list[ItemWish]:
    """Those with a text, three at most. RejectedFields for lines that are too long, have no owner among these, or no
    day from today on within a year; `known` ones stay as they are."""
    tidied = [replace(each, text=" ".join(each.text.split())) for each in wishes[:MOST_ITEMS]]
    found = [each for each in tidied if each.text]
    new = [each for each in found if (each.text, each.owner_id, each.due_on) not in known]
    wrong = dict(pair for each in new for pair in _wrong(each, owners, today))
    if wrong:
        raise RejectedFields(wrong)
    return found


def _wrong(wish: ItemWish, owners: Collection[int], today: date) -> Iterator[tuple[str, Rejected]]:
    """By the field of the form."""
    text, owner, due = (f"{name}_{wish.place}" for name in ("item", "owner", "due"))
    latest = today + LATEST_DEADLINE
    if len(wish.text) > ITEM_LIMIT:
        yield text, _long(text, ITEM_LIMIT, wish.text)
    if wish.owner_id not in owners:
        yield owner, Rejected("talks-error-no-owner", field=owner)
    if wish.due_on is None or not today <= wish.due_on <= latest:
        yield due, Rejected("talks-error-deadline", field=due, ends=latest)


def _short(field: str, text: str, limit: int) -> str:
    if len(text) > limit:
        raise _long(field, limit, text)
    return text


def _long(field: str, limit: int, text: str) -> Rejected:
    return Rejected("talks-error-long", field=field, limit=limit, length=len(text))
