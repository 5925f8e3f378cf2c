"""The one place that decides who may see or do what."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.entries import Entry
from bot.errors import Denied
from bot.features.people import repository
from bot.features.people.models import ADMIN, HR, Member, Team
from bot.features.people.repository import bonds as bonding
from bot.features.people.repository.bonds import Standing
from bot.features.people.rules import visibility
from bot.features.people.rules.visibility import (
    Action,
    Relation,
    Sight,
    Subject,
    is_administrator,
    relations_by_role,
    relations_of,
)
from bot.features.people.service.lookup import find_member, members_meant
from bot.turn import Who, day_in

NOBODY = 0
"""A key that no row has."""


async def may(session: AsyncSession, viewer: Who, action: Action, subject: Subject, *, at: datetime) -> bool:
    """Whether `viewer` may do `action` with what belongs to the subject, as things stand at that moment.

    Roles, teams and managers of that day count, whenever what is asked for came to be: who was somebody's manager
    before sees nothing of them any more, and who has become it sees what was before. False for a viewer who has left,
    and for a subject that does not exist or belongs to another workspace.
    """
    known = await bonding.standings(session, viewer.workspace_id, viewer.member_id, subject.member)
    asker = known.get(viewer.member_id)
    if asker is None or not asker.is_active:
        return False
    if subject.member is not None:
        # Nobody is looked up like somebody: how long a refusal takes does not tell whether they are here.
        member = known.get(subject.member, asker._replace(key=NOBODY))
        held = await _relations_to_member(session, asker, member, at, action)
        relations = held if member.key else None
    else:
        relations = await _relations_to_others(session, asker, subject, at)
    return relations is not None and visibility.may(action, relations)


async def require(session: AsyncSession, viewer: Who, action: Action, subject_id: int, *, at: datetime) -> Sight:
    """What lets repositories read, when `viewer` `may` do it with what belongs to the member `subject_id`.

    Rejected otherwise, in the same words for somebody who does not exist as for somebody out of sight.
    """
    if not await may(session, viewer, action, Subject(member=subject_id), at=at):
        raise not_visible(viewer, action, subject_id)
    return Sight(viewer.workspace_id, subject_id)


def own(who: Who) -> Sight:
    """For what somebody asks about themselves."""
    return Sight(who.workspace_id, who.member_id)


def for_member(workspace_id: int, member_id: int) -> Sight:
    """For what is sent to the member alone, and for the command line of whoever runs the program."""
    return Sight(workspace_id, member_id)


def not_visible(viewer: Who, action: Action, subject_id: int | None = None) -> Denied:
    """The refusal of everything that is out of sight; without a subject, of what nobody could name."""
    denied = Audited.PLAN_DENIED if action in visibility.ABOUT_PLANS else Audited.ACCESS_DENIED
    wanted = Entry(viewer.workspace_id, denied, viewer.member_id, About.MEMBER, subject_id, {"wanted": action})
    return Denied("people-error-not-visible", wanted)


async def find_visible(session: AsyncSession, viewer: Who, action: Action, typed: str, *, at: datetime) -> Member:
    """Whom somebody names, as `find_member` reads it, when they may do `action` with what belongs to that member.

    Only HR, who see everybody, hear that nobody or several have the name: for others it would tell who is here.
    """
    meant = await members_meant(session, viewer.workspace_id, typed)
    found = meant[0] if len(meant) == 1 else None
    is_visible = await may(session, viewer, action, Subject(member=found.key if found else NOBODY), at=at)
    if found and is_visible:
        return found
    # Asked of everybody, so that a refusal takes as long whether or not somebody has the name.
    if await may(session, viewer, Action.FIND_ANYBODY, Subject(), at=at) and found is None:
        return await find_member(session, viewer.workspace_id, typed)
    raise not_visible(viewer, action, found.key if found else None)


async def may_administer(session: AsyncSession, viewer: Who, *, on: date) -> bool:
    """True for administrators and HR; for Slack's admins while there is no administrator, be it only somewhere where it
    is another day."""
    asker = (await bonding.standings(session, viewer.workspace_id, viewer.member_id)).get(viewer.member_id)
    if asker is None or not asker.is_active:
        return False
    roles = await repository.roles_of(session, asker.workspace_id, asker.key, on=on)
    return visibility.may(Action.ADMINISTER, await _relations_by_role(session, asker, roles, on))


async def require_administrator(session: AsyncSession, viewer: Who, *, on: date) -> None:
    """Rejected, naming who can help, for everybody who may not administer people."""
    if await may_administer(session, viewer, on=on):
        return
    helpers = await repository.holders(session, viewer.workspace_id, (ADMIN, HR), on=on)
    helpers = helpers or await repository.slack_admins(session, viewer.workspace_id)
    names = [each.name for each in helpers[:5]]
    entry = Entry(viewer.workspace_id, Audited.ADMINISTRATION_DENIED, viewer.member_id, About.WORKSPACE)
    raise Denied("people-error-not-administrator", entry, helpers=names, found=len(names))


async def named_team(session: AsyncSession, viewer: Who, team_id: int) -> Team:
    """Which team a form of an administrator's names. Forms offer those there are: the log hears of any other."""
    found = await repository.team(session, viewer.workspace_id, team_id)
    if found is None:
        asked = Entry.of(viewer, Audited.ACCESS_DENIED, About.TEAM, team_id, wanted=Action.ADMINISTER)
        raise Denied("people-error-unknown-team", asked, typed=str(team_id))
    return found


async def _relations_to_others(
    session: AsyncSession, asker: Standing, subject: Subject, at: datetime
) -> frozenset[Relation] | None:
    """To a team, or to the workspace; None when there is no such team, after as many statements as when there is."""
    today, exists = day_in(asker.zone, at), True
    personal: frozenset[Relation] = frozenset()
    if subject.team is not None:
        exists = await repository.team(session, asker.workspace_id, subject.team) is not None
        personal = await _relations_to_team(session, asker, subject.team, today)
    roles = await repository.roles_of(session, asker.workspace_id, asker.key, on=today)
    by_role = await _relations_by_role(session, asker, roles, today)
    return personal | by_role if exists else None


async def _relations_to_member(
    session: AsyncSession, asker: Standing, member: Standing, at: datetime, action: Action
) -> frozenset[Relation]:
    """Those that can allow the action; what cannot is not looked up."""
    allowed, today = visibility.ALLOWED[action], day_in(asker.zone, at)
    held = await bonding.bonds(
        session,
        asker,
        member,
        viewer_day=today,
        subject_day=day_in(member.zone, at),
        has_roles=bool(allowed & visibility.BY_ROLE),
        has_managers=bool(allowed & visibility.MANAGERS),
        has_teams=Relation.TEAMMATE in allowed,
    )
    personal = relations_of(
        viewer_id=asker.key,
        subject_id=member.key,
        manager_id=asker.key if bonding.DIRECT in held else None,
        managers_above=frozenset({asker.key} if bonding.ABOVE in held else ()),
        is_teammate=bonding.TEAMMATE in held,
    )
    if Relation.ADMINISTRATOR in allowed:
        return personal | await _relations_by_role(session, asker, held, today)
    return personal | relations_by_role(held)


async def _relations_to_team(session: AsyncSession, asker: Standing, team_id: int, on: date) -> frozenset[Relation]:
    """A team is its members' own; whoever manages one of them, directly or from above, is its manager."""
    own = await repository.team_of(session, asker.workspace_id, asker.key, on=on)
    if own and own.key == team_id:
        return frozenset({Relation.TEAMMATE})
    manages = await repository.manages_somebody_in(session, asker.workspace_id, asker.key, team_id, on=on)
    return frozenset({Relation.MANAGER_ABOVE}) if manages else frozenset()


async def _relations_by_role(
    session: AsyncSession, asker: Standing, roles: frozenset[str], on: date
) -> frozenset[Relation]:
    """Whoever is no admin of Slack's need not be told whether there is an administrator."""
    holders = await repository.holders(session, asker.workspace_id, (ADMIN,), on=on) if asker.is_slack_admin else []
    administers = is_administrator(
        role_is_admin=ADMIN in roles, is_slack_admin=asker.is_slack_admin, has_admin=bool(holders)
    )
    return relations_by_role(roles) | (frozenset({Relation.ADMINISTRATOR}) if administers else frozenset())
