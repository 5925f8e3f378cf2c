"""Gives and takes roles: with a reason, from a day on, until a day if one is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected
from bot.features.people import repository
from bot.features.people.models import HR, Member, RoleGrant
from bot.features.people.rules.roles import in_order, problem_with_end, problem_with_reason, problems_with
from bot.features.people.service.lookup import who_is
from bot.turn import Who

DENIALS = frozenset({"people-error-own-role", "people-error-only-hr"})
"""Of what is wrong with roles, what is a matter of rights."""


@dataclass(frozen=True, slots=True)
class RoleChange:
    """`given` begin on `first_on` and end on `until`, if that is set; the grants in `taken` end at once. `by` is a
    member; None is the command line."""

    given: frozenset[str]
    taken: Sequence[RoleGrant]
    reason: str
    first_on: date
    until: date | None
    by: int | None
    at: datetime

    def __bool__(self) -> bool:
        return bool(self.given or self.taken)


def change_to(
    wanted: frozenset[str],
    present: Iterable[RoleGrant],
    *,
    reason: str,
    first_on: date,
    until: date | None,
    by: int | None,
    at: datetime,
) -> RoleChange:
    """What makes the roles of somebody who holds the `present` grants exactly those `wanted`."""
    held = list(present)
    given = wanted - {grant.role for grant in held}
    taken = [grant for grant in held if grant.role not in wanted]
    return RoleChange(given, taken, reason, first_on, until, by, at)


async def problems_of(session: AsyncSession, who: Who, member: Member, change: RoleChange) -> dict[str, Rejected]:
    """Each wrong field of the form: `roles`, `reason`, `until`."""
    hr = await hr_at(session, who.workspace_id, at=change.at)
    of_roles = problems_with(
        change.given,
        {grant.role for grant in change.taken},
        is_own=member.key == who.member_id,
        is_hr=who.member_id in hr,
        has_hr=bool(hr),
    )
    is_denied = of_roles is not None and of_roles.key in DENIALS
    found = {
        "roles": Denied(of_roles.key, denial(who, member, change)) if of_roles and is_denied else of_roles,
        "reason": problem_with_reason(change.reason, changes=bool(change)),
        "until": problem_with_end(change.until, change.first_on),
    }
    return {field: problem for field, problem in found.items() if problem}


async def hr_at(session: AsyncSession, workspace_id: int, *, at: datetime) -> set[int]:
    """Who is HR at that moment, each by the day that it is where they are."""
    found = set()
    for each in await repository.holders(session, workspace_id, (HR,), on=at.date()):
        if HR in await repository.roles_of(session, workspace_id, each.key, on=who_is(each).day_of(at)):
            found.add(each.key)
    return found


def denial(who: Who, member: Member, change: RoleChange) -> Entry:
    """What the audit keeps of rights that somebody would have given or taken and may not."""
    # What comes with a form can be forged, also into something that is no code.
    wanted = in_order({*change.given, *(grant.role for grant in change.taken)})
    return Entry.of(who, Action.ADMINISTRATION_DENIED, Subject.MEMBER, member.key, roles=[*wanted])


def apply_roles(session: AsyncSession, member: Member, change: RoleChange) -> None:
    """Written with the next flush."""
    for grant in change.taken:
        grant.revoked_at, grant.revoked_by, grant.revoked_reason = change.at, change.by, change.reason
        session.add(grant)
    for role in sorted(change.given):
        session.add(
            RoleGrant(
                workspace_id=member.workspace_id,
                member_id=member.key,
                role=role,
                reason=change.reason,
                first_on=change.first_on,
                last_on=change.until,
                granted_by=change.by,
                granted_at=change.at,
            )
        )
