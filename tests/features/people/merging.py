"""Bo's account in Slack was made anew: everything of the old one, in every table that knows him."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.delivery.promises import Promise, promise
from bot.features.metrics import service as metrics
from bot.features.metrics.models import DayNote, Entry, RollUp
from bot.features.people import service
from bot.features.people.models import Absence
from bot.features.people.repository.merging import FATES
from bot.features.people.service import Keep, Merged, MergeWish
from bot.features.schemes.models import SchemeVersion, Target
from bot.features.scorecards.models import Card
from bot.scheduling.models import DAILY, Schedule
from tests.features.people.cast import BO, NOW, TODAY, Cast, account

BO2 = "U0BO2"
LATER = NOW + timedelta(hours=2)
YESTERDAY = TODAY - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anew:
    """`cast` after Bo's old account was deactivated and his new one has joined."""

    cast: Cast
    old: int
    new: int

    async def add(self, *rows: Any) -> None:
        async with self.cast.database.write() as session:
            session.add_all(rows)

    async def merge(
        self,
        keep: Keep | None = None,
        *,
        old: str = BO,
        new: str = BO2,
        reason: str = "SSO moved",
        forced: bool = False,
    ) -> Merged:
        wish = MergeWish(old, new, reason, keep, forced)
        async with self.cast.database.write() as session:
            return await metrics.merge_members(session, self.cast.workspace_id, wish, by=By.OPERATOR, now=LATER)

    async def told(self, member_id: int) -> list[tuple[str, date, int, Decimal, str | None]]:
        async with self.cast.database.read() as session:
            rows = (await session.exec(select(Entry).where(Entry.member_id == member_id).order_by(*ORDER))).all()
        return [(row.figure, row.on, row.revision, row.value, row.reason) for row in rows]

    async def roll_ups(self) -> list[dict[str, Any]]:
        async with self.cast.database.read() as session:
            rows = (await session.exec(select(RollUp))).all()
        return sorted((row.model_dump(exclude={"id"}) for row in rows), key=str)

    async def history(self) -> service.History:
        async with self.cast.database.read() as session:
            found = await service.find_member(session, self.cast.workspace_id, BO2)
            return await service.history_of(session, self.cast.workspace_id, found)

    async def left_behind(self) -> dict[str, int]:
        """Columns in which the old key still stands."""
        found: dict[str, int] = {}
        async with self.cast.database.read() as session:
            for name, column in FATES:
                table = SQLModel.metadata.tables[name]
                rows = (await session.exec(select_columns(table.c[column]).where(table.c[column] == self.old))).all()  # type: ignore[call-overload] # of columns
                found |= {f"{name}.{column}": len(rows)} if rows else {}
        return found

    def entry(self, member_id: int, value: int, on: date = YESTERDAY, **values: Any) -> Entry:
        row = {"figure": "leads", "entered_by": member_id, "entered_at": NOW, **values}
        return Entry(workspace_id=self.cast.workspace_id, member_id=member_id, on=on, value=Decimal(value), **row)

    def note(self, member_id: int, goal: str, *, later: bool = False) -> DayNote:
        at = LATER if later else NOW
        return DayNote(workspace_id=self.cast.workspace_id, member_id=member_id, on=YESTERDAY, goal=goal, entered_at=at)

    def target(self, member_id: int, value: int, metric: str = "mql") -> Target:
        row = {
            "metric": metric,
            "member_id": member_id,
            "value": Decimal(value),
            "set_at": NOW,
            "since": date(2026, 1, 1),
        }
        return Target(workspace_id=self.cast.workspace_id, **row)

    def absence(self, member_id: int, first: int, last: int, kind: str) -> Absence:
        days = {"first_on": date(2026, 12, first), "last_on": date(2026, 12, last)}
        return Absence(workspace_id=self.cast.workspace_id, member_id=member_id, kind=kind, created_at=NOW, **days)

    async def card(self, member_id: int, score: float, period: str = "2026-10") -> None:
        async with self.cast.database.write() as session:
            version = await scheme_version(session, self.cast.workspace_id)
            team = (await service.teams(session, self.cast.workspace_id))[0].key
            published = {
                "receipt": f'{{"score": {score}}}',
                "published_at": NOW,
                "coverage": 100.0,
                "is_complete": True,
            }
            row = {"member_id": member_id, "team_id": team, "scheme_version_id": version, "score": score, **published}
            session.add(Card(workspace_id=self.cast.workspace_id, period=period, **row))

    async def cards(self, member_id: int) -> list[Card]:
        async with self.cast.database.read() as session:
            query = select(Card).where(Card.member_id == member_id).order_by(Card.period, col(Card.revision))
            return list((await session.exec(query)).all())

    async def promise(self, key: str, recipient: str, payload: Mapping[str, Any]) -> None:
        async with self.cast.database.write() as session:
            wanted = Promise(self.cast.workspace_id, key, "story", recipient, LATER, payload)
            await promise(session, [wanted], now=NOW)

    async def have_everything(self) -> None:
        """A row of the old account in every table; the new one has told something, too."""
        w = self.cast.workspace_id
        await self.add(
            self.entry(self.old, 10, date(2026, 10, 30)),
            self.entry(self.old, 42, YESTERDAY, note="a good day"),
            self.entry(self.new, 7, TODAY),
            self.note(self.old, "call the printers"),
            self.target(self.old, 60),
            self.absence(self.old, 1, 4, "leave"),
            Schedule(
                workspace_id=w,
                kind="prompts.prompt",
                subject_id=self.old,
                recurrence=DAILY,
                minute=60,
                zone="UTC",
                next_fire_at=LATER,
            ),
        )
        await self.card(self.old, 81.5)
        await self.promise(f"prompt:{self.old}:2026-11-18", BO, {"on": "2026-11-18"})
        await self.promise(
            f"card:{self.old}:2026-10:1", BO, {"member_id": self.old, "period": "2026-10", "revision": 1}
        )
        async with self.cast.database.write() as session:
            for member in (self.old, self.new):
                await metrics.recount(session, w, member)


ORDER = (col(Entry.figure), col(Entry.on), col(Entry.revision))


async def scheme_version(session: AsyncSession, workspace_id: int) -> int:
    found = (await session.exec(select(SchemeVersion))).first()
    if found is None:
        row = {"scheme_id": "promotion", "version": 1, "hash": "0" * 64, "content": "{}", "created_at": NOW}
        found = SchemeVersion(workspace_id=workspace_id, **row)
        session.add(found)
        await session.flush()
    return found.key


async def made_anew(cast: Cast, *, is_old_active: bool = False) -> Anew:
    """Unless it stays active, the old account was deactivated today, before the new one joined."""
    if not is_old_active:
        await cast.sync(account(BO, "Bo Lindgren", deleted=True), now=NOW)
    await cast.sync(account(BO2, "Bo Lindgren"), now=LATER)
    return Anew(cast, (await cast.member(BO)).key, (await cast.member(BO2)).key)
