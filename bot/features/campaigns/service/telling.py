"""Promises what people are told: by ids, and at an hour at which they work."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.campaigns.models import Campaign, CampaignMember
from bot.features.campaigns.rules import keys
from bot.features.campaigns.service.finding import keepers
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.moments import moment_to_tell


async def tell_opened(session: AsyncSession, row: Campaign, told: Mapping[int, Member], *, now: datetime) -> None:
    """Who has come into it, by the key of their place: once for each."""
    habits = await people.habits_now(session, row.workspace_id, [each.key for each in told.values()], now=now)
    promises = [
        Promise(
            row.workspace_id,
            keys.opened_key(place_id),
            keys.OPENED,
            each.slack_user,
            moment_to_tell(habits[each.key], now),
            {"campaign": row.key, "place": place_id},
        )
        for place_id, each in told.items()
    ]
    await promise(session, promises, now=now)


async def tell_left(session: AsyncSession, row: Campaign, own: CampaignMember, *, on: date, now: datetime) -> None:
    """To who runs it, unless that is who has left it, or nobody."""
    keeper = (await keepers(session, row.workspace_id, [row], on=on)).get(row.key)
    if keeper is None or keeper.key == own.member_id:
        return
    due_at = await people.when_to_tell(session, keeper, now=now)
    payload = {"campaign": row.key, "place": own.key}
    told = Promise(row.workspace_id, keys.left_key(own.key), keys.LEFT, keeper.slack_user, due_at, payload)
    await promise(session, [told], now=now)
