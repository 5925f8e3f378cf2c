"""A lead opens a retrospective: who was in the project, until when, and the ratings that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.campaigns import service as campaigns
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import OPEN, RetroMember, Retrospective
from bot.features.retrospectives.rules import keys
from bot.features.retrospectives.rules.days import accepted_close, proposed_close
from bot.features.retrospectives.rules.texts import MOST_OPEN, accepted_description, accepted_title, refuse_size
from bot.features.retrospectives.service.finding import calendar_of, denied, rhythm_of, team_to_open_for
from bot.features.retrospectives.service.telling import tell_all
from bot.features.reviews import service as reviews
from bot.features.reviews.service import Tie, Worked
from bot.turn import Who
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Blank:
    """What the form starts from; `members` are Slack ids."""

    title: str
    closes_on: date
    members: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A form as it was sent; `members` are Slack ids."""

    title: str
    description: str
    members: Sequence[str]
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """`unrated` are members about whom nobody is asked, because less than three could rate them."""

    row: Retrospective
    members: Sequence[Member]
    unrated: Sequence[Member]


async def blank(session: AsyncSession, who: Who, title: str, *, now: datetime) -> Blank:
    """Denied for everybody but the leads of teams."""
    if await team_to_open_for(session, who, now=now) is None:
        raise denied(who, "open_retrospective", key="retrospectives-error-only-leads")
    rhythm = await rhythm_of(session, who.workspace_id)
    today = rhythm.day_of(now)
    calendar = await calendar_of(session, who, rhythm, today=today)
    return Blank(title, proposed_close(today=today, calendar=calendar))


async def blank_from(session: AsyncSession, who: Who, campaign_id: int, *, today: date, now: datetime) -> Blank:
    """With name and members of a campaign that is over. Denied for everybody but the leads of teams, and who does not
    run it; Rejected while it goes on. `today` is the workspace's."""
    ended = await campaigns.ended(session, who, campaign_id, today=today, now=now)
    return replace(await blank(session, who, ended.name, now=now), members=ended.users)


async def open_retrospective(session: AsyncSession, who: Who, wish: Wish, *, now: datetime) -> Opened:
    """Write it down, let the members rate each other, and tell them.

    Denied for everybody but the leads of teams. Rejected for a title or description that will not do, less than three
    or more than forty members, people who are no members here, a last day that will not do, and more than five of one
    lead at a time.
    """
    await repository.lock_workspace(session, who.workspace_id)
    team_id = await team_to_open_for(session, who, now=now)
    if team_id is None:
        raise denied(who, "open_retrospective", key="retrospectives-error-only-leads")
    led = await repository.led_by(session, who.workspace_id, who.member_id)
    if sum(each.state == OPEN for each in led) >= MOST_OPEN:
        raise Rejected("retrospectives-error-many", limit=MOST_OPEN)
    title, description = accepted_title(wish.title), accepted_description(wish.description)
    members = await _members(session, who, wish.members)
    rhythm = await rhythm_of(session, who.workspace_id)
    today = rhythm.day_of(now)
    calendar = await calendar_of(session, who, rhythm, today=today)
    row = Retrospective(
        workspace_id=who.workspace_id,
        lead_id=who.member_id,
        team_id=team_id,
        title=title,
        description=description,
        opened_on=today,
        closes_on=accepted_close(wish.closes_on, today=today, calendar=calendar),
    )
    project = await reviews.open_project(
        session,
        who,
        title=title,
        member_ids=[each.key for each in members],
        on=today,
        closes_on=row.closes_on,
        working_days=rhythm.working_days,
    )
    row.cycle_id = project.cycle_id
    await _keep(session, row, members)
    told = [each.key for each in members if each.key != who.member_id]
    await tell_all(session, row, told, keys.OPENED, keys.opened_key, now=now)
    await record(session, Entry.of(who, Audited.RETRO_OPENED, About.WORKSPACE, None, number=row.key, n=len(members)))
    return Opened(row, members, [each for each in members if each.key in project.unrated])


async def _keep(session: AsyncSession, row: Retrospective, members: Sequence[Member]) -> None:
    session.add(row)
    await session.flush()
    places = [
        RetroMember(workspace_id=row.workspace_id, retrospective_id=row.key, member_id=each.key) for each in members
    ]
    await repository.add_members(session, places)
    await _note_who_worked(session, row, [each.key for each in members])


async def _note_who_worked(session: AsyncSession, row: Retrospective, member_ids: Sequence[int]) -> None:
    """Who was in a project together may be asked to rate each other in the months to come."""
    month = Period.parse(f"{row.opened_on:%Y-%m}")
    found = await repository.worked_together(
        session, row.workspace_id, member_ids, since=month.start, until=row.opened_on
    )
    worked = [Worked(one, other, Tie.PROJECT, times) for one, other, times in found]
    await reviews.note_collaboration(session, row.workspace_id, worked, month=month)


async def _members(session: AsyncSession, who: Who, slack_users: Sequence[str]) -> list[Member]:
    """By name, each once. Rejected for people who are not here, and for too few or too many."""
    found = await people.members_named(session, who, slack_users, refusal="retrospectives-error-not-here")
    refuse_size(found)
    return found
