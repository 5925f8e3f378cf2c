"""SQL of campaigns: every query is limited to one workspace."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, case
from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.campaigns.models import CAMPAIGN, LONGEST, Campaign, CampaignMember
from bot.features.people.models import Member, Workspace
from bot.features.people.rules.visibility import Sight


async def campaign(session: AsyncSession, workspace_id: int, key: int) -> Campaign | None:
    return (await session.exec(_one(workspace_id, key))).first()


async def campaign_to_change(session: AsyncSession, workspace_id: int, key: int) -> Campaign | None:
    """FOR UPDATE: who changes it, ends it or leaves waits for the others."""
    return (await session.exec(_one(workspace_id, key).with_for_update())).first()


def _one(workspace_id: int, key: int) -> SelectOfScalar[Campaign]:
    return (
        select(Campaign)
        .where(Campaign.workspace_id == workspace_id, Campaign.id == key)
        .execution_options(populate_existing=True)
    )


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """FOR NO KEY UPDATE: one is opened at a time."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))


async def count_open(session: AsyncSession, workspace_id: int, opener_id: int, *, on: date) -> int:
    """Of one opener."""
    query = select(func.count()).where(
        Campaign.workspace_id == workspace_id, Campaign.opener_id == opener_id, _is_over(on).is_not(True)
    )
    return int((await session.exec(query)).one())


async def places(session: AsyncSession, workspace_id: int, key: int) -> list[CampaignMember]:
    """All there were, the earliest first."""
    query = select(CampaignMember).where(CampaignMember.workspace_id == workspace_id, CampaignMember.campaign_id == key)
    return list((await session.exec(query.order_by(col(CampaignMember.id)))).all())


async def of_person(
    session: AsyncSession, sight: Sight, *, led: int | None, today: date, offset: int, limit: int
) -> list[Campaign]:
    """Those that the member is in or has opened; with `led`, also those of somebody who opened them as lead of that
    team and has left. The ones that are over come last, and of each the newest first."""
    theirs = [_is_in(sight), col(Campaign.opener_id) == sight.member_id]
    if led is not None:
        gone = select(Member.id).where(Member.workspace_id == sight.workspace_id, col(Member.is_active).is_(False))
        theirs.append(and_(col(Campaign.team_id) == led, col(Campaign.opener_id).in_(gone)))
    query = select(Campaign).where(Campaign.workspace_id == sight.workspace_id, or_(*theirs))
    return await _page(session, query, today=today, offset=offset, limit=limit)


async def of_all(session: AsyncSession, workspace_id: int, *, today: date, offset: int, limit: int) -> list[Campaign]:
    """In the same order."""
    query = select(Campaign).where(Campaign.workspace_id == workspace_id)
    return await _page(session, query, today=today, offset=offset, limit=limit)


async def member_counts(session: AsyncSession, workspace_id: int, keys: Sequence[int]) -> dict[int, int]:
    """Of those who are in it and have not left the company."""
    query = (
        select(col(CampaignMember.campaign_id), func.count(func.distinct(col(CampaignMember.member_id))))
        .join(Member, col(Member.id) == col(CampaignMember.member_id))
        .where(
            col(CampaignMember.workspace_id) == workspace_id,
            col(CampaignMember.campaign_id).in_(keys),
            col(CampaignMember.left_on).is_(None),
            col(Member.is_active).is_(True),
        )
        .group_by(col(CampaignMember.campaign_id))
    )
    return dict((await session.exec(query)).all())


async def add_places(session: AsyncSession, rows: Sequence[CampaignMember]) -> None:
    session.add_all(rows)
    await session.flush()


def _is_in(sight: Sight) -> ColumnElement[bool]:
    own = select(CampaignMember.campaign_id).where(
        CampaignMember.workspace_id == sight.workspace_id,
        CampaignMember.member_id == sight.member_id,
        col(CampaignMember.left_on).is_(None),
    )
    return col(Campaign.id).in_(own)


def _is_over(on: date) -> ColumnElement[bool]:
    """NULL where nobody knows when it ends."""
    return or_(
        col(Campaign.ended_on).is_not(None),
        col(Campaign.last_on) < on,
        and_(col(Campaign.kind) == CAMPAIGN, col(Campaign.first_on) < on - LONGEST),
    )


async def _page(
    session: AsyncSession, query: SelectOfScalar[Campaign], *, today: date, offset: int, limit: int
) -> list[Campaign]:
    ordered = query.order_by(case((_is_over(today), 1), else_=0), col(Campaign.id).desc())
    return list((await session.exec(ordered.offset(offset).limit(limit))).all())
