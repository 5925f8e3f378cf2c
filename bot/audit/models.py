"""The audit log: rows are added and never changed, which triggers in the database see to."""

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from bot.db.sealing.column import Sealed
from bot.db.types import BigId

NOTHING_BEFORE = "0" * 64
"""`previous_hash` of a workspace's first entry."""


class AuditEntry(SQLModel, table=True):
    """One thing that was done, in its workspace's chain: `seq` counts 1, 2, 3 … without gaps.

    Every column but `reason` is text or a number exactly as it is hashed; docs/audit.md says how. `at` is the
    database's clock, written 2026-11-18T09:00:00.000000Z. `actor_id` is the member who acted, None for others, whom
    `by` names. `reason` is what somebody typed, sealed. `reason_digest`, `before_digest` and `after_digest` are taken
    with `salt`, of which the hash covers `salt_digest` only: reason and salt are erased with their member without
    breaking the chain.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_workspace_id_subject", "workspace_id", "subject_kind", "subject_id", "seq"),
        Index("ix_audit_entry_workspace_id_actor_id", "workspace_id", "actor_id", "seq"),
        # REPLACE would delete a row by its rowid without a trigger.
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(foreign_key="workspace.id", sa_type=BigId, primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    at: str = Field(max_length=27)
    by: str = Field(max_length=20)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    action: str = Field(max_length=40)
    subject_kind: str = Field(max_length=20)
    subject_id: str | None = Field(default=None, max_length=200)
    details: str = Field(sa_type=Text)
    reason: str | None = Field(default=None, sa_type=Sealed("audit_entry.reason"))
    reason_digest: str | None = Field(default=None, max_length=64)
    before_digest: str | None = Field(default=None, max_length=64)
    after_digest: str | None = Field(default=None, max_length=64)
    salt: str | None = Field(default=None, max_length=32)
    salt_digest: str | None = Field(default=None, max_length=64)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """A workspace's newest entry; whoever adds one locks this row first."""

    __tablename__ = "audit_head"

    workspace_id: int = Field(foreign_key="workspace.id", sa_type=BigId, primary_key=True)
    last_seq: int = Field(default=0, sa_type=BigInteger)
    last_hash: str = Field(default=NOTHING_BEFORE, max_length=64)
