"""Two teams of six with a retrospective, whose forms and buttons are used without a chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.retrospectives import service
from bot.features.retrospectives.models import RetroAction, RetroMember, RetroNote, Retrospective
from bot.features.retrospectives.service import ActionWish, Wish
from bot.features.retrospectives.slack import listeners
from bot.scheduling.service import Fired
from bot.slack.forms import VALUE, ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn, Who
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.features.reviews.cast import FINN, JON, Office, founded

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
CLOSES = date(2026, 11, 24)
AFTER = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
TEAM = (ANA, BO, CHEN, DEE, FINN, JON)


@dataclass(frozen=True, slots=True)
class Project:
    """Every call opens a transaction of its own."""

    office: Office

    @property
    def database(self) -> Database:
        return self.office.database

    @property
    def workspace_id(self) -> int:
        return self.office.workspace_id

    async def who(self, user: str) -> Who:
        return await self.office.who(user)

    async def open(self, members: Sequence[str] = TEAM, *, by: str = ANA, **more: Any) -> int:
        who = await self.who(by)
        wish = Wish(more.get("title", "Autumn launch"), "", members, more.get("closes_on", CLOSES))
        async with self.database.write() as session:
            return (await service.open_retrospective(session, who, wish, now=NOW)).row.key

    async def write(self, user: str, key: int, *, few: bool = False, now: datetime = NOW, **texts: str) -> None:
        who = await self.who(user)
        async with self.database.write() as session:
            await service.write_notes(session, who, key, texts, is_for_few=few, now=now)

    async def add(
        self,
        user: str,
        key: int,
        owner: str,
        due_on: date = date(2026, 12, 2),
        text: str = "Do it",
        now: datetime = NOW,
    ) -> int:
        who, owner_id = await self.who(user), await self.office.key(owner)
        async with self.database.write() as session:
            wish = ActionWish(text, owner_id, due_on)
            return (await service.add_action(session, who, key, wish, now=now)).key

    async def look_after(self, now: datetime = AFTER) -> None:
        """What happens once a day."""
        fired = Fired(self.workspace_id, 0, now, now.date(), "Europe/Berlin", "1-5")
        async with self.database.write() as session:
            await service.look_after(session, [fired], now)

    async def command(self, user: str, text: str = "") -> Outcome:
        who = await self.who(user)
        async with self.database.write() as session:
            return await listeners.topics["retro"].handle(Turn(who, NOW, session), CommandForm("retro", text, "D1"))

    async def press(self, user: str, action_id: str, value: object, *, now: datetime = NOW) -> Outcome:
        who = await self.who(user)
        form = ActionForm(action_id, str(value), None, {}, Inputs({}), in_modal=True)
        async with self.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(
        self, user: str, callback: str, metadata: Mapping[str, Any], fields: Mapping[str, Any], *, now: datetime = NOW
    ) -> Outcome:
        """`fields` as Slack tells them."""
        who = await self.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {VALUE: field} for name, field in fields.items()}))
        async with self.database.write() as session:
            return await listeners.submissions[callback](Turn(who, now, session), form)

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.read() as session:
            query = select(table).where(table.workspace_id == self.workspace_id).order_by(col(table.id))
            return list((await session.exec(query)).all())

    async def state(self) -> str:
        """All that there is of retrospectives, and all messages."""
        tables = (Retrospective, RetroMember, RetroNote, RetroAction)
        deliveries = sorted(row.unique_key for row in await self.rows(Delivery))
        return repr([[repr(row) for row in await self.rows(table)] for table in tables] + deliveries)


async def founded_project(database: Database) -> Project:
    return Project(await founded(database))
