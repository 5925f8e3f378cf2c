"""SQL for the choice of raters: who was in what, of a whole workspace."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Executable, bindparam, or_
from sqlalchemy import select as sqlalchemy_select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.features.campaigns.models import Campaign, CampaignMember, end_of
from bot.features.campaigns.rules.together import Stay


async def stays(session: AsyncSession, workspace_id: int, *, first: date, last: date) -> list[Stay]:
    """Who was in what between two days, both included; no name is opened."""
    found = []
    rows = await _STAYS.rows(session, {"workspace": workspace_id, "first": first, "last": last})
    for key, kind, first_on, last_on, ended_on, member_id, joined_on, left_on in rows:
        before = left_on - timedelta(days=1) if left_on else None
        since = max(each for each in (first_on, joined_on, first) if each)
        until = min(each for each in (end_of(kind, first_on, last_on, ended_on), before, last) if each)
        found.append(Stay(key, kind, member_id, since, until))
    return found


def _stays(_dialect: str) -> Executable:
    first, last = bindparam("first", type_=Date()), bindparam("last", type_=Date())
    columns: list[Any] = [
        col(Campaign.id),
        col(Campaign.kind),
        col(Campaign.first_on),
        col(Campaign.last_on),
        col(Campaign.ended_on),
        col(CampaignMember.member_id),
        col(CampaignMember.joined_on),
        col(CampaignMember.left_on),
    ]
    return (
        sqlalchemy_select(*columns)
        .join(CampaignMember, col(CampaignMember.campaign_id) == col(Campaign.id))
        .where(col(Campaign.workspace_id) == bindparam("workspace"), col(Campaign.first_on) <= last)
        .where(or_(col(Campaign.last_on).is_(None), col(Campaign.last_on) >= first))
        .where(or_(col(Campaign.ended_on).is_(None), col(Campaign.ended_on) >= first))
        .where(or_(col(CampaignMember.left_on).is_(None), col(CampaignMember.left_on) > first))
    )


_STAYS = Prepared(_stays)
