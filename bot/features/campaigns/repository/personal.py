"""SQL of what is stored about one member, and of what is not kept for ever."""

from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.campaigns.models import CAMPAIGN, LONGEST, Campaign, CampaignMember


async def every_place(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[CampaignMember, Campaign]]:
    """The earliest first."""
    query = (
        select(CampaignMember, Campaign)
        .join(Campaign, col(Campaign.id) == col(CampaignMember.campaign_id))
        .where(CampaignMember.workspace_id == workspace_id, CampaignMember.member_id == member_id)
    )
    return list((await session.exec(query.order_by(col(CampaignMember.id)))).all())


async def every_opened(session: AsyncSession, workspace_id: int, member_id: int) -> list[Campaign]:
    """The earliest first."""
    query = select(Campaign).where(Campaign.workspace_id == workspace_id, Campaign.opener_id == member_id)
    return list((await session.exec(query.order_by(col(Campaign.id)))).all())


async def remove_places(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What they have opened is their colleagues' as well and stays, under a number."""
    own = col(CampaignMember.workspace_id) == workspace_id, col(CampaignMember.member_id) == member_id
    await session.exec(delete(CampaignMember).where(*own), execution_options={"synchronize_session": False})


def old_campaigns(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Those that were over before that day: first the places in them, and whoever has left something earlier than
    that."""
    ours, old = col(CampaignMember.workspace_id) == workspace_id, _old(workspace_id, before)
    places = col(CampaignMember.campaign_id).in_(select(Campaign.id).where(old))
    return (
        Aged(CampaignMember, and_(ours, places)),
        Aged(CampaignMember, and_(ours, col(CampaignMember.left_on) < before)),
        Aged(Campaign, old),
    )


def _old(workspace_id: int, before: date) -> ColumnElement[bool]:
    return and_(
        col(Campaign.workspace_id) == workspace_id,
        or_(
            col(Campaign.ended_on) < before,
            col(Campaign.last_on) < before,
            and_(col(Campaign.kind) == CAMPAIGN, col(Campaign.first_on) < before - LONGEST),
        ),
    )
