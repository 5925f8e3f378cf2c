"""SIGTERM: what has been taken is sent or given back at once, and a rolling restart loses nothing that was told."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from sqlmodel import select

from bot.delivery.models import DUE, SENDING, SENT, Delivery
from bot.features.metrics.models import Entry
from bot.features.people.models import Member
from bot.sandbox.people import PersonSpec
from tests.chaos.asked import promise_prompts
from tests.chaos.balancer import balanced
from tests.chaos.crowd import channels, crowd, schedule, seat, today
from tests.chaos.record import POST, everything_arrived_once, keys_seen
from tests.chaos.replica import Replica
from tests.chaos.victim import Place, place, until

DRAINED_S = 20
SLOW_S = 4
"""With which a full batch takes longer than a process may take to end."""
REPLICAS = 3


def test_sigterm_drains_and_a_rolling_restart_loses_nothing(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    async def all_of_them() -> None:
        stories = (drain_under_load(sqlite_url, tmp_path / "0"), roll(postgres_url, tmp_path / "1"))
        async with asyncio.TaskGroup() as told:
            for number, story in enumerate(stories):
                (tmp_path / str(number)).mkdir()
                told.create_task(story)

    asyncio.run(all_of_them())


async def drain_under_load(url: str, folder: Path) -> None:
    people = crowd(50)
    async with place(url, folder, people, channels(1, people)) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        keys = await promise_prompts(at, [each.id for each in people])
        at.sandbox.faults.add("slow", method=POST, times=None, seconds=SLOW_S)
        running = await Replica.start(at, "running")
        await until(lambda: all_are_taken(at, len(keys)))
        await ends_in_time(running)
        states = await states_of(at)
        assert states.keys() <= {DUE, SENT}, states
        assert states[SENT] == len(keys_seen(at)) < len(keys)
        at.sandbox.faults.clear()
        again = await Replica.start(at, "again")
        await until(at.everything_is_sent)
        await again.end()
        assert await everything_arrived_once(at) == len(keys)


async def roll(url: str, folder: Path) -> None:
    """One replica after the other is ended and started again, while people tell figures and prompts go out."""
    people = crowd(12)
    async with place(url, folder, people, channels(1, people)) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        replicas = [await Replica.start(at, f"replica {number}") for number in range(REPLICAS)]
        async with balanced([each.variables["PORT"] for each in replicas]) as request_url:
            at.sandbox.connect_http(request_url)
            stream = Stream(at)
            working = [asyncio.create_task(stream.work(each)) for each in people]
            keys = await promise_prompts(at, [each.id for each in people])
            for each in replicas:
                await until(stream.goes_on())
                await ends_in_time(each)
                each.process = await at.serve(**each.variables)
            await until(stream.goes_on())
            stream.is_over = True
            await asyncio.gather(*working)
        await until(at.everything_is_sent)
        for each in replicas:
            await each.end()
        await stream.everything_told_is_kept()
        seen = keys_seen(at)
        assert {key: seen[key] for key in keys} == dict.fromkeys(keys, 1)


@dataclass(slots=True)
class Stream:
    """People who correct today's figure with every request; `told` is what was acknowledged."""

    at: Place
    told: set[tuple[str, Decimal]] = field(default_factory=set)
    is_over: bool = False

    async def work(self, person: PersonSpec) -> None:
        assert await self._tell(person, f"leads 1 {today()}", 1)
        value = 1
        while not self.is_over:
            value += 1
            await self._tell(person, f"fix leads {value} {today()} counted again", value)

    async def _tell(self, person: PersonSpec, typed: str, value: int) -> bool:
        done = await self.at.sandbox.person(person.id).command(f"/checkin {typed}")
        if done.ok:
            assert done.message
            assert done.message.text.startswith("✓"), done.message.text
            self.told.add((person.id, Decimal(value)))
        return done.ok

    def goes_on(self):
        """Whether requests are answered from now on."""
        enough = len(self.told) + 20

        async def is_so() -> bool:
            return len(self.told) >= enough

        return is_so

    async def everything_told_is_kept(self) -> None:
        async with self.at.database.read() as session:
            users = {each.key: each.slack_user for each in (await session.exec(select(Member))).all()}
            entries = (await session.exec(select(Entry.member_id, Entry.value))).all()
        kept = {(users[member_id], value) for member_id, value in entries}
        assert len(kept) == len(entries)
        assert self.told <= kept


async def ends_in_time(replica: Replica) -> None:
    start = time.monotonic()
    await replica.end()
    assert time.monotonic() - start < DRAINED_S


async def all_are_taken(at: Place, number: int) -> bool:
    return (await states_of(at))[SENDING] == number


async def states_of(at: Place) -> Counter[str]:
    async with at.database.read() as session:
        return Counter((await session.exec(select(Delivery.state).where(Delivery.operation == "post"))).all())
