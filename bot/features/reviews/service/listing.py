"""What HR's list and forms start from, and the teams that HR names."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository.cycles import team_names
from bot.features.reviews.rules.cycles import STEPS, Move, Mover, State, moved
from bot.features.reviews.rules.dates import Dates
from bot.features.reviews.service.finding import cycle_to_read, day_of, require_hr
from bot.likeness import nearest
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import month_before

BETWEEN = re.compile("[,，、\n]")
PAGE = 8
"""Cycles of a page."""
MONTHS = (1, 0, -1, -2)
"""For which a cycle can be prepared: months before this one."""


@dataclass(frozen=True, slots=True)
class Cycles:
    """One page, the newest first; `teams` are the names of those that a cycle, by its key, is limited to."""

    rows: tuple[ReviewCycle, ...]
    offset: int
    has_more: bool
    teams: Mapping[int, Sequence[str]] = field(default_factory=dict)
    page: int = PAGE


async def cycles(session: AsyncSession, who: Who, *, offset: int, now: datetime) -> Cycles:
    """Denied for anybody but HR."""
    await require_hr(session, who, now=now)
    rows = await repository.cycles(session, who.workspace_id, limit=PAGE + 1, offset=offset)
    teams: dict[int, list[str]] = defaultdict(list)
    for cycle_id, name in await team_names(session, who.workspace_id, [each.key for each in rows]):
        teams[cycle_id].append(name)
    return Cycles(tuple(rows[:PAGE]), offset, len(rows) > PAGE, teams)


async def months_to_review(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> list[date]:
    """First days. Denied for anybody but HR."""
    await require_hr(session, who, now=now)
    return [month_before(day_of(now, settings), back) for back in MONTHS]


async def cycle_to_change(session: AsyncSession, who: Who, cycle_id: int, move: Move, *, now: datetime) -> ReviewCycle:
    """For a form. Denied for anybody but HR; Rejected when there is no such cycle, or not in a state for that."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if State(cycle.state) not in STEPS[move].since:
        moved(State(cycle.state), move, by=Mover.HR)
    return cycle


async def teams_named(session: AsyncSession, who: Who, typed: str, *, now: datetime) -> list[int] | None:
    """By names with commas or lines between them; None for all, when nothing was typed. Denied for anybody but HR;
    Rejected with the nearest name for a team that there is not."""
    await require_hr(session, who, now=now)
    wanted = [
        " ".join(each.split()) for each in typed.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")
    ]
    wanted = [each for each in wanted if each]
    if not wanted:
        return None
    known = {team.name.lower(): team for team in await people.teams(session, who.workspace_id)}
    for each in wanted:
        if each.lower() not in known:
            alike = nearest(each, [team.name for team in known.values()])
            key = "reviews-error-team-nearest" if alike else "reviews-error-team"
            raise Rejected(key, field="teams", typed=each, **({"nearest": alike[0]} if alike else {}))
    return [known[each.lower()].key for each in wanted]


def days_chosen(opens_on: date | None, closes_on: date | None) -> Dates | None:
    """None for neither: the calendar's own. Rejected for one without the other."""
    if opens_on is None and closes_on is None:
        return None
    if opens_on is None or closes_on is None:
        raise Rejected("reviews-error-one-day", field="opens_on" if opens_on is None else "closes_on")
    return Dates(opens_on, closes_on)


async def pair_named(
    session: AsyncSession, who: Who, rater: str | None, subject: str | None, *, now: datetime
) -> tuple[int, int]:
    """Keys of two accounts that HR picked. Denied for anybody but HR; Rejected for one who is no member."""
    await require_hr(session, who, now=now)
    found = [await people.find_member(session, who.workspace_id, each or "") for each in (rater, subject)]
    return found[0].key, found[1].key
