from bot.features.people.rules.importing import Roster, plan_import
from bot.features.people.rules.rows import MemberRow

ANA, BO, CHEN, DEE = 1, 2, 3, 4
ROSTER = Roster(
    ids={"ana": ANA, "ana@example.com": ANA, "bo": BO, "chen": CHEN, "dee": DEE},
    manager_of={ANA: None, BO: ANA, CHEN: ANA, DEE: None},
    team_of={ANA: "growth", BO: "growth"},
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
