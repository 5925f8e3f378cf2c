"""Nothing that the bot says is on no sheet, and what it has said already is not looked at twice."""

import pkgutil
from itertools import product
from typing import Any

import bot.features
from tests.blockkit.shown import all_of
from tests.blockkit.worlds import ORDINARY
from tests.gallery.__main__ import HIGHEST, packed
from tests.gallery.cases import ELSEWHERE, SEEN, Drawn, slice_of, words_of, worth_drawing

KINDS, PLACES, WORDS = ("card", "note"), ("goals", "home"), ("Bo: 3 of 4", "Bo: 5 of 6", "Well done", "")


def drawn(place: str, kind: str, *lines: str) -> Drawn:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": line}} for line in lines]
    return Drawn(place, kind, f"{place} {kind} {lines}", ({"blocks": blocks},) * 2, ((), ()))


def test_every_word_is_on_a_sheet_once() -> None:
    cases = [drawn(*each) for each in product(PLACES, KINDS, WORDS, WORDS)]
    found = [*worth_drawing(cases)]
    for place in PLACES:
        told: set[Any] = set().union(*(words_of(each.payloads) for each in found if each.slice == place))
        assert told >= set().union(*(words_of(each.payloads) for each in cases if each.slice == place))
    assert len(found) == len({each.name for each in found}) == 4


def test_of_a_kind_that_was_drawn_only_what_is_new_is_drawn_again() -> None:
    first, second = worth_drawing([drawn("home", "card", "a", "b", "c"), drawn("home", "card", "a", "b", "d", "c")])
    assert [block.get("text", {}).get("text") for block in first.payloads[0]["blocks"]] == ["a", "b", "c"]
    before, new, after = second.payloads[1]["blocks"]
    assert (before, new["text"]["text"], after) == (SEEN, "d", SEEN)


def test_every_case_belongs_to_a_slice() -> None:
    features = {found.name for found in pkgutil.iter_modules(bot.features.__path__)}
    assert {slice_of(case) for case in all_of(ORDINARY)} <= features | {ELSEWHERE}


def test_every_case_is_on_one_sheet_even_if_it_is_higher_than_any() -> None:
    heights = [HIGHEST * 2, 10, HIGHEST - 10, 10, 10]
    assert [*packed(heights)] == [(0, 1), (1, 3), (3, 5)]
    assert [*packed([])] == []
