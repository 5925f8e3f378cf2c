"""The cast of people with schemes, everything they write to each other, and another workspace that looks alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.feedback import service
from bot.features.feedback.models import FEEDBACK, KUDOS, Feedback, FeedbackRequest
from bot.features.feedback.service import Wish
from bot.features.feedback.slack import listeners
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn, Who
from tests.features.people.cast import ACCOUNTS, NOW, TABLE, Cast, opened

GROWTH = "C0GROWTH"


@dataclass(frozen=True, slots=True)
class Letters:
    """Every call opens a transaction of its own."""

    cast: Cast

    @property
    def database(self) -> Database:
        return self.cast.database

    async def who(self, slack_user: str) -> Who:
        return await self.cast.who(slack_user)

    async def thank(
        self, giver: str, receiver: str, text: str = "thanks", *, is_public: bool = False, now: datetime = NOW
    ) -> int:
        """Returns the row's key."""
        return await self._give(giver, Wish(KUDOS, receiver, text, "traffic", GROWTH if is_public else None), now)

    async def write(
        self, giver: str, receiver: str, text: str, *, request_id: int | None = None, now: datetime = NOW
    ) -> int:
        return await self._give(giver, Wish(FEEDBACK, receiver, text, request_id=request_id), now)

    async def _give(self, giver: str, wish: Wish, now: datetime) -> int:
        who = await self.who(giver)
        async with self.database.write() as session:
            return (await service.give(session, who, wish, now=now)).row.key

    async def ask(self, asker: str, asked: str, question: str = "How was it?", *, now: datetime = NOW) -> int:
        who = await self.who(asker)
        async with self.database.write() as session:
            person = await service.receiver_of(session, who, asked)
            return (await service.ask(session, who, person, question, now=now)).request.key

    async def command(self, user: str, topic: str, text: str) -> Outcome:
        who = await self.who(user)
        async with self.database.write() as session:
            return await listeners.topics[topic].handle(Turn(who, NOW, session), CommandForm(topic, text, "D1"))

    async def press(self, user: str, action_id: str, value: str, *, now: datetime = NOW) -> Outcome:
        who = await self.who(user)
        form = ActionForm(action_id, value, None, {}, Inputs({}), in_modal=True)
        async with self.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(self, user: str, callback: str, metadata: Mapping[str, Any], **fields: Any) -> Outcome:
        who = await self.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {"value": value} for name, value in fields.items()}))
        async with self.database.write() as session:
            return await listeners.submissions[callback](Turn(who, NOW, session), form)

    async def rows(self) -> list[Feedback]:
        async with self.database.read() as session:
            return list((await session.exec(select(Feedback).order_by(col(Feedback.id)))).all())

    async def requests(self) -> list[FeedbackRequest]:
        async with self.database.read() as session:
            return list((await session.exec(select(FeedbackRequest).order_by(col(FeedbackRequest.id)))).all())

    async def deliveries(self) -> dict[str, Delivery]:
        async with self.database.read() as session:
            return {row.unique_key: row for row in (await session.exec(select(Delivery))).all()}

    async def state(self) -> str:
        """Everything that was written to anybody, and all messages."""
        deliveries = sorted(await self.deliveries())
        return repr([*map(repr, await self.rows()), *map(repr, await self.requests()), *deliveries])


async def gathered(database: Database, slack_team: str = "T0ACME") -> Letters:
    async with database.write() as session:
        cast = Cast(database, await opened(session, slack_team))
    await cast.sync(*ACCOUNTS)
    report = await cast.load(TABLE)
    assert report.problems == []
    async with database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "promotion", now=NOW)
    return Letters(cast)
