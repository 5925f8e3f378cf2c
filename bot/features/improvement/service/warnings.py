"""The early warning, as it is read: by the person whom it is about, and in short by their manager."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.improvement.models import PlanSignal
from bot.features.improvement.repository import signals as repository
from bot.features.improvement.rules import signal_keys as keys
from bot.features.improvement.rules.lifting import Weak, weakest
from bot.features.improvement.rules.runs import Kind, Month, Run, is_fine
from bot.features.improvement.rules.signal_keys import Part
from bot.features.improvement.service.proposals import out_of_sight
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.schemes import service as schemes
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.turn import Turn, Who
from scoring.periods import Period
from scoring.rewards import PlanRule


@dataclass(frozen=True, slots=True)
class Warned:
    """A low month with the card that says so. `count`: how many in a row it makes; `left`: how many more until people
    are asked; `lead`: who can help."""

    signal: PlanSignal
    published: PublishedCard
    month: Month
    rule: PlanRule
    count: int
    left: int
    weak: tuple[Weak, ...]
    lead: Member | None


async def warning_to(session: AsyncSession, who: Who, signal_id: int, *, now: datetime) -> Warned | None:
    """For the person or their manager; None once the month is not low any more, or is under question. Denied for
    everybody else."""
    row = await _visible(session, who, signal_id, now=now)
    sight = await people.require(session, who, Action.SEE_CARD, row.member_id, at=now)
    published = await scorecards.published_card(session, sight, row.month)
    scheme = await schemes.version_of(session, who.workspace_id, row.scheme_version_id)
    rule = next(each for each in scheme.plans if each.id == row.rule_id)
    value = scorecards.mark_of(published).value(rule)
    month = Period.parse(row.month)
    asked = await scorecards.questioned(session, who.workspace_id, month, month)
    if value is None or (row.member_id, row.month) in asked or is_fine(rule, value, scheme.line):
        return None
    run = Run.model_validate_json(row.evidence)
    shown = run.low[-1].model_copy(update={"value": value, "revision": published.card.revision})
    lead = await people.manager_of(session, who.workspace_id, row.member_id, on=who.day_of(now))
    count = len(run.low)
    left = rule.months_in_a_row - count
    return Warned(row, published, shown, rule, count, left, weakest(published.receipt), lead)


async def ask_for_talk(turn: Turn, signal_id: int) -> Member:
    """The person would like to talk: their manager is told, once; returns who that is. Rejected without a manager."""
    row = await _visible(turn.session, turn.who, signal_id, now=turn.now)
    if row.member_id != turn.who.member_id:
        raise out_of_sight(turn.who)
    lead = await people.manager_of(turn.session, turn.who.workspace_id, row.member_id, on=turn.today)
    if lead is None:
        raise Rejected("improvement-error-no-manager")
    due_at = await people.when_to_tell(turn.session, lead, now=turn.now)
    key = keys.message_key(row.key, Part.TALK, lead.key)
    payload = {"id": row.key, "part": Part.TALK.value}
    told = Promise(row.workspace_id, key, keys.MESSAGE, lead.slack_user, due_at, payload, is_private=True)
    await promise(turn.session, [told], now=turn.now)
    return lead


async def who_would_talk(session: AsyncSession, who: Who, signal_id: int, *, now: datetime) -> Member:
    """For the manager."""
    row = await _visible(session, who, signal_id, now=now)
    return await people.member(session, who.workspace_id, row.member_id)


async def _visible(session: AsyncSession, who: Who, signal_id: int, *, now: datetime) -> PlanSignal:
    """The person's own, or of somebody whom the reader manages."""
    row = await repository.signal(session, who.workspace_id, signal_id)
    if row is None or row.kind != Kind.WARNING:
        raise out_of_sight(who)
    is_own = row.member_id == who.member_id
    if not is_own and not await people.may(session, who, Action.SEE_PLAN, Subject(member=row.member_id), at=now):
        raise out_of_sight(who)
    return row
