"""Everything that is stored about a member's person: for themselves, and how it is forgotten."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.homes import tour_step
from bot.features.people import repository
from bot.features.people.models import ADMIN, HR, Member, Team
from bot.features.people.repository.personal import empty_grants, every_absence, every_leadership, remove_absences
from bot.features.people.rules.timeline import until, without
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.erased import ErasedAccounts
from bot.features.people.service.history import history_of
from bot.features.people.service.lookup import member, who_is
from bot.features.people.service.membership import Places
from bot.features.people.service.timelines import Timelines

Rows = list[dict[str, Any]]
PROFILE = (
    *("slack_user", "name", "email", "zone", "locale", "language", "is_active", "is_slack_admin", "joined_on"),
    *("left_on", "country", "prompt_minute", "quiet_start", "quiet_end", "paused_until"),
)


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, Rows]:
    """By kind, the earliest first. Of others only the names of the member's teams and managers."""
    own = await member(session, workspace_id, member_id)
    history = await history_of(session, workspace_id, own)
    teams = {each.key: each.name for each in await repository.teams(session, workspace_id)}
    step = await tour_step(session, workspace_id, own.slack_user)
    led = await every_leadership(session, workspace_id, member_id)
    return {
        "profile": [
            {**{name: getattr(own, name) for name in PROFILE}, "has_opened_home": step is not None, "tour_step": step}
        ],
        "teams": [_stretch("team", each.name, each) for each in history.teams],
        "leads": [_stretch("team", teams[each.team_id], each) for each in led],
        "managers": [_stretch("manager", each.name, each) for each in history.managers],
        "roles": [
            {
                **_stretch("role", each.role, each),
                "reason": each.reason,
                "granted_at": each.granted_at,
                "revoked_at": each.revoked_at,
                "revoked_reason": each.revoked_reason,
            }
            for each in history.grants
        ],
        "absences": [
            {**_stretch("kind", each.kind, each), "created_at": each.created_at}
            for each in await every_absence(session, workspace_id, member_id)
        ],
    }


def _stretch(name: str, value: str, row: Any) -> dict[str, Any]:
    return {name: value, "first_on": row.first_on, "last_on": row.last_on}


async def who_decides(session: AsyncSession, workspace_id: int, about: int, *, on: date) -> list[Member]:
    """About a member's data: HR, or where nobody else is HR administrators, or Slack's; never the member."""
    hr = await repository.holders(session, workspace_id, (HR,), on=on)
    administrators = await repository.holders(session, workspace_id, (ADMIN,), on=on)
    of_slack = await repository.slack_admins(session, workspace_id)
    for some in (hr, administrators, of_slack):
        if others := [each for each in some if each.key != about]:
            return others
    return []


async def hold_people(session: AsyncSession, workspace_id: int) -> None:
    """Nobody else changes teams, managers or accounts until the transaction ends; before anything else is locked."""
    await repository.lock_workspace(session, workspace_id)


async def let_go(
    session: AsyncSession, workspace_id: int, leaving: Sequence[Member], *, now: datetime
) -> tuple[Team, ...]:
    """These members are active no more and not taken over from Slack again; returns the teams that need another lead.
    Who reported to them reports to nobody; what was planned with them for a later day does not happen."""
    await repository.lock_workspace(session, workspace_id)
    places = await Places.read(session, workspace_id)
    managers = await Timelines.read(session, workspace_id, repository.MANAGERS)
    teams = await repository.teams(session, workspace_id)
    led = {each.key: each for own in leaving for each in teams if _leads(places, each, own, now)}
    for own in leaving:
        await _let_nobody_in(session, own)
        _end(own, places, managers, who_is(own).day_of(now))
    await places.save(session, workspace_id)
    await managers.save(session, workspace_id)
    session.add_all(leaving)
    await session.flush()
    forget_after_commit(session, [own.slack_user for own in leaving])
    return tuple(led.values())


def _leads(places: Places, team: Team, own: Member, now: datetime) -> bool:
    """Also from a later day on."""
    spans = places.leads.of(team.key)
    return without(spans, own.key, who_is(own).day_of(now)) != spans


def _end(own: Member, places: Places, managers: Timelines, day: date) -> None:
    for some in (places.teams, managers):
        some.put(own.key, until(some.of(own.key), day))
    for others in (places.leads, managers):
        for subject in others.subjects(own.key):
            others.put(subject, without(others.of(subject), own.key, day))
    own.is_active, own.is_slack_admin, own.left_on = False, False, own.left_on or day


async def _let_nobody_in(session: AsyncSession, own: Member) -> None:
    """No sync takes the account over again."""
    erased = await ErasedAccounts.read(session, own.workspace_id)
    if erased.row_of(own.slack_user) is None:
        session.add(erased.new_row(own.workspace_id, own.slack_user))
        await session.flush()


async def forget_person(session: AsyncSession, workspace_id: int, member_id: int, *, name: str, now: datetime) -> None:
    """What is left is a number, with the days in teams and under managers that figures belong to."""
    own = await member(session, workspace_id, member_id)
    await _let_nobody_in(session, own)
    nothing = ("email", "language", "joined_on", "prompt_minute", "country", "paused_until", "quiet_start", "quiet_end")
    for each in nothing:
        setattr(own, each, None)
    own.slack_user, own.name, own.zone, own.locale = f"erased-{member_id}", name, "UTC", ""
    own.is_active = own.is_slack_admin = False
    session.add(own)
    await remove_absences(session, workspace_id, member_id)
    await empty_grants(session, workspace_id, member_id, now=now)
    await session.flush()
