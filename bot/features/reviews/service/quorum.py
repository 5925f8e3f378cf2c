"""Counts, in the night, how many members have not got as many ratings as a score takes."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.kinds import LEAST_RATERS, Kind
from bot.features.reviews.rules.quorum import Quorum, quorum_of
from bot.features.reviews.service.completion import short_in


async def note_quorum(session: AsyncSession, cycle: ReviewCycle, *, is_told: bool, today: date) -> None:
    """Keep with an open cycle what HR is told until the next night; nothing before half of its days are over."""
    found = await _quorum(session, cycle, today=today) if is_told else None
    cycle.n_rated, cycle.n_below = (found.rated, found.below) if found else (None, None)
    session.add(cycle)
    await session.flush()


async def _quorum(session: AsyncSession, cycle: ReviewCycle, *, today: date) -> Quorum | None:
    """Without whoever is HR, as members and as raters, so that each of them may read it. Whoever cannot judge has given
    a rating here: what somebody says is not looked at before the release."""
    workspace_id = cycle.workspace_id
    hr = {each.key for each in await people.hr(session, workspace_id, on=today)}
    present = await people.members_with_team(session, workspace_id, on=today)
    given = await repository.given_by_subject(session, workspace_id, cycle.key)
    rated = {each.key for each in await short_in(session, cycle, present)}
    rated |= given.keys() & {member.key for member, _ in present}
    rated -= hr
    least = LEAST_RATERS[Kind(cycle.kind)]
    raters = [
        each for key, each in (await repository.progress(session, workspace_id, cycle.key)).items() if key not in hr
    ]
    return quorum_of(
        len(rated),
        sum(given.get(key, 0) < least for key in rated),
        begun=sum(done > 0 for _, done in raters),
        unfinished=sum(done < asked for asked, done in raters),
    )
