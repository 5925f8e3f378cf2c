"""Growth's cards of October are out, and Ana has Bo and Chen to talk with; forms are used without a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.people.models import Member
from bot.features.talks import service
from bot.features.talks.models import Talk
from bot.features.talks.slack import listeners
from bot.scheduling.service import Fired
from bot.slack.forms import VALUE, ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn
from tests.databases import Seed
from tests.features.people.cast import Cast
from tests.features.scorecards.cast import Firm, founded, visited

MONDAY = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)
"""Eight in Berlin; the cards came out on Saturday."""
DUE = date(2026, 11, 17)
"""The seventh working day from that Monday on."""


@dataclass(frozen=True, slots=True)
class Month:
    """Every call opens a transaction of its own."""

    firm: Firm

    @property
    def cast(self) -> Cast:
        return self.firm.cast

    @property
    def database(self) -> Database:
        return self.firm.database

    @property
    def workspace_id(self) -> int:
        return self.firm.workspace_id

    async def look(self, now: datetime = MONDAY) -> None:
        """What happens once a day."""
        fired = Fired(self.workspace_id, 0, now, now.date(), "Europe/Berlin", "1-5")
        async with self.database.write() as session:
            await service.look_after(session, [fired], now)

    async def talks(self) -> dict[str, Talk]:
        """By whose card it is, the newest of each."""
        rows = await self.rows(Talk)
        async with self.database.read() as session:
            members = await _members(session, self.workspace_id)
        return {members[row.member_id]: row for row in rows}

    async def talk(self, user: str) -> Talk:
        return (await self.talks())[user]

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.read() as session:
            query = select(table).where(table.workspace_id == self.workspace_id).order_by(col(table.id))
            return list((await session.exec(query)).all())

    async def told(self, kind: str) -> list[tuple[str, str]]:
        """Key and recipient of what is promised."""
        rows = [row for row in await self.rows(Delivery) if row.kind == kind]
        return [(row.unique_key, row.recipient) for row in rows]

    async def command(self, user: str, text: str = "", *, now: datetime = MONDAY) -> Outcome:
        who = await self.cast.who(user)
        async with self.database.write() as session:
            return await listeners.topics["talk"].handle(Turn(who, now, session), CommandForm("talk", text, "D1"))

    async def press(self, user: str, action_id: str, value: object, *, now: datetime = MONDAY) -> Outcome:
        who = await self.cast.who(user)
        form = ActionForm(action_id, str(value), None, {}, Inputs({}), in_modal=True)
        async with self.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(
        self,
        user: str,
        callback: str,
        metadata: Mapping[str, Any],
        fields: Mapping[str, Any],
        *,
        now: datetime = MONDAY,
    ) -> Outcome:
        """`fields` as Slack tells them."""
        who = await self.cast.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {VALUE: field} for name, field in fields.items()}))
        async with self.database.write() as session:
            return await listeners.submissions[callback](Turn(who, now, session), form)


async def _members(session: Any, workspace_id: int) -> dict[int, str]:
    rows = (await session.exec(select(Member).where(Member.workspace_id == workspace_id))).all()
    return {row.key: row.slack_user for row in rows}


async def _released(database: Database) -> Month:
    firm = await founded(database)
    await firm.tell_all()
    await firm.close()
    return Month(firm)


RELEASED = Seed("released_for_talks", _released)


async def month_of(database: Database) -> Month:
    """That of a database that was sown."""
    return Month(await visited(database))
