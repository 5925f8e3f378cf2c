"""The cast in a round about November: both teams work by a scheme in which the manager rates something each month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.private import inside
from bot.features.appraisals import service
from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRating, AppraisalRound, SelfReport
from bot.features.appraisals.rules.answers import Answer, Report
from bot.features.appraisals.slack import listeners
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.settings import Settings
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn, Who
from tests.features.people.cast import ACCOUNTS, ANA, BO, NOW, TABLE, Cast, opened

SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
MONTH, METRIC = "2026-11", "execution"
OPEN = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
OUT = datetime.fromisoformat("2026-12-07T09:00:00+01:00")
SECRET, CASE = "quartz-otter", "amber-heron"
TABLES = (AppraisalRound, SelfReport, Appraisal, AppraisalRating, AppraisalDraft)


@dataclass(frozen=True, slots=True)
class Round:
    """Every call opens a transaction of its own."""

    cast: Cast
    key: int

    @property
    def database(self) -> Database:
        return self.cast.database

    @property
    def workspace_id(self) -> int:
        return self.cast.workspace_id

    async def who(self, user: str) -> Who:
        return await self.cast.who(user)

    async def member(self, user: str) -> int:
        return (await self.who(user)).member_id

    async def report(self, user: str = BO, text: str = SECRET, *, now: datetime = OPEN) -> None:
        who = await self.who(user)
        async with self.database.write() as session:
            await service.submit_report(session, who, self.key, Report(text, text, text), now=now)

    async def rate(
        self,
        manager: str = ANA,
        about: str = BO,
        value: int | None = 4,
        case: str = CASE,
        *,
        reason: str = "",
        now: datetime = OPEN,
    ) -> service.Rated:
        who, subject = await self.who(manager), await self.member(about)
        answers = {METRIC: Answer(value, case)}
        async with self.database.write() as session:
            return await service.rate(session, who, self.key, subject, answers, reason=reason, now=now)

    async def publish(self, now: datetime = OUT) -> int:
        async with self.database.write() as session:
            return await service.publish(session, self.workspace_id, MONTH, now=now, settings=SETTINGS)

    async def todo(self, user: str, *, now: datetime = OPEN) -> service.Todo:
        who = await self.who(user)
        async with self.database.read() as session:
            return await service.todo_of(session, who, now=now)

    async def ratings(self, *months: date) -> list[tuple[str, int, int, float]]:
        async with self.database.read() as session:
            found = await service.ratings_for(session, self.workspace_id, None, months or (date(2026, 11, 1),))
        return sorted((each.metric, int(str(each.member)), int(str(each.rater)), each.value) for each in found)

    async def command(self, user: str, topic: str, text: str, *, now: datetime = OPEN) -> Outcome:
        who = await self.who(user)
        async with self.database.write() as session:
            return await listeners.topics[topic].handle(Turn(who, now, session), CommandForm(topic, text, "D1"))

    async def press(
        self,
        user: str,
        action_id: str,
        value: str = "",
        *,
        metadata: Mapping[str, Any] | None = None,
        values: Mapping[str, Mapping[str, Any]] | None = None,
        now: datetime = OPEN,
    ) -> Outcome:
        who = await self.who(user)
        form = ActionForm(action_id, value, None, metadata or {}, Inputs(values or {}), in_modal=True)
        async with self.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(
        self, user: str, callback: str, metadata: Mapping[str, Any], values: Any, *, now: datetime = OPEN
    ) -> Outcome:
        who = await self.who(user)
        async with self.database.write() as session:
            form = SubmissionForm(callback, metadata, Inputs(values))
            return await listeners.submissions[callback](Turn(who, now, session), form)

    async def rows(self, table: type) -> list[Any]:
        async with self.database.read() as session:
            found = select(table).where(table.workspace_id == self.workspace_id)
            return list((await session.exec(found.order_by(col(table.id)))).all())

    async def deliveries(self, kind: str) -> list[Delivery]:
        return [row for row in await self.rows(Delivery) if inside(row.kind, row.payload)[0] == kind]

    async def state(self) -> str:
        """All that was written, as a text."""
        return repr([[repr(row) for row in await self.rows(table)] for table in TABLES])


async def gathered(database: Database, slack_team: str = "T0ACME") -> Round:
    async with database.write() as session:
        cast = Cast(database, await opened(session, slack_team))
    await cast.sync(*ACCOUNTS)
    assert (await cast.load(TABLE)).problems == []
    async with database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "work_plan", now=NOW)
        await service.open_due(session, cast.workspace_id, SETTINGS, on=OPEN.date(), now=OPEN)
        query = select(AppraisalRound).where(AppraisalRound.workspace_id == cast.workspace_id)
        found = (await session.exec(query)).one()
    return Round(cast, found.key)
