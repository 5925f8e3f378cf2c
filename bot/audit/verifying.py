"""Walks a chain and says where it is broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.canonical import UNREADABLE, digest, digest_of_salt, hash_of, told_of
from bot.audit.models import NOTHING_BEFORE
from bot.audit.reading import Head, head, rows_in_order

MOST_FINDINGS = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`seq` is where; `what` in words."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries there are, what the newest is, and what is wrong, by number; nothing when all is well."""

    entries: int
    head: Head
    findings: tuple[Finding, ...]


async def verify(session: AsyncSession, workspace_id: int, anchors: Iterable[Head] = ()) -> Verified:
    """Of one moment, in a transaction of its own: everything that is there, against itself, the kept head, and heads
    that were written down elsewhere."""
    if session.get_bind().dialect.name == "postgresql":
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    kept = await head(session, workspace_id)
    walk = _Walk([*anchors])
    async for row in rows_in_order(session, workspace_id):
        walk.step(row)
    walk.end(kept)
    return Verified(walk.entries, Head(walk.seq, walk.hash), tuple(sorted(walk.findings, key=lambda each: each.seq)))


@dataclass(slots=True)
class _Walk:
    """Where it has come to: the last entry's number and hash."""

    anchors: list[Head]
    seq: int = 0
    hash: str = NOTHING_BEFORE
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)

    def step(self, row: Mapping[str, Any]) -> None:
        seq = row["seq"]
        self.entries += 1
        if not isinstance(seq, int) or seq < 1:
            self._found(0, f"an entry numbered {seq!r}, which no entry ever is")
            return
        if seq != self.seq + 1:
            self._found(self.seq + 1, _missing(self.seq + 1, seq - 1))
        if row["previous_hash"] != self.hash:
            self._found(seq, "does not follow the entry before it: one of the two was changed, removed or inserted")
        if what := _changed(row):
            self._found(seq, what)
        self._compare(seq, str(row["hash"]))
        self.seq, self.hash = seq, str(row["hash"])

    def end(self, kept: Head) -> None:
        if self.seq < kept.seq:
            self._found(self.seq + 1, f"{_missing(self.seq + 1, kept.seq)}: the end was cut off")
        elif self.seq > kept.seq:
            self._found(kept.seq + 1, f"entries up to {self.seq} were inserted after the kept head, {kept.seq}")
        elif self.hash != kept.hash:
            self._found(self.seq, "is not what the kept head says: it was changed, or the head was")
        for seq in {anchor.seq for anchor in self.anchors}:
            self._found(seq, f"is gone, although it is anchored: the log ends at {self.seq}")

    def _compare(self, seq: int, hash_: str) -> None:
        if not self.anchors:
            return
        if {anchor.hash for anchor in self.anchors if anchor.seq == seq} - {hash_}:
            self._found(seq, "is not the entry that was anchored: the log was rewritten from here or before")
        self.anchors = [anchor for anchor in self.anchors if anchor.seq != seq]

    def _found(self, seq: int, what: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(seq, what))


def _missing(first: int, last: int) -> str:
    return "is missing" if first == last else f"is missing, as is everything up to {last}"


def _changed(row: Mapping[str, Any]) -> str | None:
    """None when the row is what its hash says."""
    try:
        if hash_of(told_of(row)) != row["hash"]:
            return "was changed: its hash is another"
        return _changed_reason(row)
    except UNREADABLE as error:
        return f"was changed: it cannot be read ({type(error).__name__})"


def _changed_reason(row: Mapping[str, Any]) -> str | None:
    """What the hash covers by a digest only."""
    salt, reason = row["salt"], row["reason"]
    for name, value in (("salt", salt), ("reason", reason)):
        if (value is None) != (row[f"{name}_digest"] is None):
            return f"its {name} was {'removed' if value is None else 'added'}"
    if salt is None:
        return None
    raw = bytes.fromhex(salt)
    if raw.hex() != salt or digest_of_salt(raw) != row["salt_digest"]:
        return "its salt was changed"
    if reason is not None and digest(raw, reason) != row["reason_digest"]:
        return "its reason was changed"
    return None
