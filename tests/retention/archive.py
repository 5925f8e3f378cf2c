"""Years of a workspace: Bo's days, figures, absences and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.clock import MovableClock
from bot.db.engine import Database
from bot.features.metrics import repository
from bot.features.metrics.models import DayNote, Entry
from bot.features.people.models import Absence, Member, Team
from bot.features.schemes.models import SchemeVersion
from bot.features.scorecards.models import Card, MonthClose, TeamCard
from bot.retention.nightly import Nightly
from bot.settings import Settings
from scoring.periods import Cadence, Period
from tests.features.people.cast import opened

BERLIN = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Archive:
    """Every call opens a transaction of its own."""

    database: Database
    workspace_id: int
    bo: int

    def nightly(self, now: datetime, *, zone: str = BERLIN, **settings: int) -> Nightly:
        given = Settings.model_validate({"time_zone": zone, **settings})
        return Nightly(settings=given, database=self.database, clock=MovableClock(now), workspace_id=self.workspace_id)

    async def note(self, *days: date) -> None:
        rows = [DayNote(**self._owner, on=on, goal="ship it", entered_at=_noon(on)) for on in days]
        await self._add(*rows)

    async def away(self, *last_days: date) -> None:
        await self._add(
            *(Absence(**self._owner, kind="sick", first_on=on, last_on=on, created_at=_noon(on)) for on in last_days)
        )

    async def tell(self, *days: date, figure: str = "leads", note: str | None = None) -> None:
        """A figure on each of the days, with its roll-ups."""
        value = {"figure": figure, "value": Decimal(7), "note": note}
        await self._add(*(Entry(**self._owner, **value, on=on, entered_at=_noon(on)) for on in days))
        async with self.database.write() as session:
            for month in {on.replace(day=1) for on in days}:
                last = Period.containing(month, Cadence.MONTH).end
                await repository.recompute_one(session, self.workspace_id, self.bo, figure, month, last)

    async def publish(self, *months: str) -> None:
        """Closed, with Bo's card and his team's."""
        ids = {"workspace_id": self.workspace_id}
        async with self.database.write() as session:
            team = Team(**ids, name=f"Team of {months[0]}")
            version = SchemeVersion(**ids, scheme_id="own", version=1, hash=months[0], content="{}", created_at=NOON)
            session.add_all([team, version])
            await session.flush()
            shared = {**ids, "team_id": team.key, "scheme_version_id": version.key, "published_at": NOON}
            for month in months:
                session.add(MonthClose(**ids, month=month, closed_at=NOON))
                facts: dict[str, Any] = {"coverage": 1.0, "is_complete": True, "receipt": "{}"}
                session.add(Card(**shared, **facts, member_id=self.bo, period=month))
                counts = {"n_members": 3, "n_scored": 3, "minimum": 3}
                session.add(TeamCard(**shared, **counts, period=month, figures="[]"))

    async def all(self, column: Any) -> Sequence[Any]:
        async with self.database.read() as session:
            return sorted((await session.exec(select(column))).all(), key=str)

    async def count(self, table: Any) -> int:
        async with self.database.read() as session:
            return int((await session.exec(select(func.count()).select_from(table))).one())

    async def log(self) -> list[AuditEntry]:
        async with self.database.read() as session:
            return list((await session.exec(select(AuditEntry))).all())

    async def _add(self, *rows: Any) -> None:
        async with self.database.write() as session:
            session.add_all(rows)

    @property
    def _owner(self) -> dict[str, Any]:
        return {"workspace_id": self.workspace_id, "member_id": self.bo}


async def archive_of(database: Database, slack_team: str = "T0ACME") -> Archive:
    async with database.write() as session:
        workspace_id = await opened(session, slack_team)
        bo = Member(workspace_id=workspace_id, slack_user="U0BO", name="Bo", zone=BERLIN, locale="en")
        session.add(bo)
        await session.flush()
        return Archive(database, workspace_id, bo.key)


def _noon(on: date) -> datetime:
    return NOON.replace(year=on.year, month=on.month, day=on.day)


NOON = datetime.fromisoformat("2026-11-18T12:00:00+00:00")
