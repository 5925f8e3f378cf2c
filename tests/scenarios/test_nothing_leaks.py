"""No sequence of what people may do shows anybody what is not theirs: members, HR and strangers type, press, submit and
forge whatever comes to hand, while others change teams, managers and roles around them."""

import random

import pytest

from bot.app import web_of
from bot.sandbox.http_push import HttpPush
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import BO, DEE, EVE, office
from tests.scenarios.garden import AWAY, CARD, FIGURE, NOTE, Garden
from tests.scenarios.walks import Walk

STEPS = 170
MOST_STEPS = 4 * STEPS
"""Chance decides what is shown: a walk goes on until it has shown enough for a leak to be possible."""
SEED = 11


async def walked(url: str, seed: int, steps: int) -> Walk:
    """Half of the steps before the next month is closed, half after it; HR changes on the way."""
    async with office(url) as at, served_locally(web_of(at.parts)) as address:
        push = HttpPush(address + EVENTS_PATH, signing_secret=at.sandbox.signing_secret, ack_seconds=30.0)
        garden = Garden(at, dice := random.Random(seed))
        await garden.plant()
        await at.settle()
        walk = Walk(garden, push, dice)
        await walk.look(await garden.rights())
        for number in range(MOST_STEPS):
            if number >= steps and has_shown_enough(walk):
                break
            await walk.step()
            if number == steps // 4:
                await walk.change(EVE, role="member")
                await walk.change(BO, manager="-")
                await walk.change(DEE, role="hr")
            if number == steps // 2:
                await walk.to_the_next_close()
        await push.close()
    return walk


def has_shown_enough(walk: Walk) -> bool:
    """People see their own; managers and HR see what they may."""
    has_own = all(walk.shown[kind, True] for kind in (FIGURE, NOTE, AWAY))
    return has_own and walk.shown[FIGURE, False] > 3 and walk.shown[CARD, False] > 5


async def test_a_random_walk_shows_nobody_what_is_not_theirs(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = await walked(sqlite_url, SEED, STEPS)
    with capsys.disabled():
        print(f"\nplanted values shown to people during {len(walk.did)} steps: {walk.shown.total()} ", end="")
    assert walk.leaks == [], "\n".join(walk.did)
    assert has_shown_enough(walk), walk.shown
