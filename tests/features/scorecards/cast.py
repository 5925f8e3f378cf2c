"""Growth (Ana, Bo, Chen) and Brand (Dee alone) work by the traffic group of the promotion scheme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.metrics import service as metrics
from bot.features.metrics.models import RollUp
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards import service
from bot.features.scorecards.models import Card, TeamCard
from bot.features.scorecards.slack import listeners
from bot.settings import Settings
from bot.slack.forms import ActionForm, CommandForm, Inputs
from bot.slack.outcomes import Outcome
from bot.turn import Turn
from tests.databases import Seed
from tests.features.people.cast import ACCOUNTS, ANA, BO, CHEN, DEE, TABLE, Cast, opened

SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
CLOSING = datetime(2026, 11, 7, 8, 0, tzinfo=UTC)
OCTOBER, LAST_OCTOBER = date(2026, 10, 1), date(2025, 10, 1)
LONG_AGO = date(2026, 1, 1)
BRAND_CHANNEL = "C0BRAND"
FIGURES = {
    ANA: {"uv": 1_000, "leads": 30, "mql": 40, "cost": 9_000},
    BO: {"uv": 2_000, "leads": 80, "mql": 58, "cost": 4_292},
    CHEN: {"uv": 3_001, "leads": 60, "mql": 50, "cost": 5_000},
    DEE: {"uv": 777, "leads": 31, "mql": 23, "cost": 1_111},
}


@dataclass(frozen=True, slots=True)
class Firm:
    """The cast with schemes; every call opens a transaction of its own."""

    cast: Cast
    growth: int
    brand: int

    @property
    def database(self) -> Database:
        return self.cast.database

    @property
    def workspace_id(self) -> int:
        return self.cast.workspace_id

    async def key(self, slack_user: str) -> int:
        return (await self.cast.member(slack_user)).key

    async def tell(self, slack_user: str, month: date, **figures: float) -> None:
        """Roll-ups of ten days each."""
        member_id = await self.key(slack_user)
        async with self.database.write() as session:
            for figure, total in figures.items():
                exact = Decimal(str(total))
                row = RollUp(
                    workspace_id=self.workspace_id,
                    member_id=member_id,
                    figure=figure,
                    month=month,
                    n=10,
                    total=exact,
                    last=exact,
                    last_on=month,
                    peak=exact,
                )
                session.add(row)

    async def tell_all(self) -> None:
        """October and the October before, for everybody."""
        for slack_user, figures in FIGURES.items():
            await self.tell(slack_user, OCTOBER, **figures)
            await self.tell(slack_user, LAST_OCTOBER, uv=512)

    async def correct(self, slack_user: str, typed: str, *, now: datetime) -> None:
        """A table with a line such as `mql 64 2026-10-30`, which may be of a month that is locked."""
        figure, value, on = typed.split(" ")
        line = metrics.SheetRow(2, on, slack_user, figure, value, reason="told late")
        when = {"now": now, "today": now.date()}
        async with self.database.write() as session:
            done = await metrics.import_entries(session, self.workspace_id, [line], entered_by=None, **when)
        assert done.added + done.corrected == 1, done

    async def target(self, metric: str, value: str, *, since: date = LONG_AGO) -> None:
        """Growth's."""
        async with self.database.write() as session:
            await schemes.set_target(
                session, self.workspace_id, metric, Decimal(value), team_id=self.growth, now=CLOSING, since=since
            )

    async def close(self, month: str = "2026-10", *, now: datetime = CLOSING) -> service.Closed:
        async with self.database.write() as session:
            return await service.close_month(session, self.workspace_id, month, now=now, settings=SETTINGS)

    async def version(self) -> int:
        """Growth's."""
        async with self.database.read() as session:
            return (await schemes.schemes_of_teams(session, self.workspace_id, on=OCTOBER))[
                self.growth
            ].scheme_version_id

    async def cards(self) -> Sequence[Card]:
        async with self.database.read() as session:
            rising = select(Card).order_by(col(Card.period), col(Card.member_id), col(Card.revision))
            return (await session.exec(rising)).all()

    async def team_cards(self) -> dict[int, TeamCard]:
        async with self.database.read() as session:
            rising = select(TeamCard).order_by(col(TeamCard.period), col(TeamCard.revision))
            return {row.team_id: row for row in (await session.exec(rising)).all()}

    async def deliveries(self) -> dict[str, Delivery]:
        async with self.database.read() as session:
            return {row.unique_key: row for row in (await session.exec(select(Delivery))).all()}

    async def published(self, slack_user: str, period: str = "2026-10") -> service.PublishedCard:
        member_id = await self.key(slack_user)
        async with self.database.read() as session:
            return await service.published_card(session, people.for_member(self.workspace_id, member_id), period)

    async def command(self, slack_user: str, text: str, *, now: datetime = CLOSING) -> Outcome:
        async with self.database.write() as session:
            turn = Turn(await self.cast.who(slack_user), now, session)
            return await listeners.commands["scorecard"](turn, CommandForm("scorecard", text, "C0GROWTH"))

    async def press(self, slack_user: str, action_id: str, value: str, *, in_modal: bool = False) -> Outcome:
        form = ActionForm(action_id, value, None, {}, Inputs({}), in_modal=in_modal)
        async with self.database.write() as session:
            turn = Turn(await self.cast.who(slack_user), CLOSING, session)
            return await listeners.actions[action_id](turn, form)


async def founded(database: Database) -> Firm:
    async with database.write() as session:
        cast = Cast(database, await opened(session), LONG_AGO)
    await cast.sync(*ACCOUNTS)
    report = await cast.load(TABLE.replace(f"{DEE},Brand,,lead,,", f"{DEE},Brand,,lead,{BRAND_CHANNEL},"))
    assert report.problems == []
    async with database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "promotion", ["traffic"], now=CLOSING)
    return await visited(database)


FOUNDED = Seed("founded", founded)


async def visited(database: Database) -> Firm:
    """That of a database that was sown."""
    async with database.read() as session:
        workspace_id = await people.only_workspace(session)
        teams = {team.name: team.key for team in await people.teams(session, workspace_id)}
    return Firm(Cast(database, workspace_id, LONG_AGO), teams["Growth"], teams["Brand"])
