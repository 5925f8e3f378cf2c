"""SQL of what is stored about one member, and of what is not kept for ever."""

from datetime import date

from sqlalchemy import and_, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.points.models import AGREED, PointsAgreement, SpecialPoints


async def every_points(session: AsyncSession, workspace_id: int, member_id: int) -> list[SpecialPoints]:
    """What they got, and what they proposed; the earliest first. Of what others proposed for them and nobody agreed
    to, as of plans that came to nothing, they are told nothing."""
    got = and_(col(SpecialPoints.member_id) == member_id, col(SpecialPoints.state) == AGREED)
    theirs = or_(got, col(SpecialPoints.proposed_by) == member_id)
    query = select(SpecialPoints).where(SpecialPoints.workspace_id == workspace_id, theirs)
    return list((await session.exec(query.order_by(col(SpecialPoints.id)))).all())


async def every_agreement(session: AsyncSession, workspace_id: int, member_id: int) -> list[PointsAgreement]:
    """That they gave, the earliest first."""
    query = select(PointsAgreement).where(
        PointsAgreement.workspace_id == workspace_id, PointsAgreement.member_id == member_id
    )
    return list((await session.exec(query.order_by(col(PointsAgreement.id)))).all())


async def remove_about(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What was proposed for them, with who agreed; of others' only why they declined or took it back."""
    as_it_is = {"synchronize_session": False}
    about = select(SpecialPoints.id).where(
        SpecialPoints.workspace_id == workspace_id, SpecialPoints.member_id == member_id
    )
    given = col(PointsAgreement.workspace_id) == workspace_id, col(PointsAgreement.points_id).in_(about)
    await session.exec(delete(PointsAgreement).where(*given), execution_options=as_it_is)
    theirs = col(SpecialPoints.workspace_id) == workspace_id, col(SpecialPoints.member_id) == member_id
    await session.exec(delete(SpecialPoints).where(*theirs), execution_options=as_it_is)
    ended = col(SpecialPoints.workspace_id) == workspace_id, col(SpecialPoints.ended_by) == member_id
    await session.exec(update(SpecialPoints).where(*ended).values(end_reason=""), execution_options=as_it_is)


def old_points(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of months before that one's, with who agreed."""
    is_old = and_(col(SpecialPoints.workspace_id) == workspace_id, col(SpecialPoints.month) < f"{before:%Y-%m}")
    agreed = and_(
        col(PointsAgreement.workspace_id) == workspace_id,
        col(PointsAgreement.points_id).in_(select(SpecialPoints.id).where(is_old)),
    )
    return Aged(PointsAgreement, agreed), Aged(SpecialPoints, is_old)
