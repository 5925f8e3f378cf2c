"""What people read: a list, one campaign, and what messages about it say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.campaigns import repository
from bot.features.campaigns.models import Campaign, CampaignMember
from bot.features.campaigns.repository.ties import stays
from bot.features.campaigns.rules.together import Together, together
from bot.features.campaigns.service.changing import gone_of, members_of
from bot.features.campaigns.service.finding import Place, keepers, place_of, runs_all, team_led
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.turn import Who

PAGE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign in a list; `keeper` looks after it, None: HR."""

    row: Campaign
    keeper: Member | None
    members: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, from `offset` on: one's own, or for HR all; or those `about` somebody else."""

    today: date
    lines: Sequence[Line]
    offset: int
    has_more: bool
    may_open: bool
    about: Member | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One campaign as somebody sees it. `gone` are those who have left it by themselves, for who runs it."""

    place: Place
    today: date
    keeper: Member | None
    members: Sequence[Member]
    gone: Sequence[Member]
    may_look_back: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says: about which place, and whose."""

    place: Place
    own: CampaignMember
    keeper: Member | None
    member: Member | None


@dataclass(frozen=True, slots=True)
class Ended:
    """What a retrospective can start from; `users` are Slack ids."""

    name: str
    users: Sequence[str]


async def listed(session: AsyncSession, who: Who, offset: int, *, today: date, now: datetime) -> Listed:
    """What the reader is in or looks after; for HR, all."""
    led = await team_led(session, who, now=now)
    is_hr = await runs_all(session, who, now=now)
    limit = PAGE + 1
    if is_hr:
        rows = await repository.of_all(session, who.workspace_id, today=today, offset=offset, limit=limit)
    else:
        own = people.own(who)
        rows = await repository.of_person(session, own, led=led, today=today, offset=offset, limit=limit)
    lines = await _lines(session, who, rows[:PAGE], today=today)
    return Listed(today, lines, offset, len(rows) > PAGE, is_hr or led is not None)


async def named(session: AsyncSession, who: Who, typed: str, *, today: date, now: datetime) -> Listed:
    """What somebody is in or has opened whom the reader manages, or for HR anybody; `typed` as `find_member` reads it.
    Denied for everybody else."""
    found = await people.find_visible(session, who, Action.SEE_CAMPAIGNS, typed, at=now)
    return await listed_about(session, who, found.key, 0, today=today, now=now)


async def listed_about(
    session: AsyncSession, who: Who, member_id: int, offset: int, *, today: date, now: datetime
) -> Listed:
    """The same by the member's key."""
    sight = await people.require(session, who, Action.SEE_CAMPAIGNS, member_id, at=now)
    rows = await repository.of_person(session, sight, led=None, today=today, offset=offset, limit=PAGE + 1)
    about = await people.member(session, who.workspace_id, member_id)
    return Listed(today, await _lines(session, who, rows[:PAGE], today=today), offset, len(rows) > PAGE, False, about)


async def shown(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime, through: int = 0) -> Shown:
    """One campaign. Denied for who has nothing to do with it."""
    place = await place_of(session, who, key, now=now, through=through)
    keeper = (await keepers(session, who.workspace_id, [place.row], on=today)).get(key)
    is_over = place.row.is_over(today)
    return Shown(
        place=place,
        today=today,
        keeper=keeper,
        members=await members_of(session, place),
        gone=await gone_of(session, place) if place.runs else (),
        may_look_back=is_over and place.runs and await team_led(session, who, now=now) is not None,
    )


async def ended(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Ended:
    """Name and members of one that is over. Denied for everybody who does not run it; Rejected while it goes on."""
    place = await place_of(session, who, key, now=now)
    if not place.runs:
        raise people.not_visible(who, Action.RUN_CAMPAIGNS)
    if not place.row.is_over(today):
        raise Rejected("campaigns-error-not-over")
    return Ended(place.row.name, [each.slack_user for each in await members_of(session, place)])


async def told_opened(session: AsyncSession, who: Who, key: int, place_id: int, *, now: datetime) -> Told | None:
    """For the message to who has come into it; None when they have left it by now, and when it is over."""
    found = await _told(session, who, key, place_id, now=now)
    is_theirs = found is not None and found.own.member_id == who.member_id and found.own.left_on is None
    return found if is_theirs else None


async def told_left(session: AsyncSession, who: Who, key: int, place_id: int, *, now: datetime) -> Told | None:
    """For the message to who runs it; None when they do not any more, or it is over."""
    found = await _told(session, who, key, place_id, now=now)
    return found if found is not None and found.place.runs and found.own.says_not_theirs else None


async def worked_together(session: AsyncSession, workspace_id: int, working_days: Sequence[date]) -> list[Together]:
    """Who was in how many of each kind with whom on these days, in order of time; for the choice of raters alone."""
    if not working_days:
        return []
    found = await stays(session, workspace_id, first=working_days[0], last=working_days[-1])
    return together(found, working_days)


async def _lines(session: AsyncSession, who: Who, rows: Sequence[Campaign], *, today: date) -> list[Line]:
    if not rows:
        return []
    known = await keepers(session, who.workspace_id, rows, on=today)
    counts = await repository.member_counts(session, who.workspace_id, [row.key for row in rows])
    return [Line(row, known.get(row.key), counts.get(row.key, 0)) for row in rows]


async def _told(session: AsyncSession, who: Who, key: int, place_id: int, *, now: datetime) -> Told | None:
    try:
        place = await place_of(session, who, key, now=now)
    except Rejected:
        return None
    today = who.day_of(now)
    own = next((each for each in place.places if each.key == place_id), None)
    if own is None or place.row.is_over(today):
        return None
    keeper = (await keepers(session, who.workspace_id, [place.row], on=today)).get(key)
    known = await people.members_by_id(session, who.workspace_id, [own.member_id])
    return Told(place, own, keeper, known.get(own.member_id))
