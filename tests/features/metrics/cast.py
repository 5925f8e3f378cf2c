"""Ana manages Bo and Chen, who reads Chinese, in Growth; Dee works in Brand; Eve is from HR and in no team."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.metrics import service
from bot.features.metrics.models import Entry, RollUp
from bot.features.metrics.service import Told
from bot.features.people.models import Member, Membership, Reporting, RoleGrant, Team, Workspace
from bot.features.people.service.lookup import who_is
from bot.features.schemes.service import assign
from bot.turn import Who
from tests.databases import Seed

NOW = datetime(2026, 11, 18, 15, 4, tzinfo=UTC)
IN_TIME = datetime(2026, 10, 4, 15, 4, tzinfo=UTC)
"""When September and what follows can still be told."""
TODAY = date(2026, 11, 18)  # a Wednesday: working day 13 of 21
LONG_AGO = date(2026, 1, 1)
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and the database they live in; every call opens a transaction of its own."""

    database: Database
    workspace_id: int
    growth: int
    ana: Who
    bo: Who
    chen: Who
    dee: Who
    eve: Who

    async def tell(self, who: Who, typed: str, *, now: datetime = NOW, today: date = TODAY) -> Told:
        async with self.database.write() as session:
            return await service.check_in(session, who, typed, now=now, today=today)

    async def submit(
        self, who: Who, on: date = TODAY, *, goal: str = "", blockers: str = "", now: datetime = NOW, **figures: str
    ) -> service.DaySaved:
        notes = {"goal": goal, "blockers": blockers}
        async with self.database.write() as session:
            return await service.submit_day(session, who, on, figures, notes, now=now, today=TODAY)

    async def fix(self, who: Who, typed: str, *, now: datetime = NOW) -> object:
        async with self.database.write() as session:
            return await service.fix_typed(session, who, typed, now=now, today=TODAY)

    async def entries(self, who: Who) -> list[Entry]:
        async with self.database.read() as session:
            statement = select(Entry).where(Entry.member_id == who.member_id).order_by(col(Entry.id))
            return list((await session.exec(statement)).all())

    async def roll_ups(self) -> set[tuple[Any, ...]]:
        async with self.database.read() as session:
            rows = (await session.exec(select(RollUp))).all()
        return {(r.member_id, r.figure, r.month, r.n, r.total, r.last, r.last_on, r.peak) for r in rows}

    async def promises(self) -> list[Delivery]:
        async with self.database.read() as session:
            return list((await session.exec(select(Delivery).order_by(col(Delivery.id)))).all())

    async def change(self, who: Who, **values: object) -> None:
        async with self.database.write() as session:
            found = await session.get(Member, who.member_id)
            for name, value in values.items():
                setattr(found, name, value)
            session.add(found)


async def gather(database: Database) -> Cast:
    async with database.write() as session:
        workspace = Workspace(slack_team="T0ACME", name="Acme")
        session.add(workspace)
        await session.flush()
        assert workspace.id
        growth = await _added(session, Team(workspace_id=workspace.id, name="Growth"))
        brand = await _added(session, Team(workspace_id=workspace.id, name="Brand"))
        ana = await _member(session, workspace.id, "U0ANA", "Ana", team=growth)
        await _member(session, workspace.id, "U0BO", "Bo", team=growth, manager_id=ana)
        await _member(session, workspace.id, "U0CHEN", "陈琳", team=growth, manager_id=ana)
        await _member(session, workspace.id, "U0DEE", "Dee", team=brand)
        await _member(session, workspace.id, "U0EVE", "Eve", team=None, role="hr")
        await assign(session, workspace.id, growth, "promotion", now=NOW)
    return await met(database)


GATHERED = Seed("gathered", gather)


async def met(database: Database) -> Cast:
    """Those of a database that was sown."""
    async with database.read() as session:
        growth = (await session.exec(select(Team).where(Team.name == "Growth"))).one()
        members = (await session.exec(select(Member).order_by(col(Member.id)))).all()
    return Cast(database, growth.workspace_id, growth.key, *(who_is(member) for member in members))


async def _added(session: AsyncSession, row: Any) -> int:
    session.add(row)
    await session.flush()
    return int(row.key)


async def _member(
    session: AsyncSession,
    workspace_id: int,
    slack_user: str,
    name: str,
    *,
    team: int | None,
    manager_id: int | None = None,
    role: str | None = None,
) -> int:
    zone, locale = (SHANGHAI, "zh-CN") if slack_user == "U0CHEN" else (BERLIN, "en-US")
    row = Member(
        workspace_id=workspace_id,
        slack_user=slack_user,
        name=name,
        zone=zone,
        locale=locale,
        email=f"{slack_user[2:].lower()}@example.com",
    )
    key = await _added(session, row)
    if role is not None:
        grant = {"member_id": key, "role": role, "reason": "as ever", "first_on": LONG_AGO, "granted_at": NOW}
        await _added(session, RoleGrant(workspace_id=workspace_id, **grant))
    if manager_id is not None:
        above = {"member_id": key, "manager_id": manager_id, "first_on": LONG_AGO}
        await _added(session, Reporting(workspace_id=workspace_id, **above))
    if team is not None:
        membership = Membership(workspace_id=workspace_id, team_id=team, member_id=key, first_on=LONG_AGO)
        await _added(session, membership)
    return key


class Statements:
    """Counts what a database is asked."""

    def __init__(self, database: Database) -> None:
        self.seen: list[str] = []
        for engine in database.engines:
            event.listen(engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.seen.append(statement)
