"""Which exit criteria are met, month by month, and what is not held against Bo."""

from datetime import date

import pytest

from bot.features.improvement.rules.criteria import (
    CardMonth,
    Reading,
    Tally,
    Verdict,
    observed_months,
    progress,
    tally,
)
from bot.features.improvement.rules.terms import Criterion
from bot.scheduling.working_calendar import WorkingCalendar

MET, NOT_MET, NOT_YET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_YET, Verdict.UNKNOWN
PERIODS = ("2026-12", "2027-01", "2027-02")
SIGNS = {
    "-": {"has_card": False, "score": None},
    "i": {"is_complete": False, "score": 90.0},
    "a": {"mostly_away": True, "score": 20.0},
    "u": {"score": None},
    ".": {"is_closed": False, "has_card": False},
}
"""No card, incomplete, mostly on leave, nothing scored, still to come; a number is the score of a complete card."""


def months(pattern: str) -> list[CardMonth]:
    read = [SIGNS.get(each) or {"score": float(each)} for each in pattern.split()]
    return [CardMonth(period, **what) for period, what in zip(PERIODS, read, strict=False)]


@pytest.mark.parametrize(
    ("pattern", "needed", "verdict", "n_reached"),
    [
        (". . .", 1, NOT_YET, 0),
        ("80 . .", 1, MET, 1),
        ("79.96 . .", 1, MET, 1),
        ("79.94 . .", 1, NOT_YET, 0),
        ("60 60 60", 1, NOT_MET, 0),
        ("60 60 80", 1, MET, 1),
        ("80 60 85", 2, MET, 2),
        ("80 60 60", 2, NOT_MET, 1),
        ("80 60 .", 2, NOT_YET, 1),
        ("60 60 .", 2, NOT_MET, 0),
        ("60 60 .", 1, NOT_YET, 0),
        ("60 - 60", 1, UNKNOWN, 0),
        ("60 - 60", 2, NOT_MET, 0),
        ("80 - 60", 2, UNKNOWN, 1),
        ("60 i 60", 1, UNKNOWN, 0),
        ("80 i 60", 1, MET, 1),
        ("a 60 60", 1, UNKNOWN, 0),
        ("a 60 60", 2, NOT_MET, 0),
        ("a a a", 3, UNKNOWN, 0),
        ("u 60 60", 1, UNKNOWN, 0),
        ("- 60 .", 2, NOT_YET, 0),
        ("- 60 .", 3, NOT_MET, 0),
        ("- 80 .", 3, NOT_YET, 1),
        ("- - -", 1, UNKNOWN, 0),
        ("80 80", 3, UNKNOWN, 2),
        ("80 60", 3, NOT_MET, 1),
        ("60 60", 3, NOT_MET, 0),
        ("", 1, UNKNOWN, 0),
    ],
)
def test_the_cards_score(pattern: str, needed: int, verdict: Verdict, n_reached: int) -> None:
    [found] = progress([Criterion(ref="score", at_least=80, months=needed)], months(pattern))
    assert (found.verdict, found.n_reached) == (verdict, n_reached)


def test_every_month_tells_its_figure_or_why_it_does_not_count() -> None:
    [found] = progress([Criterion(ref="score", at_least=80)], months("60 i a"))
    assert [(each.period, each.reading, each.value) for each in found.months] == [
        ("2026-12", Reading.BELOW, 60.0),
        ("2027-01", Reading.INCOMPLETE, 90.0),
        ("2027-02", Reading.AWAY, 20.0),
    ]
    [later] = progress([Criterion(ref="score", at_least=80)], months("- u ."))
    assert [each.reading for each in later.months] == [Reading.NO_CARD, Reading.UNSCORED, Reading.OPEN]


LEADS = Criterion(ref="leads", metric="leads", at_least=95, months=2)


def with_leads(period: str, attainment: float | None) -> CardMonth:
    return CardMonth(period, score=50.0, attainments={"leads": attainment, "cost": 120.0})


def test_a_metric_counts_by_its_attainment_and_not_by_the_score() -> None:
    [found] = progress([LEADS], [with_leads("2026-12", 101.2), with_leads("2027-01", 95.0)])
    assert (found.verdict, found.n_reached) == (MET, 2)


def test_a_metric_that_was_dropped_from_the_scheme_is_not_held_against_bo() -> None:
    without = CardMonth("2027-01", score=90.0, attainments={"cost": 120.0})
    [found] = progress([LEADS], [with_leads("2026-12", 101.2), without, with_leads("2027-02", 90.0)])
    assert [each.reading for each in found.months] == [Reading.REACHED, Reading.DROPPED, Reading.BELOW]
    assert found.verdict is UNKNOWN


def test_a_metric_that_is_gone_today_is_not_waited_for() -> None:
    coming = [CardMonth(period, is_closed=False, has_card=False) for period in PERIODS]
    assert progress([LEADS], coming)[0].verdict is NOT_YET
    [found] = progress([LEADS], coming, dropped={"leads"})
    assert found.verdict is UNKNOWN
    assert {each.reading for each in found.months} == {Reading.DROPPED}
    score = Criterion(ref="score", at_least=80)
    assert progress([score], coming, dropped={"leads"})[0].verdict is NOT_YET


def test_what_was_reached_stays_reached_when_the_metric_is_dropped() -> None:
    gone = CardMonth("2027-02", score=90.0)
    [found] = progress([LEADS], [with_leads("2026-12", 96), with_leads("2027-01", 97), gone], dropped={"leads"})
    assert found.verdict is MET


def test_two_of_three_criteria() -> None:
    criteria = [Criterion(ref="score", at_least=70), LEADS, Criterion(ref="nps", metric="nps", at_least=100)]
    cards = [CardMonth(each, score=75.0, attainments={"leads": 99.0}) for each in PERIODS]
    found = progress(criteria, cards)
    assert tally(found) == Tally(met=2, unknown=1, total=3)
    assert [each.criterion.ref for each in found] == ["score", "leads", "nps"]


WEEK = WorkingCalendar()
PARTS = (("2027-01-01", "2027-01-08"), ("2027-01-20", "2027-01-31"))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "pauses", "expected"),
    [
        ("2026-12-01", "2027-02-28", (), ("2026-12", "2027-01", "2027-02")),
        ("2026-12-16", "2027-03-15", (), ("2026-12", "2027-01", "2027-02")),
        ("2026-12-17", "2027-03-16", (), ("2027-01", "2027-02", "2027-03")),
        ("2026-12-07", "2026-12-18", (), ()),
        ("2026-12-01", "2027-02-28", (("2027-01-01", "2027-01-31"),), ("2026-12", "2027-02")),
        ("2026-12-01", "2027-02-28", (("2027-01-01", "2027-01-14"),), ("2026-12", "2027-01", "2027-02")),
        ("2026-12-01", "2027-02-28", (("2027-01-01", "2027-01-15"),), ("2026-12", "2027-02")),
        (
            "2026-12-01",
            "2027-02-28",
            (("2026-12-24", "2027-01-08"), ("2027-01-20", "2027-01-31")),
            ("2026-12", "2027-02"),
        ),
    ],
)
def test_a_month_counts_when_half_of_its_working_days_lie_in_the_plan(
    starts_on: str, ends_on: str, pauses: tuple[tuple[str, str], ...], expected: tuple[str, ...]
) -> None:
    found = observed_months(
        date.fromisoformat(starts_on),
        date.fromisoformat(ends_on),
        is_working_day=lambda on: WEEK.why_off(on) is None,
        pauses=[(date.fromisoformat(since), date.fromisoformat(until)) for since, until in pauses],
    )
    assert found == expected


def test_holidays_are_not_days_that_somebody_missed() -> None:
    """Of February the whole company is off for two weeks; a plan that begins on the 22nd has half of what is worked."""
    off = WorkingCalendar(days_off={date(2027, 2, day): "Spring festival" for day in range(1, 15)})
    days = {"starts_on": date(2027, 2, 22), "ends_on": date(2027, 2, 28)}
    assert observed_months(**days, is_working_day=lambda on: off.why_off(on) is None) == ("2027-02",)
    assert observed_months(**days, is_working_day=lambda on: WEEK.why_off(on) is None) == ()


def test_a_month_without_any_working_day_is_not_observed() -> None:
    assert observed_months(date(2026, 12, 1), date(2026, 12, 31), is_working_day=lambda _: False) == ()
