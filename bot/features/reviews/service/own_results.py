"""What released cycles came to for whoever asks about themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository.drafts import released_cycles
from bot.features.reviews.rules.leniency import Leaning
from bot.features.reviews.service.finding import questions_of
from bot.features.reviews.service.leniency import own_leanings
from bot.features.reviews.service.releasing import Shown, shown_results
from bot.turn import Who
from scoring.values import Text

CYCLES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnResult:
    """Of one released cycle: what was said about the member, and how the member rated others, where that is kept.
    `titles` of the metrics."""

    cycle: ReviewCycle
    shown: Shown
    leaning: Leaning | None
    titles: dict[str, Text]


async def own_results(session: AsyncSession, who: Who, *, now: datetime) -> list[OwnResult]:
    """The newest first, a year at most; cycles with nothing about or by the member are left out."""
    cycles = await released_cycles(session, who.workspace_id, limit=CYCLES_SHOWN)
    leanings = await own_leanings(session, who, cycles)
    found = []
    for cycle in cycles:
        shown = await shown_results(session, who, who.member_id, cycle.key, now=now)
        if shown.results or cycle.key in leanings:
            titles = await _titles(session, cycle, {each.metric for each in shown.results})
            found.append(OwnResult(cycle, shown, leanings.get(cycle.key), titles))
    return found


async def _titles(session: AsyncSession, cycle: ReviewCycle, metrics: set[str]) -> dict[str, Text]:
    """As they were asked. Teams whose rules are the same call them the same."""
    titles: dict[str, Text] = {}
    for scope in await repository.scopes(session, cycle.workspace_id, cycle.key):
        if metrics <= titles.keys():
            break
        titles |= {each.metric: each.title for each in await questions_of(session, cycle, scope)}
    return titles
