"""What there is to name or to approve, for prompts: numbers, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.notices import REMINDED_DAYS
from bot.features.reviews.service.finding import day_of
from bot.settings import Settings
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Naming:
    """A cycle before which members name their raters: how many this one has named, None for who is not rated in it;
    how many of those who report to them wait for their approval; how many days are left."""

    cycle: ReviewCycle
    named: int | None
    waiting: int
    days_left: int

    @property
    def is_ending(self) -> bool:
        return self.days_left <= REMINDED_DAYS


async def namings_of(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> list[Naming]:
    """Of all cycles that are not open yet, the first to open first."""
    today = day_of(now, settings)
    cycles = await repository.unreleased_cycles(session, who.workspace_id)
    found = []
    for cycle in cycles:
        if cycle.state == State.NOMINATING and cycle.opens_on > today:
            waiting = await repository.waiting_for(session, who.workspace_id, cycle.key, who.member_id, on=today)
            named = await _named(session, who, cycle, now=now, settings=settings)
            found.append(Naming(cycle, named, waiting, (cycle.opens_on - today).days))
    return found


async def _named(
    session: AsyncSession, who: Who, cycle: ReviewCycle, *, now: datetime, settings: Settings
) -> int | None:
    team = await people.team_of(session, who.workspace_id, who.member_id, on=day_of(now, settings))
    scopes = await repository.scopes(session, who.workspace_id, cycle.key)
    if team is None or team.key not in {scope.team_id for scope in scopes}:
        return None
    return len(await repository.nominations(session, who.workspace_id, cycle.key, [who.member_id]))
