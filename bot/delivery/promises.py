"""How a service promises a message, in the transaction of what the message is about."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import Boolean, ColumnElement, and_, bindparam, case
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.types import UtcDateTime
from bot.delivery.models import DUE, POST, Delivery
from bot.delivery.times import database_time
from bot.slack.files import Upload
from bot.slack.messages import Message


@dataclass(frozen=True, slots=True)
class Promise:
    """`key` names the occasion; `kind` the renderer; `recipient` a Slack user or channel id; `only_for` the user who
    alone sees an ephemeral message.

    `payload` is plain JSON and holds ids, never text: what is shown is decided when it is sent.
    """

    workspace_id: int
    key: str
    kind: str
    recipient: str
    due_at: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
    operation: str = POST
    updates_key: str | None = None
    only_for: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a renderer gets: the promise, and the moment of sending."""

    workspace_id: int
    recipient: str
    payload: Mapping[str, Any]
    now: datetime


PROMISED = "delivery.promised"

Shown = Message | View | Upload
Renderer = Callable[[AsyncSession, Occasion], Awaitable[Shown | None]]
"""Renders in the reader's language at the moment of sending; None when the occasion has passed."""


async def promise(session: AsyncSession, promises: list[Promise], *, now: datetime) -> int:
    """Insert what has not been promised yet; returns how many were new."""
    if not promises:
        return 0
    dialect = session.get_bind().dialect.name
    insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(Delivery)
    statement = insert.values(due_at=_due_at(), created_at=_created_at())
    added = 0
    for start in range(0, len(promises), 500):
        rows = [_row(each, now) for each in promises[start : start + 500]]
        result = await session.exec(statement.on_conflict_do_nothing().returning(col(Delivery.id)), params=rows)
        added += len(result.all())
    if added:
        session.info[PROMISED] = True
        if dialect == "postgresql":
            await _call_senders(session, [each for each in promises if each.due_at <= now])
    return added


async def _call_senders(session: AsyncSession, due: list[Promise]) -> None:
    # Here, for it takes a tenth of the memory of a process on SQLite, which has no use for it.
    from bot.delivery.engines.calls import call_senders

    for workspace_id, promised in Counter(each.workspace_id for each in due).items():
        await call_senders(session, workspace_id, promised=promised)


def has_promised(session: AsyncSession) -> bool:
    """Whether something new is to be sent once the session has committed."""
    return bool(session.info.get(PROMISED))


def _due_at() -> ColumnElement[datetime]:
    """What is due already is so by the database's clock too, although our own may be ahead of it."""
    promised, at_once = bindparam("promised_at", type_=UtcDateTime()), bindparam("is_due_at_once", type_=Boolean())
    return case((and_(at_once, promised > database_time()), database_time()), else_=promised)


def _created_at() -> ColumnElement[datetime]:
    """Never later than it is: what has arrived is looked for from then on."""
    now = bindparam("made_at", type_=UtcDateTime())
    return case((now > database_time(), database_time()), else_=now)


def _row(each: Promise, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": each.workspace_id,
        "unique_key": each.key,
        "kind": each.kind,
        "operation": each.operation,
        "recipient": each.recipient,
        "updates_key": each.updates_key,
        "only_for": each.only_for,
        "payload": dict(each.payload),
        "state": DUE,
        "promised_at": each.due_at,
        "is_due_at_once": each.due_at <= now,
        "made_at": now,
        "attempts": 0,
        "is_ambiguous": False,
    }
