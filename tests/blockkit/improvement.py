"""Plans in every world, as long and as many as they may be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.features.improvement.models import Plan, PlanAppeal, PlanCheck, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.checklists import packaged_checklists
from bot.features.improvement.rules.criteria import CardMonth, Progress, progress
from bot.features.improvement.rules.editing import PARTS
from bot.features.improvement.rules.files import MOST_BYTES, MOST_FILES, NAME_LIMIT, Refusal, clean_name
from bot.features.improvement.rules.notes import TEXT_LIMIT
from bot.features.improvement.rules.states import REASON_LIMIT, UNPUBLISHED, Move, Mover, State
from bot.features.improvement.rules.templates import starting_terms, template_for
from bot.features.improvement.rules.terms import (
    LINE_LIMIT,
    NOTE_LIMIT,
    Attachment,
    Criterion,
    Meeting,
    Milestone,
    Reason,
    Shifted,
    Terms,
)
from bot.features.improvement.service import Asked, Board, Draft, Line, Opened, Refused, Told
from bot.features.improvement.service.endings import Ending, seen_by
from bot.features.improvement.service.telling import COMMITTEE, HR, OWNER, PERSON, TOLD
from bot.features.improvement.views import deciding, drafting, files, messages, own
from bot.features.improvement.views import ending as ending_views
from tests.blockkit.worlds import NOW, ON, World
from tests.features.improvement.cast import RUN

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
LAST = ON + timedelta(days=91)
ZONE = "Asia/Shanghai"
CHECKLIST = packaged_checklists()["cn"]


def improvement_cases(world: World) -> Iterator[Case]:
    yield from _drafting(world)
    yield from _deciding(world)
    yield from _own(world)
    yield from _messages(world)
    yield from _ends(world)


@cache
def text(world: World, limit: int) -> str:
    """Without halves of a character, which no JSON has."""
    typed = (world.typed or world.words).replace("\ud83d", "").strip() or "x"
    return (typed * (limit // len(typed) + 1))[:limit].strip() or "x"


def file_name(world: World) -> str:
    """As long as one may be."""
    return clean_name(text(world, 2 * NAME_LIMIT) + ".pdf")


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
        attachments=tuple(Attachment(file=k, name=file_name(world), size=10 * MOST_BYTES) for k in range(MOST_FILES)),
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
        yield files.files_view, (draft,), {}
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


def _move(world: World, move: Move, number: int, *, since: State = State.ACTIVE) -> PlanMove:
    return PlanMove(
        id=number,
        workspace_id=1,
        plan_id=7,
        move=move,
        since=since,
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
    for reason in Refusal:
        yield files.refused_message, (Refused(7, file_name(world), reason),), {}
    readers = {PERSON: (Mover.PERSON,), OWNER: (Mover.MANAGER,), HR: (Mover.HR,), COMMITTEE: (Mover.COMMITTEE,)}
    row = opened(world, State.ACTIVE, frozenset()).row
    for move, roles in TOLD.items():
        for reader in [each for role in roles for each in readers.get(role, (Mover.HR,))]:
            by = world.member(5) if reader is Mover.HR else None
            for since, until in ((State.PASSED, LAST), (State.NOT_PASSED, None)):
                moved = _move(world, move, 1, since=since)
                told = Told(plan(since), moved, reader, world.member(3), by, row, until)
                yield messages.step_message, (told,), {}
    for state in (State.PASSED, State.NOT_PASSED):
        for what in messages.ASKED:
            for reader in (Mover.PERSON, Mover.MANAGER) if what in keys.FOLLOWUPS else (Mover.HR,):
                yield messages.question_message, (Asked(plan(state), what, world.member(3), reader),), {}


def _ends(world: World) -> Iterator[Case]:
    """Every reader at every stage, with as much as there can be."""
    for state, ending in _endings(world):
        for by in (Mover.HR, Mover.MANAGER, Mover.PERSON, Mover.COMMITTEE):
            shown = replace(
                opened(world, state, frozenset({by}), answer="acknowledged"),
                ending=seen_by(ending, frozenset({by})),
                progress=_progress(world),
                run=RUN,
            )
            view = own.own_view if by is Mover.PERSON else deciding.plan_view
            yield view, (shown,), {"zone": ZONE}
            for what in ending_views.SAID:
                if by in (Mover.PERSON, Mover.MANAGER) and (what != ending_views.APPEAL or by is Mover.PERSON):
                    yield ending_views.words_view, (shown, what), {}
        yield from _forms(world, state, ending)
    for move in deciding.ENDS:
        yield deciding.reason_view, (opened(world, State.ACTIVE, frozenset()), move, "5"), {}
    for key in ("improvement-appeal-decided", "improvement-paper-comes"):
        yield ending_views.said_view, (key,), {}


def _forms(world: World, state: State, ending: Ending) -> Iterator[Case]:
    """HR's."""
    whole = replace(opened(world, state, frozenset({Mover.HR})), ending=ending)
    if state in (State.PASSED, State.NOT_PASSED):
        yield ending_views.close_view, (whole, ending), {}
    if ending.checklist:
        for page in (0, 1, 99):
            yield ending_views.checklist_view, (whole, ending, page), {}
        for item in ending.checklist.items:
            yield ending_views.check_view, (whole, item), {}
    yield ending_views.name_view, (whole,), {}


def _endings(world: World) -> Iterator[tuple[State, Ending]]:
    nothing = Ending(ON, LAST)
    asked = replace(nothing, asked_at=NOW, words_until=LAST)
    words = {"statement": _note(world, "statement", 3), "view": _note(world, "view", 4)}
    failed = replace(asked, decided=_move(world, Move.FAIL, 1), decided_on=ON, appeal_until=LAST)
    everything = {item.id: _check(world, item.id) for item in CHECKLIST.items}
    yield State.ACTIVE, nothing
    yield State.ACTIVE, asked
    yield State.EXTENDED, replace(asked, words_until=ON - timedelta(days=1))
    yield State.ACTIVE, replace(asked, **words)
    yield State.NOT_PASSED, replace(failed, checklist=CHECKLIST, done={})
    yield State.NOT_PASSED, replace(failed, appeal_until=ON - timedelta(days=1), checklist=CHECKLIST, done=everything)
    for decision in (None, "upheld", "passed", "extended"):
        appeal = PlanAppeal(
            workspace_id=1,
            plan_id=7,
            text=text(world, TEXT_LIMIT),
            made_at=NOW,
            decision=decision,
            decided_at=NOW if decision else None,
            reason=text(world, REASON_LIMIT) if decision else "",
        )
        yield State.NOT_PASSED, replace(failed, appeal=appeal, committee=[world.member(9)] * 10, **words)
    after = [_note(world, "followup", 3), _note(world, "followup", 4)]
    yield State.PASSED, replace(failed, decided_on=date(2020, 1, 1), appeal_until=None, followups=after)


def _note(world: World, kind: str, author: int) -> PlanNote:
    return PlanNote(
        workspace_id=1, plan_id=7, author_id=author, kind=kind, on=ON, text=text(world, TEXT_LIMIT), written_at=NOW
    )


def _check(world: World, item: str) -> PlanCheck:
    return PlanCheck(workspace_id=1, plan_id=7, item=item, by_id=5, at=NOW, note=text(world, REASON_LIMIT))


def _progress(world: World) -> tuple[Progress, ...]:
    months = [CardMonth(f"2026-{k:02}", score=k * 9.0, is_complete=k % 3 > 0, has_card=k != 5) for k in range(1, 12)]
    return progress(terms(world).criteria, [*months, CardMonth("2026-12", is_closed=False)])
