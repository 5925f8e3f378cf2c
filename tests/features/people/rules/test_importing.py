from dataclasses import replace
from datetime import date, timedelta

from bot.features.people.rules.importing import Roster, plan_import
from bot.features.people.rules.rows import MemberRow
from bot.features.people.rules.timeline import Span, changed

ANA, BO, CHEN, DEE = 1, 2, 3, 4
GROWTH = 7
TODAY, LONG_AGO = date(2026, 11, 18), date(2026, 11, 2)
DECEMBER = date(2026, 12, 1)
ROSTER = Roster(
    ids={"ana": ANA, "ana@example.com": ANA, "bo": BO, "chen": CHEN, "dee": DEE},
    managers={BO: [Span(ANA, LONG_AGO)], CHEN: [Span(ANA, LONG_AGO)]},
    team_of={ANA: "growth", BO: "growth"},
    today=TODAY,
    teams={BO: [Span(GROWTH, LONG_AGO)]},
    leads={"growth": [Span(ANA, LONG_AGO)]},
)


def planned(*rows: MemberRow) -> tuple[list[int], list[tuple[int, str]]]:
    """Lines to apply; lines with their problems."""
    steps, problems = plan_import(rows, ROSTER)
    return [step.row.line for step in steps], [(problem.line, problem.key) for problem in problems]


def test_people_are_found_by_id_or_address_whatever_the_case() -> None:
    steps, problems = plan_import([MemberRow(2, "BO", manager="Ana@Example.com")], ROSTER)
    assert problems == []
    assert [(step.member_id, step.manager_id) for step in steps] == [(BO, ANA)]


def test_an_empty_manager_stays_and_a_dash_takes_away() -> None:
    steps, _ = plan_import([MemberRow(2, "bo"), MemberRow(3, "chen", manager="-")], ROSTER)
    assert [step.manager_id for step in steps] == [ANA, None]


def test_people_who_are_not_there() -> None:
    assert planned(MemberRow(2, "gus"), MemberRow(3, "bo", manager="gus")) == (
        [],
        [(2, "people-import-unknown-member"), (3, "people-import-unknown-manager")],
    )


def test_nobody_manages_themselves() -> None:
    assert planned(MemberRow(2, "ana", manager="ana@example.com")) == ([], [(2, "people-import-own-manager")])


def test_the_second_line_about_a_person_is_left_out() -> None:
    assert planned(MemberRow(2, "ana", role="hr"), MemberRow(3, "ana@example.com", role="admin")) == (
        [2],
        [(3, "people-import-member-twice")],
    )


def test_every_line_of_a_circle_is_left_out_and_nothing_else() -> None:
    rows = [MemberRow(2, "chen", manager="dee"), MemberRow(3, "dee", manager="chen"), MemberRow(4, "bo", manager="dee")]
    assert planned(*rows) == ([4], [(2, "people-import-circle"), (3, "people-import-circle")])


def test_a_circle_through_managers_who_are_not_in_the_file() -> None:
    assert planned(MemberRow(2, "ana", manager="bo")) == ([], [(2, "people-import-circle")])


def test_a_circle_of_today_may_be_turned_around_in_one_file() -> None:
    rows = [MemberRow(2, "ana", manager="bo"), MemberRow(3, "bo", manager="-")]
    assert planned(*rows) == ([2, 3], [])


def test_leaving_out_a_line_may_close_another_circle() -> None:
    rows = [MemberRow(2, "ana", manager="bo"), MemberRow(3, "bo", manager="dee"), MemberRow(4, "dee", manager="bo")]
    # Without line 3, Bo still works for Ana, so line 2 cannot stand either.
    assert planned(*rows) == ([], [(line, "people-import-circle") for line in (2, 3, 4)])


def test_a_team_has_one_lead() -> None:
    rows = [MemberRow(2, "ana", is_lead=True), MemberRow(3, "chen", team="Growth", is_lead=True)]
    assert planned(*rows) == ([2], [(3, "people-import-two-leads")])


def test_a_lead_who_is_left_out_makes_room_for_the_next() -> None:
    rows = [MemberRow(2, "ana", manager="bo", is_lead=True), MemberRow(3, "chen", team="Growth", is_lead=True)]
    assert planned(*rows) == ([3], [(2, "people-import-circle")])


def test_a_lead_needs_a_team() -> None:
    assert planned(MemberRow(2, "dee", is_lead=True)) == ([], [(2, "people-import-no-team")])


def test_a_team_has_one_channel() -> None:
    rows = [MemberRow(2, "ana", channel="C0A"), MemberRow(3, "bo", channel="C0A"), MemberRow(4, "bo", channel="C0B")]
    assert planned(*rows[:2]) == ([2, 3], [])
    rows[2] = MemberRow(4, "chen", team="GROWTH", channel="C0B")
    assert planned(*rows) == ([2, 3], [(4, "people-import-two-channels")])


def test_a_circle_that_closes_on_a_later_day_is_found() -> None:
    later = replace(ROSTER, managers={**ROSTER.managers, ANA: [Span(DEE, DECEMBER)]})
    steps, problems = plan_import([MemberRow(2, "dee", manager="bo")], later)
    assert (steps, [problem.key for problem in problems]) == ([], ["people-import-circle"])
    away = replace(later, managers={**later.managers, BO: changed(ROSTER.managers[BO], None, DECEMBER)})
    assert len(plan_import([MemberRow(2, "dee", manager="bo")], away)[0]) == 1, "by then Bo has no manager"


def test_two_planned_changes_that_close_a_circle_together_are_both_left_out() -> None:
    rows = [
        MemberRow(2, "dee", manager="chen", first_on=DECEMBER),
        MemberRow(3, "chen", manager="dee", first_on=DECEMBER + timedelta(days=9)),
        MemberRow(4, "bo", manager="dee", first_on=DECEMBER),
    ]
    assert planned(*rows) == ([4], [(2, "people-import-circle"), (3, "people-import-circle")])


def test_two_leads_of_a_team_may_follow_each_other_but_not_begin_on_one_day() -> None:
    first = MemberRow(2, "ana", is_lead=True, first_on=DECEMBER)
    again = MemberRow(3, "bo", is_lead=True, first_on=DECEMBER)
    assert planned(first, again) == ([2], [(3, "people-import-two-leads")])
    assert planned(first, replace(again, first_on=DECEMBER + timedelta(days=1))) == ([2, 3], [])


def test_days_that_no_change_can_have() -> None:
    def wrong(first_on: date, **cells: str) -> list[str]:
        return [key for _, key in planned(MemberRow(2, "bo", first_on=first_on, **cells))[1]]

    assert wrong(TODAY - timedelta(days=32), manager="dee") == ["people-error-from-old"]
    assert wrong(TODAY + timedelta(days=367), manager="dee") == ["people-error-from-far"]
    assert wrong(LONG_AGO - timedelta(days=1), manager="dee") == ["people-error-from-before"]
    assert wrong(LONG_AGO - timedelta(days=1), team="Brand") == ["people-error-from-before"]
    assert wrong(LONG_AGO, manager="dee", team="Brand") == []
    assert planned(MemberRow(2, "bo", is_lead=True, first_on=LONG_AGO - timedelta(days=1)))[1] == [
        (2, "people-error-from-before")
    ]
