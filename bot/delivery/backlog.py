"""What is still to be done, for whoever watches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from bot.db.due_clock import DueClock
from bot.delivery.models import DEAD, DUE, SENDING, UNSURE, Delivery

OPEN_STATES = (DUE, SENDING, UNSURE, DEAD)
"""Those that are sent or dropped are many, and nobody counts them again and again."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """`states` counts each open state, those due later included; `oldest_due_seconds` is for how long the promise that
    fell due first has waited, 0 when none is due."""

    states: Mapping[str, int]
    oldest_due_seconds: float


async def backlog(session: AsyncSession, workspace_id: int, *, clock: DueClock) -> Backlog:
    """Two statements on the index of states and due times."""
    found = dict((await session.exec(_open_states(workspace_id))).all())
    earliest, now = (await session.exec(_earliest_due(workspace_id, clock))).one()
    waited = (now - earliest).total_seconds() if earliest else 0.0
    return Backlog({state: found.get(state, 0) for state in OPEN_STATES}, waited)


def _open_states(workspace_id: int) -> Select[str, int]:
    return (
        select(Delivery.state, func.count())
        .where(Delivery.workspace_id == workspace_id, col(Delivery.state).in_(OPEN_STATES))
        .group_by(col(Delivery.state))
    )


def _earliest_due(workspace_id: int, clock: DueClock) -> Select[datetime, datetime]:
    now = clock.at()
    return select(func.min(Delivery.due_at), now).where(
        Delivery.workspace_id == workspace_id, Delivery.state == DUE, col(Delivery.due_at) <= now
    )
