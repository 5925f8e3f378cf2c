"""Ana manages Bo and Chen (who reads Chinese) in Growth, Dee leads Brand, Eve is from HR, Gus is a guest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.features.people import repository, service
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.people.service.roles import apply_roles, change_to
from bot.features.people.service.timelines import Timelines
from bot.turn import Who
from tests.databases import Seed

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
ANA, BO, CHEN, DEE, EVE, GUS = "U0ANA", "U0BO", "U0CHEN", "U0DEE", "U0EVE", "U0GUS"
SLACK_TEAM = "T0ACME"


def account(slack_user: str, name: str, **marks: object) -> dict[str, Any]:
    """An item of users.list."""
    return {
        "id": slack_user,
        "name": name.split()[0].lower(),
        "tz": BERLIN,
        "locale": "en-US",
        "deleted": False,
        "profile": {"real_name": name, "display_name": "", "email": f"{slack_user[2:].lower()}@example.com"},
        **marks,
    }


ACCOUNTS: tuple[Mapping[str, Any], ...] = (
    account(ANA, "Ana Costa", is_admin=True),
    account(BO, "Bo Lindgren"),
    account(CHEN, "陈琳", tz=SHANGHAI, locale="zh-CN"),
    account(DEE, "Dee Walsh"),
    account(EVE, "Eve Moreau"),
    account(GUS, "Gus Guest", is_restricted=True),
    account("USLACKBOT", "Slackbot"),
    account("U0BOT", "Standup", is_bot=True),
)
TABLE = f"""member,team,manager,role,channel,lead
{ANA},Growth,,admin,C0GROWTH,yes
{BO},Growth,{ANA},,,
{CHEN},Growth,ana@example.com,,,
{DEE},Brand,,lead,C0BRAND,yes
{EVE},,,hr,,
"""


@dataclass(frozen=True, slots=True)
class Cast:
    """A workspace in which everybody has a place; every call opens a transaction of its own."""

    database: Database
    workspace_id: int
    today: date = TODAY

    async def member(self, slack_user: str) -> Member:
        async with self.database.read() as session:
            found = await repository.member_by_slack_user(session, self.workspace_id, slack_user)
        assert found, slack_user
        return found

    async def who(self, slack_user: str) -> Who:
        return who_is(await self.member(slack_user))

    async def roles(self, slack_user: str, on: date = TODAY) -> set[str]:
        """Those somebody holds on the day."""
        member = await self.member(slack_user)
        async with self.database.read() as session:
            return set(await repository.roles_of(session, self.workspace_id, member.key, on=on))

    async def hold(self, slack_user: str, *roles: str, until: date | None = None) -> None:
        """These roles and no other, whatever anybody may."""
        member = await self.member(slack_user)
        async with self.database.write() as session:
            held = await repository.grants_of(session, self.workspace_id, member.key)
            change = change_to(
                frozenset(roles),
                [grant for grant in held if grant.revoked_at is None],
                reason="as the story has it",
                first_on=self.today,
                until=until,
                by=None,
                at=NOW,
            )
            apply_roles(session, member, change)

    async def manager(self, slack_user: str, on: date = TODAY) -> str | None:
        """The Slack id of somebody's manager."""
        member = await self.member(slack_user)
        async with self.database.read() as session:
            key = await repository.manager_of(session, self.workspace_id, member.key, on=on)
            found = await repository.member(session, self.workspace_id, key) if key else None
        return found.slack_user if found else None

    async def report_to(self, slack_user: str, manager: str | None, on: date = TODAY) -> None:
        """Whatever it does to the chain."""
        member = await self.member(slack_user)
        above = await self.member(manager) if manager else None
        async with self.database.write() as session:
            managers = await Timelines.read(session, self.workspace_id, repository.MANAGERS)
            managers.change(member.key, above.key if above else None, on)
            await managers.save(session, self.workspace_id)

    async def change(self, slack_user: str, **values: object) -> None:
        async with self.database.write() as session:
            found = await repository.member_by_slack_user(session, self.workspace_id, slack_user)
            assert found, slack_user
            for name, value in values.items():
                setattr(found, name, value)
            session.add(found)

    async def sync(self, *accounts: Mapping[str, Any], now: datetime = NOW) -> service.SyncResult:
        async with self.database.write() as session:
            return await service.sync_members(
                session,
                accounts,
                workspace_id=self.workspace_id,
                now=now,
                default_language="en",
                default_zone=BERLIN,
            )

    async def load(self, text: str, *, on: date | None = None) -> service.ImportReport:
        rows, unread = service.read_member_rows(text)
        async with self.database.write() as session:
            return await service.import_rows(session, self.workspace_id, rows, unread, on or self.today)


async def opened(session: AsyncSession, slack_team: str = SLACK_TEAM) -> int:
    """The id of a workspace."""
    return (await service.ensure_workspace(session, slack_team, "Acme")).key


async def staffed(database: Database) -> Cast:
    """Everybody has a place: Ana manages Bo and Chen in Growth, Dee leads Brand, Eve is from HR and in no team."""
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS)
    report = await cast.load(TABLE)
    assert report.problems == []
    return cast


STAFFED = Seed("staffed", staffed)


async def met(database: Database) -> Cast:
    """Those of a database that was sown."""
    async with database.read() as session:
        return Cast(database, await service.only_workspace(session))
