"""Plans are begun: from a proposal, or to coach somebody without one."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.improvement.models import Plan, PlanMove, PlanSignal, PlanTerms
from bot.features.improvement.repository import plans
from bot.features.improvement.rules.days import worked
from bot.features.improvement.rules.states import Move, State
from bot.features.improvement.rules.templates import starting_terms, template_for
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.finding import NOBODY, off_days, scheme_for
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight
from bot.features.people.service.lookup import language_of, who_is
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.i18n.translator import translator
from bot.turn import Who
from scoring.periods import Period
from scoring.rewards import PlanRule

COACHING = "coaching"
AHEAD = timedelta(days=7)
"""From the day on which a plan is begun to the first day that is proposed for it: there is time to decide."""


async def begin(session: AsyncSession, who: Who, *, signal_id: int, now: datetime) -> Plan:
    """A draft from an open proposal, by the direct manager; the same again finds the draft. Denied for everybody else,
    Rejected when the proposal is decided, or there is a plan that has no outcome yet."""
    member_id = await plans.subject_of_signal(session, who.workspace_id, signal_id) or NOBODY
    sight = await people.require(session, who, Action.WRITE_PLAN, member_id, at=now)
    await plans.lock_person(session, sight)
    running = await plans.running_plan(session, sight)
    if running and running.signal_id == signal_id:
        return running
    signal = await plans.proposal_to_draft(session, sight, signal_id)
    if signal is None:
        raise Rejected("improvement-error-no-proposal")
    plan = await _begun(session, who, sight, running, signal, now=now)
    signal.state, signal.decided_by, signal.decided_at = "drafted", who.member_id, now
    session.add(signal)
    return plan


async def begin_coaching(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> Plan:
    """A coaching plan without a bad run, by the direct manager: HR looks at it like at any other; the same again finds
    the draft. An improvement plan comes from a proposal only."""
    sight = await people.require(session, who, Action.WRITE_PLAN, member_id, at=now)
    await plans.lock_person(session, sight)
    running = await plans.running_plan(session, sight)
    if running and (running.state, running.signal_id, running.owner_id) == (State.DRAFT, None, who.member_id):
        return running
    return await _begun(session, who, sight, running, None, now=now)


async def _begun(
    session: AsyncSession,
    who: Who,
    sight: Sight,
    running: Plan | None,
    signal: PlanSignal | None,
    *,
    now: datetime,
) -> Plan:
    member = await people.member(session, who.workspace_id, sight.member_id)
    scheme = await scheme_for(session, member, now=now)
    if running:
        raise Rejected("improvement-error-already", name=member.name)
    if scheme is None:
        raise Rejected("improvement-error-no-scheme", name=member.name)
    rule = await _rule(session, signal) if signal else None
    terms = await _first_terms(session, member, scheme, rule, signal, now=now)
    plan = Plan(
        workspace_id=who.workspace_id,
        member_id=member.key,
        owner_id=who.member_id,
        signal_id=signal.key if signal else None,
        scheme_version_id=scheme.scheme_version_id,
        kind=rule.kind if rule else COACHING,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        made_at=now,
    )
    session.add(plan)
    await session.flush()
    row = PlanTerms(
        workspace_id=who.workspace_id, plan_id=plan.key, content=terms.model_dump_json(), written_by=who.member_id
    )
    begun = PlanMove(
        workspace_id=who.workspace_id,
        plan_id=plan.key,
        move=Move.BEGIN,
        since=State.DRAFT,
        to=State.DRAFT,
        by_id=who.member_id,
        at=now,
    )
    session.add_all((row, begun))
    await session.flush()
    entry = Entry.of(who, Audited.PLAN_PREPARED, About.MEMBER, member.key, plan=plan.key, what=Move.BEGIN)
    await record(session, entry)
    return plan


async def _rule(session: AsyncSession, signal: PlanSignal) -> PlanRule | None:
    """As it was when the run was noticed."""
    scheme = await schemes.version_of(session, signal.workspace_id, signal.scheme_version_id)
    return next((each for each in scheme.plans if each.id == signal.rule_id), None)


async def _first_terms(
    session: AsyncSession,
    member: Member,
    scheme: TeamScheme,
    rule: PlanRule | None,
    signal: PlanSignal | None,
    *,
    now: datetime,
) -> Terms:
    """In the person's language."""
    language, is_off = language_of(member), await off_days(session, member, since=now.date())
    month = translator(language).month(Period.parse(signal.month).start) if signal else None
    return starting_terms(
        template_for(scheme.scheme_id, rule.kind if rule else COACHING),
        rule,
        scheme_line=scheme.scheme.line,
        starts_on=who_is(member).day_of(now) + AHEAD,
        month=month,
        language=language,
        worked=lambda on: worked(on, is_off),
    )
