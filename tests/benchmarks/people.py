"""People in a large firm: what a look at data pays for asking `may`, and how long Slack's list and a table take."""

import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.people import service
from bot.features.people.models import Reporting
from bot.features.people.service import Action, Subject
from bot.settings import Settings
from bot.turn import Who
from tests.benchmarks.firm import NOW, TEAM_SIZE, hire, insert_rows
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.keys import KEYRING

MEMBERS, CHANGES, ROWS = 10_000, 50, 50_000
ASKED = 2_000
LONG_AGO = date(2026, 1, 1)
TODAY = NOW.date()
BARS = {"may": 0.001, "sync": 10.0}
ACTIONS = (Action.SEE_CARD, Action.SEE_ENTRIES, Action.SEE_SCHEME, Action.SEE_OWN_DAYS)


def run() -> None:
    """One line for each figure, beside its bar."""
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            for kind, fresh in (("SQLite", SqliteTemplates(path).fresh), ("PostgreSQL", postgres.fresh)):
                with fresh() as url:
                    asyncio.run(_measure(kind, url))
        finally:
            postgres.server.cleanup()


async def _measure(kind: str, url: str) -> None:
    settings = Settings(database_url=url, _env_file=None)  # type: ignore[call-arg]  # pydantic's own
    database = Database(settings.effective_database_url, KEYRING, info=with_settings(settings))
    workspace_id = await hire(database, MEMBERS)
    await _line_up(database, workspace_id)
    await _settle(database)
    await _ask(kind, database, workspace_id)
    await _sync(kind, database, workspace_id)
    await _load(kind, database, workspace_id)
    await database.close()


async def _line_up(database: Database, workspace_id: int) -> None:
    """The first of each team is above the others, the first of ten teams above their firsts, and one above these."""
    rows = [
        {"workspace_id": workspace_id, "member_id": each, "manager_id": above, "first_on": LONG_AGO}
        for each in range(2, MEMBERS + 1)
        if (above := _above(each)) != each
    ]
    async with database.write() as session:
        await insert_rows(session, Reporting, rows)


async def _settle(database: Database) -> None:
    """As after a night: the planner knows the tables, and keys go on where rows with given ones end."""
    async with database.write() as session:
        connection = await session.connection()
        if not database.is_sqlite:
            for table in ("team", "member"):
                await connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
                )
        await connection.execute(text("ANALYZE"))


def _above(member_id: int) -> int:
    for size in (TEAM_SIZE, TEAM_SIZE * 10):
        first = (member_id - 1) // size * size + 1
        if first != member_id:
            return first
    return 1


async def _ask(kind: str, database: Database, workspace_id: int) -> None:
    """In one transaction, as the reads of requests are in theirs; half of the viewers have nothing to do with whom they
    ask about."""
    pairs = [(each * 37 % MEMBERS + 1, each * 7_919 % MEMBERS + 1) for each in range(ASKED)]
    pairs = [(viewer if k % 2 else _above(subject), subject) for k, (viewer, subject) in enumerate(pairs)]
    for action in ACTIONS:
        async with database.session() as session:
            statements = Statements(database)
            started, began = time.perf_counter(), time.process_time()
            for viewer, subject in pairs:
                who = Who(workspace_id, viewer, f"U{viewer:06d}", "en", "Europe/Berlin")
                await service.may(session, who, action, Subject(member=subject), at=NOW)
            took, cpu = time.perf_counter() - started, time.process_time() - began
            more = f"CPU {cpu / ASKED * 1_000:.2f} ms, {statements.count / ASKED:.1f} statements"
            _line(f"may {action.value}, {MEMBERS:,} members, {kind}", took / ASKED, BARS["may"], more)
            statements.stop()


async def _sync(kind: str, database: Database, workspace_id: int) -> None:
    """All of users.list, without Slack's own time; then the same again."""
    accounts = [_account(each, name=f"Renamed {each}" if each <= CHANGES else None) for each in range(1, MEMBERS + 1)]
    for what, changed in ((f"{CHANGES} changes", CHANGES), ("none", 0)):
        statements = Statements(database)
        started, began = time.perf_counter(), time.process_time()
        async with database.write() as session:
            done = await service.sync_members(
                session, accounts, workspace_id=workspace_id, now=NOW, default_zone="Europe/Berlin"
            )
        took, cpu = time.perf_counter() - started, time.process_time() - began
        assert (done.changed, done.added, done.deactivated) == (changed, 0, 0), done
        more = f"CPU {cpu:.2f} s, {statements.count} statements"
        _line(f"sync of {MEMBERS:,} members, {what}, {kind}", took, BARS["sync"], more)
        statements.stop()


async def _load(kind: str, database: Database, workspace_id: int) -> None:
    """A table of 50,000 lines about 10,000 members: each in another team, and four lines too many for everybody."""
    lines = [f"U{each % MEMBERS + 1:06d},Squad {each % MEMBERS // 40}" for each in range(ROWS)]
    table = "\n".join(["member,team", *lines])
    statements = Statements(database)
    started, began = time.perf_counter(), time.process_time()
    rows, unread = service.read_member_rows(table)
    async with database.write() as session:
        report = await service.import_rows(session, workspace_id, rows, unread, TODAY, now=NOW)
    took, cpu = time.perf_counter() - started, time.process_time() - began
    assert (report.changed, len(report.problems)) == (MEMBERS, ROWS - MEMBERS), report.changed
    more = f"CPU {cpu:.2f} s, {statements.count} statements"
    _line(f"import of {ROWS:,} lines about {MEMBERS:,} members, {kind}", took, more=more)
    statements.stop()


def _account(member: int, *, name: str | None) -> Mapping[str, Any]:
    return {
        "id": f"U{member:06d}",
        "tz": "Europe/Berlin",
        "locale": "en-US",
        "profile": {"real_name": name or f"Member {member}"},
    }


class Statements:
    """Counts what the database is asked."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        self._engines: Sequence[Any] = [engine.sync_engine for engine in database.engines]
        for engine in self._engines:
            event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, *_about: object) -> None:
        self.count += 1

    def stop(self) -> None:
        for engine in self._engines:
            event.remove(engine, "before_cursor_execute", self._note)


def _line(name: str, took: float, bar: float | None = None, more: str = "") -> None:
    unit, factor = ("ms", 1_000) if (bar or took) < 0.1 else ("s", 1)
    limit = f"(bar {bar * factor:g} {unit})" if bar else ""
    print(f"{name:<62} {took * factor:8.2f} {unit:<3} {limit} {more}".rstrip())


if __name__ == "__main__":
    run()
