"""Eve imports what was kept in a spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.features.metrics import service
from bot.features.metrics.rules.sheets import read_sheet
from bot.features.metrics.service import Imported
from tests.features.metrics.cast import IN_TIME, NOW, TODAY, Cast, Statements
from tests.features.metrics.service.test_which_team import come, with_other_figures

TABLE = """date,member,metric,value,note
2024-02-29,Bo,leads,10,old but true
2026-11-16,bo@example.com,Form submissions,"1,200",
2026-11-16,U0CHEN,留资数,1.2万,
2026-11-16,Chan,leads,1,
2026-11-16,Dee,leads,1,
2026-11-16,Bo,laeds,1,
2026-13-16,Bo,leads,1,
2027-01-01,Bo,leads,1,
2026-11-17,Bo,leads,many,
2026-11-16,Bo,leads,7,
2026-11-16,Bo,leads,1200,
"""


async def load(cast: Cast, table: str, seen: list[int] | None = None) -> Imported:
    async with cast.database.write() as session:
        return await service.import_entries(
            session,
            cast.workspace_id,
            read_sheet(table.encode()),
            entered_by=cast.eve.member_id,
            now=NOW,
            today=TODAY,
            progress=(seen if seen is not None else []).append,
        )


async def test_good_rows_go_in_and_the_others_are_explained(cast: Cast) -> None:
    seen: list[int] = []
    outcome = await load(cast, TABLE, seen)
    assert (outcome.added, outcome.already) == (3, 1)
    assert [(bad.line, bad.column, bad.written, bad.reason.key) for bad in outcome.bad] == [
        (5, "member", "Chan", "people-error-unknown-member"),
        (6, "member", "Dee", "metrics-import-no-scheme"),
        (7, "metric", "laeds", "metrics-error-unknown-figure-nearest"),
        (8, "date", "2026-13-16", "metrics-error-no-such-day"),
        (9, "date", "2027-01-01", "metrics-error-future"),
        (10, "value", "many", "metrics-error-not-a-number"),
    ]
    assert [(each.line, each.written, each.present) for each in outcome.conflicts] == [(11, "7", 1200)]
    assert seen == [6, 11]
    first, second = await cast.entries(cast.bo)
    assert (first.value, first.note, first.source, first.entered_by) == (
        10,
        "old but true",
        "import",
        cast.eve.member_id,
    )
    assert second.value == 1200
    (chen,) = await cast.entries(cast.chen)
    assert chen.value == 12_000


async def test_a_second_run_adds_nothing(cast: Cast) -> None:
    await load(cast, TABLE)
    rolled = await cast.roll_ups()
    outcome = await load(cast, TABLE)
    assert (outcome.added, outcome.already, len(outcome.conflicts)) == (0, 4, 1)
    assert await cast.roll_ups() == rolled


async def test_pieces_of_a_table_make_one_outcome(cast: Cast) -> None:
    header, *rows = TABLE.splitlines()
    whole = Imported()
    for piece in (rows[:3], rows[3:8], rows[8:]):
        whole.add(await load(cast, "\n".join([header, *piece])))
    assert (whole.added, whole.already, len(whole.bad), len(whole.conflicts)) == (3, 1, 6, 1)


async def test_what_somebody_told_wins_over_the_table(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 41 2026-11-16")
    outcome = await load(cast, TABLE)
    assert [(each.line, each.present) for each in outcome.conflicts] == [(3, 41), (11, 41), (12, 41)]


async def test_roll_ups_follow_an_import(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 5 2026-11-02")
    lines = [f"2026-{month:02}-{day:02},Bo,leads,{day}," for month in (9, 10, 11) for day in range(3, 13)]
    await load(cast, "\n".join(["date,member,metric,value,note", *lines]))
    incremental = await cast.roll_ups()
    assert {(row[2].month, row[3], row[4]) for row in incremental} == {
        (9, 10, Decimal(75)),
        (10, 10, Decimal(75)),
        (11, 11, Decimal(80)),
    }
    async with cast.database.write() as session:
        assert await service.rebuild_rollups(session, cast.workspace_id) == 1
    assert await cast.roll_ups() == incremental


async def test_a_header_alone_is_an_empty_import(cast: Cast) -> None:
    outcome = await load(cast, TABLE.partition("\n")[0])
    assert outcome == Imported()


async def test_a_reason_corrects_what_is_locked_and_only_once(cast: Cast) -> None:
    """Also where somebody corrects the day again before the table comes a second time."""
    await cast.tell(cast.bo, "leads 5 2026-10-12", now=IN_TIME)
    table = "date,member,metric,value,reason\n2026-10-12,Bo,leads,6,two were missing\n2026-10-13,Bo,leads,1,late\n"
    outcome = await load(cast, table)
    assert (outcome.added, outcome.corrected, outcome.conflicts) == (1, 1, [])
    _, corrected, added = sorted(await cast.entries(cast.bo), key=lambda each: (each.on, each.revision))
    assert (corrected.revision, corrected.value, corrected.reason) == (2, 6, "two were missing")
    assert (corrected.source, corrected.entered_by) == ("import", cast.eve.member_id)
    assert (added.revision, added.reason) == (1, "late")
    await load(cast, "date,member,metric,value,更正原因\n2026-10-12,Bo,leads,7,one more\n")
    outcome = await load(cast, table)
    assert (outcome.added, outcome.corrected, outcome.already) == (0, 0, 2)
    assert {(row[3], row[4]) for row in await cast.roll_ups()} == {(2, Decimal(8))}
    async with cast.database.read() as session:
        logged = (await session.exec(select(AuditEntry).where(AuditEntry.action == "figure.corrected"))).all()
    assert [each.actor_id for each in logged] == [cast.eve.member_id] * 2


async def test_a_reason_that_is_too_long_is_named(cast: Cast) -> None:
    outcome = await load(cast, f"date,member,metric,value,reason\n2026-10-12,Bo,leads,6,{'x' * 301}\n")
    assert [(each.column, each.reason.key) for each in outcome.bad] == [("reason", "metrics-error-too-long")]


OLD_TEAM, NEW_TEAM, THIS_MONTH = (
    "2026-10-30,{who},mql,7",
    "2026-10-30,{who},revenue_plan,7",
    "2026-11-17,{who},revenue_plan,8",
)


@pytest.mark.parametrize("moved", [date(2026, 11, 1), date(2026, 11, 10)])
async def test_a_line_goes_by_the_team_with_which_its_month_is_scored(cast: Cast, moved: date) -> None:
    await come(cast, cast.bo, await with_other_figures(cast), moved)
    outcome = await load(cast, table_of("Bo", OLD_TEAM, NEW_TEAM, THIS_MONTH))
    assert [(bad.line, bad.column) for bad in outcome.bad] == [(3, "metric")]
    assert sorted((each.figure, each.value) for each in await cast.entries(cast.bo)) == [
        ("mql", 7),
        ("revenue_plan", 8),
    ]


async def test_whoever_came_or_changed_by_the_months_end_goes_by_the_new_team(cast: Cast) -> None:
    brand = await with_other_figures(cast)
    await come(cast, cast.bo, brand, date(2026, 10, 31))
    await come(cast, cast.eve, brand, date(2026, 11, 2))
    outcome = await load(cast, table_of("Bo", OLD_TEAM, NEW_TEAM) + "2026-10-30,Eve,revenue_plan,7\n")
    assert (outcome.added, [(bad.line, bad.column) for bad in outcome.bad]) == (2, [(2, "metric")])


@pytest.mark.parametrize("who", ["Bo", "U0BO", "bo@example.com"])
async def test_what_somebody_did_who_has_left_since_can_be_put_right(cast: Cast, who: str) -> None:
    """In months of which they get a card: up to the last one that was over when they left."""
    await cast.change(cast.bo, is_active=False, left_on=date(2026, 11, 2))
    outcome = await load(cast, table_of(who, "2026-10-30,{who},mql,7", "2026-11-01,{who},mql,7"))
    assert (outcome.added, [(bad.line, bad.column) for bad in outcome.bad]) == (1, [(3, "member")])
    assert outcome.bad[0].reason.params == {"typed": who, "month": "2026-11"}
    assert not await cast.promises()


async def test_an_address_that_was_given_to_somebody_else_is_theirs(cast: Cast) -> None:
    await cast.change(cast.bo, is_active=False, left_on=date(2026, 11, 2))
    await cast.change(cast.chen, email="BO@example.com")
    await load(cast, table_of("bo@example.com", OLD_TEAM))
    assert [len(await cast.entries(each)) for each in (cast.bo, cast.chen)] == [0, 1]


async def test_members_and_teams_are_read_once_however_many_lines_and_months(cast: Cast) -> None:
    await cast.change(cast.bo, is_active=False, left_on=TODAY)
    lines = [
        f"2026-{month:02}-{day:02},{who},leads,1" for month in (7, 8, 9) for day in (1, 2) for who in ("U0BO", "U0CHEN")
    ]
    asked = Statements(cast.database)
    assert (await load(cast, table_of("", *lines))).added == 12
    assert len([each for each in asked.seen if "FROM member " in each or "JOIN membership" in each]) <= 4


def table_of(who: str, *lines: str) -> str:
    return "\n".join(["date,member,metric,value", *(line.format(who=who) for line in lines), ""])
