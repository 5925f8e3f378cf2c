"""Where teams' posts are: for links, to who is in the team or leads it, as those see its channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.places import Place, places_in_channel
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.scorecards.service.team_posting import details_key, post_key
from bot.turn import Who
from scoring.periods import Cadence, Period

MONTHS = 3
"""The newest post is that of one of so many months, or too old to be led to."""


@dataclass(frozen=True, slots=True)
class Post:
    """A month's post by channel and `ts`; `has_details`: there are figures in the thread under it."""

    place: Place
    has_details: bool


async def newest_post(session: AsyncSession, team: Team, *, today: date) -> Post | None:
    """In the channel that the team has now; one statement."""
    month = Period.containing(today, Cadence.MONTH)
    found = await _posts(session, team, [str(month.previous(back)) for back in range(1, MONTHS + 1)])
    return found[0] if found else None


async def posts_of(session: AsyncSession, who: Who, teams: Iterable[Team], period: str, *, on: date) -> dict[int, Post]:
    """By team, of those that the reader is in or leads on that day: nobody tells us who else sees a channel."""
    own = await people.team_of(session, who.workspace_id, who.member_id, on=on)
    theirs = {own.key if own else None, await people.team_led_by(session, who.workspace_id, who.member_id, on=on)}
    found: dict[int, Post] = {}
    for team in teams:
        if team.key in theirs and (posts := await _posts(session, team, [period])):
            found[team.key] = posts[0]
    return found


async def _posts(session: AsyncSession, team: Team, periods: Iterable[str]) -> list[Post]:
    """In the order of the periods."""
    if not team.channel:
        return []
    keys = [post_key(team.key, each) for each in periods]
    found = await places_in_channel(session, team.workspace_id, team.channel, [*keys, *map(details_key, keys)])
    return [Post(found[key], details_key(key) in found) for key in keys if key in found]
