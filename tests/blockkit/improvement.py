"""Plans in every world, as long and as many as they may be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.rules.editing import PARTS
from bot.features.improvement.rules.notes import TEXT_LIMIT
from bot.features.improvement.rules.states import REASON_LIMIT, UNPUBLISHED, Move, Mover, State
from bot.features.improvement.rules.templates import starting_terms, template_for
from bot.features.improvement.rules.terms import (
    LINE_LIMIT,
    NOTE_LIMIT,
    Criterion,
    Meeting,
    Milestone,
    Reason,
    Shifted,
    Terms,
)
from bot.features.improvement.service import Asked, Board, Draft, Line, Opened, Told
from bot.features.improvement.service.telling import HR, OWNER, PERSON, TOLD
from bot.features.improvement.views import deciding, drafting, messages, own
from tests.blockkit.worlds import NOW, ON, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
LAST = ON + timedelta(days=91)
ZONE = "Asia/Shanghai"


def improvement_cases(world: World) -> Iterator[Case]:
    yield from _drafting(world)
    yield from _deciding(world)
    yield from _own(world)
    yield from _messages(world)


@cache
def text(world: World, limit: int) -> str:
    """Without halves of a character, which no JSON has."""
    typed = (world.typed or world.words).replace("\ud83d", "").strip() or "x"
    return (typed * (limit // len(typed) + 1))[:limit].strip() or "x"


def brief(world: World) -> Terms:
    """One of each, as long as it may be."""
    whole = terms(world)
    some = {part: getattr(whole, part)[:1] for part in PARTS}
    return whole.model_copy(update={**some, "resources": whole.resources[:100]})


@cache
def terms(world: World) -> Terms:
    """As a template has it, or as much as there can be of everything."""
    if not world.has_values:
        return starting_terms(
            template_for(world.scheme.id, "coaching"),
            None,
            scheme_line=60,
            starts_on=ON,
            month=None,
            language="en",
            worked=lambda on: on,
        )
    line, note = text(world, LINE_LIMIT), text(world, NOTE_LIMIT)
    metrics = [metric.id for metric in world.scheme.metrics]
    return Terms(
        reasons=tuple(Reason(metric=metrics[k % len(metrics)], text=line) for k in range(PARTS["reasons"][0])),
        milestones=tuple(
            Milestone(ref=f"m{k}", what=line, seen=line, due_on=LAST, helps=note) for k in range(PARTS["milestones"][0])
        ),
        criteria=tuple(
            Criterion(ref=f"c{k}", metric=metrics[0] if k else None, at_least=99.5, months=3)
            for k in range(PARTS["criteria"][0])
        ),
        resources=note,
        meetings=tuple(Meeting(ref=f"t{k}", kind="mid", on=LAST) for k in range(PARTS["meetings"][0])),
        starts_on=ON,
        ends_on=LAST,
    )


def plan(state: State = State.DRAFT, kind: str = "coaching") -> Plan:
    return Plan(
        id=7,
        workspace_id=1,
        member_id=3,
        owner_id=4,
        scheme_version_id=1,
        kind=kind,
        state=state,
        starts_on=ON,
        ends_on=LAST,
        returns_on=LAST if state is State.PAUSED else None,
        made_at=NOW,
    )


def titles(world: World) -> dict[str, Any]:
    return {metric.id: metric.title for metric in world.scheme.metrics}


def _drafting(world: World) -> Iterator[Case]:
    whole = Draft(plan(), world.member(3), terms(world), 1, titles(world))
    bare = Terms(starts_on=ON, ends_on=LAST)
    shifted = tuple(Shifted("m1", ON, LAST) for _ in range(30))
    empty = replace(whole, terms=bare, version=2, metrics={}, shifted=shifted)
    for draft in (whole, empty):
        yield drafting.draft_view, (draft,), {}
        yield drafting.period_view, (draft,), {}
        yield drafting.resources_view, (draft,), {}
        for page in (0, 1, 99):
            yield drafting.preview_view, (draft, page), {}
        for part in PARTS:
            yield drafting.part_view, (draft, part), {}
            items = getattr(draft.terms, part)
            keys = ["0" if part == "reasons" else items[0].ref] if items else []
            for key in ("", *keys):
                yield drafting.item_view, (draft, part, key), {}


def opened(
    world: World, state: State, by: frozenset[Mover], *, answer: str | None = None, is_whole: bool = False
) -> Opened:
    shown = terms(world) if is_whole else brief(world)
    row = PlanTerms(
        workspace_id=1,
        plan_id=7,
        content="{}",
        written_by=4,
        published_at=None if state in UNPUBLISHED else NOW,
        answer=answer,
        comment=text(world, TEXT_LIMIT) if answer else "",
    )
    moves = [_move(world, move, number) for number, move in enumerate(Move, 1)]
    moves = moves if is_whole else moves[-3:]
    people = {key: world.member(key) for key in (3, 4, 5)}
    is_proposed = state in (State.ACTIVE, State.PAUSED) and Mover.PERSON not in by
    ahead = PlanTerms(workspace_id=1, plan_id=7, version=2, content="{}", written_by=5)
    proposed = (ahead, shown) if is_proposed else None
    found = plan(state, "improvement"), people[3], people[4], row, shown, proposed, moves, people
    return Opened(*found, titles(world), by, "2026-10")


def _move(world: World, move: Move, number: int) -> PlanMove:
    return PlanMove(
        id=number,
        workspace_id=1,
        plan_id=7,
        move=move,
        since="active",
        to="active",
        by_id=5 if number % 2 else None,
        at=NOW,
        reason=text(world, REASON_LIMIT) if number % 2 else "",
    )


def _deciding(world: World) -> Iterator[Case]:
    both = frozenset({Mover.MANAGER, Mover.HR})
    for state in State:
        yield deciding.plan_view, (opened(world, state, both),), {"zone": ZONE}
    running = opened(world, State.ACTIVE, both, answer="refused", is_whole=True)
    for page in (0, 1, 99):
        yield deciding.plan_view, (running, page), {"zone": ZONE}
    yield deciding.plan_view, (opened(world, State.PAUSED, frozenset(), answer="unanswered"),), {"zone": ZONE}
    for page in (0, 1):
        yield deciding.proposed_view, (running, page), {}
    for move in (*deciding.ASKED, Move.CHANGE):
        yield deciding.reason_view, (running, move, "2:0123456789abcdef"), {}
    lines = [Line(plan(state), world.member(3), world.member(4), date.max) for state in State for _ in range(10)]
    for board in (Board([], is_hr=False), Board(lines, is_hr=True)):
        yield deciding.board_view, (board,), {}


def _own(world: World) -> Iterator[Case]:
    person = frozenset({Mover.PERSON})
    for state in sorted(set(State) - UNPUBLISHED - {State.DROPPED}):
        for answer in (None, "acknowledged", "refused", "unanswered")[: 4 if state is State.PAUSED else 1]:
            yield own.own_view, (opened(world, state, person, answer=answer),), {"zone": ZONE}
    for what in (Move.ACKNOWLEDGE, Move.REFUSE, own.COMMENT):
        yield own.answer_view, (opened(world, State.PUBLISHED, person), what), {}
    yield own.own_view, (opened(world, State.ACTIVE, person, is_whole=True), 1), {"zone": ZONE}
    yield own.nothing_message, (), {}
    for may_begin in (True, False):
        yield own.nothing_about_view, ("Bo", 3), {"may_begin": may_begin}


def _messages(world: World) -> Iterator[Case]:
    readers = {PERSON: (Mover.PERSON,), OWNER: (Mover.MANAGER,), HR: (Mover.HR,)}
    row = opened(world, State.ACTIVE, frozenset()).row
    for move, roles in TOLD.items():
        for reader in [each for role in roles for each in readers.get(role, (Mover.HR,))]:
            by = world.member(5) if reader is Mover.HR else None
            yield messages.step_message, (Told(plan(), _move(world, move, 1), reader, world.member(3), by, row),), {}
    for what in messages.QUESTIONS:
        yield messages.question_message, (Asked(plan(), what, world.member(3)),), {}
