"""The right of appeal: the person says why, and of outsiders those who decide it alone hear that there is a plan."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import Plan, PlanAppeal, PlanCommittee
from bot.features.improvement.repository import endings, plans
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.days import DAY, worked
from bot.features.improvement.rules.states import Move, Mover, require_reason
from bot.features.improvement.service.endings import barred
from bot.features.improvement.service.finding import end_of, off_days
from bot.features.improvement.service.noting import words_of
from bot.features.improvement.service.stepping import Held, held, is_done, redate, step
from bot.features.improvement.service.telling import ask_hr, tell_members
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.turn import Who

DECISIONS = {Move.UPHOLD: "upheld", Move.GRANT: "passed", Move.GRANT_TIME: "extended"}
MOST_NAMED = 10


async def appeal(session: AsyncSession, who: Who, plan_id: int, text: str, *, now: datetime) -> Plan:
    """By the person, once, within ten full working days after "not passed". The committee of the case is whoever is on
    the committee now, but for the person, their managers and whoever of HR decided; HR names one if that is nobody."""
    said = words_of(text)
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, Move.APPEAL, seen=None):
        return it.plan
    ending = await end_of(session, it.plan, it.sight, it.member, it.moves, now=now)
    if ending.appeal is not None and ending.appeal.text == said:
        return it.plan
    if ending.appeal is not None:
        raise Rejected("improvement-error-appealed-already")
    if not ending.can_appeal:
        raise Rejected("improvement-error-appeal-over")
    row = PlanAppeal(workspace_id=who.workspace_id, plan_id=it.plan.key, text=said, made_at=now)
    session.add(row)
    await session.flush()
    out = await barred(session, it.plan, it.moves, on=it.today(now))
    found = await people.committee(session, who.workspace_id, on=who.day_of(now))
    sitting = [each for each in found if each.key not in out]
    await _seat(session, row, [each.key for each in sitting])
    await step(session, it, Move.APPEAL, by_id=who.member_id, now=now)
    if not sitting:
        await ask_hr(session, it.plan, keys.NAME, it.today(now).toordinal(), now=now)
    return it.plan


async def name_committee(
    session: AsyncSession, who: Who, plan_id: int, users: Collection[str], *, now: datetime
) -> Plan:
    """By HR, in place of those who were to decide an appeal that is still open and have left since, or have to do with
    the case by now, or of nobody at all. RejectedFields for nobody, and for somebody who has to do with it."""
    it = await held(session, who, plan_id, now=now)
    if Mover.HR not in it.by:
        raise people.not_visible(who, Action.PUBLISH_PLAN, it.plan.member_id)
    ending = await end_of(session, it.plan, it.sight, it.member, it.moves, now=now)
    row = ending.appeal
    if row is None or row.decision is not None:
        raise Rejected("improvement-error-no-appeal")
    if ending.committee:
        raise Rejected("improvement-error-has-committee")
    named = await _named(session, it, users, now=now)
    asked = await endings.committee_of(session, it.sight, it.plan.key)
    await _seat(session, row, {each.key for each in named}.difference(asked))
    entry = Entry.of(who, Audited.PLAN_PREPARED, About.MEMBER, it.plan.member_id, plan=it.plan.key, what="committee")
    await record(session, entry)
    made = next(each for each in reversed(it.moves) if each.move == Move.APPEAL)
    await tell_members(session, it.plan, made, named, now=now)
    return it.plan


async def decide_appeal(
    session: AsyncSession, who: Who, plan_id: int, move: Move, reason: str, *, ends_on: date | None, now: datetime
) -> Plan:
    """By any one of the committee; the first counts, and the others hear that it is decided. More time is as long as
    the plan at most, from today on. RejectedFields for a day that is too early or too late."""
    await _require_undecided(session, who, plan_id)
    it = await held(session, who, plan_id, now=now)
    # Again: another of them may have had the row until now.
    await _require_undecided(session, who, plan_id)
    row = await endings.appeal_of(session, it.sight, it.plan.key)
    if Mover.COMMITTEE not in it.by or row is None:
        raise people.not_visible(who, Action.PUBLISH_PLAN, it.plan.member_id)
    require_reason(reason)
    if move is Move.GRANT_TIME:
        await _give_time(session, it, ends_on, now=now)
    row.decision, row.decided_by, row.decided_at = DECISIONS[move], who.member_id, now
    row.reason = reason.strip()
    session.add(row)
    it.by = frozenset({Mover.COMMITTEE})
    await step(session, it, move, by_id=who.member_id, now=now, reason=reason)
    return it.plan


async def _require_undecided(session: AsyncSession, who: Who, plan_id: int) -> None:
    """Whoever was of the committee hears that it is decided; everybody else learns nothing."""
    case = await endings.case_of(session, people.own(who), plan_id)
    if case is not None and case.decision is not None:
        raise Rejected("improvement-error-decided")


async def _give_time(session: AsyncSession, it: Held, ends_on: date | None, *, now: datetime) -> None:
    """The plan runs again, until that day; somebody who has got another plan meanwhile has that one."""
    await plans.lock_person(session, it.sight)
    if await plans.running_plan(session, it.sight):
        raise Rejected("improvement-error-already", name=it.member.name)
    terms, today = it.terms, it.today(now)
    earliest = max(today, terms.ends_on)
    latest = earliest + (terms.ends_on - terms.starts_on) + DAY
    if ends_on is None or ends_on <= earliest:
        raise RejectedFields({"ends_on": Rejected("improvement-error-not-later", last=earliest)})
    if ends_on > latest:
        raise RejectedFields({"ends_on": Rejected("improvement-error-too-late", last=latest)})
    last = worked(ends_on, await off_days(session, it.member, since=it.plan.began_on))
    meetings = tuple(each.model_copy(update={"on": last}) if each.kind == "final" else each for each in terms.meetings)
    await redate(session, it, terms.model_copy(update={"ends_on": last, "meetings": meetings}), now=now)
    it.plan.ended_at = None


async def _named(session: AsyncSession, it: Held, users: Collection[str], *, now: datetime) -> list[Member]:
    found = []
    out = await barred(session, it.plan, it.moves, on=it.today(now))
    for user in list(users)[:MOST_NAMED]:
        member = await people.find_member(session, it.plan.workspace_id, user)
        if member.key in out or not member.is_active:
            raise RejectedFields({"users": Rejected("improvement-error-not-neutral", name=member.name)})
        found.append(member)
    if not found:
        raise RejectedFields({"users": Rejected("improvement-error-empty")})
    return found


async def _seat(session: AsyncSession, row: PlanAppeal, member_ids: Collection[int]) -> None:
    for key in sorted(member_ids):
        session.add(PlanCommittee(workspace_id=row.workspace_id, appeal_id=row.key, member_id=key))
    await session.flush()
