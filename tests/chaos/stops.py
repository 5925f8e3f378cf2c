"""Processes are stopped for longer than a lease while they send, whatever they are at, and go on: one message each."""

import asyncio
import os
import random
import signal
from pathlib import Path

from tests.chaos.asked import promise_prompts
from tests.chaos.crowd import channels, crowd, schedule, seat
from tests.chaos.record import POST, everything_arrived_once
from tests.chaos.replica import Replica
from tests.chaos.victim import Place, place, until

LEASE_S = 20
LONGER_S = LEASE_S + 1
PEOPLE = 60
VARIABLES = {
    "EVENHAND_LEASE_SECONDS": str(LEASE_S),
    "EVENHAND_SLACK_LIMITS": "on",
    "EVENHAND_MESSAGES_PER_MINUTE": "600",
}


async def stopped_alone_at_random(url: str, folder: Path) -> None:
    await stopped_at_random(url, folder, replicas=1, stopped=1)


async def two_of_three_stopped_at_random(url: str, folder: Path) -> None:
    await stopped_at_random(url, folder, replicas=3, stopped=2)


async def stopped_at_random(url: str, folder: Path, *, replicas: int, stopped: int) -> None:
    people, dice = crowd(PEOPLE), random.Random(replicas)
    async with place(url, folder, people, channels(1, people), **VARIABLES) as at:
        await seat(at, people, 1)
        await schedule(at, people)
        running = [await Replica.start(at, f"replica {number}") for number in range(replicas)]
        await promise_prompts(at, [each.id for each in people])
        await asyncio.gather(*(stop_for_long(each, at, dice) for each in running[:stopped]))
        await until(at.everything_is_sent)
        for each in running:
            await each.end()
        assert await everything_arrived_once(at) == PEOPLE


async def stop_for_long(replica: Replica, at: Place, dice: random.Random) -> None:
    enough = dice.randint(1, PEOPLE // 2)

    async def is_time() -> bool:
        return len(at.sandbox.call_log.of(POST)) >= enough

    await until(is_time, pause=0.001)
    await asyncio.sleep(dice.uniform(0, 0.05))
    pid = replica.process.pid
    assert pid
    os.kill(pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(LONGER_S)
    finally:
        os.kill(pid, signal.SIGCONT)
