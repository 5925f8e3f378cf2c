"""Which forms will do, when something is over, and who was together with whom."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from bot.errors import Rejected
from bot.features.campaigns.models import CAMPAIGN, LONGEST, PARTNERSHIP, Campaign
from bot.features.campaigns.rules.together import MOST_TOGETHER, Stay, together
from bot.features.campaigns.rules.wishes import Span, accepted_kind, accepted_name, accepted_span, refuse_size
from bot.features.reviews.rules.collaboration import LARGEST_TEAM

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)
WORKED = [date(2026, 11, each) for each in (16, 17, 18, 19, 20, 23, 24)]
"""A week from Monday to Friday, and two days more."""


def refused(kind: str, first_on: date | None, last_on: date | None, known: Span | None = None) -> str:
    with pytest.raises(Rejected) as error:
        accepted_span(kind, first_on, last_on, today=TODAY, known=known)
    assert error.value.field in ("first_on", "last_on")
    return error.value.key.removeprefix("campaigns-error-")


def test_days_that_will_do() -> None:
    for first in (TODAY - 31 * DAY, TODAY, TODAY + 365 * DAY):
        for kind in (CAMPAIGN, PARTNERSHIP):
            assert accepted_span(kind, first, None, today=TODAY) == Span(first, None)
        assert accepted_span(CAMPAIGN, first, first + LONGEST, today=TODAY).last_on == first + LONGEST
    assert accepted_span(CAMPAIGN, TODAY, TODAY, today=TODAY) == Span(TODAY, TODAY), "of a day"


def test_days_that_will_not_do() -> None:
    for first in (None, TODAY - 32 * DAY, TODAY - 365 * DAY, TODAY + 366 * DAY, date.min, date.max):
        assert refused(CAMPAIGN, first, None) == "first"
    assert refused(CAMPAIGN, TODAY, TODAY - DAY) == "last", "the end before the start"
    assert refused(CAMPAIGN, TODAY - 20 * DAY, TODAY - 10 * DAY) == "last", "over already"
    assert refused(CAMPAIGN, TODAY, TODAY + LONGEST + DAY) == "last"
    assert refused(PARTNERSHIP, TODAY, TODAY + DAY) == "no-last"


def test_what_began_long_ago_can_be_changed() -> None:
    long_ago = TODAY - 200 * DAY
    known = Span(long_ago, None)
    assert accepted_span(PARTNERSHIP, long_ago, None, today=TODAY, known=known) == known
    assert refused(PARTNERSHIP, long_ago + DAY, None, known) == "first"


def test_names_kinds_and_sizes() -> None:
    assert accepted_name("  Autumn \n launch ") == "Autumn launch"
    for typed, key in (("", "no-name"), (" \n", "no-name"), ("x" * 81, "long")):
        with pytest.raises(Rejected, match=key):
            accepted_name(typed)
    for chosen in (None, "", "merger"):
        with pytest.raises(Rejected, match="kind"):
            accepted_kind(chosen)
    for size in (0, 1, 41):
        with pytest.raises(Rejected, match="size"):
            refuse_size(range(size))
    refuse_size(range(2))
    refuse_size(range(40))


def row(**more: object) -> Campaign:
    known = {"opener_id": 1, "kind": CAMPAIGN, "name": "x", "first_on": TODAY}
    return Campaign(workspace_id=1, **{**known, **more})


def test_when_something_is_over() -> None:
    day = TODAY + 10 * DAY
    assert not row(last_on=day).is_over(day)
    assert row(last_on=day).is_over(day + DAY)
    assert not row().is_over(TODAY + LONGEST)
    assert row().is_over(TODAY + LONGEST + DAY), "a year, although nobody has ended it"
    assert not row(kind=PARTNERSHIP).is_over(TODAY + 10 * LONGEST)
    assert row(kind=PARTNERSHIP).ends_on is None
    assert row(last_on=day, ended_on=TODAY).is_over(TODAY), "at once, when it is ended"
    assert row(last_on=day, ended_on=TODAY).ends_on == TODAY


def stay(campaign: int, member: int, first: int, last: int, kind: str = CAMPAIGN) -> Stay:
    return Stay(campaign, kind, member, date(2026, 11, first), date(2026, 11, last))


def pairs(*stays: Stay) -> dict[tuple[int, int], int]:
    return {(each.one, each.other): each.times for each in together(stays, WORKED)}


def test_a_working_day_in_common_counts_once() -> None:
    assert pairs(stay(1, 5, 16, 24), stay(1, 3, 1, 30)) == {(3, 5): 1}, "however many days"
    assert pairs(stay(1, 3, 16, 17), stay(1, 5, 18, 24)) == {}, "one after the other"
    assert pairs(stay(1, 3, 16, 22), stay(1, 5, 21, 24)) == {}, "a weekend in common"
    assert pairs(stay(1, 3, 16, 18), stay(1, 5, 18, 24)) == {(3, 5): 1}, "one day"
    assert pairs(stay(1, 3, 16, 17), stay(1, 5, 18, 19), stay(1, 3, 19, 24)) == {(3, 5): 1}, "who came back"
    assert pairs(stay(1, 3, 18, 17), stay(1, 5, 16, 24)) == {}, "who came and left on one day was never in it"
    assert together([stay(1, 3, 16, 24), stay(1, 5, 16, 24)], []) == []


def test_each_campaign_counts_and_partnerships_are_another_tie() -> None:
    stays = [stay(number, member, 16, 24) for number in (1, 2) for member in (3, 5)]
    stays += [stay(7, member, 16, 24, PARTNERSHIP) for member in (3, 5)]
    found = [(each.kind, each.one, each.other, each.times) for each in together(stays, WORKED)]
    assert found == [(CAMPAIGN, 3, 5, 2), (PARTNERSHIP, 3, 5, 1)]
    assert pairs(stay(1, 3, 16, 24), stay(2, 5, 16, 24)) == {}, "each in another one"


def test_where_many_are_in_it_nobody_is_tied() -> None:
    assert MOST_TOGETHER == LARGEST_TEAM
    largest = [stay(1, each, 16, 24) for each in range(MOST_TOGETHER)]
    assert set(pairs(*largest)) == set(combinations(range(MOST_TOGETHER), 2))
    assert pairs(*largest, stay(1, 99, 16, 24)) == {}
    assert pairs(*largest, stay(1, 99, 1, 8)), "who was in it on no working day is not counted"
