"""A lead, or HR, opens a campaign: who is in it, and from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected
from bot.features.campaigns import repository
from bot.features.campaigns.models import PARTNERSHIP, Campaign, CampaignMember
from bot.features.campaigns.rules.wishes import (
    MOST_OPEN,
    accepted_kind,
    accepted_name,
    accepted_span,
    refuse_size,
)
from bot.features.campaigns.service.finding import runs_all, team_led
from bot.features.campaigns.service.telling import tell_opened
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Blank:
    """What the form starts from."""

    name: str
    first_on: date


@dataclass(frozen=True, slots=True)
class Wish:
    """A form as it was sent; `members` are Slack ids. A campaign keeps the kind with which it was opened. `left` is how
    often anybody had left it when the form to change it was made."""

    name: str
    members: Sequence[str]
    first_on: date | None
    last_on: date | None
    kind: str | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    row: Campaign
    members: Sequence[Member]


async def blank(session: AsyncSession, who: Who, name: str, *, today: date, now: datetime) -> Blank:
    """Denied for everybody but leads of teams and HR."""
    await _team_to_open_for(session, who, now=now)
    return Blank(name, today)


async def open_campaign(session: AsyncSession, who: Who, wish: Wish, *, today: date, now: datetime) -> Opened:
    """Write it down, and tell the members.

    Denied for everybody but leads of teams and HR. Rejected for a name, kind or days that will not do, less than two or
    more than forty members, people who are no members here, a partnership within one team, and more than thirty of one
    opener at a time.
    """
    await repository.lock_workspace(session, who.workspace_id)
    team_id = await _team_to_open_for(session, who, now=now)
    if await repository.count_open(session, who.workspace_id, who.member_id, on=today) >= MOST_OPEN:
        raise Rejected("campaigns-error-many", limit=MOST_OPEN)
    kind, name = accepted_kind(wish.kind), accepted_name(wish.name)
    members = await members_named(session, who, wish.members)
    await refuse_one_team(session, kind, members, on=today)
    span = accepted_span(kind, wish.first_on, wish.last_on, today=today)
    row = Campaign(
        workspace_id=who.workspace_id,
        opener_id=who.member_id,
        team_id=team_id,
        kind=kind,
        name=name,
        first_on=span.first_on,
        last_on=span.last_on,
    )
    session.add(row)
    await session.flush()
    await add_members(session, who, row, members, joined_on=None, now=now)
    n = len(members)
    await record(session, Entry.of(who, Audited.CAMPAIGN_OPENED, About.WORKSPACE, None, number=row.key, what=kind, n=n))
    return Opened(row, members)


async def add_members(
    session: AsyncSession, who: Who, row: Campaign, members: Sequence[Member], *, joined_on: date | None, now: datetime
) -> None:
    """Each gets a place and is told, but for who does it."""
    places = [
        CampaignMember(workspace_id=row.workspace_id, campaign_id=row.key, member_id=each.key, joined_on=joined_on)
        for each in members
    ]
    await repository.add_places(session, places)
    told = {place.key: each for place, each in zip(places, members, strict=True) if each.key != who.member_id}
    await tell_opened(session, row, told, now=now)


async def members_named(session: AsyncSession, who: Who, slack_users: Sequence[str]) -> list[Member]:
    """By name, each once. Rejected for people who are not here, and for too few or too many."""
    found = await people.members_named(session, who, slack_users, refusal="campaigns-error-not-here")
    refuse_size(found)
    return found


async def refuse_one_team(session: AsyncSession, kind: str, members: Sequence[Member], *, on: date) -> None:
    """Rejected for a partnership of people who are all in one team; who is in none counts as of another."""
    teams: set[int | None] = set()
    for each in members if kind == PARTNERSHIP else ():
        team = await people.team_of(session, each.workspace_id, each.key, on=on)
        teams.add(team.key if team else None)
        if len(teams) > 1:
            return
    if teams:
        raise Rejected("campaigns-error-one-team", field="members")


async def _team_to_open_for(session: AsyncSession, who: Who, *, now: datetime) -> int | None:
    """The team that they lead; None for HR who lead none."""
    team_id = await team_led(session, who, now=now)
    if team_id is None and not await runs_all(session, who, now=now):
        wanted = Entry.of(who, Audited.ACCESS_DENIED, About.MEMBER, None, wanted=Action.RUN_CAMPAIGNS)
        raise Denied("campaigns-error-only-leads", wanted)
    return team_id
