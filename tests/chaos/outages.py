"""PostgreSQL is away for half a minute under a running process: people are told so at once, and nothing is lost."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col, select

from bot.clock import SystemClock
from bot.features.metrics.models import Entry
from bot.features.people.models import Member
from bot.sandbox.delivery import Delivery
from bot.sandbox.http_push import HttpPush
from bot.sandbox.people import PersonSpec
from bot.sandbox.person import Person
from bot.scheduling.models import Schedule
from bot.web.application import EVENTS_PATH
from tests.chaos.asked import promise_prompts
from tests.chaos.crowd import channels, crowd, schedule, seat
from tests.chaos.postgres import Server
from tests.chaos.record import POST, everything_arrived_once
from tests.chaos.victim import Place, ended, place, readiness, until

OUTAGE_S, ANSWER_S = 30, 3
PEOPLE, PROMISED = 60, 40
STOPPED_S, SLOW_S = 20, 1
CLEAR = ("cannot be reached", "did not answer in time")
VARIABLES = {
    "EVENHAND_SLACK_LIMITS": "on",
    "EVENHAND_MESSAGES_PER_MINUTE": "600",
    "EVENHAND_LEASE_SECONDS": "20",
}

Away = Callable[[], AbstractAsyncContextManager[None]]


async def refuses(server: Server, folder: Path) -> None:
    await outage(server, folder, server.stopped)


async def hangs(server: Server, folder: Path) -> None:
    await outage(server, folder, server.frozen)


async def outage(server: Server, folder: Path, away: Away) -> None:
    people = crowd(PEOPLE)
    rooms = channels(4, people)
    async with place(
        server.database(), folder, people, rooms, ack_seconds=5 * ANSWER_S, is_patient=False, **VARIABLES
    ) as at:
        await seat(at, people, 4)
        await schedule(at, people)
        process = await at.serve()
        visitors = Visitors(at, people[PROMISED:][:3])
        await visitors.settle_in()
        await promise_prompts(at, [each.id for each in people[:PROMISED]])
        await falls_due(at, people[PROMISED:], after=timedelta(seconds=OUTAGE_S / 3))
        await until(lambda: some_are_sent(at))
        async with away():
            await visitors.insist(OUTAGE_S)
            assert await readiness(at.environment["PORT"]) == 503
        await until(lambda: is_ready(at))
        await until(lambda: are_asked(at, people))
        await until(at.everything_is_sent)
        await visitors.find_everything()
        assert process.is_alive()
        process.terminate()
        assert await ended(process) == 0, at.log()
        await everything_arrived_once(at)


async def hangs_at_the_end(server: Server, folder: Path) -> None:
    """Who is told to end meanwhile does so in time, and the next one goes on."""
    people = crowd(PROMISED)
    async with place(server.database(), folder, people, channels(1, people)) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        at.sandbox.faults.add("slow", method=POST, times=None, seconds=SLOW_S)
        process = await at.serve()
        keys = await promise_prompts(at, [each.id for each in people])
        await until(lambda: some_are_sent(at))
        async with server.frozen():
            start = time.monotonic()
            process.terminate()
            assert await ended(process) == 0, at.log()
            assert time.monotonic() - start < STOPPED_S
        at.sandbox.faults.clear()
        await at.forget_leases()
        process = await at.serve()
        await until(at.everything_is_sent)
        process.terminate()
        assert await ended(process) == 0, at.log()
        assert await everything_arrived_once(at) == len(keys)


async def some_are_sent(at: Place) -> bool:
    return len(at.sandbox.call_log.of(POST)) >= PROMISED // 8


async def falls_due(at: Place, people: Sequence[PersonSpec], *, after: timedelta) -> None:
    async with at.database.write() as session:
        users = [each.id for each in people]
        ids = (await session.exec(select(Member.id).where(col(Member.slack_user).in_(users)))).all()
        is_theirs = (col(Schedule.kind) == "prompts.prompt") & col(Schedule.subject_id).in_(ids)
        await session.exec(update(Schedule).where(is_theirs).values(next_fire_at=SystemClock().now() + after))


async def is_ready(at: Place) -> bool:
    return await readiness(at.environment["PORT"]) == 200


async def are_asked(at: Place, people: Sequence[PersonSpec]) -> bool:
    """Whether everybody's prompt is there."""
    rooms = (at.sandbox.person(each.id).messages() for each in people)
    return all(any("prompt:" in str(message.metadata) for message in room) for room in rooms)


@dataclass(slots=True)
class Visitors:
    """Three people at work: one uses commands, one a form, one the buttons of Home."""

    at: Place
    people: Sequence[PersonSpec]
    told: dict[str, int] = field(default_factory=dict)
    answers: int = 0

    def person(self, number: int) -> Person:
        return self.at.sandbox.person(self.people[number].id)

    async def settle_in(self) -> None:
        await self._note("uv", 11)
        await until(self._opens_form)
        await until(self._opens_home)

    async def insist(self, seconds: float) -> None:
        """Each answer comes in time and says that nothing was saved."""
        until_s = time.monotonic() + seconds
        ways = (self._command, self._submission, self._action, self._event)
        while time.monotonic() < until_s:
            for way in ways:
                await self._in_time(way)
        assert self.answers >= len(ways)

    async def find_everything(self) -> None:
        """What was acknowledged is kept, what was refused is not, and all goes on as before."""
        await self._note("mql", 7)
        async with self.at.database.read() as session:
            rows = (await session.exec(select(Entry.figure, Entry.value))).all()
        assert dict(rows) == {figure: Decimal(value) for figure, value in self.told.items()}

    async def _note(self, figure: str, value: int) -> None:
        async def is_noted() -> bool:
            done = await self.person(0).command(f"/checkin {figure} {value}")
            return bool(done.message and done.message.text.startswith(("✓", "Already noted")))

        await until(is_noted)
        self.told[figure] = value

    async def _opens_form(self) -> bool:
        return (await self.person(1).command("/checkin")).ok and bool(self.person(1).views)

    async def _opens_home(self) -> bool:
        return await self.person(2).open_home() is not None

    async def _in_time(self, way: Callable[[], Awaitable[str | None]]) -> None:
        start = time.monotonic()
        async with lateness() as late:
            told = await way()
        took = time.monotonic() - start
        assert took < ANSWER_S + max(late), (way.__name__, took, max(late))
        assert told is None or any(words in told for words in CLEAR), told
        self.answers += 1

    async def _command(self) -> str:
        done = await self.person(0).command("/checkin leads 5")
        assert done.ok, done
        assert done.message
        return done.message.text

    async def _submission(self) -> str:
        done = await self.person(1).submit()
        assert done.errors, done
        return " ".join(done.errors.values())

    async def _action(self) -> str:
        home = self.person(2).home
        assert home
        assert (await self.person(2).click(home, "metrics.open_checkin")).ok
        notice = self.person(2).view
        await self.person(2).close(notice)
        return str(notice.blocks)

    async def _event(self) -> None:
        """Nobody waits for words; Slack is told to send it again, since nothing was done."""
        url = f"http://127.0.0.1:{self.at.environment['PORT']}{EVENTS_PATH}"
        identity = self.at.sandbox.identity
        event = {"type": "app_home_opened", "user": self.people[2].id, "tab": "home"}
        payload = {"type": "event_callback", "team_id": identity.team_id, "event": event}
        push = HttpPush(url, signing_secret=self.at.sandbox.signing_secret, ack_seconds=ANSWER_S)
        ack = await push.send(Delivery(envelope="events_api", payload=payload | {"event_id": f"EvAWAY{self.answers}"}))
        await push.close()
        assert (ack.failure, ack.reason, ack.may_retry) == ("dispatch_failed", "http_error", True)


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """By how many seconds a machine that has much else to do wakes somebody up too late."""
    late = [0.0]

    async def measure() -> None:
        while True:
            start = time.monotonic()
            await asyncio.sleep(0.02)
            late.append(time.monotonic() - start - 0.02)

    measuring = asyncio.create_task(measure())
    try:
        yield late
    finally:
        measuring.cancel()
