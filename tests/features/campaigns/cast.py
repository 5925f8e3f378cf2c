"""Two teams of six whose people do something together; forms and buttons are used without a chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.features.campaigns import service
from bot.features.campaigns.jobs import RENDERERS
from bot.features.campaigns.models import CAMPAIGN, Campaign, CampaignMember
from bot.features.campaigns.service import Wish
from bot.features.campaigns.slack import listeners
from bot.slack.forms import VALUE, ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn, Who
from tests.features.people.cast import ANA, BO, CHEN, DEE, account
from tests.features.reviews.cast import Office, founded

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
LAUNCH = "Autumn launch"
TEAM = (BO, CHEN, DEE)


@dataclass(frozen=True, slots=True)
class Together:
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

    async def open(self, members: Sequence[str] = TEAM, *, by: str = ANA, now: datetime = NOW, **more: Any) -> int:
        who = await self.who(by)
        async with self.database.write() as session:
            return (await service.open_campaign(session, who, wish(members, **more), today=now.date(), now=now)).row.key

    async def change(
        self, key: int, members: Sequence[str], *, by: str = ANA, now: datetime = NOW, **more: Any
    ) -> None:
        who = await self.who(by)
        async with self.database.write() as session:
            wanted = wish(members, **{"kind": None, **more})
            await service.change_campaign(session, who, key, wanted, today=now.date(), now=now)

    async def leave(self, user: str, key: int, *, now: datetime = NOW) -> None:
        who = await self.who(user)
        async with self.database.write() as session:
            await service.leave(session, who, key, today=now.date(), now=now)

    async def end(self, user: str, key: int, *, now: datetime = NOW) -> None:
        who = await self.who(user)
        async with self.database.write() as session:
            await service.end_campaign(session, who, key, today=now.date(), now=now)

    async def deactivate(self, user: str) -> None:
        """They leave the company."""
        known = await self.office.cast.member(user)
        await self.office.cast.sync(account(user, known.name, deleted=True))

    async def shown(self, user: str, key: int, *, through: str = "", now: datetime = NOW) -> service.Shown:
        who, by = await self.who(user), await self.office.key(through) if through else 0
        async with self.database.read() as session:
            return await service.shown(session, who, key, through=by, today=now.date(), now=now)

    async def listed(self, user: str, offset: int = 0, *, now: datetime = NOW) -> list[str]:
        who = await self.who(user)
        async with self.database.read() as session:
            found = await service.listed(session, who, offset, today=now.date(), now=now)
        return [each.row.name for each in found.lines]

    async def command(self, user: str, text: str = "") -> Outcome:
        who = await self.who(user)
        async with self.database.write() as session:
            turn = Turn(who, NOW, session)
            return await listeners.topics["campaign"].handle(turn, CommandForm("campaign", text, "D1"))

    async def press(self, user: str, action_id: str, value: object, *, known: Any = listeners) -> Outcome:
        who = await self.who(user)
        form = ActionForm(action_id, str(value), None, {}, Inputs({}), in_modal=True)
        async with self.database.write() as session:
            return await known.actions[action_id](Turn(who, NOW, session), form)

    async def submit(self, user: str, callback: str, metadata: Mapping[str, Any], fields: Mapping[str, Any]) -> Outcome:
        """`fields` as Slack tells them."""
        who = await self.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {VALUE: field} for name, field in fields.items()}))
        async with self.database.write() as session:
            return await listeners.submissions[callback](Turn(who, NOW, session), form)

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.read() as session:
            query = select(table).where(table.workspace_id == self.workspace_id).order_by(col(table.id))
            return list((await session.exec(query)).all())

    async def told(self, user: str, kind: str) -> list[str]:
        """What somebody is told in messages of a kind, as they are now."""
        due = [row for row in await self.rows(Delivery) if row.kind == kind and row.recipient == user]
        async with self.database.read() as session:
            made = [
                await RENDERERS[kind](session, Occasion(row.workspace_id, row.recipient, row.payload, NOW))
                for row in due
            ]
        return [each.text for each in made if each]  # type: ignore[union-attr]  # messages all of them

    async def state(self) -> str:
        """All that there is of campaigns, and all messages."""
        deliveries = sorted(row.unique_key for row in await self.rows(Delivery))
        return repr(
            [[repr(row) for row in await self.rows(table)] for table in (Campaign, CampaignMember)] + deliveries
        )


def wish(members: Sequence[str], **more: Any) -> Wish:
    known = {"name": LAUNCH, "first_on": TODAY, "last_on": None, "kind": CAMPAIGN}
    return Wish(members=members, **{**known, **more})


async def founded_together(database: Database) -> Together:
    return Together(await founded(database))
