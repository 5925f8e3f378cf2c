"""What has been kept long enough goes at night, once, by one process, and nothing else goes."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.db import pruning
from bot.db.engine import Database
from bot.features.metrics import service as metrics
from bot.features.metrics.models import DayNote, Entry, RollUp
from bot.features.people.models import Absence, Member
from bot.features.privacy.models import APPROVED, OPEN, ErasureRequest
from bot.features.scorecards.models import Card, MonthClose, TeamCard
from bot.retention import nightly as nights
from bot.retention.kinds import due_for_erasure, kinds_of
from bot.retention.models import RetentionRun
from bot.settings import Settings
from tests.features.people.cast import opened
from tests.retention.archive import Archive, archive_of

NIGHT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""Half past three in Berlin."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 3)
    monkeypatch.setattr(pruning, "BETWEEN_SECONDS", 0)


@pytest.fixture
async def bos(database: Database) -> Archive:
    return await archive_of(database)


async def test_a_day_is_kept_for_exactly_its_months(bos: Archive) -> None:
    await bos.note(*(date(2025, 11, day) for day in range(10, 25)), date(2026, 11, 17))
    assert await bos.nightly(NIGHT).run() == {"day_notes": 8}
    assert (await bos.all(DayNote.on))[0] == date(2025, 11, 18)
    assert await bos.nightly(NIGHT + timedelta(days=1)).run() == {"day_notes": 1}


async def test_an_absence_counts_from_its_last_day(bos: Archive) -> None:
    await bos.away(date(2024, 11, 17), date(2024, 11, 18), date(2026, 1, 1))
    assert await bos.nightly(NIGHT).run() == {"absences": 1}
    assert await bos.all(Absence.last_on) == [date(2024, 11, 18), date(2026, 1, 1)]


async def test_the_night_begins_where_the_workspace_is(bos: Archive) -> None:
    await bos.note(date(2025, 11, 17), date(2025, 11, 18))
    assert await bos.nightly(NIGHT - timedelta(minutes=31)).run() is None, "it is not yet three in Berlin"
    assert await bos.nightly(NIGHT, zone="America/New_York").run() == {}, "there it is the evening of the seventeenth"
    afternoon = bos.nightly(NIGHT.replace(hour=14), zone="Pacific/Auckland")
    assert await afternoon.run() == {"day_notes": 2}, "half past three on the nineteenth"


async def test_texts_go_and_their_figures_stay(bos: Archive) -> None:
    await bos.tell(*(date(2024, 11, day) for day in range(10, 25)), note="after the fair")
    before = await bos.all(RollUp.total)
    assert await bos.nightly(NIGHT).run() == {"texts": 8}
    assert await bos.count(Entry) == 15
    assert (await bos.all(Entry.note)).count("after the fair") == 7
    assert await bos.all(RollUp.total) == before
    assert await bos.nightly(NIGHT + timedelta(hours=1), keep_texts_months=0).run() is None


async def test_figures_go_by_the_month_with_their_roll_ups(bos: Archive) -> None:
    days = [date(2023, month, day) for month in (9, 10, 11, 12) for day in (1, 30)]
    for figure in ("leads", "mql", "uv", "orders"):
        await bos.tell(*days, figure=figure)
    await bos.publish("2026-10")
    assert await bos.nightly(NIGHT, keep_figures_months=36, keep_texts_months=0).run() == {"figures": 16}
    assert set(await bos.all(Entry.on)) == {day for day in days if day.month >= 11}
    left = await bos.all(RollUp.month), await bos.all(RollUp.total)
    async with bos.database.write() as session:
        await metrics.rebuild_rollups(session, bos.workspace_id)
    assert (await bos.all(RollUp.month), await bos.all(RollUp.total)) == left


async def test_what_an_open_month_may_need_stays(bos: Archive) -> None:
    await bos.tell(date(2010, 5, 5), date(2018, 5, 5))
    assert await bos.nightly(NIGHT).run() == {}, "no month has ever been closed"
    await bos.publish("2019-12")
    tomorrow = NIGHT + timedelta(days=1)
    assert await bos.nightly(tomorrow).run() == {"figures": 1}
    assert await bos.all(Entry.on) == [date(2018, 5, 5)], "January 2020 may look back at it"
    assert await bos.nightly(tomorrow + timedelta(days=1), keep_figures_months=0).run() == {}


async def test_cards_go_by_the_month_and_no_month_is_closed_again(bos: Archive) -> None:
    await bos.publish("2019-10", "2019-11", "2026-10")
    assert await bos.nightly(NIGHT).run() == {"cards": 2}
    assert await bos.all(Card.period) == await bos.all(TeamCard.period) == ["2019-11", "2026-10"]
    assert await bos.count(MonthClose) == 3
    assert await bos.nightly(NIGHT + timedelta(days=900), keep_cards_months=0).run() == {}


async def test_another_workspaces_years_are_its_own(bos: Archive) -> None:
    theirs = await archive_of(bos.database, "T0TWIN")
    for each in (bos, theirs):
        await each.note(date(2020, 1, 1))
        await each.away(date(2010, 2, 1))
        await each.tell(date(2010, 1, 1), note="long ago")
        await each.publish("2012-01")
    assert await bos.nightly(NIGHT).run() == {"day_notes": 1, "absences": 1, "texts": 1, "figures": 1, "cards": 2}
    tables = (DayNote, Absence, Entry, Card, TeamCard)
    assert [await bos.count(table) for table in tables] == [1, 1, 1, 1, 1]
    assert await theirs.all(Entry.note) == ["long ago"]


async def test_the_audit_is_told_how_much_once_and_only_if_something_went(bos: Archive) -> None:
    assert await bos.nightly(NIGHT).run() == {}
    assert await bos.log() == []
    await bos.note(date(2020, 1, 1), date(2020, 1, 2))
    assert await bos.nightly(NIGHT + timedelta(hours=2)).run() is None, "this night is over"
    assert await bos.nightly(NIGHT + timedelta(days=1)).run() == {"day_notes": 2}
    (entry,) = await bos.log()
    assert (entry.action, entry.by, json.loads(entry.details)) == ("retention.applied", "program", {"day_notes": 2})


async def test_of_several_processes_one_does_it(bos: Archive) -> None:
    await bos.note(*(date(2020, 1, day) for day in range(1, 12)))
    done = await asyncio.gather(*(bos.nightly(NIGHT).run() for _ in range(4)))
    assert [each for each in done if each is not None] == [{"day_notes": 11}]
    assert await bos.count(DayNote) == 0
    assert len(await bos.log()) == 1


class Killed(BaseException):
    """Nothing after it happens."""


def dying_after(monkeypatch: pytest.MonkeyPatch, batches: int) -> Callable[[], None]:
    """Like a process that is killed after so many batches; undone by what is returned."""
    whole, left = pruning.Aged.batch, [batches]

    async def spoilt(self: pruning.Aged, session: object) -> int:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return await whole(self, session)  # type: ignore[arg-type]

    monkeypatch.setattr(pruning.Aged, "batch", spoilt)
    return lambda: monkeypatch.setattr(pruning.Aged, "batch", whole)


@pytest.mark.parametrize("batches", [1, 3, 4, 5])
async def test_a_night_that_is_cut_off_is_finished_and_every_row_counted_once(
    bos: Archive, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    await bos.note(*(date(2020, 1, day) for day in range(1, 9)))
    await bos.away(*(date(2020, 1, day) for day in range(1, 5)))
    alive_again = dying_after(monkeypatch, batches)
    with pytest.raises(Killed):
        await bos.nightly(NIGHT).run()
    alive_again()
    assert await bos.nightly(NIGHT + timedelta(minutes=29)).run() is None, "whoever began may still be at it"
    assert await bos.nightly(NIGHT + timedelta(minutes=31)).run() == {"day_notes": 8, "absences": 4}
    (entry,) = await bos.log()
    assert json.loads(entry.details) == {"absences": 4, "day_notes": 8}
    assert await bos.all(RetentionRun.attempt) == [2]


async def test_whoever_stood_still_for_too_long_deletes_nothing_more(
    bos: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bos.note(*(date(2020, 1, day) for day in range(1, 9)))
    keep = nights.keep_count

    async def too_late(session: Any, workspace_id: int, claim: Any, counts: Any, now: Any, *, is_last: bool) -> bool:
        """Another process has begun the next attempt meanwhile."""
        return await keep(session, workspace_id, replace(claim, attempt=0), counts, now, is_last=is_last)

    monkeypatch.setattr(nights, "keep_count", too_late)
    assert await bos.nightly(NIGHT).run() is None
    assert await bos.count(DayNote) == 8, "what it had deleted is rolled back"
    monkeypatch.setattr(nights, "keep_count", keep)
    assert await bos.nightly(NIGHT + timedelta(minutes=31)).run() == {"day_notes": 8}


async def test_who_left_long_ago_is_named_and_who_came_back_is_not(bos: Archive) -> None:
    days = {"U0GONE": date(2019, 11, 17), "U0LATE": date(2019, 11, 18), "U0BACK": date(2010, 1, 1)}
    async with bos.database.write() as session:
        for user, left in days.items():
            ids = {"workspace_id": bos.workspace_id, "slack_user": user, "name": user}
            session.add(Member(**ids, zone="UTC", locale="en", left_on=left, is_active=user == "U0BACK"))
    settings = Settings.model_validate({})
    async with bos.database.read() as session:
        due = await due_for_erasure(session, bos.workspace_id, settings, today=NIGHT.date())
        named = [(await session.get(Member, key)).slack_user for key in due]  # type: ignore[union-attr]
        never = settings.model_copy(update={"keep_left_months": 0})
        assert await due_for_erasure(session, bos.workspace_id, never, today=NIGHT.date()) == []
    assert named == ["U0GONE"]


async def left_long_ago(bos: Archive, user: str, **values: object) -> int:
    ids = {"workspace_id": bos.workspace_id, "slack_user": user, "name": user, "zone": "UTC", "locale": "en"}
    gone = Member(**ids, left_on=date(2015, 1, 1), is_active=False, **values)
    async with bos.database.write() as session:
        session.add(gone)
        await session.flush()
        return gone.key


async def test_who_left_without_an_answer_is_forgotten_like_the_others(bos: Archive) -> None:
    asked, other = await left_long_ago(bos, "U0ASKED"), await left_long_ago(bos, "U0OTHER")
    async with bos.database.write() as session:
        session.add(ErasureRequest(workspace_id=bos.workspace_id, member_id=asked, asked_at=NIGHT, state=OPEN))
    await bos.nightly(NIGHT).run()
    async with bos.database.read() as session:
        rows = (await session.exec(select(ErasureRequest).order_by(col(ErasureRequest.member_id)))).all()
    assert [(row.member_id, row.state) for row in rows] == [(asked, APPROVED), (other, APPROVED)]


async def test_an_account_that_was_merged_goes_with_its_person_only(bos: Archive) -> None:
    await left_long_ago(bos, "U0BEFORE", merged_into=bos.bo)
    async with bos.database.read() as session:
        assert await due_for_erasure(session, bos.workspace_id, Settings(), today=NIGHT.date()) == []


async def test_a_dry_run_counts_what_would_go(bos: Archive) -> None:
    await bos.note(date(2020, 1, 1), date(2026, 1, 1))
    await bos.tell(date(2010, 1, 1), date(2010, 1, 2), note="long ago")
    await bos.publish("2010-01", "2026-10")
    async with bos.database.read() as session:
        kinds = await kinds_of(session, bos.workspace_id, Settings.model_validate({}), today=NIGHT.date())
        found = {kind.name: sum([await rows.count(session) for rows in kind.rows]) for kind in kinds}
    nothing = {"absences": 0, "ratings": 0, "collaboration": 0, "appraisals": 0, "retrospectives": 0, "campaigns": 0}
    nothing["talks"] = nothing["goals"] = nothing["points"] = 0
    assert found == {"day_notes": 1, "texts": 2, "figures": 2, "cards": 2, "plans": 0, **nothing}
    assert await bos.count(Entry) == 2


async def test_what_is_old_is_found_by_an_index(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.read() as session:
        workspace_id = await opened(session)
        kinds = await kinds_of(session, workspace_id, Settings.model_validate({}), today=NIGHT.date())
        plans = []
        for rows in [rows for kind in kinds for rows in kind.rows if isinstance(rows, pruning.Aged)]:
            compiled = rows.is_old.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
            asked = f"SELECT id FROM {rows.table.__tablename__} WHERE {compiled}"
            explained = await (await session.connection()).execute(text(f"EXPLAIN QUERY PLAN {asked}"))
            plans.append(explained.all()[0][-1])
    await database.close()
    assert len(plans) > 10
    assert all("SEARCH" in plan and "INDEX" in plan for plan in plans), plans
