"""Plans in a large firm: the nightly looks, lists and Home, by time and statements, and how they grow."""

import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.rules.terms import Criterion, Meeting, Milestone, Reason, Terms
from bot.features.improvement.views.signals import MOST_LISTED
from bot.features.people.models import Reporting, RoleGrant
from bot.features.scorecards.models import Card, MonthClose
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period
from tests.benchmarks.firm import TEAM_SIZE, hire, insert_rows
from tests.benchmarks.people import Statements
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.keys import KEYRING

SIZES = (1_000, 10_000)
MONTHS, EVERY = 24, 33
"""Months of cards, and of how many people one has a plan."""
WEEKS = 12
UPTO = Period.parse("2026-10")
NIGHT, NOON = datetime(2026, 11, 18, 23, tzinfo=UTC), datetime(2026, 11, 18, 11, tzinfo=UTC)
STARTS, ENDS = date(2026, 8, 31), date(2026, 11, 27)
LONG_AGO = date(2024, 1, 1)
HR = 2
"""The second of the first team; the first of each team leads it."""
SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None, EVENHAND_PLANS_SINCE="2024-01")  # type: ignore[call-arg]  # pydantic's own


@dataclass(frozen=True, slots=True)
class Firm:
    database: Database
    workspace_id: int
    members: int

    def who(self, member: int) -> Who:
        return Who(self.workspace_id, member, f"U{member:06d}", "en", "Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of this process's processor, which others on the machine do not change."""

    seconds: float
    cpu: float
    statements: int


Work = Callable[[AsyncSession], Awaitable[object]]


def run() -> None:
    """One line for each figure: at the larger size, and how it has grown from the smaller one."""
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            for kind, fresh in (("SQLite", SqliteTemplates(path).fresh), ("PostgreSQL", postgres.fresh)):
                costs = []
                for members in SIZES:
                    with fresh() as url:
                        costs.append(asyncio.run(_measured(url, members)))
                _print(kind, *costs)
        finally:
            postgres.server.cleanup()


def _print(kind: str, small: dict[str, Cost], large: dict[str, Cost]) -> None:
    for name, cost in large.items():
        before = small[name]
        growth = f"x{cost.cpu / before.cpu:.1f} for x{SIZES[-1] // SIZES[0]}"
        statements = f"{cost.statements} statements (x{cost.statements / before.statements:.1f})"
        print(f"{f'{name}, {kind}':<58} {cost.seconds:8.2f} s   CPU {cost.cpu:.2f} s, {growth}; {statements}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
    print(f"{'peak of this process so far':<58} {peak:8d} MB")


async def _measured(url: str, members: int) -> dict[str, Cost]:
    database = Database(
        Settings(database_url=url, _env_file=None).effective_database_url,  # type: ignore[call-arg]  # pydantic's own
        KEYRING,
        info=with_settings(SETTINGS),
    )
    firm = Firm(database, await hire(database, members), members)
    await _line_up(firm)
    await _publish_cards(firm)
    await _plan(firm)
    workspace_id = firm.workspace_id

    async def lead(session: AsyncSession) -> None:
        """What is asked of everybody who is asked: most have no plan, and lead nobody who has one."""
        await service.people_outside(session, workspace_id)
        for member in range(1, 200):
            await service.due_of(session, firm.who(member), NOON.date(), now=NOON)

    works: dict[str, Work] = {
        f"{SIZES[-1]:,} members x {MONTHS} cards looked at": lambda session: service.look(
            session, workspace_id, now=NIGHT, settings=SETTINGS
        ),
        "the same on another night": lambda session: service.look(session, workspace_id, now=NIGHT, settings=SETTINGS),
        "plans looked after for a day": lambda session: service.look_after(
            session, workspace_id, date(2026, 11, 19), now=NIGHT, settings=SETTINGS
        ),
        "plans looked after again": lambda session: service.look_after(
            session, workspace_id, date(2026, 11, 19), now=NIGHT, settings=SETTINGS
        ),
        "/perf plans of HR": lambda session: service.board(session, firm.who(HR), now=NOON),
        "Home of HR": lambda session: service.summary_of(session, firm.who(HR), now=NOON),
        "Home of a manager": lambda session: service.summary_of(session, firm.who(1), now=NOON),
        "/perf proposals of HR": lambda session: service.open_proposals(
            session, firm.who(HR), now=NOON, most=MOST_LISTED
        ),
        "parts of 199 prompts": lead,
    }
    costs = {name: await _cost(firm, work) for name, work in works.items()}
    await database.close()
    return costs


async def _cost(firm: Firm, work: Work) -> Cost:
    """In a transaction of its own, as the tick or a request has one."""
    statements = Statements(firm.database)
    started, began = time.perf_counter(), time.process_time()
    async with firm.database.write() as session:
        await work(session)
    took, cpu = time.perf_counter() - started, time.process_time() - began
    statements.stop()
    return Cost(took, cpu, statements.count)


async def _line_up(firm: Firm) -> None:
    """The first of each team is above the others, the first of all above these; one is from HR."""
    ours = {"workspace_id": firm.workspace_id, "first_on": LONG_AGO}
    lines = [
        ours | {"member_id": each, "manager_id": above}
        for each in range(2, firm.members + 1)
        if (above := _first_of(each) if _first_of(each) != each else 1)
    ]
    granted = {"member_id": HR, "role": "hr", "reason": "Eve", "granted_at": NOON}
    async with firm.database.write() as session:
        await insert_rows(session, Reporting, lines)
        await insert_rows(session, RoleGrant, [ours | granted])


def _first_of(member: int) -> int:
    return (member - 1) // TEAM_SIZE * TEAM_SIZE + 1


async def _publish_cards(firm: Firm) -> None:
    """Two years of them; one of twenty was low in the last two months."""
    months = [UPTO.previous(back) for back in range(MONTHS)]
    ours = {"workspace_id": firm.workspace_id}
    async with firm.database.write() as session:
        version = (await (await session.connection()).execute(text("SELECT min(id) FROM scheme_version"))).scalar_one()
        closed = [ours | {"month": str(each), "closed_at": NOON} for each in months]
        await insert_rows(session, MonthClose, closed)
        for month in months:
            await insert_rows(
                session, Card, [ours | _card(each, month, version) for each in range(1, firm.members + 1)]
            )
    await _settle(firm)


def _card(member: int, month: Period, version: int) -> dict[str, Any]:
    is_low = member % 20 == 0 and month.start >= UPTO.previous().start
    score = 40.0 if is_low else 110.0
    receipt = {"own_score": score, "score": score, "metrics": [{"metric": f"m{k}", "points": score} for k in range(11)]}
    return {
        "member_id": member,
        "team_id": (member - 1) // TEAM_SIZE + 1,
        "period": str(month),
        "revision": 1,
        "reason": "",
        "scheme_version_id": version,
        "score": score,
        "coverage": 100.0,
        "is_complete": True,
        "receipt": json.dumps(receipt),
        "published_at": NOON,
    }


async def _plan(firm: Firm) -> None:
    """A running one of each thirty-third member, in its last weeks, with all that was written in it."""
    ours = {"workspace_id": firm.workspace_id}
    concerned = [each for each in range(EVERY, firm.members + 1, EVERY) if _first_of(each) != each]
    terms = _terms().model_dump_json()
    async with firm.database.write() as session:
        version = (await (await session.connection()).execute(text("SELECT min(id) FROM scheme_version"))).scalar_one()
        began = datetime.combine(STARTS, NOON.timetz())
        plans = [
            ours
            | {
                "id": key,
                "member_id": member,
                "owner_id": _first_of(member),
                "scheme_version_id": version,
                "kind": "coaching",
                "state": "active",
                "version": 1,
                "starts_on": STARTS,
                "ends_on": ENDS,
                "n_extended": 0,
                "country": "neutral",
                "made_at": began,
            }
            for key, member in enumerate(concerned, 1)
        ]
        await insert_rows(session, Plan, plans)
        sheet = {"version": 1, "content": terms, "published_at": began, "answer": "acknowledged", "comment": ""}
        rows = [
            ours | sheet | {"plan_id": each["id"], "written_by": each["owner_id"], "answered_at": began}
            for each in plans
        ]
        await insert_rows(session, PlanTerms, rows)
        await insert_rows(session, PlanMove, [ours | each for plan in plans for each in _moves(plan, began)])
        await insert_rows(session, PlanNote, [ours | each for plan in plans for each in _notes(plan)])
    await _settle(firm)


def _terms() -> Terms:
    weeks = [STARTS + timedelta(weeks=k) for k in range(WEEKS)]
    return Terms(
        reasons=(Reason(text="Leads were below the target in two months."),),
        milestones=tuple(
            Milestone(ref=f"m{k}", what="A campaign plan", seen="It is signed off", due_on=weeks[3 * k])
            for k in range(4)
        ),
        criteria=(Criterion(ref="c1", at_least=60, months=2),),
        resources="A colleague helps.",
        meetings=(Meeting(ref="t1", kind="mid", on=weeks[6]), Meeting(ref="t2", kind="final", on=weeks[-1])),
        starts_on=STARTS,
        ends_on=ENDS,
    )


def _moves(plan: dict[str, Any], began: datetime) -> Iterator[dict[str, Any]]:
    states = ("draft", "draft", "submitted", "approved", "published", "acknowledged", "active")
    for move, since, to in zip(
        ("begin", "submit", "approve", "publish", "acknowledge", "start"), states, states[1:], strict=False
    ):
        yield {"plan_id": plan["id"], "move": move, "since": since, "to": to, "by_id": HR, "at": began, "reason": ""}


def _notes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for week in range(WEEKS - 1):
        on = STARTS + timedelta(weeks=week)
        for author, kind, mood in ((plan["member_id"], "checkin", "on_track"), (plan["owner_id"], "manager", "")):
            said = {"text": "It went well: the plan is drawn up. " * 8, "written_at": NOON}
            yield {"plan_id": plan["id"], "author_id": author, "kind": kind, "ref": "", "on": on, "mood": mood} | said


async def _settle(firm: Firm) -> None:
    """As after a night: the planner knows the tables, and keys go on where rows with given ones end."""
    async with firm.database.write() as session:
        connection = await session.connection()
        if not firm.database.is_sqlite:
            for table in ("team", "member", "plan"):
                await connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM {table}))")
                )
        await connection.execute(text("ANALYZE"))


if __name__ == "__main__":
    run()
