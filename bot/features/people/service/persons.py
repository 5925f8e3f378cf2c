"""What administrators change about a person: manager, roles, language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.chain import record
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import repository
from bot.features.people.models import HR, Member, RoleGrant, Team
from bot.features.people.rules.planning import problem_with_day
from bot.features.people.rules.roles import in_order
from bot.features.people.rules.timeline import changed
from bot.features.people.service.audited import changes_of, state_of
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.lookup import team_of
from bot.features.people.service.membership import day_of_change
from bot.features.people.service.planning import PlannedChange, closes_circle, planned_of
from bot.features.people.service.roles import RoleChange, apply_roles, change_to, denial, problems_of
from bot.features.people.service.timelines import Timelines
from bot.features.people.service.visibility import require_administrator
from bot.i18n.catalogues import LANGUAGES
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """`grants` are those in force, with their ends; `planned` are changes of later days, the earliest first."""

    member: Member
    manager: Member | None
    team: Team | None
    grants: Sequence[RoleGrant] = ()
    planned: Sequence[PlannedChange] = ()

    @property
    def roles(self) -> Sequence[str]:
        return in_order({grant.role for grant in self.grants})


@dataclass(frozen=True, slots=True)
class PersonWish:
    """What an administrator wants for a person; people are Slack ids, None for no manager, or Slack's language.

    `roles` are all that the person is to hold, at once; `until` is the last day of those that are new. The manager is
    theirs from `first_on`, None for at once.
    """

    person: str
    manager: str | None
    roles: frozenset[str]
    language: str | None
    reason: str = ""
    until: date | None = None
    first_on: date | None = None


async def person_details(session: AsyncSession, who: Who, slack_user: str, *, now: datetime) -> PersonDetails:
    """For administrators only; Rejected for guests, bots and people who left."""
    await require_administrator(session, who, on=who.day_of(now))
    member = await _active(session, who.workspace_id, slack_user)
    return await _details(session, member, who.day_of(now))


async def save_person(session: AsyncSession, who: Who, wish: PersonWish, *, now: datetime) -> PersonDetails:
    """Give a person roles from today on, a manager from then or another day on, and a language; RejectedFields names
    each wrong field."""
    await require_administrator(session, who, on=who.day_of(now))
    await repository.lock_workspace(session, who.workspace_id)
    member = await _active(session, who.workspace_id, wish.person)
    managers = await Timelines.read(session, who.workspace_id, repository.MANAGERS)
    today = day_of_change(member, now=now, today=who.day_of(now))
    day = wish.first_on or today
    held = (await repository.grants_in_force(session, who.workspace_id, on=today)).get(member.key, [])
    roles = _wanted_roles(who, wish, held, today, now)
    problems = await problems_of(session, who, member, roles, who.day_of(now))
    if wish.first_on and (bad := problem_with_day(day, today=today, spans=managers.of(member.key))):
        problems["from"] = bad
    manager = await _checked_manager(session, member, wish.manager, managers, day, problems)
    if manager and manager.key == who.member_id and managers.on(member.key, day) != who.member_id:
        await _check_power(session, who, member, roles, who.day_of(now), problems)
    if problems:
        raise RejectedFields(problems)
    before = state_of(member, [grant.role for grant in held], managers.on(member.key, day))
    managers.change(member.key, manager.key if manager else None, day)
    await managers.save(session, who.workspace_id)
    apply_roles(session, member, roles)
    member.language = wish.language if wish.language in LANGUAGES else None
    session.add(member)
    await session.flush()
    after = state_of(member, wish.roles, managers.on(member.key, day))
    told = changes_of(
        before,
        after,
        member,
        who.member_id,
        reason=roles.reason,
        until=roles.until if roles.given else None,
        on=day if day != today else None,
    )
    await record(session, *told)
    forget_after_commit(session, [member.slack_user])
    return await _details(session, member, who.day_of(now))


async def _details(session: AsyncSession, member: Member, on: date) -> PersonDetails:
    manager_id = await repository.manager_of(session, member.workspace_id, member.key, on=on)
    manager = await repository.member(session, member.workspace_id, manager_id) if manager_id else None
    team = await team_of(session, member.workspace_id, member.key, on=on)
    grants = (await repository.grants_in_force(session, member.workspace_id, on=on)).get(member.key, [])
    return PersonDetails(member, manager, team, grants, await planned_of(session, member, on=on))


def _wanted_roles(who: Who, wish: PersonWish, held: Sequence[RoleGrant], day: date, now: datetime) -> RoleChange:
    return change_to(
        wish.roles,
        held,
        reason=" ".join(wish.reason.split()),
        first_on=day,
        until=wish.until,
        by=who.member_id,
        at=now,
    )


async def _check_power(
    session: AsyncSession, who: Who, member: Member, roles: RoleChange, today: date, problems: dict[str, Rejected]
) -> None:
    """Where there is HR, nobody else gives themselves the right to see somebody's cards."""
    hr = {each.key for each in await repository.holders(session, who.workspace_id, (HR,), on=today)}
    if hr and who.member_id not in hr:
        problems["manager"] = Denied("people-error-only-hr", denial(who, member, roles))


async def _checked_manager(
    session: AsyncSession,
    member: Member,
    wanted: str | None,
    managers: Timelines,
    day: date,
    problems: dict[str, Rejected],
) -> Member | None:
    if not wanted:
        return None
    manager = await repository.member_by_slack_user(session, member.workspace_id, wanted)
    if manager is None or not manager.is_active:
        problems["manager"] = Rejected("people-error-no-active-member", found=1)
        return None
    if manager.key == member.key:
        problems["manager"] = Rejected("people-error-own-manager", name=member.name)
    elif closes_circle(member.key, changed(managers.of(member.key), manager.key, day), managers, day):
        problems["manager"] = Rejected("people-error-circle", name=member.name, manager=manager.name)
    return manager


async def _active(session: AsyncSession, workspace_id: int, slack_user: str) -> Member:
    member = await repository.member_by_slack_user(session, workspace_id, slack_user)
    if member is None or not member.is_active:
        raise Rejected("people-error-no-active-member", found=1)
    return member
