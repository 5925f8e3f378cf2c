"""Adds entries to a workspace's chain, in the transaction of what they tell of.

On PostgreSQL they join the chain as the last thing before the commit: the head is locked for the moment of the commit
only, and nobody who holds it waits for anything else. SQLite has one writer at a time, so there they join at once.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, Connection, String, bindparam, event, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, SessionTransaction
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.audit.canonical import canonical, digest, digest_of_salt, hash_of, told_of
from bot.audit.entries import Entry
from bot.audit.models import NOTHING_BEFORE, AuditEntry, AuditHead
from bot.db.listed import as_list, rows_listed
from bot.db.prepared import Prepared
from bot.db.sealing.keyring import Keyring, keyring_of
from bot.db.session import InlineSession
from bot.db.times import database_time

TABLE = AuditEntry.metadata.tables["audit_entry"]
BATCH = 1_000
"""Rows of one statement."""
SALT_BYTES = 16
_QUEUE = "audit.queue"


async def record(session: AsyncSession, *entries: Entry) -> None:
    """Keep them if, and only if, the session's transaction is committed; numbered in the order given."""
    if not entries:
        return
    if isinstance(session, InlineSession):
        _chain(session.at_once or await session.at_hand(), entries)
    elif session.get_bind().dialect.name == "sqlite":
        await session.run_sync(lambda inner: _chain(inner.connection(), entries))
    else:
        await session.run_sync(_join_later, entries)


@dataclass(frozen=True, slots=True)
class _Queued:
    transaction: SessionTransaction
    entry: Entry


def _join_later(session: Session, entries: Iterable[Entry]) -> None:
    # Without a connection in it the transaction would not be committed.
    session.connection()
    if _QUEUE not in session.info:
        session.info[_QUEUE] = []
        event.listen(session, "before_commit", _join)
        event.listen(session, "after_soft_rollback", _drop)
    transaction = session.get_nested_transaction() or session.get_transaction()
    assert transaction
    session.info[_QUEUE] += [_Queued(transaction, entry) for entry in entries]


def _join(session: Session) -> None:
    """Before a commit; what a savepoint has kept waits for the whole transaction's."""
    queue: list[_Queued] = session.info[_QUEUE]
    if nested := session.get_nested_transaction():
        assert nested.parent
        above = nested.parent
        queue[:] = [_Queued(above, each.entry) if each.transaction is nested else each for each in queue]
    elif queue:
        session.flush()
        entries = [each.entry for each in queue]
        queue.clear()
        # Whoever locks several heads does so in one order.
        _chain(session.connection(), sorted(entries, key=lambda entry: entry.workspace_id))


def _drop(session: Session, rolled_back: SessionTransaction) -> None:
    queue: list[_Queued] = session.info[_QUEUE]
    queue[:] = [each for each in queue if each.transaction is not rolled_back]


def _chain(connection: Connection, entries: Iterable[Entry]) -> None:
    for workspace_id, some in groupby(entries, key=lambda entry: entry.workspace_id):
        seq, previous, now = _locked_head(connection, workspace_id)
        rows = []
        for entry in some:
            seq += 1
            rows.append(_row(entry, seq, previous, now))
            previous = rows[-1]["hash"]
        for start in range(0, len(rows), BATCH):
            _INSERT.rows_at(connection, as_list(_sealed(rows[start : start + BATCH], keyring_of(connection.dialect))))
        _ADVANCE.rows_at(connection, {"workspace": workspace_id, "seq": seq, "hash": previous})


def _sealed(rows: Iterable[dict[str, Any]], keyring: Keyring) -> list[dict[str, Any]]:
    """In JSON the column's type does not see to it."""
    return [row | {"reason": keyring.seal(row["reason"])} if row["reason"] else row for row in rows]


def _locked_head(connection: Connection, workspace_id: int) -> tuple[int, str, datetime]:
    given = {"workspace": workspace_id}
    found = _HEAD.rows_at(connection, given)
    if not found:
        _FIRST.rows_at(connection, given)
        found = _HEAD.rows_at(connection, given)
    seq, hash_, now = found[0]
    return seq, hash_, now


def _row(entry: Entry, seq: int, previous: str, now: datetime) -> dict[str, Any]:
    is_member = not isinstance(entry.by, By)
    row = {
        "workspace_id": entry.workspace_id,
        "seq": seq,
        "at": written(now),
        "by": By.MEMBER if is_member else entry.by,
        "actor_id": entry.by if is_member else None,
        "action": entry.action,
        "subject_kind": entry.kind,
        "subject_id": None if entry.subject is None else str(entry.subject),
        "details": canonical(dict(entry.details)).decode(),
        "previous_hash": previous,
        **_digests(entry),
    }
    row["hash"] = hash_of(told_of(row))
    return row


def written(moment: datetime) -> str:
    """As entries have it: 2026-11-18T09:00:00.000000Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _digests(entry: Entry) -> Mapping[str, str | None]:
    digested = {"reason_digest": entry.reason, "before_digest": entry.before, "after_digest": entry.after}
    names = ("reason", "salt", "salt_digest", *digested)
    if all(value is None for value in digested.values()):
        return dict.fromkeys(names)
    salt = secrets.token_bytes(SALT_BYTES)
    return {
        "reason": entry.reason,
        "salt": salt.hex(),
        "salt_digest": digest_of_salt(salt),
        **{name: None if value is None else digest(salt, value) for name, value in digested.items()},
    }


def _head(dialect: str) -> Any:
    # What has waited for the lock is told the time after it: a row that has changed meanwhile is read again.
    now = func.clock_timestamp() if dialect == "postgresql" else database_time()
    statement = select(col(AuditHead.last_seq), col(AuditHead.last_hash), now)
    return statement.where(col(AuditHead.workspace_id) == bindparam("workspace", type_=BigInteger())).with_for_update()


def _first(dialect: str) -> Any:
    insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(AuditHead)
    row = {"workspace_id": bindparam("workspace", type_=BigInteger()), "last_seq": 0, "last_hash": NOTHING_BEFORE}
    return insert.values(row).on_conflict_do_nothing()


def _insert(dialect: str) -> Any:
    listed = rows_listed(dialect, {column.name: column.type for column in TABLE.c})
    insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(TABLE)
    return insert.from_select([column.name for column in TABLE.c], select(listed))


def _advance(_dialect: str) -> Any:
    return (
        update(AuditHead)
        .where(col(AuditHead.workspace_id) == bindparam("workspace", type_=BigInteger()))
        .values(last_seq=bindparam("seq", type_=BigInteger()), last_hash=bindparam("hash", type_=String()))
    )


_HEAD, _FIRST, _INSERT, _ADVANCE = Prepared(_head), Prepared(_first), Prepared(_insert), Prepared(_advance)
