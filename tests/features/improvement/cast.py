"""Who may have to do with a plan: Max above Ana, who manages Bo and Chen; Dee of another team; Eve and Hal from HR, of
whom Hal reports to Ana; Ivy, an auditor. Their teams work by a scheme with a coaching plan."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.private import inside
from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanMove, PlanSignal, PlanTerms
from bot.features.improvement.rules.runs import Month, Run, Said, Verdict, Why
from bot.features.improvement.rules.states import State
from bot.features.improvement.rules.terms import Terms
from bot.features.people import service as people
from bot.features.people.models import Absence
from bot.features.schemes import service as schemes
from bot.settings import Settings
from tests.databases import Seed
from tests.features.people.cast import ACCOUNTS, ANA, BO, CHEN, DEE, EVE, NOW, Cast, account, opened

MAX, HAL, IVY = "U0MAX", "U0HAL", "U0IVY"
EVERYBODY = (ANA, BO, CHEN, DEE, EVE, MAX, HAL, IVY)
TABLE = f"""member,team,manager,role,channel,lead
{MAX},,,,,
{ANA},Growth,{MAX},,C0GROWTH,yes
{BO},Growth,{ANA},,,
{CHEN},Growth,{ANA},,,
{HAL},Growth,{ANA},hr,,
{DEE},Brand,{MAX},lead,C0BRAND,yes
{EVE},,,hr,,
{IVY},,,auditor,,
"""
SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
STARTS = date(2026, 11, 25)
"""A week after the plans of these stories are begun."""
RUN = Run(
    rule_id="coaching",
    kind="coaching",
    basis="score",
    metric=None,
    months_in_a_row=2,
    months=(
        Month(month="2026-09", said=Said.LOW, value=51.2, line=60, revision=1),
        Month(month="2026-10", said=Said.LOW, value=52.3, line=60, revision=1),
    ),
    verdict=Verdict.PROPOSAL,
    why=Why.REACHED,
)
OTTER = "quartz-otter"
"""Words that nobody else writes."""


@dataclass(slots=True)
class Desk:
    """Every call opens a transaction of its own, at `now`."""

    cast: Cast
    now: datetime = NOW

    @property
    def database(self) -> Database:
        return self.cast.database

    @property
    def workspace_id(self) -> int:
        return self.cast.workspace_id

    def on(self, day: str, time: str = "10:00") -> "Desk":
        """The same desk on another day."""
        self.now = datetime.fromisoformat(f"{day}T{time}:00+01:00").astimezone(UTC)
        return self

    async def member(self, user: str) -> int:
        return (await self.cast.member(user)).key

    async def does(self, user: str, act: Callable[..., Awaitable[Any]], *given: Any, **more: Any) -> Any:
        """What a service does for somebody."""
        who = await self.cast.who(user)
        async with self.database.write() as session:
            return await act(session, who, *given, now=self.now, **more)

    async def looks(self) -> None:
        """The daily look."""
        async with self.database.write() as session:
            on = self.now.date()
            await service.look_after(session, self.workspace_id, on, now=self.now, settings=SETTINGS)

    async def proposal(self, user: str = BO, month: str = "2026-10") -> int:
        """An open one, as the daily look at cards leaves it."""
        member_id = await self.member(user)
        async with self.database.write() as session:
            team = await people.team_of(session, self.workspace_id, member_id, on=self.now.date())
            assert team
            rules = await schemes.scheme_of_team(session, self.workspace_id, team.key, on=self.now.date())
            assert rules
            signal = PlanSignal(
                workspace_id=self.workspace_id,
                member_id=member_id,
                rule_id="coaching",
                kind="proposal",
                month=month,
                scheme_version_id=rules.scheme_version_id,
                evidence=RUN.model_dump_json(),
                made_at=self.now,
            )
            session.add(signal)
            await session.flush()
            return signal.key

    async def works_by(self, scheme: str) -> None:
        """From now on everybody is scored by another one."""
        async with self.database.write() as session:
            for team in await people.teams(session, self.workspace_id):
                await schemes.assign(session, self.workspace_id, team.key, scheme, now=self.now)

    async def draft(self, user: str = BO) -> int:
        """Begun by the manager from a proposal."""
        signal_id = await self.proposal(user)
        plan = await self.does(ANA, service.begin, signal_id=signal_id)
        return int(plan.key)

    async def published(self, user: str = BO, by: str = EVE) -> int:
        plan_id = await self.draft(user)
        await self.does(ANA, service.submit, plan_id)
        await self.does(by, service.publish, plan_id)
        return plan_id

    async def active(self, user: str = BO) -> int:
        """Acknowledged on the day it was published, running since its first day."""
        plan_id = await self.published(user)
        await self.answer(plan_id, user)
        self.on("2026-11-25")
        await self.looks()
        assert await self.state(plan_id) is State.ACTIVE
        return plan_id

    async def answer(self, plan_id: int, user: str = BO, move: str = "acknowledge", comment: str = "") -> None:
        version = (await self.plan(plan_id)).version
        await self.does(user, service.answer, plan_id, move, comment, version=version)

    async def plan(self, plan_id: int) -> Plan:
        return next(each for each in await self.rows(Plan) if each.key == plan_id)

    async def state(self, plan_id: int) -> State:
        return State((await self.plan(plan_id)).state)

    async def terms(self, plan_id: int, version: int | None = None) -> Terms:
        version = version or (await self.plan(plan_id)).version
        rows = await self.rows(PlanTerms)
        row = next(each for each in rows if (each.plan_id, each.version) == (plan_id, version))
        return Terms.model_validate_json(row.content)

    async def moves(self, plan_id: int) -> list[str]:
        return [each.move for each in await self.rows(PlanMove) if each.plan_id == plan_id]

    async def away(self, user: str, first: str, last: str) -> int:
        member_id = await self.member(user)
        async with self.database.write() as session:
            days = (date.fromisoformat(first), date.fromisoformat(last))
            row = Absence(
                workspace_id=self.workspace_id,
                member_id=member_id,
                kind="sick",
                first_on=days[0],
                last_on=days[1],
                created_at=self.now,
            )
            session.add(row)
            await session.flush()
            return row.key

    async def back(self, absence_id: int, last: str | None) -> None:
        """The absence ends on that day; it is gone without one."""
        async with self.database.write() as session:
            row = await session.get(Absence, absence_id)
            assert row
            if last is None:
                await session.delete(row)
            else:
                row.last_on = date.fromisoformat(last)
                session.add(row)

    async def told(self) -> list[tuple[str, str]]:
        """Who was promised a message of a plan, and about which move."""
        moves = {each.key: each.move for each in await self.rows(PlanMove)}
        return [(user, moves[payload["id"]]) for user, payload in await self.promised("improvement.message")]

    async def asked(self) -> list[tuple[str, int]]:
        """Of whom HR is asked something, and what."""
        return [(user, payload["n"]) for user, payload in await self.promised("improvement.question")]

    async def promised(self, kind: str) -> list[tuple[str, Mapping[str, Any]]]:
        """To whom, and by which ids; what looks like any other private message from outside is looked into."""
        rows = [(row.recipient, *inside(row.kind, row.payload)) for row in await self.rows(Delivery)]
        return [(user, payload) for user, within, payload in rows if within == kind]

    async def rows(self, table: type) -> list[Any]:
        async with self.database.read() as session:
            found = select(table).where(table.workspace_id == self.workspace_id)
            return list((await session.exec(found.order_by(col(table.id)))).all())


async def seated(database: Database) -> None:
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    extra = (account(MAX, "Max Weber"), account(HAL, "Hal Ito"), account(IVY, "Ivy Chen"))
    await cast.sync(*ACCOUNTS, *extra)
    assert (await cast.load(TABLE)).problems == []
    async with database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "work_plan", now=NOW)


SEATED = Seed("with_plans", seated)
