"""What is due is planned once, by whoever comes first, and together with the next occurrence."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.service import ensure_workspace
from bot.scheduling import service
from bot.scheduling.models import DAILY, MONTHLY, Schedule
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, fire_due, keep
from bot.scheduling.ticks import Ticks
from bot.settings import Settings

BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
FIVE_PM = Recurrence(DAILY, 17 * 60, BERLIN)
WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
WEDNESDAY_EVENING = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
ANA, BO = 1, 2


async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """One promise for each occurrence; its key does not hide that it was planned twice."""
    for each in fired:
        key = f"{each.workspace_id}:{each.subject_id}:{each.scheduled_at:%d %H:%M}"
        assert await promise(session, [Promise(each.workspace_id, key, "test", "U", now)], now=now) == 1


async def break_down(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    await plan(session, fired, now)
    raise KeyError("a bug")


async def ask_in_vain(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    await plan(session, fired, now)
    await session.exec(text("SELECT nothing FROM nowhere"))


HANDLERS: dict[str, Handler] = {"test": plan, "test.bug": break_down, "test.query": ask_in_vain}


@dataclass(frozen=True, slots=True)
class Calendar:
    database: Database
    workspace_id: int

    async def keep(
        self,
        wanted: Mapping[int, Recurrence],
        *,
        now: datetime = WEDNESDAY,
        kind: str = "test",
        workspace_id: int | None = None,
    ) -> None:
        async with self.database.write() as session:
            where = workspace_id or self.workspace_id
            await keep(session, workspace_id=where, kind=kind, wanted=wanted, now=now)

    async def fire(self, now: datetime) -> int:
        async with self.database.write() as session:
            return await fire_due(session, HANDLERS, now=now, workspace_id=self.workspace_id)

    async def planned(self) -> list[str]:
        async with self.database.read() as session:
            return sorted((await session.exec(select(Delivery.unique_key))).all())

    async def rows(self, kind: str = "test") -> dict[int, Schedule]:
        async with self.database.read() as session:
            found = (await session.exec(select(Schedule).where(Schedule.kind == kind))).all()
        return {row.subject_id: row for row in found}


@pytest.fixture
async def calendar(database: Database) -> Calendar:
    async with database.write() as session:
        workspace = await ensure_workspace(session, "T0GROWTH", "Growth Inc.")
    return Calendar(database, workspace.key)


async def test_what_is_due_is_planned_once_and_advances(calendar: Calendar) -> None:
    await calendar.keep({ANA: FIVE_PM, BO: FIVE_PM})
    assert await calendar.fire(WEDNESDAY_EVENING - timedelta(seconds=1)) == 0
    assert await calendar.fire(WEDNESDAY_EVENING) == 2
    assert await calendar.fire(WEDNESDAY_EVENING) == 0
    assert await calendar.planned() == [f"{calendar.workspace_id}:{who}:18 16:00" for who in (ANA, BO)]
    assert {row.next_fire_at for row in (await calendar.rows()).values()} == {WEDNESDAY_EVENING + timedelta(days=1)}


async def test_two_ticks_at_once_plan_each_occurrence_once(calendar: Calendar, database_url: str) -> None:
    other = Database(Settings(database_url=database_url, _env_file=None).effective_database_url)
    await calendar.keep(dict.fromkeys(range(1, 41), FIVE_PM))
    both = Calendar(other, calendar.workspace_id)
    counts = await asyncio.gather(*(each.fire(WEDNESDAY_EVENING) for each in (calendar, both, calendar, both)))
    await other.close()
    assert sum(counts) == 40
    assert len(await calendar.planned()) == 40


async def test_after_three_days_away_only_the_latest_is_made_up_for(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM})
    monday_evening = WEDNESDAY_EVENING + timedelta(days=5, hours=2)
    assert await calendar.fire(monday_evening) == 1
    assert await calendar.planned() == [f"{calendar.workspace_id}:{BO}:23 16:00"]
    assert (await calendar.rows())[BO].next_fire_at == WEDNESDAY_EVENING + timedelta(days=6)


async def test_what_is_kept_unchanged_keeps_its_time(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM})
    await calendar.keep({BO: FIVE_PM}, now=WEDNESDAY_EVENING + timedelta(hours=1))
    assert (await calendar.rows())[BO].next_fire_at == WEDNESDAY_EVENING
    assert await calendar.fire(WEDNESDAY_EVENING + timedelta(hours=1)) == 1


async def test_a_member_who_moves_is_asked_at_the_new_places_time(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM})
    await calendar.keep({BO: Recurrence(DAILY, 17 * 60, SHANGHAI)})
    row = (await calendar.rows())[BO]
    assert (row.zone, row.next_fire_at) == (SHANGHAI, WEDNESDAY), "it is five there at this moment"
    assert await calendar.fire(WEDNESDAY) == 1
    assert (await calendar.rows())[BO].next_fire_at == datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


async def test_who_is_gone_is_asked_no_more(calendar: Calendar) -> None:
    await calendar.keep({ANA: FIVE_PM, BO: FIVE_PM})
    await calendar.keep({ANA: FIVE_PM})
    assert list(await calendar.rows()) == [ANA]


async def test_a_handler_that_breaks_down_stays_due_and_holds_no_other_up(calendar: Calendar) -> None:
    await calendar.keep({ANA: Recurrence(DAILY, 16 * 60, BERLIN)}, kind="test.bug")
    await calendar.keep({BO: FIVE_PM})
    with capture_logs() as logs:
        assert await calendar.fire(WEDNESDAY_EVENING) == 1
    assert [(each["event"], each["kind"]) for each in logs] == [("a schedule cannot be planned", "test.bug")]
    assert await calendar.planned() == [f"{calendar.workspace_id}:{BO}:18 16:00"]
    assert (await calendar.rows("test.bug"))[ANA].next_fire_at == WEDNESDAY_EVENING - timedelta(hours=1)


async def test_a_kind_that_nobody_handles_stays_due(calendar: Calendar) -> None:
    await calendar.keep({ANA: FIVE_PM}, kind="test.of a later version")
    with capture_logs():
        assert await calendar.fire(WEDNESDAY_EVENING) == 0
    assert (await calendar.rows("test.of a later version"))[ANA].next_fire_at == WEDNESDAY_EVENING


async def test_more_of_a_broken_kind_than_a_batch_takes_hold_no_other_up(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 3)
    await calendar.keep(dict.fromkeys(range(10, 15), Recurrence(DAILY, 16 * 60, BERLIN)), kind="test.bug")
    await calendar.keep(
        dict.fromkeys(range(20, 25), Recurrence(DAILY, 16 * 60, BERLIN)), kind="test.of a later version"
    )
    await calendar.keep({ANA: FIVE_PM, BO: FIVE_PM})
    with capture_logs() as logs:
        assert await calendar.fire(WEDNESDAY_EVENING) == 2
    assert [each["kind"] for each in logs] == ["test.bug", "test.of a later version"]
    assert await calendar.planned() == [f"{calendar.workspace_id}:{who}:18 16:00" for who in (ANA, BO)]


async def test_a_kind_whose_statement_fails_holds_no_other_up(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM}, kind="test.query")
    await calendar.keep({ANA: FIVE_PM})
    with capture_logs():
        assert await calendar.fire(WEDNESDAY_EVENING) == 1
    assert await calendar.planned() == [f"{calendar.workspace_id}:{ANA}:18 16:00"]
    assert (await calendar.rows("test.query"))[BO].next_fire_at == WEDNESDAY_EVENING


async def test_each_goes_on_at_their_own_time(calendar: Calendar) -> None:
    """In one batch: two zones, two minutes, a day before clocks change in one of them."""
    saturday = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    chen, dee = 3, 4
    shanghai = Recurrence(DAILY, 17 * 60, SHANGHAI)
    wanted = {ANA: FIVE_PM, BO: Recurrence(DAILY, 17 * 60 + 30, BERLIN), chen: shanghai, dee: FIVE_PM}
    await calendar.keep(wanted, now=saturday - timedelta(days=1))
    assert await calendar.fire(saturday + timedelta(hours=4)) == 4
    assert {who: row.next_fire_at for who, row in (await calendar.rows()).items()} == {
        ANA: datetime(2026, 10, 25, 16, 0, tzinfo=UTC),
        BO: datetime(2026, 10, 25, 16, 30, tzinfo=UTC),
        chen: datetime(2026, 10, 25, 9, 0, tzinfo=UTC),
        dee: datetime(2026, 10, 25, 16, 0, tzinfo=UTC),
    }
    at = {ANA: "24 15:00", BO: "24 15:30", chen: "24 09:00", dee: "24 15:00"}
    assert await calendar.planned() == [f"{calendar.workspace_id}:{who}:{moment}" for who, moment in at.items()]


async def test_a_month_ends_once(calendar: Calendar) -> None:
    await calendar.keep({0: Recurrence(MONTHLY, 9 * 60, BERLIN, day=7)})
    seventh = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    assert await calendar.fire(seventh + timedelta(days=2)) == 1
    assert await calendar.planned() == [f"{calendar.workspace_id}:0:07 08:00"]
    assert (await calendar.rows())[0].next_fire_at == datetime(2027, 1, 7, 8, 0, tzinfo=UTC)


async def test_schedules_of_another_workspace_are_left_alone(calendar: Calendar) -> None:
    async with calendar.database.write() as session:
        other = (await ensure_workspace(session, "T0OTHER", "Other")).key
    await calendar.keep({BO: FIVE_PM})
    await calendar.keep({BO: FIVE_PM}, workspace_id=other)
    assert await calendar.fire(WEDNESDAY_EVENING) == 1
    assert await calendar.planned() == [f"{calendar.workspace_id}:{BO}:18 16:00"]
    await calendar.keep({}, workspace_id=other)
    assert [row.workspace_id for row in (await calendar.rows()).values()] == [calendar.workspace_id]


def ticking(database: Database, now: datetime, woken: list[None], workspace_id: int = 1) -> Ticks:
    return Ticks(
        database=database,
        clock=MovableClock(now),
        handlers=HANDLERS,
        wake=lambda: woken.append(None),
        workspace_id=workspace_id,
        seconds=5,
    )


async def test_a_tick_with_nothing_due_waits_for_nobody_who_writes(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM})
    woken: list[None] = []
    async with calendar.database.write() as session:
        await session.exec(select(Schedule).with_for_update())
        with capture_logs() as logs:
            await ticking(calendar.database, WEDNESDAY, woken, calendar.workspace_id).tick()
    assert not logs, "a lock that is waited for ends in an error"
    assert not woken


async def test_a_tick_wakes_the_dispatcher_and_outlives_the_database(calendar: Calendar) -> None:
    await calendar.keep({BO: FIVE_PM})
    woken: list[None] = []
    ticks = ticking(calendar.database, WEDNESDAY_EVENING, woken, calendar.workspace_id)
    await ticks.tick()
    await ticks.tick()
    assert len(woken) == 1
    broken = ticking(Database("postgresql+psycopg://nobody@127.0.0.1:9/nothing"), WEDNESDAY_EVENING, woken)
    with capture_logs() as logs:
        await broken.tick()
    assert [each["event"] for each in logs] == ["schedules wait for the database"]
