"""What must be seen to before a transfer or a termination can be recorded, by country: lists in files of YAML.

They are an aid to memory and no legal advice.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Annotated, Self

import yaml
from pydantic import Field, StringConstraints, ValidationError, model_validator

from bot.errors import Rejected
from bot.features.improvement.rules.terms import Ref
from scoring.values import Text, Value
from scoring.yaml_text import read

NEUTRAL = "neutral"
NAMES = r"neutral|[a-z]{2}(-[a-z0-9]{1,3})?"
"""Of lists: a country as in `cn`, or a part of one as in `de-by`, in small letters."""
MOST_ITEMS = 40
TITLE_LIMIT, WHY_LIMIT = 150, 1_000


class Consequence(StrEnum):
    """What can follow on a plan that was not passed, and needs its list: another post, or the end of the contract."""

    TRANSFER = "transfer"
    TERMINATION = "termination"


class Item(Value):
    """One thing that somebody from HR has to see to. `why` says what it is good for, in words of our own, `source`
    where that is written; `needed_for` are the consequences that wait for it; one that `needs_note` is not done without
    one."""

    id: Ref
    title: Text
    why: Text
    source: Text | None = None
    needed_for: Annotated[tuple[Consequence, ...], Field(min_length=1)]
    needs_note: bool = False

    @model_validator(mode="after")
    def _short_enough(self) -> Self:
        for name, text, limit in (("title", self.title, TITLE_LIMIT), ("why", self.why, WHY_LIMIT)):
            longest = max(len(text.en), len(text.zh_cn))
            if longest > limit:
                raise ValueError(f"{name} has {longest} characters; {limit} is the most")
        return self


class Checklist(Value):
    """The items of a country, in their order; `note` says what the list is not."""

    country: Annotated[str, StringConstraints(pattern=f"^({NAMES})$")]
    title: Text
    note: Text
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=MOST_ITEMS)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = [each.id for each in self.items]
        twice = next((each for each in ids if ids.count(each) > 1), None)
        if twice:
            raise ValueError(f"items: {twice!r} is there twice; every item needs an id of its own")
        for consequence in Consequence:
            if not self.items_for(consequence):
                raise ValueError(f"items: none is needed for {consequence.value!r}; it must not go unchecked")
        return self

    def items_for(self, consequence: Consequence) -> tuple[Item, ...]:
        """What that consequence waits for, in order."""
        return tuple(each for each in self.items if consequence in each.needed_for)

    def item(self, item_id: str) -> Item:
        """Rejected for one that the list does not have."""
        found = next((each for each in self.items if each.id == item_id), None)
        if found is None:
            raise Rejected("improvement-error-no-item", item=item_id)
        return found


def open_items(checklist: Checklist, consequence: Consequence, done: Mapping[str, str]) -> tuple[Item, ...]:
    """What must still be seen to before the consequence can be recorded. `done`: item id → its note, "" for none. What
    was done and is not on the list any more counts for nothing."""
    return tuple(each for each in checklist.items_for(consequence) if not _is_done(each, done))


def require_complete(checklist: Checklist, consequence: Consequence, done: Mapping[str, str]) -> None:
    """Rejected while anything is open, with how many and the first of them."""
    missing = open_items(checklist, consequence, done)
    if missing:
        raise Rejected("improvement-error-checklist", count=len(missing), item=missing[0].id)


def read_checklist(text: str, country: str) -> Checklist:
    """A list from its file of YAML. ValueError in one line, which names every place that is wrong."""
    try:
        found = read(text)
        if not isinstance(found, dict):
            raise ValueError("is not a list of keys such as title, note and items")
        return Checklist.model_validate({"country": country, **found})
    except ValidationError as error:
        raise ValueError("; ".join(_problems(error))) from None
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    except RecursionError:
        raise ValueError("contains itself") from None


@cache
def packaged_checklists() -> Mapping[str, Checklist]:
    """Those that come with the program, by country."""
    files = (each for each in resources.files(__name__).iterdir() if each.name.endswith(".yaml"))
    named = {each.name.removesuffix(".yaml"): each.read_text(encoding="utf-8") for each in files}
    return {country: read_checklist(text, country) for country, text in sorted(named.items())}


def _is_done(item: Item, done: Mapping[str, str]) -> bool:
    return item.id in done and bool(done[item.id].strip() or not item.needs_note)


def _problems(error: ValidationError) -> Iterator[str]:
    for problem in error.errors():
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
        told = problem["msg"].removeprefix("Value error, ")
        yield f"{place}: {told}" if place else told
