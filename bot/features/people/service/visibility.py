"""The one place that decides who may see or do what."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected
from bot.features.people import repository
from bot.features.people.models import ADMIN, HR, Member
from bot.features.people.rules.visibility import Action, Relation, is_administrator, may, relations_of
from bot.features.people.service.lookup import find_member
from bot.turn import Who


async def require(session: AsyncSession, viewer: Who, action: Action, subject_id: int) -> None:
    """Return when `viewer` may do `action` with what belongs to the member `subject_id`.

    Rejected otherwise, in the same words for somebody who does not exist as for somebody out of sight.
    """
    asker = await repository.member(session, viewer.workspace_id, viewer.member_id)
    subject = await repository.member(session, viewer.workspace_id, subject_id)
    if asker and asker.is_active and subject and may(action, await _relations(session, asker, subject)):
        return
    raise not_visible(viewer, action, subject_id)


def not_visible(viewer: Who, action: Action, subject_id: int | None = None) -> Denied:
    """The refusal of everything that is out of sight; without a subject, of what nobody could name."""
    wanted = Entry(
        viewer.workspace_id, Audited.ACCESS_DENIED, viewer.member_id, Subject.MEMBER, subject_id, {"wanted": action}
    )
    return Denied("people-error-not-visible", wanted)


async def find_visible(session: AsyncSession, viewer: Who, action: Action, typed: str) -> Member:
    """Whom somebody names, as `find_member` reads it, when they may do `action` with what belongs to that member.

    Only HR, who see everybody, hear that nobody or several have the name: for others it would tell who is here.
    """
    try:
        found = await find_member(session, viewer.workspace_id, typed)
    except Rejected:
        asker = await repository.member(session, viewer.workspace_id, viewer.member_id)
        if asker and asker.is_active and asker.role == HR:
            raise
        raise not_visible(viewer, action) from None
    await require(session, viewer, action, found.key)
    return found


async def may_administer(session: AsyncSession, viewer: Who) -> bool:
    """True for administrators and HR; for Slack's admins while there is no administrator."""
    asker = await repository.member(session, viewer.workspace_id, viewer.member_id)
    if asker is None or not asker.is_active:
        return False
    return asker.role == HR or await _administers(session, asker)


async def require_administrator(session: AsyncSession, viewer: Who) -> None:
    """Rejected, naming who can help, for everybody who may not administer people."""
    if await may_administer(session, viewer):
        return
    helpers = await repository.administrators(session, viewer.workspace_id)
    helpers = helpers or await repository.slack_admins(session, viewer.workspace_id)
    names = [each.name for each in helpers[:5]]
    entry = Entry(viewer.workspace_id, Audited.ADMINISTRATION_DENIED, viewer.member_id, Subject.WORKSPACE)
    raise Denied("people-error-not-administrator", entry, helpers=names, found=len(names))


async def _relations(session: AsyncSession, asker: Member, subject: Member) -> frozenset[Relation]:
    above = await repository.managers_above(session, asker.workspace_id, subject.key)
    relations = relations_of(
        viewer_id=asker.key,
        subject_id=subject.key,
        manager_id=subject.manager_id,
        managers_above=above,
        is_hr=asker.role == HR,
    )
    return relations | {Relation.ADMINISTRATOR} if await _administers(session, asker) else relations


async def _administers(session: AsyncSession, asker: Member) -> bool:
    holders = await repository.administrators(session, asker.workspace_id) if asker.is_slack_admin else []
    return is_administrator(
        role_is_admin=asker.role == ADMIN,
        is_slack_admin=asker.is_slack_admin,
        has_admin=any(each.role == ADMIN for each in holders),
    )
