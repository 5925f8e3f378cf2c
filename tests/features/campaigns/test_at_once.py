"""What happens at the same moment, on both databases."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from bot.errors import Rejected
from bot.features.campaigns.models import Campaign, CampaignMember
from tests.features.campaigns.cast import TEAM, Together
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import FINN


async def outcome(attempt: Awaitable[Any]) -> str:
    try:
        await attempt
    except Rejected as refusal:
        return refusal.key.removeprefix("campaigns-error-")
    return "done"


async def test_two_leads_open_at_once_and_nobody_opens_more_than_there_may_be(everywhere: Together) -> None:
    await asyncio.gather(everywhere.open(by=ANA), everywhere.open(by=DEE))
    assert len({row.opener_id for row in await everywhere.rows(Campaign)}) == 2
    for _ in range(27):
        await everywhere.open()
    ended = await asyncio.gather(*(outcome(everywhere.open()) for _ in range(4)))
    assert (ended.count("done"), ended.count("many")) == (2, 2)


async def test_who_is_added_by_two_at_once_has_one_place(everywhere: Together) -> None:
    """Ana and Eve add Finn while Bo leaves: he is out, or in again with another place, and nobody is in it twice."""
    key = await everywhere.open(TEAM)
    await asyncio.gather(
        everywhere.change(key, [*TEAM, FINN], by=ANA),
        everywhere.change(key, [*TEAM, FINN], by=EVE),
        everywhere.leave(BO, key),
    )
    present = [row.member_id for row in await everywhere.rows(CampaignMember) if row.left_on is None]
    assert len(present) == len(set(present))
    assert set(present) >= {await everywhere.office.key(user) for user in (CHEN, DEE, FINN)}


async def test_it_is_ended_once(everywhere: Together) -> None:
    key = await everywhere.open()
    ended = await asyncio.gather(*(outcome(everywhere.end(user, key)) for user in (ANA, EVE, ANA)))
    assert sorted(ended) == ["done", "over", "over"]
