"""Back after three days, or with a wrong clock: everybody is asked once, and nobody at a pointless time."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col, func, select

from bot.clock import SystemClock
from bot.features.people.models import Member
from bot.features.people.rules.prompts import NUDGE, PROMPT
from bot.sandbox.people import PersonSpec
from bot.scheduling.models import Schedule
from tests.chaos import dying
from tests.chaos.crowd import channels, crowd, schedule, seat
from tests.chaos.record import keys_seen
from tests.chaos.replica import Replica
from tests.chaos.victim import Place, place, until

EARLY, LATE = 9 * 60, 20 * 60
"""Where it is noon, today's first prompt is late and still makes sense; yesterday's last one does not."""


def test_everybody_is_asked_once_after_a_comeback(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    async def all_of_them() -> None:
        async with asyncio.TaskGroup() as stories:
            for number, story in enumerate(
                (three_days_down(sqlite_url, tmp_path / "0"), wrong_clocks(postgres_url, tmp_path / "1"))
            ):
                (tmp_path / str(number)).mkdir()
                stories.create_task(story)

    asyncio.run(all_of_them())


async def three_days_down(url: str, folder: Path) -> None:
    people = [replace(each, tz=zone_where_it_is_noon()) for each in crowd(20)]
    early, late = people[:10], people[10:]
    async with place(url, folder, people, channels(1, people)) as at:
        await seat(at, people, 1)
        await prefer(at, early, EARLY)
        await prefer(at, late, LATE)
        await schedule(at, people)
        for kind in (PROMPT, NUDGE):
            await fire_at(at, people, SystemClock().now() - timedelta(days=3), kind)
        running = await Replica.start(at, "back")
        await until(lambda: is_planned(at))
        await until(at.everything_is_sent)
        await running.end()
        are_asked_once(at, early, and_not=late)


async def wrong_clocks(url: str, folder: Path) -> None:
    """Two hosts, ten minutes ahead and behind: each of them alone, then both."""
    people = crowd(30)
    rounds, not_yet = (people[:5], people[5:10], people[10:20]), people[20:]
    async with place(url, folder, people, channels(1, people)) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        await fire_at(at, people, SystemClock().now() + timedelta(minutes=5))
        await fire_at(at, people, SystemClock().now() + timedelta(days=1), NUDGE)
        ahead = await Replica.start(at, "ahead", before=dying.is_ten_minutes_ahead)
        await fall_due(at, rounds[0])
        await ahead.end()
        behind = await Replica.start(at, "behind", before=dying.is_ten_minutes_behind)
        await fall_due(at, rounds[1])
        ahead = await Replica.start(at, "ahead", before=dying.is_ten_minutes_ahead)
        await fall_due(at, rounds[2])
        for each in (ahead, behind):
            await each.end()
        are_asked_once(at, people[:20], and_not=not_yet)


def are_asked_once(at: Place, people: list[PersonSpec], *, and_not: list[PersonSpec]) -> None:
    assert [len(at.sandbox.person(each.id).messages()) for each in people] == [1] * len(people)
    assert set(keys_seen(at).values()) == {1}
    assert [at.sandbox.person(each.id).messages() for each in and_not] == [[]] * len(and_not)


def zone_where_it_is_noon() -> str:
    """The signs of these zones are the other way round."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


async def prefer(at: Place, people: list[PersonSpec], minute: int) -> None:
    async with at.database.write() as session:
        them = col(Member.slack_user).in_([each.id for each in people])
        await session.exec(update(Member).where(them).values(prompt_minute=minute))


async def fire_at(at: Place, people: list[PersonSpec], moment: datetime, kind: str = PROMPT) -> None:
    async with at.database.write() as session:
        them = col(Member.slack_user).in_([each.id for each in people])
        ids = (await session.exec(select(Member.id).where(them))).all()
        theirs = (col(Schedule.kind) == kind) & col(Schedule.subject_id).in_(ids)
        await session.exec(update(Schedule).where(theirs).values(next_fire_at=moment))


async def fall_due(at: Place, people: list[PersonSpec]) -> None:
    """Now, and see that everybody is asked."""
    await fire_at(at, people, SystemClock().now())

    async def are_asked() -> bool:
        return all(at.sandbox.person(each.id).messages() for each in people)

    await until(are_asked)


async def is_planned(at: Place) -> bool:
    async with at.database.read() as session:
        earliest = (await session.exec(select(func.min(Schedule.next_fire_at)))).one()
        return bool(earliest > SystemClock().now())
