"""Plans are written: by the manager; once they run, as new terms that are only proposed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import Plan, PlanTerms
from bot.features.improvement.repository import files
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules import editing
from bot.features.improvement.rules.days import worked
from bot.features.improvement.rules.states import GOING_ON, Move, Mover, State
from bot.features.improvement.rules.terms import (
    Attachment,
    Criterion,
    Meeting,
    Milestone,
    Reason,
    Shifted,
    Terms,
    check,
    metrics_in,
    on_working_days,
    outside_of,
    period_of,
    refs_in,
    require_complete,
    require_near,
)
from bot.features.improvement.service.attaching import Sent, forget_unnamed, require_brought, take_down
from bot.features.improvement.service.finding import metrics_of, off_days, terms_in
from bot.features.improvement.service.stepping import Held, held, step
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.turn import Who
from scoring.values import Text

AT_ONCE = timedelta(minutes=1)
"""Within which the same person means the same proposal."""
Item = Reason | Milestone | Criterion | Meeting


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is writing on: a draft, or new terms of a plan that runs. `metrics` are what criteria and reasons
    can name, `shifted` the dates that were moved to a working day by what was just saved."""

    plan: Plan
    member: Member
    terms: Terms
    version: int
    metrics: Mapping[str, Text]
    shifted: tuple[Shifted, ...] = ()

    @property
    def is_proposal(self) -> bool:
        return self.version > self.plan.version


@dataclass(frozen=True, slots=True)
class Typed:
    """An item of a form: fields that its part does not have stay empty."""

    metric: str | None = None
    text: str = ""
    seen: str = ""
    helps: str = ""
    on: date | None = None
    kind: str | None = None
    at_least: str = ""
    months: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a change may have to look at: metrics that can be named, refs that were ever used."""

    metrics: Mapping[str, Text]
    used: frozenset[str]
    is_proposal: bool


Change = Callable[[Terms, Written], Terms]


async def draft_of(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Draft:
    """What the viewer may write on. Denied for whoever may not, Rejected while nobody can. Reading changes nothing:
    new terms begin as those in force."""
    it = await held(session, who, plan_id, now=now)
    row = await _row_to_write(session, who, it)
    metrics = await metrics_of(session, it.member, now=now)
    return Draft(it.plan, it.member, terms_in(row), row.version, metrics)


async def put(
    session: AsyncSession, who: Who, plan_id: int, part: str, key: str, typed: Typed, *, now: datetime
) -> Draft:
    """An item of a part in the place of the one named `key` (a ref, or a reason's number), a new one for an empty one.
    RejectedFields by field."""

    def change(terms: Terms, written: Written) -> Terms:
        place = _place(terms, part, key)
        item = _item(part, key or editing.next_ref(part, written.used), typed)
        _require_fitting(item, terms, written.metrics)
        return editing.with_item(terms, part, place, item)

    return await _write(session, who, plan_id, change, now=now)


async def take_out(session: AsyncSession, who: Who, plan_id: int, part: str, key: str, *, now: datetime) -> Draft:
    """Rejected when it is not there any more."""

    def change(terms: Terms, _written: Written) -> Terms:
        place = _place(terms, part, key)
        return editing.without_item(terms, part, -1 if place is None else place)

    return await _write(session, who, plan_id, change, now=now)


async def put_resources(session: AsyncSession, who: Who, plan_id: int, text: str, *, now: datetime) -> Draft:
    return await _write(session, who, plan_id, lambda terms, _written: editing.read_resources(terms, text), now=now)


async def put_files(session: AsyncSession, who: Who, plan_id: int, sent: Sent, *, now: datetime) -> Draft:
    """Attachments of the draft, but for those that are to be taken out, and new ones. RejectedFields for what is not
    taken."""
    it = await held(session, who, plan_id, now=now)
    before = terms_in(await _row_to_write(session, who, it)).attachments
    left = [each for each in before if each.file not in sent.taken_out]
    keys = {each.file for each in left}
    there = [each for each in await files.files_of_plan(session, it.sight, plan_id) if each.key in keys]
    rows = await take_down(session, who, it, sent.uploaded, there, now=now)
    attachments = (*left, *(Attachment(file=each.key, name=each.name, size=each.size) for each in rows))
    draft = await _write(
        session, who, plan_id, lambda terms, _written: terms.model_copy(update={"attachments": attachments}), now=now
    )
    await forget_unnamed(session, it)
    return draft


async def put_period(
    session: AsyncSession, who: Who, plan_id: int, starts_on: date | None, ends_on: date | None, *, now: datetime
) -> Draft:
    """Milestones and meetings move along. RejectedFields for a period that cannot be. A plan that runs keeps its first
    day."""

    def change(terms: Terms, written: Written) -> Terms:
        first = terms.starts_on if written.is_proposal else starts_on
        if first is None or ends_on is None:
            missing = [name for name, day in (("starts_on", first), ("ends_on", ends_on)) if day is None]
            raise RejectedFields({name: Rejected("improvement-error-no-day") for name in missing})
        if not written.is_proposal:
            require_near(first, now.date())
        return period_of(terms, first, ends_on)

    return await _write(session, who, plan_id, change, now=now)


async def propose(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Plan:
    """New terms to HR. RejectedFields when they are not whole; Rejected when there are none, or nothing is new."""
    it = await held(session, who, plan_id, now=now)
    _require_may_write(who, it)
    if it.state is State.DRAFT:
        raise Rejected("improvement-error-locked")
    ahead = await termsheets.terms_of(session, it.sight, it.plan.key, it.plan.version + 1)
    if ahead is None or terms_in(ahead) == it.terms:
        raise Rejected("improvement-error-nothing-new")
    last = it.moves[-1]
    if last.move == Move.PROPOSE and last.by_id == who.member_id and now - last.at < AT_ONCE:
        return it.plan
    check(terms_in(ahead), {*await metrics_of(session, it.member, now=now), *metrics_in(it.terms)})
    require_complete(terms_in(ahead))
    await require_brought(session, it, terms_in(ahead))
    await step(session, it, Move.PROPOSE, by_id=who.member_id, now=now)
    return it.plan


async def take_back(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Plan:
    """New terms that nobody has published are gone; nothing happens when there are none."""
    it = await held(session, who, plan_id, now=now)
    _require_may_write(who, it)
    ahead = await termsheets.terms_of(session, it.sight, it.plan.key, it.plan.version + 1)
    if ahead is not None:
        await session.delete(ahead)
        await forget_unnamed(session, it)
        member_id = it.plan.member_id
        await record(
            session, Entry.of(who, Audited.PLAN_PREPARED, About.MEMBER, member_id, plan=plan_id, what="discard")
        )
    return it.plan


async def _write(session: AsyncSession, who: Who, plan_id: int, change: Change, *, now: datetime) -> Draft:
    it = await held(session, who, plan_id, now=now)
    row = await _row_to_write(session, who, it)
    is_off = await off_days(session, it.member, since=it.plan.began_on)
    metrics = await metrics_of(session, it.member, now=now)
    versions = [terms_in(each) for each in await termsheets.versions_of(session, it.sight, plan_id)]
    used = frozenset(ref for each in versions for ref in refs_in(each))
    changed = change(terms_in(row), Written(metrics, used, row.version > it.plan.version))
    fresh, shifted = on_working_days(changed, lambda on: worked(on, is_off))
    check(fresh, {*metrics, *metrics_in(it.terms)})
    row.content, row.written_by = fresh.model_dump_json(), who.member_id
    session.add(row)
    if it.state is State.DRAFT:
        it.plan.starts_on, it.plan.ends_on = fresh.starts_on, fresh.ends_on
        session.add(it.plan)
    await session.flush()
    entry = Entry.of(who, Audited.PLAN_PREPARED, About.MEMBER, it.plan.member_id, plan=plan_id, what="write")
    await record(session, entry)
    return Draft(it.plan, it.member, fresh, row.version, metrics, shifted)


async def _row_to_write(session: AsyncSession, who: Who, it: Held) -> PlanTerms:
    """The draft; else the proposed terms, which begin as those in force."""
    _require_may_write(who, it)
    if it.state is State.DRAFT:
        return it.row
    ahead = await termsheets.terms_of(session, it.sight, it.plan.key, it.plan.version + 1)
    return ahead or PlanTerms(
        workspace_id=who.workspace_id,
        plan_id=it.plan.key,
        version=it.plan.version + 1,
        content=it.row.content,
        written_by=who.member_id,
    )


def _require_may_write(who: Who, it: Held) -> None:
    """A draft is its manager's, new terms are the manager's and HR's."""
    writers = {Mover.MANAGER} if it.state is State.DRAFT else {Mover.MANAGER, Mover.HR}
    if not writers & it.by:
        raise people.not_visible(who, Action.WRITE_PLAN, it.plan.member_id)
    if it.state is not State.DRAFT and it.state not in GOING_ON | {State.PAUSED}:
        raise Rejected("improvement-error-locked")


def _place(terms: Terms, part: str, key: str) -> int | None:
    """None for a new item, -1 for one that is gone."""
    if part not in editing.PARTS:
        raise Rejected("improvement-error-gone")
    if not key:
        return None
    if part == "reasons":
        return int(key) if key.isascii() and key.isdecimal() and len(key) < 3 else -1
    return next((place for place, each in enumerate(getattr(terms, part)) if each.ref == key), -1)


def _item(part: str, ref: str, typed: Typed) -> Item:
    if part == "reasons":
        return editing.read_reason(typed.metric, typed.text)
    if part == "milestones":
        return editing.read_milestone(ref, typed.text, typed.seen, typed.on, typed.helps)
    if part == "criteria":
        return editing.read_criterion(ref, typed.metric, typed.at_least, typed.months)
    return editing.read_meeting(ref, typed.kind, typed.on)


def _require_fitting(item: Item, terms: Terms, metrics: Mapping[str, Text]) -> None:
    """RejectedFields beside the field for a day outside of the plan."""
    if isinstance(item, Milestone):
        _require_within("due_on", item.due_on, terms)
        return
    if isinstance(item, Meeting):
        _require_within("on", item.on, terms)
        return
    if item.metric is not None and item.metric not in metrics:
        raise RejectedFields({"metric": Rejected("improvement-error-metric", metric=item.metric)})


def _require_within(field: str, on: date, terms: Terms) -> None:
    if not terms.starts_on <= on <= terms.ends_on:
        raise RejectedFields({field: outside_of(terms, on)})
