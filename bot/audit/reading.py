"""Reads the log: in order for those who verify or export it, newest first for those who look something up."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, cast, not_, or_, type_coerce
from sqlalchemy import select as select_columns
from sqlalchemy.types import LargeBinary, Text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import CONFIDENTIAL, Action, By, Subject
from bot.audit.canonical import COLUMNS, UNREADABLE, VERSION, canonical, digest, hash_of, told_of
from bot.audit.chain import written
from bot.audit.models import NOTHING_BEFORE, AuditEntry, AuditHead
from bot.db.sealing.keyring import Keyring, keyring_of
from bot.errors import BrokenSeal

BATCH = 5_000
PLACE = ("workspace", "seq", "previous")
TABLE = AuditEntry.metadata.tables["audit_entry"]
_NAMES = [column.name for column in TABLE.c]
_PLAIN = [type_coerce(column, Text) if column is TABLE.c.reason else column for column in TABLE.c]
_TEXTS = [column.name for column in TABLE.c if hasattr(column.type, "length")]


@dataclass(frozen=True, slots=True)
class Head:
    """A workspace's newest entry; 0 and zeros before the first."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: `about` a member, whoever acted; `concerning` a member in either role, each with the
    `earlier` accounts of the same person; `since` included, `until` not. Nothing of what is `hidden` is found, and
    nothing confidential about `hidden_about`: accounts of whoever looks; `hidden_signals` are the numbers of signals
    about them, for an entry does not say whose a signal is."""

    about: int | None = None
    concerning: int | None = None
    earlier: tuple[int, ...] = ()
    by_others: bool = False
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    hidden: frozenset[Action] = CONFIDENTIAL
    hidden_about: tuple[int, ...] = ()
    hidden_signals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as it is shown, if it is what its hash says."""

    seq: int
    at: datetime
    by: By
    actor_id: int | None
    action: Action
    kind: Subject
    subject: str | None
    details: Mapping[str, Any]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Spoilt:
    """An entry that was changed in the database after it was written: nothing of it is believed but its number."""

    seq: int


async def head(session: AsyncSession, workspace_id: int) -> Head:
    found = (await session.exec(select(AuditHead).where(AuditHead.workspace_id == workspace_id))).first()
    return Head(found.last_seq, found.last_hash) if found else Head(0, NOTHING_BEFORE)


async def rows_in_order(session: AsyncSession, workspace_id: int) -> AsyncIterator[dict[str, Any]]:
    """Every column as it is stored, bytes where that is no UTF-8; by number, batch by batch. A reason is opened, and
    left as it is when somebody changed it."""
    keyring = keyring_of(session.get_bind().dialect)
    after: Any = None
    while True:
        statement = _stored(session.get_bind().dialect.name).where(TABLE.c.workspace_id == workspace_id)
        if after is not None:
            statement = statement.where(TABLE.c.seq > after)
        result: Any = await session.exec(statement.order_by(TABLE.c.seq).limit(BATCH))  # type: ignore[call-overload] # of columns
        found = result.all()
        for cells in found:
            yield _row(cells, keyring)
        if len(found) < BATCH:
            return
        after = found[-1].seq


async def exported(session: AsyncSession, workspace_id: int) -> AsyncIterator[dict[str, Any]]:
    """What is hashed of each entry, with its `hash`; of one that cannot be read what is there instead, as text, so that
    whoever verifies the export finds it changed. Of what is confidential no more than its place in the chain."""
    async for row in rows_in_order(session, workspace_id):
        if row["action"] in CONFIDENTIAL:
            yield {name: row[column] for name, column in COLUMNS.items() if name in PLACE} | {
                "hash": row["hash"],
                "withheld": True,
            }
            continue
        try:
            told = told_of(row)
            canonical(told)
        except UNREADABLE:
            told = {name: _as_it_stands(row[column]) for name, column in COLUMNS.items()} | {"version": VERSION}
        yield told | {"hash": _as_it_stands(row["hash"])}


async def search(
    session: AsyncSession, workspace_id: int, asked: Asked, *, limit: int, offset: int = 0
) -> Sequence[Found | Spoilt]:
    """The newest first."""
    statement = _stored(session.get_bind().dialect.name).where(TABLE.c.workspace_id == workspace_id)
    if asked.about is not None:
        whose = (asked.about, *asked.earlier)
        statement = statement.where(*_is_about(whose))
        if asked.by_others:
            statement = statement.where(or_(col(AuditEntry.actor_id).is_(None), col(AuditEntry.actor_id).not_in(whose)))
    if asked.concerning is not None:
        whose = (asked.concerning, *asked.earlier)
        statement = statement.where(or_(col(AuditEntry.actor_id).in_(whose), and_(*_is_about(whose))))
    if asked.action:
        statement = statement.where(TABLE.c.action == asked.action)
    if asked.since:
        statement = statement.where(TABLE.c.at >= written(asked.since))
    if asked.until:
        statement = statement.where(TABLE.c.at < written(asked.until))
    statement = statement.where(*_is_open_to(asked))
    newest_first = statement.order_by(col(AuditEntry.seq).desc()).limit(limit).offset(offset)
    result: Any = await session.exec(newest_first)  # type: ignore[call-overload] # of columns
    keyring = keyring_of(session.get_bind().dialect)
    return [_found(_row(cells, keyring)) for cells in result.all()]


def _is_about(member_ids: Iterable[int]) -> tuple[Any, Any]:
    return AuditEntry.subject_kind == Subject.MEMBER, col(AuditEntry.subject_id).in_(map(str, member_ids))


def _is_open_to(asked: Asked) -> Iterator[Any]:
    """Also for entries that were changed: their action is looked at as it stands."""
    if asked.hidden:
        yield col(AuditEntry.action).not_in(asked.hidden)
    if asked.hidden_about:
        is_about_them = and_(*_is_about(asked.hidden_about))
        yield not_(and_(col(AuditEntry.action).in_(CONFIDENTIAL), is_about_them))
    if asked.hidden_signals:
        numbers = col(AuditEntry.subject_id).in_(map(str, asked.hidden_signals))
        yield not_(and_(col(AuditEntry.subject_kind) == Subject.SIGNAL, numbers))


def _row(cells: Iterable[Any], keyring: Keyring) -> dict[str, Any]:
    row = dict(zip(_NAMES, map(_text, cells), strict=True))
    return row | {"reason": _opened(row["reason"], keyring)}


def _found(row: Mapping[str, Any]) -> Found | Spoilt:
    try:
        return _read(row) if _is_intact(row) else Spoilt(row["seq"])
    except UNREADABLE:
        return Spoilt(row["seq"])


def _is_intact(row: Mapping[str, Any]) -> bool:
    """A reason that was erased is not there; one that is there is what was written."""
    is_reason = row["reason"] is None or digest(bytes.fromhex(row["salt"]), row["reason"]) == row["reason_digest"]
    return bool(is_reason and hash_of(told_of(row)) == row["hash"])


def _read(row: Mapping[str, Any]) -> Found:
    return Found(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        by=By(row["by"]),
        actor_id=row["actor_id"],
        action=Action(row["action"]),
        kind=Subject(row["subject_kind"]),
        subject=row["subject_id"],
        details=json.loads(row["details"]),
        reason=row["reason"],
    )


def _stored(dialect: str) -> Select[Any]:
    """SQLite keeps whatever somebody has written into a file, also what is no text: its bytes are read."""
    if dialect != "sqlite":
        return select_columns(*(each.label(name) for each, name in zip(_PLAIN, _NAMES, strict=True)))
    return select_columns(
        *(cast(column, LargeBinary).label(column.name) if column.name in _TEXTS else column for column in TABLE.c)
    )


def _opened(reason: Any, keyring: Keyring) -> Any:
    try:
        return keyring.open(reason) if isinstance(reason, str) else reason
    except BrokenSeal:
        return reason


def _as_it_stands(stored: Any) -> Any:
    if isinstance(stored, bytes):
        return stored.decode(errors="replace")
    return str(stored) if isinstance(stored, float) else stored


def _text(stored: Any) -> Any:
    try:
        return stored.decode() if isinstance(stored, bytes) else stored
    except UnicodeDecodeError:
        return stored
