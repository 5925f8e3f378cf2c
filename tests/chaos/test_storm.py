"""Slack at its worst, processes that are killed, a database that restarts: everything arrives, once, not too fast."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from bot.clock import SystemClock
from bot.delivery.dispatcher import AT_ONCE
from bot.delivery.models import SENT, Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.models import Team, Workspace
from tests.chaos.crowd import (
    channels,
    crowd,
    everybody_is_scheduled,
    figures_csv,
    last_month,
    prompt_everybody_now,
    seat,
)
from tests.chaos.postgres import Server
from tests.chaos.record import MESSAGES, POST, everything_arrived_once, least_apart, most_within
from tests.chaos.replica import Replica
from tests.chaos.victim import Place, place, until

EACH_SECOND = 50
VARIABLES = {
    "EVENHAND_SLACK_LIMITS": "on",
    "EVENHAND_MESSAGES_PER_MINUTE": str(60 * EACH_SECOND),
    "EVENHAND_METHOD_LIMITS": json.dumps({"conversations.history": 1_200, "conversations.open": 1_200}),
    "EVENHAND_LEASE_SECONDS": "20",
    "EVENHAND_TICK_SECONDS": "0.3",
    # Slack takes a hundred files a minute: these would be pictures for a quarter of an hour.
    "EVENHAND_PICTURES": "off",
}
KILLS, PAUSE_S = 10, (0.5, 3.0)
"""So long after each other."""
PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class Size:
    """`people` get a card and a prompt each, `teams` their card with its thread and `posts` more messages in their
    channels."""

    people: int
    teams: int
    posts: int
    replicas: int

    @property
    def promises(self) -> int:
        return 2 * self.people + self.teams * (2 + self.posts)


SMALL = Size(people=400, teams=20, posts=9, replicas=1)
LARGE = Size(people=800, teams=40, posts=9, replicas=3)


@pytest.mark.thorough
def test_a_storm_loses_nothing_and_repeats_nothing(sqlite_url: str, server: Server, tmp_path: Path) -> None:
    async def both() -> None:
        url = server.database()
        async with asyncio.TaskGroup() as storms:
            storms.create_task(storm(sqlite_url, folder(tmp_path, "sqlite"), SMALL))
            storms.create_task(storm(url, folder(tmp_path, "postgres"), LARGE, in_the_middle=server.restart))

    asyncio.run(both())


def folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


async def nothing_else() -> None:
    """A file has no server that could restart."""


async def storm(
    url: str, folder: Path, size: Size, *, in_the_middle: Callable[[], Awaitable[None]] = nothing_else
) -> None:
    people, dice = crowd(size.people), random.Random(size.people)
    rooms = channels(size.teams, people)
    async with place(url, folder, people, rooms, scopes=["channels:history"], **VARIABLES) as at:
        await seat(at, people, size.teams)
        await close_last_month(at, [person.id for person in people])
        await promise_posts(at, size)
        async with bad_weather(at):
            replicas = [await Replica.start(at, f"replica {number}") for number in range(size.replicas)]
            await everybody_is_scheduled(at, people)
            await prompt_everybody_now(at)
            for number in range(KILLS):
                await asyncio.sleep(dice.uniform(*PAUSE_S))
                if number == KILLS // 2:
                    await in_the_middle()
                await dice.choice(replicas).die_and_rise()
            await until(lambda: is_sent(at, size), patience=PATIENCE_S)
        for each in replicas:
            await each.end()
        it_was_a_storm(at, size)
        assert await everything_arrived_once(at) == size.promises
        not_too_fast(at, size)


async def close_last_month(at: Place, users: list[str]) -> None:
    """A card for everybody, and one for each team's channel."""
    table = at.folder / "figures.csv"
    table.write_text(figures_csv(users))
    await at.finish("import", "entries", str(table))
    await at.finish("close", f"{last_month():%Y-%m}")


async def promise_posts(at: Place, size: Size) -> None:
    """Each team's card so many times again."""
    now = SystemClock().now()
    async with at.database.write() as session:
        workspace_id = (await session.exec(select(Workspace))).one().key
        for team in (await session.exec(select(Team))).all():
            about = {"team_id": team.key, "period": f"{last_month():%Y-%m}"}
            posts = [
                Promise(workspace_id, f"again:{team.key}:{number}", "scorecards.team", str(team.channel), now, about)
                for number in range(size.posts)
            ]
            assert await promise(session, posts, now=now) == size.posts


@asynccontextmanager
async def bad_weather(at: Place) -> AsyncIterator[None]:
    """Answers get lost by chance; of each hundred posts five in a row are refused with 429, as Slack does it."""
    faults = at.sandbox.faults
    faults.add("drop_answer", method=POST, times=None, probability=0.05)
    faults.add("server_error", method=POST, times=None, probability=0.03)
    faults.add("rate_limit", method="conversations.history", times=None, probability=0.05)

    async def refuse() -> None:
        for hundred in count(1):
            faults.add("rate_limit", method=POST, times=5)

            async def is_over(posts: int = 100 * hundred) -> bool:
                return len(at.sandbox.call_log.of(POST)) >= posts

            await until(is_over, pause=0.1, patience=PATIENCE_S)

    async with asyncio.TaskGroup() as weather:
        refusing = weather.create_task(refuse())
        yield
        refusing.cancel()


async def is_sent(at: Place, size: Size) -> bool:
    async with at.database.read() as session:
        sent = select(func.count()).where(col(Delivery.state) == SENT, col(Delivery.operation).in_(MESSAGES))
        return (await session.exec(sent)).one() == size.promises


def it_was_a_storm(at: Place, size: Size) -> None:
    """Of the posts about 5 % were refused, of 5 % the answer was dropped, 3 % met an error of Slack's."""
    outcomes = Counter(each.outcome for each in at.sandbox.call_log.of(POST))
    assert outcomes["ratelimited"] >= 0.045 * size.promises, outcomes
    assert outcomes["dropped"] >= 0.03 * size.promises, outcomes
    assert outcomes["server_error"] >= 0.015 * size.promises, outcomes


def not_too_fast(at: Place, size: Size) -> None:
    """What has its slot comes a moment later, and each process has as many on their way as it sends at once."""
    calls = at.sandbox.call_log.of(POST)
    burst, on_the_way = EACH_SECOND, AT_ONCE * size.replicas
    assert most_within(calls, 1) <= EACH_SECOND + burst + on_the_way
    assert most_within(calls, 10) <= 10 * EACH_SECOND + burst + on_the_way
    assert least_apart(calls) >= 1
