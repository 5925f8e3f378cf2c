"""A log of two workspaces, and how somebody with the database in their hands would change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.models import AuditEntry
from bot.audit.reading import Head, head
from bot.audit.verifying import Verified, verify
from bot.db.engine import Database
from tests.features.people.cast import opened

ANA, BO, CHEN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Log:
    """Acme's log, and Zeta's beside it in the same tables; every call opens a transaction of its own."""

    database: Database
    acme: int
    zeta: int

    async def add(self, *entries: Entry) -> None:
        async with self.database.write() as session:
            await record(session, *entries)

    async def fill(self, count: int) -> None:
        """Entries of every shape, one for Zeta after each."""
        for number in range(count):
            await self.add(shaped(self.acme, number), read(self.zeta, number))

    async def fill_one(self, number: int) -> None:
        await self.add(shaped(self.acme, number))

    async def rows(self, workspace_id: int | None = None) -> Sequence[AuditEntry]:
        async with self.database.read() as session:
            rows = select(AuditEntry).where(AuditEntry.workspace_id == (workspace_id or self.acme))
            return (await session.exec(rows.order_by(col(AuditEntry.seq)))).all()

    async def verified(self, *anchors: Head, workspace_id: int | None = None) -> Verified:
        async with self.database.read() as session:
            return await verify(session, workspace_id or self.acme, anchors)

    async def head(self) -> Head:
        async with self.database.read() as session:
            return await head(session, self.acme)

    async def tamper(self, statement: str, **values: object) -> None:
        """As whoever owns the tables can, who may drop triggers."""
        await self.run(*NO_TRIGGERS[self.database.is_sqlite], statement, **values)

    async def run(self, *statements: str, **values: object) -> None:
        async with self.database.write() as session:
            connection = await session.connection()
            for statement in statements:
                names = {name: value for name, value in values.items() if f":{name}" in statement}
                await connection.execute(text(statement), names)


NO_TRIGGERS: Mapping[bool, Sequence[str]] = {
    True: [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (
            "audit_entry_stays_unchanged",
            "audit_entry_stays",
            "audit_entry_is_added",
            "audit_head_advances",
            "audit_head_stays",
            "audit_head_is_added",
        )
    ],
    False: ["ALTER TABLE audit_entry DISABLE TRIGGER USER", "ALTER TABLE audit_head DISABLE TRIGGER USER"],
}


async def kept(database: Database) -> Log:
    async with database.write() as session:
        return Log(database, await opened(session), await opened(session, "T0ZETA"))


def read(workspace_id: int, number: int = 0, **changes: Any) -> Entry:
    """Ana reads Bo's card."""
    given: dict[str, Any] = {"details": {"period": "2026-10", "number": number}, **changes}
    return Entry(workspace_id, Action.CARD_READ, ANA, Subject.MEMBER, BO, **given)


def shaped(workspace_id: int, number: int) -> Entry:
    """With a reason, with digests, by nobody in particular, or about nothing in particular."""
    shapes = (
        read(workspace_id, number),
        Entry(workspace_id, Action.ROLE_CHANGED, ANA, Subject.MEMBER, CHEN, before="member", after="lead"),
        Entry(workspace_id, Action.ROLE_CHANGED, ANA, Subject.MEMBER, BO, reason="“升职” – well\n\tdone \x1b😀"),
        Entry(workspace_id, Action.MONTH_CLOSED, By.PROGRAM, Subject.MONTH, "2026-10", {"cards": 3}),
        Entry(workspace_id, Action.ACCESS_DENIED, BO, Subject.MEMBER),
    )
    return shapes[number % len(shapes)]
