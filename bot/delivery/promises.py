"""How a service promises a message, in the transaction of what the message is about."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import ColumnElement, Dialect, and_, bindparam, case, delete, literal, or_, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_list, as_text, rows_listed
from bot.db.prepared import Prepared
from bot.db.sealing.keyring import keyring_of
from bot.db.times import database_time
from bot.db.types import UtcDateTime
from bot.delivery.homes import is_opened
from bot.delivery.models import DUE, HOME, POST, Delivery
from bot.delivery.private import disguised, names_of
from bot.slack.files import Upload
from bot.slack.messages import Message
from bot.slack.pictures import PictureBlock


@dataclass(frozen=True, slots=True)
class Promise:
    """`key` names the occasion; `kind` the renderer; `recipient` a Slack user or channel id; `only_for` the user who
    alone sees an ephemeral message.

    `payload` is plain JSON and holds ids, never text: what is shown is decided when it is sent. A private promise does
    not show what it is about to whoever looks after deliveries; nothing replaces its message later.
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
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a renderer gets: the promise, and the moment of sending."""

    workspace_id: int
    recipient: str
    payload: Mapping[str, Any]
    now: datetime


PROMISED = "delivery.promised"
TABLE = Delivery.metadata.tables["delivery"]
_PLACE = ("workspace_id", "unique_key", "kind", "operation", "recipient")
LISTED = {name: TABLE.c[name].type for name in (*_PLACE, "updates_key", "only_for", "payload", "due_at")}
BATCH = 1_000
"""Rows of one statement."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """What a renderer of a FETCH wants: a file that the account `owner` has uploaded, by Slack's id, and at most so
    many bytes of it.

    `keep` gets the bytes, or None when Slack does not have such a file of theirs, in a transaction of its own. It may
    be called again for the same promise, and then has to change nothing.
    """

    file_id: str
    owner: str
    most: int
    keep: Callable[[AsyncSession, bytes | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Discard:
    """A file of ours that is to go from Slack, by Slack's id."""

    file_id: str


@dataclass(frozen=True, slots=True)
class Completion:
    """How the step of a workflow ends, by Slack's id of it: with `outputs`, or with an `error` in words for whoever
    looks after the workflow."""

    execution: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Pictures to bring to Slack before what will show them, and what is promised `then`. Nobody sees them there."""

    blocks: Sequence[PictureBlock]
    then: Sequence[Promise] = ()


Shown = Message | View | Upload | Fetch | Ahead | Discard | Completion
Renderer = Callable[[AsyncSession, Occasion], Awaitable[Shown | None]]
"""Renders in the reader's language at the moment of sending; None when the occasion has passed."""


async def promise(session: AsyncSession, promises: list[Promise], *, now: datetime) -> int:
    """Insert what has not been promised yet, and of Homes those that have ever been opened; returns how many."""
    if not promises:
        return 0
    added = 0
    for start in range(0, len(promises), BATCH):
        rows = await _unknown(session, promises[start : start + BATCH])
        added += len(await _INSERT.rows(session, as_list(rows) | {"made_at": now}))
    if added:
        session.info[PROMISED] = True
        if session.get_bind().dialect.name == "postgresql":
            await _call_senders(session, [each for each in promises if each.due_at <= now])
    return added


async def withdraw(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> None:
    """Take back what nobody has begun to send; it can be promised anew. What Slack may have already, although its
    answer got lost, stays."""
    query = delete(Delivery).where(
        col(Delivery.workspace_id) == workspace_id,
        col(Delivery.unique_key).in_(keys),
        col(Delivery.state) == DUE,
        col(Delivery.is_ambiguous).is_(False),
    )
    await session.exec(query.execution_options(synchronize_session=False))


async def _call_senders(session: AsyncSession, due: list[Promise]) -> None:
    # Here, for it takes a tenth of the memory of a process on SQLite, which has no use for it.
    from bot.delivery.engines.calls import call_senders

    for workspace_id, promised in Counter(each.workspace_id for each in due).items():
        await call_senders(session, workspace_id, promised=promised)


def has_promised(session: AsyncSession) -> bool:
    """Whether something new is to be sent once the session has committed."""
    return bool(session.info.get(PROMISED))


def _insert(dialect: str) -> Any:
    """What is due already is so by the database's clock too, although our own may be ahead of it; and nothing is made
    later than it is: what has arrived is looked for from then on."""
    listed = rows_listed(dialect, LISTED)
    promised, now = listed.c.due_at, bindparam("made_at", type_=UtcDateTime())
    columns: dict[str, ColumnElement[Any]] = {
        **{name: listed.c[name] for name in LISTED},
        "due_at": case((and_(promised <= now, promised > database_time()), database_time()), else_=promised),
        "created_at": case((now > database_time(), database_time()), else_=now),
        "state": literal(DUE),
        "attempts": literal(0),
        "is_ambiguous": literal(False),
    }
    # Without a condition SQLite takes ON CONFLICT for one of a join.
    is_seen = or_(listed.c.operation != HOME, is_opened(listed.c.workspace_id, listed.c.recipient))
    rows = select(*columns.values()).where(listed.c.kind.is_not(None), is_seen)
    insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(TABLE)
    return insert.from_select(list(columns), rows).on_conflict_do_nothing().returning(TABLE.c.id)


_INSERT = Prepared(_insert)


async def _unknown(session: AsyncSession, promises: Sequence[Promise]) -> list[dict[str, Any]]:
    """Rows to insert: all but private ones that have been promised under another key of the ring."""
    dialect = session.get_bind().dialect
    keyring, rows = keyring_of(dialect), [_row(each, dialect) for each in promises]
    others = [
        set(names_of(each.workspace_id, each.kind, each.key, keyring)[1:])
        if each.is_private and len(keyring.ids) > 1
        else set[str]()
        for each in promises
    ]
    known: set[str] = set()
    for workspace_id in {each.workspace_id for each, names in zip(promises, others, strict=True) if names}:
        query = select(TABLE.c.unique_key).where(
            TABLE.c.workspace_id == workspace_id, TABLE.c.unique_key.in_(set().union(*others))
        )
        known |= set((await (await session.connection()).scalars(query)).all())
    return [row for row, names in zip(rows, others, strict=True) if names.isdisjoint(known)]


def _row(each: Promise, dialect: Dialect) -> dict[str, Any]:
    row = {
        "workspace_id": each.workspace_id,
        "unique_key": each.key,
        "kind": each.kind,
        "operation": each.operation,
        "recipient": each.recipient,
        "updates_key": each.updates_key,
        "only_for": each.only_for,
        "payload": each.payload,
        "due_at": as_text(each.due_at, dialect.name),
    }
    return disguised(row, keyring_of(dialect)) if each.is_private else row
