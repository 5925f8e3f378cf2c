"""A company with lenient and severe raters, run through the service itself: who rates whom, ratings, release.

Everybody has an ability that nobody sees, and a leniency. What a rater says about somebody follows from both and from
how the two get on, the same in every round; which raters somebody gets is chance.
"""

import random
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from sqlmodel import select

from bot.db.engine import Database
from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment, ReviewResult
from bot.features.reviews.service import Answer, Tie, Worked
from bot.features.schemes import service as schemes
from bot.turn import Who
from scoring.interval import quantile
from scoring.periods import Period
from tests.features.people.cast import EVE, Cast, account, opened
from tests.features.reviews.cast import METRIC, SETTINGS

TEAM = 10
ABILITY, LENIENCY, REST, MEAN = 0.5, 0.5, 0.5, 3.3
ROUNDS: Mapping[str, tuple[datetime, ...]] = {
    "2026-12": tuple(datetime(2026 + (day < 20), 12 if day > 20 else 1, day, 9, tzinfo=UTC) for day in (21, 28, 4)),
    "2027-03": tuple(datetime(2027, 3 + (day < 20), day, 9, tzinfo=UTC) for day in (22, 26, 2)),
}
"""Month → when a round is prepared and opened, when people rate, when it is over."""
INTERVAL = quantile(0.95)


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """The chance that decides who rates whom, and how kept values are rounded, is the same every time."""
    before = secrets.randbits
    secrets.randbits = random.Random(seed).getrandbits
    try:
        yield
    finally:
        secrets.randbits = before


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one round, by member: what was released; and what the release has erased, the plain mean and the `pairs`
    (rater, subject). `correction` is what is told of the round as a whole."""

    plain: Mapping[int, float]
    corrected: Mapping[int, float]
    error: Mapping[int, float]
    pairs: frozenset[tuple[int, int]]
    correction: float


@dataclass(frozen=True, slots=True)
class Company:
    cast: Cast
    whos: Sequence[Who]
    eve: Who
    able: Mapping[int, float]
    lenient: Mapping[int, float]

    @property
    def database(self) -> Database:
        return self.cast.database

    async def round(self, month: str) -> Scores:
        """From its preparation to its release."""
        workspace_id = self.cast.workspace_id
        prepared, rated, over = ROUNDS[month]
        given = {"settings": SETTINGS}
        async with self.database.write() as session:
            cycle = await service.draft(session, self.eve, month, now=prepared, **given)
            await service.open_cycle(session, workspace_id, cycle.key, now=rated, **given)
        said = await self._rate(cycle.key, rated)
        async with self.database.write() as session:
            assert await service.close_due(session, workspace_id, now=over, **given) == [cycle.key]
            await service.release(session, workspace_id, cycle.key, now=over, **given)
            query = select(ReviewResult).where(ReviewResult.cycle_id == cycle.key)
            rows = [row for row in (await session.exec(query)).all() if row.parts is not None]
            told = await service.ratings_for_cards(session, workspace_id, {cycle.key: month})
        (correction,) = {each.correction for each in told if each.corrected}
        values: dict[int, list[int]] = defaultdict(list)
        for (_, subject), value in said.items():
            values[subject].append(value)
        plain = {row.subject_id: float(np.mean(values[row.subject_id])) for row in rows}
        corrected, error = ({row.subject_id: getattr(row, name) for row in rows} for name in ("corrected", "error"))
        return Scores(plain, corrected, error, frozenset(said), correction or 0.0)

    async def _rate(self, cycle_id: int, now: datetime) -> dict[tuple[int, int], int]:
        whos = {who.member_id: who for who in self.whos}
        async with self.database.write() as session:
            asked = (await session.exec(select(ReviewAssignment).where(ReviewAssignment.cycle_id == cycle_id))).all()
            pairs = sorted((each.rater_id, each.subject_id) for each in asked)
            said = {(rater, subject): self._said(rater, subject) for rater, subject in pairs}
            for (rater, subject), value in said.items():
                answers = {METRIC: Answer(value, "What was seen")}
                await service.submit(session, whos[rater], cycle_id, subject, answers, now=now, settings=SETTINGS)
        return said

    def _said(self, rater: int, subject: int) -> int:
        rest = np.random.default_rng([rater, subject]).normal(0, REST)
        return int(np.clip(np.rint(MEAN + self.able[subject] + self.lenient[rater] + rest), 1, 5))


async def company(database: Database, members: int, *, seed: int) -> Company:
    """Teams of ten under a lead, by the rules that ask colleagues each quarter; everybody has worked with others."""
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    users = [f"U0SIM{number:04d}" for number in range(members)]
    await cast.sync(*[account(user, f"Member {user[-4:]}") for user in users], account(EVE, "Eve Moreau"))
    rows = [_row(number, users) for number in range(members)]
    report = await cast.load("\n".join(["member,team,manager,role,lead", *rows, f"{EVE},,,hr,"]))
    assert report.problems == []
    whos = [await cast.who(user) for user in users]
    await _worked(cast, [who.member_id for who in whos], seed)
    dice = np.random.default_rng(seed)
    able, lenient = (
        dict(zip([who.member_id for who in whos], dice.normal(0, sd, members).tolist(), strict=True))
        for sd in (ABILITY, LENIENCY)
    )
    return Company(cast, whos, await cast.who(EVE), able, lenient)


def _row(number: int, users: Sequence[str]) -> str:
    lead = number // TEAM * TEAM
    manager, is_lead = ("", "yes") if number == lead else (users[lead], "")
    return f"{users[number]},Team {lead // TEAM},{manager},,{is_lead}"


async def _worked(cast: Cast, keys: Sequence[int], seed: int) -> None:
    dice = np.random.default_rng([seed, 1])
    others = dice.integers(0, len(keys), (len(keys), 3))
    worked = [Worked(key, keys[other], Tie.PROJECT) for key, row in zip(keys, others, strict=True) for other in row]
    async with cast.database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "integrated_team", now=ROUNDS["2026-12"][0])
        for month in ("2026-11", "2027-02"):
            await service.note_collaboration(session, cast.workspace_id, worked, month=Period.parse(month))


def unexplained(found: Mapping[int, float], truth: Mapping[int, float]) -> float:
    """1 − r²: the part of what people differ in that a score leaves open."""
    return float(1 - np.corrcoef([found[each] for each in found], [truth[each] for each in found])[0, 1] ** 2)


def drawn_again(first: Scores, second: Scores) -> float:
    """The share of the first round's raters whom people have in the second as well."""
    return len(first.pairs & second.pairs) / len(first.pairs)


def within(first: Scores, second: Scores, *, of: str = "corrected") -> float:
    """The share of people whose rank in the second round is one that the first round's intervals leave open.

    A person's interval of ranks: as many are above them as have a better score than its upper end, and so on.
    """
    both = sorted(first.corrected.keys() & second.corrected.keys())
    one, other = (np.array([getattr(each, of)[member] for member in both]) for each in (first, second))
    reach = INTERVAL * np.array([first.error[member] for member in both])
    above = np.array([(other > score).sum() for score in other])
    best = np.array([(one > end).sum() for end in one + reach])
    worst = np.array([(one > end).sum() for end in one - reach])
    return float(((best <= above) & (above <= worst)).mean())
