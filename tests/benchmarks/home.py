"""Home in a large firm with twelve months of cards: how long it takes to build for a member, for who manages sixty, and
for HR."""

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert, literal, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.home import service
from bot.features.home.views import home_view
from bot.features.metrics.models import RollUp
from bot.features.people.models import Reporting, RoleGrant
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.models import Card
from bot.features.talks import service as talks
from bot.i18n.translator import translator
from bot.scheduling.service import Fired
from bot.settings import Settings
from bot.slack.messages import view_payload
from bot.turn import Who
from scoring.periods import Period
from scoring.scheme import load
from tests.benchmarks.firm import TEAM_SIZE, hire, insert_rows, tell_october
from tests.benchmarks.people import Statements
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.keys import KEYRING

MEMBERS, LED, BAR, ROUNDS = 10_000, 60, 0.3, 5
MANAGER, HR, MEMBER = 1, 62, 100
LONG_AGO = date(2026, 1, 1)
CLOSING, NOON = datetime(2026, 11, 7, 8, tzinfo=UTC), datetime(2026, 11, 18, 11, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """The best of some rounds by the clock and by this process's processor, with what it asks the database and what
    Slack gets."""

    seconds: float
    cpu: float
    statements: int
    blocks: int
    size: int


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            for kind, fresh in (("SQLite", SqliteTemplates(path).fresh), ("PostgreSQL", postgres.fresh)):
                with fresh() as url:
                    for name, cost in asyncio.run(_measured(url)).items():
                        _print(f"{name}, {MEMBERS:,} members, {kind}", cost)
        finally:
            postgres.server.cleanup()


def _print(name: str, cost: Cost) -> None:
    about = f"{cost.statements} statements, {cost.blocks} blocks, {cost.size / 1_024:.0f} kB"
    print(f"{name:<62} {cost.seconds * 1_000:8.2f} ms  (bar {BAR * 1_000:g} ms) CPU {cost.cpu * 1_000:.0f} ms, {about}")


async def _measured(url: str) -> dict[str, Cost]:
    settings = Settings(database_url=url, time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own
    database = Database(settings.effective_database_url, KEYRING, info=with_settings(settings))
    workspace_id = await hire(database, MEMBERS)
    await _line_up(database, workspace_id)
    await tell_october(database, workspace_id, MEMBERS)
    async with database.write() as session:
        await scorecards.close_month(session, workspace_id, "2026-10", now=CLOSING, settings=settings)
        fired = Fired(workspace_id, 0, CLOSING, CLOSING.date(), "Europe/Berlin", settings.working_days)
        await talks.look_after(session, [fired], CLOSING)
        await _remember(session)
    await _tell_november(database, workspace_id)
    found = {}
    for name, member in (("Home of a member", MEMBER), (f"of who manages {LED}", MANAGER), ("of HR", HR)):
        found[name] = await _cost(database, Who(workspace_id, member, f"U{member:06d}", "zh-CN", "Europe/Berlin"))
    await database.close()
    return found


async def _cost(database: Database, who: Who) -> Cost:
    took, cpu = [], []
    for _ in range(ROUNDS):
        statements = Statements(database)
        began, started = time.perf_counter(), time.process_time()
        async with database.read() as session:
            board = await service.board_of(session, who, NOON)
        payload = view_payload(home_view(translator(who.language), board))
        took.append(time.perf_counter() - began)
        cpu.append(time.process_time() - started)
        statements.stop()
    written = json.dumps(payload, ensure_ascii=False).encode()
    return Cost(min(took), min(cpu), statements.count, len(payload["blocks"]), len(written))


async def _line_up(database: Database, workspace_id: int) -> None:
    """The first leads sixty people, everybody else the others of their team; one is of HR."""
    ours = {"workspace_id": workspace_id, "first_on": LONG_AGO}
    lines = [
        ours | {"member_id": each, "manager_id": above} for each in range(2, MEMBERS + 1) if (above := _above(each))
    ]
    granted = {"member_id": HR, "role": "hr", "reason": "Eve", "granted_at": CLOSING}
    async with database.write() as session:
        await insert_rows(session, Reporting, lines)
        await insert_rows(session, RoleGrant, [ours | granted])


def _above(member: int) -> int:
    first = (member - 1) // TEAM_SIZE * TEAM_SIZE + 1
    return MANAGER if member <= LED + 1 else first if first not in (member, 51) else 0


async def _remember(session: AsyncSession) -> None:
    """The same card in each of the eleven months before."""
    copied = [column.name for column in SQLModel.metadata.tables["card"].columns if column.name not in {"id", "period"}]
    for back in range(1, 12):
        period = str(Period.parse("2026-10").previous(back))
        earlier = select(literal(period), *(getattr(Card, name) for name in copied)).where(Card.period == "2026-10")
        await session.execute(insert(Card).from_select(["period", *copied], earlier))


async def _tell_november(database: Database, workspace_id: int) -> None:
    """So far so little that everybody is behind."""
    figures = [figure.id for figure in load("promotion").figures]
    rows = [
        {
            "workspace_id": workspace_id,
            "member_id": member,
            "figure": figure,
            "month": date(2026, 11, 1),
            "n": 5,
            "total": Decimal(100 + member % 97),
            "last": Decimal(5),
            "last_on": date(2026, 11, 17),
            "peak": Decimal(9),
        }
        for member in range(1, MEMBERS + 1)
        for figure in figures
    ]
    async with database.write() as session:
        await insert_rows(session, RollUp, rows)


if __name__ == "__main__":
    run()
