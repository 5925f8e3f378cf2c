"""The attacker of `tests/properties/test_differencing.py` reads real posts, threads and digests: three months of people
who come, go and are corrected, closed and revised as always. Figures are numbers that are found again in texts."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.promises import Occasion
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, SCORE, TEAM_FIGURES
from bot.slack.messages import Message
from bot.turn import Turn
from tests import databases
from tests.features.people.cast import ACCOUNTS, EVE, Cast, account, opened
from tests.features.scorecards.cast import LONG_AGO, Firm
from tests.properties.test_differencing import (
    AFTER,
    BEFORE,
    MINIMUM,
    SETTLED,
    TEAMS,
    Posts,
    Row,
    Story,
    given_away,
    moved,
)

METRIC, FIGURE = "mql_count", "mql"
MARK = 10_007
"""Every figure is a multiple of this prime, and so is every sum of them; few other numbers are."""
MONTHS = tuple(date(2026, month, 1) for month in (10, 11, 12))
TARGET = str(MARK * 70_000 + 1)
"""More than anybody has told, so that every figure moves a score."""
YEAR = {f"Team {team} {period}" for team in range(TEAMS) for period in ("2026-H2", "2026")}
"""A half and a year of three months are incomplete."""
PERIODS = tuple(f"{first:%Y-%m}" for first in MONTHS)
CLOSINGS = tuple(datetime(year, month, 7, 8, tzinfo=UTC) for year, month in ((2026, 11), (2026, 12), (2027, 1)))


@dataclass(slots=True)
class Watched:
    """What the attacker has heard so far."""

    firm: Firm
    persons: Mapping[int, int]
    teams: Mapping[int, str]
    versions: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {METRIC: [], SCORE: []})
    last: dict[tuple[int, str, str], float] = field(default_factory=dict)
    sums: set[int] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    without_score: set[str] = field(default_factory=set)
    heard: set[int] = field(default_factory=set)

    def row(self, team_card: TeamCard, members: Sequence[int]) -> Row:
        """The figures in it as they stand now."""
        months = [number for number, first in enumerate(MONTHS) if _is_in(team_card.period, first)]
        found = [(self.persons[each], month) for each in members for month in months]
        return frozenset((person, month, self.versions.get((person, month), 0)) for person, month in found)

    async def listen(self, now: datetime) -> None:
        """Everything that was posted since, and all texts as they are at this moment."""
        async with self.firm.database.read() as session:
            rising = select(TeamCard).order_by(col(TeamCard.id))
            for team_card in (await session.exec(rising)).all():
                if team_card.key not in self.heard:
                    self.heard.add(team_card.key)
                    self._hear(team_card)
                if team_card.period in PERIODS:
                    await self._read(team_card, now)

    def _hear(self, team_card: TeamCard) -> None:
        contributors = CONTRIBUTING.validate_json(team_card.contributors)
        told = {each.metric: each.value for each in TEAM_FIGURES.validate_json(team_card.figures)}
        if team_card.score is None:
            self.without_score.add(f"{self.teams[team_card.team_id]} {team_card.period}")
        for name, value in ((METRIC, told.get(METRIC)), (SCORE, team_card.score)):
            place = (team_card.team_id, team_card.period, name)
            if value is not None and self.last.get(place) != value:
                self.last[place] = value
                row = self.row(team_card, contributors[name])
                self.rows[name].append(row)
                if name == METRIC:
                    assert value == sum(figure(*unknown) for unknown in row)
                    self.sums.add(int(value))

    async def _read(self, team_card: TeamCard, now: datetime) -> None:
        about = {"team_id": team_card.team_id, "period": team_card.period}
        channel, firm = f"C0T{team_card.team_id}", self.firm
        async with firm.database.read() as session:
            for kind, to in ((service.TEAM, channel), (service.TEAM_DETAILS, channel), (service.LEADERS, EVE)):
                shown = await RENDERERS[kind](session, Occasion(firm.workspace_id, to, about, now))
                if isinstance(shown, Message):
                    self.read |= set(marked(json.dumps(shown.payload())))


def _is_in(period: str, first: date) -> bool:
    """All three months are in the quarter, the half and the year."""
    return period in {f"{first:%Y-%m}", "2026-Q4", "2026-H2", "2026"}


def figure(person: int, month: int, version: int) -> int:
    """No two sums of them are alike by chance."""
    return MARK * (7 + (person * 7_919 + month * 104_729 + version * 1_299_709) * 31 % 65_521)


def marked(text: str) -> Iterator[int]:
    for found in re.findall(r"\d[\d,]*", text):
        number = int(found.replace(",", ""))
        if number and not number % MARK:
            yield number


async def employed(database: Database, people_count: int) -> Firm:
    users = [user(person) for person in range(people_count)]
    async with database.write() as session:
        cast = Cast(database, await opened(session), LONG_AGO)
    await cast.sync(*ACCOUNTS, *(account(each, f"{each[2:]} Doe") for each in users))
    await cast.load(f"member,team,manager,role,channel,lead\n{EVE},,,hr,,\n")
    return Firm(cast, 0, 0)


def user(person: int) -> str:
    return f"U0P{person}"


async def placed(firm: Firm, places: Sequence[int], first: date) -> Firm:
    """From this month on."""
    lines = [f"{user(person)},Team {place},,,," for person, place in enumerate(places)]
    cast = replace(firm.cast, today=first if first != MONTHS[0] else LONG_AGO)
    assert (await cast.load("\n".join(["member,team,manager,role,channel,lead", *lines, ""]))).problems == []
    return replace(firm, cast=cast)


async def assigned(firm: Firm) -> Mapping[int, str]:
    """The teams by key."""
    async with firm.database.write() as session:
        teams = await people.teams(session, firm.workspace_id)
        for team in teams:
            await schemes.assign(
                session, firm.workspace_id, team.key, "promotion", ["traffic"], now=CLOSINGS[0], since=LONG_AGO
            )
    for team in teams:
        await replace(firm, growth=team.key).target(METRIC, TARGET)
    return {team.key: team.name for team in teams}


async def told(database: Database, story: Story) -> Watched:
    count = len(story.places[0])
    firm = await employed(database, count)
    persons = {await firm.key(user(person)): person for person in range(count)}
    watched = Watched(firm, persons, {})
    for month, (first, closing) in enumerate(zip(MONTHS, CLOSINGS, strict=True)):
        firm = await placed(firm, story.places[month], first)
        if not month:
            watched.teams = await assigned(firm)
        for person in range(count):
            figures = {"uv": 1_000 + person, "leads": 30, "cost": 2_000, FIGURE: figure(person, month, 0)}
            await firm.tell(user(person), first, **figures)
            await firm.tell(user(person), first.replace(year=2025), uv=900)
        await firm.close(f"{first:%Y-%m}", now=closing)
        await watched.listen(closing)
        await correct(watched, story.corrected[month], closing + timedelta(hours=3))
    return watched


async def correct(watched: Watched, corrected: Mapping[int, frozenset[int]], now: datetime) -> None:
    firm = watched.firm
    for month, persons in corrected.items():
        for person in persons:
            version = watched.versions.get((person, month), 0) + 1
            watched.versions[person, month] = version
            typed = f"{FIGURE} {figure(person, month, version)} {MONTHS[month]:%Y-%m}-28"
            await firm.correct(user(person), typed, now=now)
        async with firm.database.write() as session:
            turn = Turn(await firm.cast.who(EVE), now, session)
            await service.compute_anew(turn, f"{MONTHS[month]:%Y-%m}", "They came in late.")
        async with firm.database.write() as session:
            await service.revise_teams(session, firm.workspace_id, now=now)
    await watched.listen(now)


def december_and_quarter(*teams: int) -> set[str]:
    return {f"Team {team} {period}" for team in teams for period in ("2026-12", "2026-Q4")}


@pytest.mark.parametrize(
    ("story", "without_score"),
    [
        (Story([SETTLED] * 3), set()),
        (
            Story([SETTLED, SETTLED, moved(p4=0)]),
            december_and_quarter(0, 1),
        ),
        (Story([BEFORE, BEFORE, AFTER]), december_and_quarter(0, 2)),
        (Story([SETTLED] * 3, corrected=({0: frozenset({5})}, {}, {0: frozenset({0, 1, 2})})), {"Team 1 2026-Q4"}),
    ],
    ids=["settled", "one goes to another team", "four go", "corrected"],
)
async def test_nobody_is_given_away(sqlite_url: str, story: Story, without_score: set[str]) -> None:
    database = databases.opened(sqlite_url)
    watched = await told(database, story)
    await database.close()
    assert watched.read == watched.sums, "what is written is what was told, and nothing else is"
    assert watched.without_score == {*without_score, *YEAR}
    for rows in watched.rows.values():
        assert len(rows) >= len(MONTHS)
        assert given_away(Posts(MINIMUM, by_the_rules=True, rows=rows)) == set()
