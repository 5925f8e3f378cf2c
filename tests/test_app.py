"""The whole process: an evening on which Slack is away, and two workspaces in one database."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from sqlmodel import col, select

from bot.app import running
from bot.delivery.models import Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.rules.prompts import PROMPT
from bot.features.schemes import service as schemes
from bot.scheduling.models import DAILY, Schedule
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import keep
from tests.office import BERLIN, BO, MEMBERS_CSV, Office, office

FIVE_PM = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
"""In Berlin."""


@pytest.fixture
async def growth(database_url: str) -> AsyncIterator[Office]:
    """Teams at work, each with a scheme and a prompt at five."""
    async with office(database_url) as at:
        await seat(at)
        yield at


async def seat(at: Office) -> None:
    workspace_id, now = at.parts.workspace_id, at.clock.now()
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        report = await people.import_rows(session, workspace_id, rows, unread, now.date())
        assert not report.problems
        wishes = [schemes.Wish(1, name, "promotion", ("traffic",)) for name in ("Growth", "Brand")]
        _, refused = await schemes.assign_teams(session, workspace_id, wishes, now=now)
        assert not refused
    assert await at.parts.upkeep.keep_schedules()


def prompts(at: Office, user: str) -> int:
    return len(at.person(user).messages())


async def test_slack_is_away_all_evening_and_everybody_is_asked_once(growth: Office) -> None:
    growth.sandbox.faults.add("server_error", times=None)
    await growth.move_to(FIVE_PM)
    for _ in range(4):
        await growth.move_by(timedelta(minutes=15))
    assert prompts(growth, BO) == 0
    growth.sandbox.faults.clear()
    await growth.move_by(timedelta(minutes=15))
    await growth.move_by(timedelta(minutes=10))
    assert prompts(growth, BO) == 1


async def test_a_lost_answer_asks_nobody_twice(growth: Office) -> None:
    growth.sandbox.faults.add("drop_answer", method="chat.postMessage", times=3)
    await growth.move_to(FIVE_PM)
    await growth.move_by(timedelta(minutes=5))
    await growth.move_by(timedelta(minutes=5))
    assert prompts(growth, BO) == 1
    async with growth.parts.database.read() as session:
        states = (await session.exec(select(Delivery.state).where(Delivery.kind == PROMPT))).all()
    assert set(states) == {"sent"}


async def test_another_workspaces_people_and_promises_are_left_alone(growth: Office) -> None:
    now = growth.clock.now()
    async with growth.parts.database.write() as session:
        other = (await people.ensure_workspace(session, "T0OTHER", "Other")).key
        stranger = Member(workspace_id=other, slack_user=BO, name="Another Bo", zone=BERLIN, locale="en-US")
        session.add(stranger)
        await session.flush()
        daily = {stranger.key: Recurrence(DAILY, 17 * 60, BERLIN)}
        await keep(session, workspace_id=other, kind=PROMPT, wanted=daily, now=now)
        theirs = Promise(other, "theirs", PROMPT, BO, now, {"on": "2026-11-18"})
        await promise(session, [theirs], now=now)
    await growth.move_to(FIVE_PM)
    assert await growth.parts.upkeep.sync_members()
    assert await growth.parts.upkeep.keep_schedules()
    assert prompts(growth, BO) == 1
    async with growth.parts.database.read() as session:
        names = (await session.exec(select(Member.name).where(Member.workspace_id == other))).all()
        promised = (await session.exec(select(Delivery).where(Delivery.workspace_id == other))).all()
        planned = (await session.exec(select(Schedule.next_fire_at).where(Schedule.workspace_id == other))).all()
        ours = (await session.exec(select(Delivery.recipient).where(col(Delivery.workspace_id) != other))).all()
    assert list(names) == ["Another Bo"]
    assert [(each.unique_key, each.state) for each in promised] == [("theirs", "due")]
    assert list(planned) == [FIVE_PM], "their own bot will plan it"
    assert ours.count(BO) == 1


async def test_the_same_person_in_two_workspaces_is_two_members(growth: Office) -> None:
    async with growth.parts.database.write() as session:
        other = (await people.ensure_workspace(session, "T0OTHER", "Other")).key
        session.add(Member(workspace_id=other, slack_user="U0THEIRS", name="Nia", zone=BERLIN, locale="en-US"))
    async with growth.parts.database.read() as session:
        assert await people.members_with_team(session, other, on=growth.clock.now().date()) == []
        ours = await people.members_with_team(session, growth.parts.workspace_id, on=growth.clock.now().date())
    assert "Nia" not in {member.name for member, _ in ours}
    done = await growth.person(BO).command("/perf help")
    assert done.message


async def test_what_is_taken_is_given_back_while_slacks_socket_is_being_closed(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = AsyncSocketModeHandler.close_async

    async def slowly_closed(socket: AsyncSocketModeHandler) -> None:
        in_time.append(await _happens(has_ended, within=9.5))
        await close(socket)

    has_ended, in_time = asyncio.Event(), list[bool]()
    monkeypatch.setattr(AsyncSocketModeHandler, "close_async", slowly_closed)
    async with office(database_url, transport="socket") as at:
        run = at.parts.engine.run

        async def until_stopped() -> None:
            await run()
            has_ended.set()

        monkeypatch.setattr(type(at.parts.engine), "run", lambda _engine: until_stopped())
        async with running(at.parts):
            await asyncio.sleep(0)
    assert in_time == [True]


async def _happens(event: asyncio.Event, *, within: float) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), within)
    return event.is_set()
