"""The one place that decides who may see or do what."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.entries import Entry
from bot.errors import Denied
from bot.features.people import repository
from bot.features.people.models import ADMIN, HR, Member, Team
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
from bot.features.people.service.lookup import find_member, members_meant, who_is
from bot.turn import Who

NOBODY = 0
"""A key that no row has."""


async def may(session: AsyncSession, viewer: Who, action: Action, subject: Subject, *, at: datetime) -> bool:
    """Whether `viewer` may do `action` with what belongs to the subject, as things stand at that moment.

    Roles, teams and managers of that day count, whenever what is asked for came to be: who was somebody's manager
    before sees nothing of them any more, and who has become it sees what was before. False for a viewer who has left,
    and for a subject that does not exist or belongs to another workspace.
    """
    asker = await repository.member(session, viewer.workspace_id, viewer.member_id)
    if asker is None or not asker.is_active:
        return False
    relations = await _relations_to(session, asker, subject, at, action=action)
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
    wanted = Entry(
        viewer.workspace_id, Audited.ACCESS_DENIED, viewer.member_id, About.MEMBER, subject_id, {"wanted": action}
    )
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
    asker = await repository.member(session, viewer.workspace_id, viewer.member_id)
    if asker is None or not asker.is_active:
        return False
    return visibility.may(Action.ADMINISTER, await _relations_by_role(session, asker, on))


async def require_administrator(session: AsyncSession, viewer: Who, *, on: date) -> None:
    """Rejected, naming who can help, for everybody who may not administer people."""
    if await may_administer(session, viewer, on=on):
        return
    helpers = await repository.holders(session, viewer.workspace_id, (ADMIN, HR), on=on)
    helpers = helpers or await repository.slack_admins(session, viewer.workspace_id)
    names = [each.name for each in helpers[:5]]
    entry = Entry(viewer.workspace_id, Audited.ADMINISTRATION_DENIED, viewer.member_id, About.WORKSPACE)
    raise Denied("people-error-not-administrator", entry, helpers=names, found=len(names))


async def team_to_administer(session: AsyncSession, viewer: Who, team_id: int) -> Team:
    """For who may administer; teams are never deleted, so that whoever names one that is not there has made it up, or
    has it from elsewhere: Denied."""
    found = await repository.team(session, viewer.workspace_id, team_id)
    if found is None:
        entry = Entry.of(viewer, Audited.ADMINISTRATION_DENIED, About.TEAM, team_id)
        raise Denied("people-error-unknown-team", entry, typed=str(team_id))
    return found


async def _relations_to(
    session: AsyncSession, asker: Member, subject: Subject, at: datetime, *, action: Action
) -> frozenset[Relation] | None:
    """None when there is no such subject, after as many statements as when there is."""
    today, exists = who_is(asker).day_of(at), True
    personal: frozenset[Relation] = frozenset()
    if subject.member is not None:
        member = await repository.member(session, asker.workspace_id, subject.member)
        exists, on = member is not None, who_is(member or asker).day_of(at)
        personal = await _relations_to_member(session, asker, subject.member, today, on, action)
    elif subject.team is not None:
        exists = await repository.team(session, asker.workspace_id, subject.team) is not None
        personal = await _relations_to_team(session, asker, subject.team, today)
    by_role = await _relations_by_role(session, asker, today)
    return personal | by_role if exists else None


async def _relations_to_member(
    session: AsyncSession, asker: Member, member_id: int, today: date, on: date, action: Action
) -> frozenset[Relation]:
    """`on` is the day where the member is. Teams are looked up for what teammates may only: everything else is asked
    more often."""
    workspace_id = asker.workspace_id
    theirs = own = None
    if Relation.TEAMMATE in visibility.ALLOWED[action]:
        theirs = await repository.team_of(session, workspace_id, member_id, on=on)
        own = await repository.team_of(session, workspace_id, asker.key, on=today)
    return relations_of(
        viewer_id=asker.key,
        subject_id=member_id,
        manager_id=await repository.manager_of(session, workspace_id, member_id, on=on),
        managers_above=await repository.managers_above(session, workspace_id, member_id, on=on),
        is_teammate=bool(theirs and own and theirs.key == own.key),
    )


async def _relations_to_team(session: AsyncSession, asker: Member, team_id: int, on: date) -> frozenset[Relation]:
    """A team is its members' own; whoever manages one of them, directly or from above, is its manager."""
    own = await repository.team_of(session, asker.workspace_id, asker.key, on=on)
    if own and own.key == team_id:
        return frozenset({Relation.TEAMMATE})
    manages = await repository.manages_somebody_in(session, asker.workspace_id, asker.key, team_id, on=on)
    return frozenset({Relation.MANAGER_ABOVE}) if manages else frozenset()


async def _relations_by_role(session: AsyncSession, asker: Member, on: date) -> frozenset[Relation]:
    roles = await repository.roles_of(session, asker.workspace_id, asker.key, on=on)
    holders = await repository.holders(session, asker.workspace_id, (ADMIN,), on=on) if asker.is_slack_admin else []
    administers = is_administrator(
        role_is_admin=ADMIN in roles, is_slack_admin=asker.is_slack_admin, has_admin=bool(holders)
    )
    return relations_by_role(roles) | (frozenset({Relation.ADMINISTRATOR}) if administers else frozenset())
