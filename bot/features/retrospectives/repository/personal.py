"""SQL of what is stored about one member, and of what is not kept for ever."""

from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.retrospectives.models import CLOSED, OPEN, RetroAction, RetroMember, RetroNote, Retrospective


async def every_membership(session: AsyncSession, workspace_id: int, member_id: int) -> list[Retrospective]:
    """The earliest first, with those led."""
    own = select(RetroMember.retrospective_id).where(
        RetroMember.workspace_id == workspace_id, RetroMember.member_id == member_id
    )
    query = select(Retrospective).where(
        Retrospective.workspace_id == workspace_id,
        or_(col(Retrospective.lead_id) == member_id, col(Retrospective.id).in_(own)),
    )
    return list((await session.exec(query.order_by(col(Retrospective.id)))).all())


async def every_note(session: AsyncSession, workspace_id: int, member_id: int) -> list[RetroNote]:
    """Of retrospectives that are still open: nobody knows whose the others are."""
    query = select(RetroNote).where(RetroNote.workspace_id == workspace_id, RetroNote.author_id == member_id)
    return list((await session.exec(query.order_by(col(RetroNote.retrospective_id), col(RetroNote.kind)))).all())


async def every_action(session: AsyncSession, workspace_id: int, member_id: int) -> list[RetroAction]:
    """Owned or added, the earliest first."""
    query = select(RetroAction).where(
        RetroAction.workspace_id == workspace_id,
        or_(col(RetroAction.owner_id) == member_id, col(RetroAction.added_by) == member_id),
    )
    return list((await session.exec(query.order_by(col(RetroAction.id)))).all())


async def remove_own(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Places and notes go, and the reasons for putting off; actions are the project's and stay."""
    places = col(RetroMember.workspace_id) == workspace_id, col(RetroMember.member_id) == member_id
    notes = col(RetroNote.workspace_id) == workspace_id, col(RetroNote.author_id) == member_id
    owned = col(RetroAction.workspace_id) == workspace_id, col(RetroAction.owner_id) == member_id
    as_it_is = {"synchronize_session": False}
    await session.exec(delete(RetroMember).where(*places), execution_options=as_it_is)
    await session.exec(delete(RetroNote).where(*notes), execution_options=as_it_is)
    await session.exec(update(RetroAction).where(*owned).values(reason=""), execution_options=as_it_is)


def old_notes(workspace_id: int, before: date) -> Aged:
    """Of retrospectives that were closed before that day."""
    old = select(Retrospective.id).where(*_old(workspace_id, before))
    return Aged(RetroNote, and_(col(RetroNote.workspace_id) == workspace_id, col(RetroNote.retrospective_id).in_(old)))


def old_actions(workspace_id: int, before: date) -> Aged:
    """Those that are over, of retrospectives that were closed before that day."""
    old = select(Retrospective.id).where(*_old(workspace_id, before))
    is_over = and_(col(RetroAction.workspace_id) == workspace_id, col(RetroAction.state) != OPEN)
    return Aged(RetroAction, and_(is_over, col(RetroAction.retrospective_id).in_(old)))


def _old(workspace_id: int, before: date) -> tuple[ColumnElement[bool], ...]:
    ours = col(Retrospective.workspace_id) == workspace_id, col(Retrospective.state) == CLOSED
    return *ours, col(Retrospective.closes_on) < before
