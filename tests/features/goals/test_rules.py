"""Progress, plan and attainment by hand; what a form refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.errors import RejectedFields
from bot.features.goals.rules.numbers import amount
from bot.features.goals.rules.progress import Part, attained, planned, progress, team_attainment
from bot.features.goals.rules.wishes import Wish, accepted
from bot.i18n.translator import translator

TODAY = date(2026, 10, 20)
WISH = Wish(False, "Young customers", "", "2026-Q4", "number", "customers", "0", "600", "U0BO", None, "10")


@pytest.mark.parametrize(
    ("start", "target", "value", "reached"),
    [
        ("0", "600", "408", 68),
        ("120", "80", "90", 75),
        ("10", "20", "5", -50),
        ("0", "10", "13", 130),
        ("5", "9", "5", 0),
    ],
)
def test_progress_is_the_part_of_the_way_up_or_down(start: str, target: str, value: str, reached: float) -> None:
    assert progress(Decimal(start), Decimal(target), Decimal(value)) == pytest.approx(reached)


@pytest.mark.parametrize(
    ("on", "plan"),
    [(date(2026, 9, 30), 0), (date(2026, 10, 23), 25), (date(2026, 12, 31), 100), (date(2027, 2, 1), 100)],
)
def test_the_plan_is_a_straight_line_by_days(on: date, plan: float) -> None:
    """92 days; 23 of them are a quarter."""
    assert planned(date(2026, 10, 1), date(2026, 12, 31), on) == pytest.approx(plan)


def test_team_attainment_is_the_mean_by_weight_of_what_is_known() -> None:
    """30 × 68 and 10 × 120 (130 counts as 120) make 3,240 of 40; what nobody measured is left out, not zero."""
    parts = [Part(1, 30, attained(68)), Part(2, 10, attained(130)), Part(3, 60, None)]
    assert team_attainment(parts) == pytest.approx(81)
    assert attained(-50) == 0
    assert team_attainment([Part(1, 10, None)]) is None
    assert team_attainment([]) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"period": "2026-10"}, "period"),
        ({"period": "2026-Q3"}, "period"),
        ({"start": ""}, "start"),
        ({"target": "many"}, "target"),
        ({"target": "0"}, "target"),
        ({"due_on": date(2026, 10, 19)}, "due_on"),
        ({"due_on": date(2027, 1, 1)}, "due_on"),
        ({"weight": "0"}, "weight"),
        ({"weight": "2.5"}, "weight"),
    ],
)
def test_what_will_not_do_is_told_at_its_field(changed: dict[str, object], field: str) -> None:
    with pytest.raises(RejectedFields) as told:
        accepted(replace(WISH, **changed), today=TODAY)  # type: ignore[arg-type]  # fields of several types
    assert set(told.value.fields) == {field}


def test_numbers_are_read_and_shown_with_their_unit() -> None:
    read = accepted(replace(WISH, unit="%", start="12.5%", target="20%"), today=TODAY)
    assert (read.start, read.target, read.due_on) == (Decimal("12.5"), Decimal(20), date(2026, 12, 31))
    t = translator("en")
    shown = [amount(t, Decimal(1200), unit) for unit in ("customers", "%", "¥", "MQL", "")]
    assert shown == ["1,200 customers", "1,200%", "¥1,200", "1,200 MQL", "1,200"]
