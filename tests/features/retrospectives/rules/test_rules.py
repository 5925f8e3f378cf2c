"""Days, texts, reminders, and which notes are shown."""

from datetime import date, timedelta
from random import Random

import pytest

from bot.errors import Rejected, RejectedFields
from bot.features.retrospectives.rules.actions import Stage, refuse_put_off, stage_due
from bot.features.retrospectives.rules.days import accepted_close, accepted_deadline, proposed_close
from bot.features.retrospectives.rules.notes import Written, without_authors
from bot.features.retrospectives.rules.texts import (
    accepted_action,
    accepted_description,
    accepted_notes,
    accepted_reason,
    accepted_title,
    refuse_size,
)
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar

TODAY = date(2026, 11, 18)  # a Wednesday
FRIDAY = date(2026, 11, 20)
WEEK = WorkingCalendar()
HABITS = Habits("Europe/Berlin", WEEK)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (None, "close"),
        (TODAY, "close"),
        (TODAY + timedelta(days=1), "soon"),
        (FRIDAY, ""),
        (FRIDAY + timedelta(days=1), "day-off"),
        (TODAY + timedelta(weeks=3), ""),
        (TODAY + timedelta(weeks=3, days=1), "close"),
    ],
)
def test_the_last_day_leaves_time_and_is_worked(on: date | None, refused: str) -> None:
    if not refused:
        assert accepted_close(on, today=TODAY, calendar=WEEK) == on
        return
    with pytest.raises(Rejected) as error:
        accepted_close(on, today=TODAY, calendar=WEEK)
    assert error.value.key == f"retrospectives-error-{refused}"
    assert error.value.field == "closes_on"


def test_the_form_proposes_the_fifth_working_day() -> None:
    assert proposed_close(today=TODAY, calendar=WEEK) == date(2026, 11, 24)
    holidays = {TODAY + timedelta(days=each): "" for each in range(22)}
    assert proposed_close(today=TODAY, calendar=WorkingCalendar(days_off=holidays)) == TODAY + timedelta(weeks=3)


@pytest.mark.parametrize("on", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=367), date(2026, 11, 21)])
def test_a_deadline_is_a_working_day_to_come(on: date | None) -> None:
    assert accepted_deadline(TODAY, today=TODAY, calendar=WEEK) == TODAY
    with pytest.raises(Rejected):
        accepted_deadline(on, today=TODAY, calendar=WEEK)


@pytest.mark.parametrize(
    ("days", "stage"),
    [(-1, Stage.OVERDUE), (0, Stage.ON_THE_DAY), (1, Stage.BEFORE), (5, Stage.BEFORE), (6, Stage.NONE)],
)
def test_three_working_days_before_a_weekend_lies_between(days: int, stage: Stage) -> None:
    """From Wednesday on: Monday in five days is the third working day, Tuesday the fourth."""
    assert stage_due(TODAY + timedelta(days=days), today=TODAY, habits=HABITS) is stage


def test_putting_off_is_for_later_and_for_three_times() -> None:
    refuse_put_off(2, old=TODAY, new=FRIDAY)
    for times, new in ((3, FRIDAY), (0, TODAY)):
        with pytest.raises(Rejected):
            refuse_put_off(times, old=TODAY, new=new)


def written(author: int, *, is_for_few: bool = False) -> list[Written]:
    return [Written(author, kind, f"{author} {kind}", is_for_few) for kind in ("well", "next")]


def test_from_three_writers_on_all_is_shown_in_an_order_of_chance() -> None:
    notes = [*written(1), *written(2), *written(3)]
    orders = {tuple(each.text for each in without_authors(notes, Random(seed)).notes) for seed in range(40)}
    assert len(orders) > 30
    assert {frozenset(order) for order in orders} == {frozenset(each.text for each in notes)}
    assert without_authors(notes, Random(1)).writers == 3


def test_of_fewer_only_what_they_agreed_to() -> None:
    left = without_authors([*written(1), *written(2, is_for_few=True)], Random(1))
    assert {each.text for each in left.notes} == {"2 well", "2 next"}
    assert left.writers == 2
    assert without_authors([], Random(1)).notes == ()


def test_texts_have_limits_and_name_their_fields() -> None:
    assert accepted_title("  Autumn \n launch ") == "Autumn launch"
    assert accepted_description("") == ""
    assert accepted_notes({"well": " Good ", "next": "  ", "else": "x"}) == {"well": "Good"}
    for accept, limit, field in (
        (accepted_title, 80, "title"),
        (accepted_action, 200, "text"),
        (accepted_reason, 300, "reason"),
    ):
        assert accept("字" * limit) == "字" * limit
        for typed in (" ", "字" * (limit + 1)):
            with pytest.raises(Rejected) as error:
                accept(typed)
            assert error.value.field == field
    with pytest.raises(RejectedFields) as wrong:
        accepted_notes({"well": "x" * 1_001, "next": "x" * 1_001, "not_well": "fine"})
    assert set(wrong.value.fields) == {"well", "next"}
    for size in (2, 41):
        with pytest.raises(Rejected):
            refuse_size(range(size))
    refuse_size(range(3))
    refuse_size(range(40))
