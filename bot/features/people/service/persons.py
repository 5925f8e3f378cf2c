"""What administrators change about a person: manager, roles, language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry, as_code
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import repository
from bot.features.people.models import Member, RoleGrant, Team
from bot.features.people.rules.planning import problem_with_day
from bot.features.people.rules.roles import in_order
from bot.features.people.rules.stale import mark_of
from bot.features.people.rules.timeline import changed
from bot.features.people.rules.visibility import Action as Wanted
from bot.features.people.rules.visibility import Subject as Whose
from bot.features.people.service.audited import changes_of, state_of
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.erased import ErasedAccounts
from bot.features.people.service.lookup import team_of
from bot.features.people.service.membership import When, day_begun, day_of_change
from bot.features.people.service.planning import PlannedChange, closes_circle, gets_above, planned_of
from bot.features.people.service.prompts import refresh_homes
from bot.features.people.service.roles import RoleChange, apply_roles, change_to, denial, hr_at, problems_of
from bot.features.people.service.timelines import Timelines
from bot.features.people.service.visibility import may, require_administrator
from bot.i18n.catalogues import LANGUAGES
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """`grants` are those in force, with their ends; `planned` are changes of later days, the earliest first.
    `may_enter_days_away` is about who asks."""

    member: Member
    manager: Member | None
    team: Team | None
    grants: Sequence[RoleGrant] = ()
    planned: Sequence[PlannedChange] = ()
    may_enter_days_away: bool = False

    @property
    def roles(self) -> Sequence[str]:
        return in_order({grant.role for grant in self.grants})

    @property
    def mark(self) -> str:
        """Of what the form shows and would write."""
        ends = sorted((grant.role, grant.last_on.isoformat() if grant.last_on else "") for grant in self.grants)
        return mark_of(self.manager.key if self.manager else None, ends, self.member.language)


@dataclass(frozen=True, slots=True)
class PersonWish:
    """What an administrator wants for a person; people are Slack ids, None for no manager, or Slack's language.

    `roles` are all that the person is to hold, at once; `until` is the last day of those that are new. The manager is
    theirs from `first_on`, None for at once. `seen` is the mark of what the form was filled with; without one, whatever
    has changed since is overwritten.
    """

    person: str
    manager: str | None
    roles: frozenset[str]
    language: str | None
    reason: str = ""
    until: date | None = None
    first_on: date | None = None
    seen: str = ""


async def person_details(session: AsyncSession, who: Who, slack_user: str, *, now: datetime) -> PersonDetails:
    """For administrators only; Rejected for guests, bots and people who left."""
    await require_administrator(session, who, on=who.day_of(now))
    member = await _active(session, who, slack_user)
    details = await _details(session, member, now=now, today=who.day_of(now))
    may_enter = await may(session, who, Wanted.ENTER_DAYS_AWAY, Whose(member=member.key), at=now)
    return replace(details, may_enter_days_away=may_enter)


async def save_person(session: AsyncSession, who: Who, wish: PersonWish, *, now: datetime) -> PersonDetails:
    """Give a person roles from today on, a manager from then or another day on, and a language; RejectedFields names
    each wrong field.

    Rejected when somebody else has changed meanwhile what the form has shown.
    """
    await repository.lock_workspace(session, who.workspace_id)
    # Behind the lock: whoever had it may have taken the right.
    await require_administrator(session, who, on=who.day_of(now))
    member = await _active(session, who, wish.person)
    if wish.seen and wish.seen != (await _details(session, member, now=now, today=who.day_of(now))).mark:
        raise Rejected("people-error-changed-meanwhile")
    managers = await Timelines.read(session, who.workspace_id, repository.MANAGERS)
    today = who.day_of(now)
    now_day, now_begun = When(None, today, now).of(member)
    day, begun = When(wish.first_on, today, now).of(member)
    held = await _held(session, member, now_day, now_begun)
    roles = _wanted_roles(who, wish, held, now_day, now)
    problems = await problems_of(session, who, member, roles)
    if wish.first_on and (bad := problem_with_day(day, today=today, spans=managers.of(member.key))):
        problems["from"] = bad
    manager = await _wanted_manager(session, member, wish.manager, problems)
    if manager and managers.on(member.key, begun) != manager.key:
        after = changed(managers.of(member.key), manager.key, day, begun=begun)
        if closes_circle(member.key, after, managers, day):
            problems["manager"] = Rejected("people-error-circle", name=member.name, manager=manager.name)
        elif gets_above(who.member_id, member.key, after, managers, day):
            await _check_power(session, who, member, roles, problems)
    if problems:
        raise RejectedFields(problems)
    before_manager = managers.on(member.key, begun)
    before = state_of(member, [grant.role for grant in held], before_manager)
    managers.change(member.key, manager.key if manager else None, day, begun=begun)
    await managers.save(session, who.workspace_id)
    apply_roles(session, member, roles)
    member.language = wish.language if wish.language in LANGUAGES else None
    session.add(member)
    await session.flush()
    state = state_of(member, wish.roles, managers.on(member.key, begun))
    told = changes_of(
        before,
        state,
        member,
        who.member_id,
        reason=roles.reason,
        until=roles.until if roles.given else None,
        on=day if wish.first_on and day != today else None,
    )
    await record(session, *told)
    forget_after_commit(session, [member.slack_user])
    led = {each for each in (before_manager, manager.key if manager else None) if each}
    await refresh_homes(session, who.workspace_id, {member.key, *led}, now=now)
    return await _details(session, member, now=now, today=today)


async def _details(session: AsyncSession, member: Member, *, now: datetime, today: date) -> PersonDetails:
    day, begun = day_of_change(member, now=now, today=today), day_begun(member, now=now, today=today)
    manager_id = await repository.manager_of(session, member.workspace_id, member.key, on=begun)
    manager = await repository.member(session, member.workspace_id, manager_id) if manager_id else None
    team = await team_of(session, member.workspace_id, member.key, on=begun)
    planned = await planned_of(session, member, on=begun)
    return PersonDetails(member, manager, team, await _held(session, member, day, begun), planned)


async def _held(session: AsyncSession, member: Member, day: date, begun: date) -> list[RoleGrant]:
    """Nobody gives a role for a later day: what began until `begun` is held, be it only where somebody else is."""
    return (await repository.grants_in_force(session, member.workspace_id, on=day, begun=begun)).get(member.key, [])


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
    session: AsyncSession, who: Who, member: Member, roles: RoleChange, problems: dict[str, Rejected]
) -> None:
    """Where there is HR, nobody else gives themselves the right to see somebody's cards."""
    hr = await hr_at(session, who.workspace_id, at=roles.at)
    if hr and who.member_id not in hr:
        problems["manager"] = Denied("people-error-only-hr", denial(who, member, roles))


async def _wanted_manager(
    session: AsyncSession, member: Member, wanted: str | None, problems: dict[str, Rejected]
) -> Member | None:
    if not wanted:
        return None
    manager = await repository.member_by_slack_user(session, member.workspace_id, wanted)
    if manager is None or not manager.is_active:
        problems["manager"] = Rejected("people-error-no-active-member", found=1)
        return None
    if manager.key == member.key:
        problems["manager"] = Rejected("people-error-own-manager", name=member.name)
        return None
    return manager


async def _active(session: AsyncSession, who: Who, slack_user: str) -> Member:
    """The log hears of an id that no member of the workspace has: it is a guest's, or made up; but not of one that was
    erased, which nothing could take out of the log again."""
    member = await repository.member_by_slack_user(session, who.workspace_id, slack_user)
    if member is None:
        erased = (await ErasedAccounts.read(session, who.workspace_id)).row_of(slack_user)
        asked = {"wanted": Wanted.ADMINISTER, "user": "erased" if erased else as_code(slack_user)}
        entry = Entry.of(who, Action.ACCESS_DENIED, Subject.WORKSPACE, **asked)
        raise Denied("people-error-no-active-member", entry, found=1)
    if not member.is_active:
        raise Rejected("people-error-no-active-member", found=1)
    return member
