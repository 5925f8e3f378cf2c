"""The window of a plan for its manager and HR, the form for whatever needs a reason, and lists of plans."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.models import PlanMove
from bot.features.improvement.rules.states import OF_COMMITTEE, REASON_LIMIT, UNPUBLISHED, Move, Mover, State
from bot.features.improvement.rules.terms import fingerprint
from bot.features.improvement.service import Board, Line, Opened
from bot.features.improvement.views.ending import ending_blocks, ending_buttons
from bot.features.improvement.views.evidence import evidence_blocks
from bot.features.improvement.views.parts import day_input, line_with, paged, row_of, text_input
from bot.features.improvement.views.progress import marks, progress_blocks
from bot.features.improvement.views.terms import terms_blocks
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.turn import day_in
from scoring.periods import Period

HISTORY, LINES, NOTES_DUE = 8, 70, 10
ASKED = (Move.RETURN, Move.DROP, Move.PAUSE, Move.EXTEND, Move.GO_ON, Move.WITHDRAW)
"""Moves that a form with a reason stands before, in the order of their buttons."""
ENDS = (Move.PASS, Move.FAIL, Move.UPHOLD, Move.GRANT, Move.GRANT_TIME)
"""Likewise, with buttons of their own at the end of a plan."""


def plan_view(t: Translator, opened: Opened, page: int = 0, *, zone: str) -> View:
    """State, evidence and terms whole, what was said and done, and what the viewer can do now."""
    blocks = [*_head(t, opened), *progress_blocks(t, opened), *evidence_blocks(t, opened), *ending_blocks(t, opened)]
    blocks += [DividerBlock(), *terms_blocks(t, opened.terms, opened.titles, opened.plan.key)]
    blocks += [DividerBlock(), *_answer(t, opened), *history(t, opened, opened.moves, zone=zone)]
    shown, turning = paged(t, blocks, page, "improvement.open", str(opened.plan.key))
    buttons = [*_buttons(t, opened), *ending_buttons(t, opened)]
    return modal(t, "improvement-title", [*shown, *row_of(turning), *row_of(buttons)])


def proposed_view(t: Translator, opened: Opened, page: int = 0) -> View:
    """New terms that nobody has published yet; HR publishes what stands here, with a reason."""
    assert opened.proposed is not None, "a window is opened for what there is"
    row, terms = opened.proposed
    by = name_of(t, opened.people.get(row.written_by))
    blocks = [note(t("improvement-proposed-by", name=by)), *terms_blocks(t, terms, opened.titles, opened.plan.key)]
    plan = str(opened.plan.key)
    shown, turning = paged(t, blocks, page, "improvement.proposed", plan)
    if opened.may(Move.CHANGE):
        value = f"{plan}:change:{row.version}:{fingerprint(terms)}"
        turning.append(button(t, "improvement-do-change", "improvement.reason:change", value, is_primary=True))
    turning.append(button(t, "improvement-back", "improvement.open:plan", f"{plan}:0"))
    return modal(t, "improvement-title", [*shown, ActionsBlock(elements=turning)])


def reason_view(t: Translator, opened: Opened, move: Move, seen: str) -> View:
    """What it means, and why; an extension also until when. `seen` is what the decision is about."""
    blocks: list[Block] = [section(t(f"improvement-ask-{move}", name=name_of(t, opened.member)))]
    if move in (Move.EXTEND, Move.GRANT_TIME):
        blocks.append(day_input(t, "improvement-new-last-day", "ends_on", None))
    blocks.append(text_input(t, _reason_label(move), "reason", "", limit=REASON_LIMIT))
    metadata = {"plan": opened.plan.key, "move": move.value, "seen": seen}
    return modal(t, "improvement-title", blocks, callback="improvement.reason", metadata=metadata)


def _reason_label(move: Move) -> str:
    """Below it stands who reads the reason, and whether by whose name."""
    if move in OF_COMMITTEE:
        return "improvement-reason-unnamed"
    return "improvement-reason-inner" if move in (Move.RETURN, Move.DROP) else "improvement-reason"


def board_view(t: Translator, board: Board) -> View:
    """By state, what waits for a decision first; managers see those of their direct reports."""
    blocks: list[Block] = []
    shown = sorted(board.lines, key=lambda line: (_rank(line), line.plan.ends_on, line.plan.key))[:LINES]
    for state in dict.fromkeys(State(line.plan.state) for line in shown):
        blocks.append(section(f"*{t(f'improvement-state-{state}')}*"))
        blocks += [_board_line(t, line) for line in shown if line.plan.state == state]
    if len(board.lines) > LINES:
        blocks.append(note(t("improvement-more", count=len(board.lines) - LINES)))
    if not board.is_hr:
        blocks = [*_notes_due(t, board), *blocks]
    intro = "improvement-board-hr" if board.is_hr else "improvement-board"
    return modal(t, "improvement-title", [section(t(intro)), *(blocks or [note(t("improvement-board-none"))])])


def history(t: Translator, opened: Opened, moves: Sequence[PlanMove], *, zone: str) -> Iterator[Block]:
    """The newest first, with reasons."""
    yield section(t("improvement-history"))
    for move in list(reversed(moves))[:HISTORY]:
        by = _by(t, opened, move)
        did = t(f"improvement-did-{move.move.replace('_', '-')}")
        line = t("improvement-moved", day=t.full_day(day_in(zone, move.at)), by=by, did=did)
        is_told = move.reason and (move.move not in OF_COMMITTEE or opened.by != {Mover.MANAGER})
        yield from written(move.reason, line) if is_told else [note(line)]


def _by(t: Translator, opened: Opened, move: PlanMove) -> str:
    """Of a committee no single member is named."""
    if move.move in OF_COMMITTEE:
        return t("improvement-document-committee")
    return name_of(t, opened.people.get(move.by_id)) if move.by_id else t("improvement-by-dates")


def _head(t: Translator, opened: Opened) -> Iterator[Block]:
    plan = opened.plan
    state = t(f"improvement-state-{plan.state}")
    kind = t(f"improvement-kind-{plan.kind}")
    yield section(t("improvement-head", name=name_of(t, opened.member), kind=kind, state=state))
    yield note(t("improvement-owned", name=name_of(t, opened.owner)))
    if opened.month:
        yield note(t("improvement-since-run", month=t.month(Period.parse(opened.month).start)))
    if opened.state in UNPUBLISHED:
        yield note(t("improvement-unpublished"))
    if plan.returns_on:
        yield note(t("improvement-on-leave", day=t.day(plan.returns_on)))
    if opened.proposed:
        yield note(t("improvement-has-proposal"))


def _answer(t: Translator, opened: Opened) -> Iterator[Block]:
    """What the person said to these terms."""
    if opened.awaits_answer:
        yield note(t("improvement-awaits"))
    elif opened.row.answer:
        said = t(f"improvement-answer-{opened.row.answer}")
        yield from written(opened.row.comment, said) if opened.row.comment else [note(said)]


def _buttons(t: Translator, opened: Opened) -> list[ButtonElement]:
    plan, seen = str(opened.plan.key), f"{opened.plan.key}:{opened.seen}"
    found = []
    if opened.state is State.SUBMITTED and opened.may(Move.APPROVE):
        found.append(button(t, "improvement-do-approve", "improvement.approve", seen))
        found.append(_publish(t, "improvement-do-approve-and-publish", seen))
    elif opened.may(Move.PUBLISH):
        found.append(_publish(t, "improvement-do-publish", seen))
    is_writer = {Mover.MANAGER} if opened.state is State.DRAFT else {Mover.MANAGER, Mover.HR}
    if opened.by & is_writer and (opened.state is State.DRAFT or opened.may(Move.PROPOSE)):
        key = "improvement-write" if opened.state is State.DRAFT else "improvement-write-proposal"
        found.append(button(t, key, "improvement.write", plan, is_primary=opened.state is State.DRAFT))
    if opened.proposed:
        found.append(button(t, "improvement-see-proposal", "improvement.proposed", f"{plan}:0", is_primary=True))
    if opened.may(Move.RESUME) and not opened.awaits_answer:
        found.append(button(t, "improvement-do-resume", "improvement.resume", plan))
    for move in ASKED:
        if opened.may(move) and (move is not Move.GO_ON or opened.awaits_answer):
            key = f"improvement-do-{move.replace('_', '-')}"
            found.append(button(t, key, f"improvement.reason:{move}", f"{plan}:{move}:{opened.seen}"))
    return found


def _publish(t: Translator, key: str, seen: str) -> ButtonElement:
    return button(t, key, "improvement.publish", seen, is_primary=True, confirm="improvement-publish-ask")


def _board_line(t: Translator, line: Line) -> Block:
    text = t(
        "improvement-board-line",
        name=name_of(t, line.member),
        owner=name_of(t, line.owner),
        kind=t(f"improvement-kind-{line.plan.kind}"),
        first=t.day(line.plan.starts_on),
        last=t.day(line.plan.ends_on),
    )
    marked = "\n".join([text, *(marks(t, line.course) if line.course else ())])
    return line_with(t, marked, "improvement-open", "improvement.open", f"{line.plan.key}:0")


def _notes_due(t: Translator, board: Board) -> list[Block]:
    """What the manager has to write first."""
    due = [line for line in board.lines if line.course and line.course.is_note_due]
    texts = {line.plan.key: t("improvement-note-due", name=name_of(t, line.member)) for line in due[:NOTES_DUE]}
    return [line_with(t, text, "improvement-do-note", "improvement.note", str(key)) for key, text in texts.items()]


def _rank(line: Line) -> int:
    return _ORDER.index(State(line.plan.state))


_ORDER = (
    State.SUBMITTED,
    State.APPROVED,
    State.PUBLISHED,
    State.PAUSED,
    State.ACKNOWLEDGED,
    State.ACTIVE,
    State.EXTENDED,
    State.DRAFT,
    State.NOT_PASSED,
    State.PASSED,
    State.CLOSED,
    State.DROPPED,
    State.WITHDRAWN,
)
"""What waits for somebody first."""
