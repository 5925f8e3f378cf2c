"""By which team's rules a card of a month is, for who was in several."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.service import Sight
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.spans import is_month
from scoring.periods import Period


async def last_team_of(session: AsyncSession, sight: Sight, card: Card, *, until: date | None = None) -> str:
    """The name of the card's team where its owner was in others, too, in that month, `until` a day of it; else empty.
    Of months alone: a longer card compares its months' teams."""
    if not is_month(card.period):
        return ""
    month = Period.parse(card.period)
    last = min(until or month.end, month.end)
    teams = await people.teams_between(session, sight.workspace_id, sight.member_id, first=month.start, last=last)
    names = {each.key: each.name for each in teams}
    return names.get(card.team_id, "") if len(names) > 1 else ""
