"""A process dies, or is stopped, at each moment of a delivery; the next one makes up for it: one message each."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.chaos import dying
from tests.chaos.asked import are_there, promise_prompts, row
from tests.chaos.crowd import channels, crowd, schedule, seat
from tests.chaos.record import everything_arrived_once, keys_seen
from tests.chaos.replica import Replica
from tests.chaos.victim import Place, ended, place, until

DEATHS: tuple[tuple[Callable[[], None], bool, bool], ...] = (
    (dying.dies_after_the_claim, False, False),
    (dying.dies_after_the_fence, True, False),
    (dying.dies_after_the_post, True, True),
)
"""With whether the message may have arrived, for all that the database knows, and whether it has."""
LOUD = {"EVENHAND_LEASE_SECONDS": "20", "EVENHAND_LOG_LEVEL": "INFO"}


async def killed_at_each_moment(url: str, folder: Path) -> None:
    people = crowd(len(DEATHS))
    async with place(url, folder, people, channels(1, people), **LOUD) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        for person, (death, is_in_doubt, has_arrived) in zip(people, DEATHS, strict=True):
            [key] = await promise_prompts(at, [person.id])
            assert await ended(at.evenhand("run", before=death)) == -signal.SIGKILL, at.log()
            left = await row(at, key)
            assert (left.state, left.is_ambiguous, left.attempts) == ("sending", is_in_doubt, 1), at.log()
            assert are_there(at, [key]) is has_arrived, death
        await finished_by_a_healthy_one(at)
        assert await everything_arrived_once(at) == len(people)


async def finished_by_a_healthy_one(at: Place) -> None:
    healthy = await Replica.start(at, "healthy")
    await until(at.everything_is_sent)
    await healthy.end()


async def stopped_alone(url: str, folder: Path) -> None:
    """The only process: it wakes up, refrains, and sends afterwards."""
    people = crowd(1)
    async with place(url, folder, people, channels(1, people), **LOUD) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        [key] = await promise_prompts(at, [people[0].id])
        stopped = await stop_before_the_post(at)
        await until(lambda: has_expired(at, key))
        assert keys_seen(at) == {}
        os.kill(stopped.process.pid or 0, signal.SIGCONT)
        await until(at.everything_is_sent)
        await stopped.end()
        assert "stopped for too long before sending" in stopped.log
        assert await everything_arrived_once(at) == 1


async def stopped_and_overtaken(url: str, folder: Path) -> None:
    """Another process has sent the message long before the stopped one may go on."""
    people = crowd(1)
    async with place(url, folder, people, channels(1, people), **LOUD) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        [key] = await promise_prompts(at, [people[0].id])
        stopped = await stop_before_the_post(at)
        await finished_by_a_healthy_one(at)
        assert keys_seen(at) == {key: 1}
        assert (await row(at, key)).attempts == 2
        os.kill(stopped.process.pid or 0, signal.SIGCONT)
        await until(lambda: says(stopped, "taken over"))
        await stopped.end()
        assert "stopped for too long before sending" in stopped.log
        assert await everything_arrived_once(at) == 1


async def stop_before_the_post(at: Place) -> Replica:
    """A process that has fenced its message and stops right before it would write."""
    variables = {"PORT": at.environment["PORT"], "LOG": "stopped.txt"}
    replica = Replica(at, variables, at.evenhand("run", before=dying.stops_after_the_fence, **variables))

    async def is_stopped() -> bool:
        return psutil.Process(replica.process.pid).status() == psutil.STATUS_STOPPED

    await until(is_stopped)
    return replica


async def has_expired(at: Place, key: str) -> bool:
    lease_until = (await row(at, key)).lease_until
    assert lease_until
    return lease_until < datetime.now(UTC)


async def says(replica: Replica, words: str) -> bool:
    return words in replica.log
