"""Who is new and who has left, for those who look after people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.models import Member, Team
from bot.features.people.rules.timeline import value_on
from bot.features.people.rules.visibility import Action, Subject
from bot.features.people.service.membership import Places
from bot.features.people.service.timelines import Timelines
from bot.features.people.service.visibility import may, require_administrator
from bot.turn import Who

SPANS = (30, 90, 365)
"""Days to look back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came or left on a day; `team` is where they are, or were at last, `leads` the one that they lead.
    `manages` counts people who are in nobody else's hands: whose manager they are today."""

    member: Member
    on: date
    team: Team | None
    leads: Team | None
    manages: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Those of the last `days`, the newest first; `may_merge` is about who asks."""

    has_left: bool
    days: int
    people: Sequence[Arrival]
    may_merge: bool = False


async def arrivals(session: AsyncSession, who: Who, *, has_left: bool, days: int, now: datetime) -> Arrivals:
    """For administrators only; `days` other than one of SPANS are the shortest of them."""
    today = who.day_of(now)
    await require_administrator(session, who, on=today)
    span = days if days in SPANS else SPANS[0]
    since = today - timedelta(days=span)
    members = await repository.came_or_left(session, who.workspace_id, since=since, has_left=has_left)
    teams = {each.key: each for each in await repository.teams(session, who.workspace_id)}
    places = await Places.read(session, who.workspace_id)
    managers = await Timelines.read(session, who.workspace_id, repository.MANAGERS)
    manages = Counter(managers.all_on(today).values())
    leads = {member_id: team_id for team_id, member_id in places.leads.all_on(today).items()}
    found = [
        Arrival(
            member=each,
            on=_day(each, has_left=has_left),
            team=teams.get(value_on(places.teams.of(each.key), today) or 0),
            leads=teams.get(leads.get(each.key, 0)),
            manages=manages[each.key],
        )
        for each in members
    ]
    may_merge = await may(session, who, Action.MERGE_ACCOUNTS, Subject(), at=now)
    return Arrivals(has_left, span, found, may_merge)


def _day(member: Member, *, has_left: bool) -> date:
    day = member.left_on if has_left else member.joined_on
    assert day, "asked for by this day"
    return day
