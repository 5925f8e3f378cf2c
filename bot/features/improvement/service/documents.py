"""A plan's rows become the value that is printed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.features.improvement.models import Plan, PlanAppeal, PlanCheck, PlanFile, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.rules.checklists import Checklist, Consequence
from bot.features.improvement.rules.criteria import Progress
from bot.features.improvement.rules.documents import (
    Appeal,
    Checked,
    Document,
    Happened,
    Reader,
    Version,
    Written,
    reference,
)
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.files import of_note
from bot.turn import day_in
from scoring.values import Text

_OF_THE_COMMITTEE = frozenset({Move.UPHOLD, Move.GRANT, Move.GRANT_TIME})


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that is stored about one plan, in any order."""

    plan: Plan
    terms: Sequence[PlanTerms]
    moves: Sequence[PlanMove] = ()
    notes: Sequence[PlanNote] = ()
    checks: Sequence[PlanCheck] = ()
    appeal: PlanAppeal | None = None
    files: Sequence[PlanFile] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What other rows say: `names` of all people who did something, by member; `managers` who are or were the person's,
    the plan's owner aside; the person's `team` and `zone`; `titles` of metrics; `progress` of the criteria in force;
    the `checklist` that counts, None before there is a consequence to check."""

    names: Mapping[int, str]
    zone: str
    team: str = ""
    managers: Collection[int] = ()
    titles: Mapping[str, Text] | None = None
    progress: tuple[Progress, ...] = ()
    checklist: Checklist | None = None


def compose(rows: Rows, around: Around, *, made_at: datetime) -> Document:
    """All of it, as HR sees it: `rules.documents.seen_by` takes out what somebody else may not see."""
    plan = rows.plan
    consequence = Consequence(plan.consequence) if plan.consequence else None
    return Document(
        ref=reference(plan.workspace_id, plan.key, made_at),
        reader=Reader.HR,
        made_at=made_at,
        made_on=day_in(around.zone, made_at),
        person=around.names.get(plan.member_id, ""),
        manager=around.names.get(plan.owner_id, ""),
        team=around.team,
        kind=plan.kind,
        state=State(plan.state),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        versions=tuple(_version(each, around) for each in sorted(rows.terms, key=lambda each: each.version)),
        progress=around.progress,
        titles=around.titles or {},
        moves=tuple(_happened(each, rows, around) for each in sorted(rows.moves, key=lambda each: (each.at, each.key))),
        notes=tuple(_written(each, rows, around) for each in sorted(rows.notes, key=lambda each: (each.on, each.key))),
        checks=tuple(_checked(rows, around, consequence)),
        appeal=_appeal(rows.appeal, around),
        consequence=consequence,
    )


def _version(row: PlanTerms, around: Around) -> Version:
    return Version(
        number=row.version,
        terms=Terms.model_validate_json(row.content),
        wrote=around.names.get(row.written_by, ""),
        approved=_name(row.approved_by, around),
        published_on=_day(row.published_at, around),
        answer=row.answer,
        answered_on=_day(row.answered_at, around),
        comment=row.comment,
    )


def _happened(row: PlanMove, rows: Rows, around: Around) -> Happened:
    move = Move(row.move)
    by = Mover.COMMITTEE if move in _OF_THE_COMMITTEE else _mover(row.by_id, rows, around)
    on = day_in(around.zone, row.at)
    return Happened(on, move, State(row.since), State(row.to), by, _name(row.by_id, around), row.reason)


def _written(row: PlanNote, rows: Rows, around: Around) -> Written:
    kind = Kind(row.kind)
    by = Mover.MANAGER if kind is Kind.MANAGER else _mover(row.author_id, rows, around)
    name = around.names.get(row.author_id, "")
    files = of_note(rows.files, row.key)
    return Written(row.on, kind, by, name, row.text, ref=row.ref, mood=row.mood, files=files)


def _mover(member_id: int | None, rows: Rows, around: Around) -> Mover:
    """Whoever is neither the person nor a manager of theirs acted for HR."""
    if member_id is None:
        return Mover.CALENDAR
    if member_id == rows.plan.member_id:
        return Mover.PERSON
    is_manager = member_id == rows.plan.owner_id or member_id in around.managers
    return Mover.MANAGER if is_manager else Mover.HR


def _checked(rows: Rows, around: Around, consequence: Consequence | None) -> Iterator[Checked]:
    """The items that the consequence waits for, and before there is one those that somebody has seen to."""
    if around.checklist is None:
        return
    done = {row.item: row for row in rows.checks}
    for item in around.checklist.items:
        row = done.get(item.id)
        if row is not None:
            yield Checked(item, day_in(around.zone, row.at), around.names.get(row.by_id, ""), row.note)
        elif consequence is not None and consequence in item.needed_for:
            yield Checked(item)


def _appeal(row: PlanAppeal | None, around: Around) -> Appeal | None:
    if row is None:
        return None
    made = day_in(around.zone, row.made_at)
    return Appeal(made, row.text, row.decision, _day(row.decided_at, around), row.reason)


def _name(member_id: int | None, around: Around) -> str:
    return around.names.get(member_id, "") if member_id is not None else ""


def _day(moment: datetime | None, around: Around) -> date | None:
    return day_in(around.zone, moment) if moment else None
