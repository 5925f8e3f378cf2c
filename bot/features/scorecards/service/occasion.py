"""Whether there is anything to make a month's cards from."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals import service as appraisals
from bot.features.metrics import service as metrics
from bot.features.people.models import Member, Team
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.scorecards.rules.voices import Voices, means_of, periods_ending_with
from bot.features.voices import service as voices_outside
from scoring.periods import Period

AT_ONCE = 1_000
"""Members asked about in one statement: the first have mostly told something."""
Roster = Sequence[tuple[Member, Team]]
"""Members with the teams in which they were last in a month."""


async def voices_of(session: AsyncSession, workspace_id: int, month: Period, *, today: date) -> Voices:
    """What people outside said about periods that end with the month, if these are over."""
    return {
        period.cadence: await voices_outside.ratings_for(session, workspace_id, period, today=today)
        for period in periods_ending_with(month)
    }


async def has_anything(
    session: AsyncSession,
    workspace_id: int,
    period: Period,
    everybody: Roster,
    cycles: Mapping[int, str],
    voices: Voices,
) -> bool:
    """A figure of the month, a rating of it that is released (`cycles` with their months) or a manager's, or a mean of
    people outside that is on somebody's card."""
    members = [member.key for member, _ in everybody]
    for start in range(0, len(members), AT_ONCE):
        if await metrics.rollups_for(session, workspace_id, members[start : start + AT_ONCE], [period.start]):
            return True
    own = {cycle: month for cycle, month in cycles.items() if month == str(period)}
    rated = await reviews.ratings_for_cards(session, workspace_id, own, about=members)
    if any(each.corrected is not None for each in rated):
        return True
    if await appraisals.ratings_for(session, workspace_id, None, [period.start]):
        return True
    return any(voices.values()) and await _is_spoken_of(session, workspace_id, period, everybody, voices)


async def _is_spoken_of(
    session: AsyncSession, workspace_id: int, period: Period, everybody: Roster, voices: Voices
) -> bool:
    by_team = await schemes.schemes_of_teams(session, workspace_id, on=period.end)
    return any(
        mean.value is not None
        for member, team in everybody
        if team.key in by_team
        for mean in means_of(by_team[team.key].scheme, voices, [member.key], period)
    )
