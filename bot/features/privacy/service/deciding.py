"""HR decides whether a member is forgotten; nobody decides about themselves, and nobody decides twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import Promise, promise
from bot.errors import Denied, Rejected
from bot.features.improvement.service.personal import has_records
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service.personal import hold_people, let_go, who_decides
from bot.features.privacy import repository
from bot.features.privacy.models import APPROVED, DECLINED, OPEN, REASON_LIMIT, ErasureRequest
from bot.slack.forms import row_key
from bot.turn import Turn, Who

MOST_LISTED = 20
"""Requests of one window."""
ASKED, DECLINED_TOLD, ERASED_TOLD = "privacy.erasure_asked", "privacy.erasure_declined", "privacy.erasure_told"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and whose it is. `has_records` says, to HR alone, that there is a plan which one may have to keep."""

    request: ErasureRequest
    member: Member
    has_records: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """Who is forgotten, and the teams that need another lead."""

    member: Member
    teams: tuple[Team, ...]


async def asked_of(session: AsyncSession, workspace_id: int, request_id: int) -> Asked | None:
    """For messages about it; None for no such request."""
    found = await repository.request(session, workspace_id, request_id)
    return Asked(found, await people.member(session, workspace_id, found.member_id)) if found else None


async def open_for(session: AsyncSession, who: Who, request_id: int, *, now: datetime) -> Asked | None:
    """For the message to who decides; None once it has been decided or withdrawn, or they may not decide any more."""
    found = await asked_of(session, who.workspace_id, request_id)
    if found is None or found.request.state != OPEN:
        return None
    deciders = await who_decides(session, who.workspace_id, found.member.key, on=who.day_of(now))
    if who.member_id not in {each.key for each in deciders}:
        return None
    about = people.Subject(member=found.member.key)
    may_know = await people.may(session, who, people.Action.PUBLISH_PLAN, about, at=now)
    kept = may_know and await has_records(session, who.workspace_id, found.member.key)
    return Asked(found.request, found.member, has_records=kept)


async def count_waiting(session: AsyncSession, who: Who, *, now: datetime) -> int:
    """Requests that wait for HR, without the viewer's own; 0 for everybody else."""
    if who.member_id not in {each.key for each in await people.hr(session, who.workspace_id, on=who.day_of(now))}:
        return 0
    found = await repository.open_requests(session, who.workspace_id)
    return sum(each.member_id != who.member_id for each in found)


async def waiting(session: AsyncSession, who: Who, *, now: datetime) -> list[Asked]:
    """Those that the viewer may decide, the earliest first, `MOST_LISTED` of them."""
    found = [await open_for(session, who, each.key, now=now) for each in await _others(session, who)]
    return [each for each in found if each]


async def _others(session: AsyncSession, who: Who) -> list[ErasureRequest]:
    found = await repository.open_requests(session, who.workspace_id)
    return [each for each in found if each.member_id != who.member_id][:MOST_LISTED]


async def approve(turn: Turn, named: str) -> Approved:
    """The member is let go at once and told so; their data goes after that, by itself. Denied and Rejected as in
    `_to_decide`."""
    await hold_people(turn.session, turn.who.workspace_id)
    asked = await _to_decide(turn, named)
    request, member = asked.request, asked.member
    request.state, request.decided_by, request.decided_at = APPROVED, turn.who.member_id, turn.now
    turn.session.add(request)
    teams = await let_go(turn.session, member.workspace_id, [member], now=turn.now)
    payload = {"language": people.language_of(member)}
    told = Promise(member.workspace_id, told_key(request), ERASED_TOLD, member.slack_user, turn.now, payload)
    await promise(turn.session, [told], now=turn.now)
    await people.refresh_homes(turn.session, member.workspace_id, [], now=turn.now, hr=True)
    await record(turn.session, Entry.of(turn.who, Action.ERASURE_APPROVED, Subject.MEMBER, member.key))
    return Approved(member, teams)


async def forget_leavers(session: AsyncSession, workspace_id: int, member_ids: Iterable[int], *, now: datetime) -> int:
    """People who left so long ago that nothing of them is to be kept are forgotten without having asked, or although
    nobody has decided what they asked for; returns how many. Who is being forgotten or was is left out."""
    await hold_people(session, workspace_id)
    known = await repository.being_forgotten(session, workspace_id)
    due = [each for each in member_ids if each not in known]
    for member_id in due:
        asked = await repository.open_request(session, workspace_id, member_id)
        asked = asked or ErasureRequest(workspace_id=workspace_id, member_id=member_id, asked_at=now)
        asked.state, asked.decided_at = APPROVED, now
        session.add(asked)
        about = (Action.ERASURE_APPROVED, By.PROGRAM, Subject.MEMBER, member_id)
        await record(session, Entry(workspace_id, *about, {"wanted": "retention"}))
    if due:
        members = await people.members_by_id(session, workspace_id, due)
        await let_go(session, workspace_id, list(members.values()), now=now)
    return len(due)


async def decline_form(turn: Turn, named: str) -> Asked:
    """Before the reason is asked for."""
    return await _to_decide(turn, named)


async def decline(turn: Turn, named: str, reason: str) -> Asked:
    """With a reason that the member is told. Denied and Rejected as in `_to_decide`."""
    asked = await _to_decide(turn, named)
    if not reason or len(reason) > REASON_LIMIT:
        raise Rejected("privacy-error-decline-reason", field="reason", limit=REASON_LIMIT)
    request = asked.request
    request.state, request.decided_by, request.decided_at = DECLINED, turn.who.member_id, turn.now
    request.decision_reason = reason
    turn.session.add(request)
    await turn.session.flush()
    key, payload = f"erasure-declined:{request.member_id}:{request.key}", {"request": request.key}
    told = Promise(request.workspace_id, key, DECLINED_TOLD, asked.member.slack_user, turn.now, payload)
    await promise(turn.session, [told], now=turn.now)
    await people.refresh_homes(turn.session, request.workspace_id, [], now=turn.now, hr=True)
    await record(turn.session, Entry.of(turn.who, Action.ERASURE_DECLINED, Subject.MEMBER, asked.member.key))
    return asked


def told_key(request: ErasureRequest) -> str:
    """Of the last message that the member gets."""
    return f"erasure-told:{request.member_id}:{request.key}"


async def _to_decide(turn: Turn, named: str) -> Asked:
    """Locked. Denied for whoever may not decide it; Rejected when it has been decided or withdrawn."""
    session, who = turn.session, turn.who
    found = await repository.locked_request(session, who.workspace_id, row_key(named))
    deciders = await who_decides(session, who.workspace_id, found.member_id, on=turn.today) if found else []
    if found is None or who.member_id not in {each.key for each in deciders}:
        wanted = Entry.of(
            who, Action.ACCESS_DENIED, Subject.MEMBER, found.member_id if found else None, wanted="decide_erasure"
        )
        raise Denied("people-error-not-visible", wanted)
    if found.state != OPEN:
        raise Rejected("privacy-error-decided-already")
    return Asked(found, await people.member(session, who.workspace_id, found.member_id))
