"""What whoever runs Evenhand sees of the deliveries and decides about them; never what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.due_clock import DueClock
from bot.delivery.models import DEAD, DROPPED, DUE, SENDING, SENT, STATES, UNSURE, Delivery
from bot.errors import Refused
from bot.slack.error_codes import reason_of

NEEDS_A_PERSON = (DEAD, UNSURE)
MAY_BE_SENT = (DUE, DEAD, UNSURE)
WHY_NOT = {
    SENDING: "it is being sent at this moment; look again in a minute",
    SENT: "it has been sent",
    DROPPED: "it was given up, because its occasion had passed or a person decided so",
    DUE: "it is still to be sent; to give it up, resolve it as dropped",
    DEAD: "Slack refused it, so it cannot have arrived; resolve it as dropped, or retry it",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One delivery without its content. `reason` says in words what `error` means, if there is anything to say."""

    key: str
    kind: str
    recipient: str
    state: str
    attempts: int
    due_at: datetime
    error: str | None
    reason: str


async def listed(session: AsyncSession, workspace_id: int, states: Sequence[str], *, limit: int) -> list[Listed]:
    """In the order in which they fell due."""
    statement = (
        select(Delivery)
        .where(Delivery.workspace_id == workspace_id, col(Delivery.state).in_(states))
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
    )
    return [_shown(row) for row in (await session.exec(statement)).all()]


async def counts(session: AsyncSession, workspace_id: int) -> Mapping[str, int]:
    """Deliveries by state; every state is named."""
    statement = (
        select(Delivery.state, func.count()).where(Delivery.workspace_id == workspace_id).group_by(Delivery.state)
    )
    found = dict((await session.exec(statement)).all())
    return {state: found.get(state, 0) for state in STATES}


async def retry(session: AsyncSession, workspace_id: int, key: str, *, clock: DueClock) -> Listed:
    """Due again, now; returns what it was before. Refused for what has been sent, given up, or is being sent.

    What was `unsure` is sent without another look: whoever asks for it has seen that it is not there.
    """
    before = await _found(session, workspace_id, key)
    if before.state not in MAY_BE_SENT:
        raise Refused(f"{key!r} cannot be sent again: {WHY_NOT[before.state]}")
    changes = {"state": DUE, "due_at": clock.at(), "last_error": None}
    await _change(session, workspace_id, before, changes | ({"is_ambiguous": False} if before.state == UNSURE else {}))
    return before


async def resolve(session: AsyncSession, workspace_id: int, key: str, *, state: str, clock: DueClock) -> Listed:
    """End it as `sent` or `dropped`; returns what it was before. Refused where there is nothing to decide."""
    before = await _found(session, workspace_id, key)
    allowed = (UNSURE,) if state == SENT else MAY_BE_SENT
    if before.state not in allowed:
        raise Refused(f"{key!r} cannot be resolved as {state}: {WHY_NOT[before.state]}")
    changes = {"state": state, "due_at": clock.at(), "last_error": "resolved by hand"}
    await _change(session, workspace_id, before, changes | ({"sent_at": clock.at()} if state == SENT else {}))
    return before


async def _found(session: AsyncSession, workspace_id: int, key: str) -> Listed:
    statement = select(Delivery).where(Delivery.workspace_id == workspace_id, Delivery.unique_key == key)
    row = (await session.exec(statement)).first()
    if row is None:
        raise Refused(f"there is no delivery {key!r}; `evenhand delivery list --state …` names those there are")
    return _shown(row)


async def _change(session: AsyncSession, workspace_id: int, before: Listed, changes: Mapping[str, object]) -> None:
    statement = (
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.unique_key) == before.key,
            col(Delivery.state) == before.state,
        )
        .values(**changes)
        .execution_options(synchronize_session=False)
    )
    if not (await session.exec(statement)).rowcount:
        raise Refused(f"{before.key!r} has just changed; look at it again")


def _shown(row: Delivery) -> Listed:
    return Listed(
        key=row.unique_key,
        kind=row.kind,
        recipient=row.recipient,
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        error=row.last_error,
        reason=reason_of(row.last_error),
    )
