"""What the person whom a plan is about reads, and how they answer."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules.notes import TEXT_LIMIT
from bot.features.improvement.rules.states import OVER, Move
from bot.features.improvement.service import Opened
from bot.features.improvement.views.deciding import history
from bot.features.improvement.views.ending import ending_blocks, ending_buttons
from bot.features.improvement.views.evidence import evidence_blocks
from bot.features.improvement.views.parts import paged, row_of, text_input
from bot.features.improvement.views.progress import HELPED, progress_blocks
from bot.features.improvement.views.terms import terms_blocks
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section

COMMENT = "comment"
"""What stands where a move does, for words that move nothing."""
TOLD = frozenset({Move.PROPOSE, Move.HAND_OVER, Move.BEGIN, Move.SUBMIT, Move.RETURN, Move.APPROVE})
"""What others did among themselves: not in the person's history."""


def own_view(t: Translator, opened: Opened, page: int = 0, *, zone: str) -> View:
    """Kind words first, all of the terms, what has happened since, and what the person can say to it."""
    moves = [each for each in opened.moves if each.move not in TOLD]
    blocks = [*_head(t, opened), *progress_blocks(t, opened), *evidence_blocks(t, opened), *ending_blocks(t, opened)]
    blocks += [DividerBlock(), *terms_blocks(t, opened.terms, opened.titles, opened.plan.key), DividerBlock()]
    blocks += history(t, opened, moves, zone=zone)
    shown, turning = paged(t, blocks, page, "improvement.open", str(opened.plan.key))
    buttons = [*_buttons(t, opened), *ending_buttons(t, opened)]
    return modal(t, "improvement-title", [*shown, *row_of(turning), *row_of(buttons)])


def answer_view(t: Translator, opened: Opened, what: str) -> View:
    """Both answers with a comment for whoever likes to; a comment alone needs words."""
    blocks: list[Block] = [
        section(t(f"improvement-say-{what}")),
        text_input(t, "improvement-comment", "comment", "", limit=TEXT_LIMIT, is_optional=what != COMMENT),
    ]
    metadata = {"plan": opened.plan.key, "what": what, "version": opened.plan.version}
    return modal(t, "improvement-title", blocks, callback="improvement.answer", metadata=metadata)


def nothing_message(t: Translator) -> Message:
    """The same for everybody who has none, and says nothing about anybody."""
    text = t("improvement-nothing")
    return Message(text, [section(text)])


def nothing_about_view(t: Translator, name: str, member_id: int, *, may_begin: bool) -> View:
    """For managers and HR: somebody without a plan. The manager can begin to coach."""
    begin = [button(t, "improvement-begin", "improvement.begin", str(member_id), confirm="improvement-begin-ask")]
    blocks: list[Block] = [section(t("improvement-nothing-about", name=name))]
    return modal(t, "improvement-title", [*blocks, *row_of(begin if may_begin else [])])


def _head(t: Translator, opened: Opened) -> Iterator[Block]:
    kind = t(f"improvement-kind-{opened.plan.kind}")
    state = t(f"improvement-own-state-{opened.plan.state}")
    head = t("improvement-own-head", kind=kind, state=state)
    words = [t("improvement-own-words", manager=name_of(t, opened.owner))] if opened.state in HELPED else []
    yield section("\n".join([head, *words]))
    if opened.awaits_answer:
        yield section(t("improvement-own-awaits"))
    elif opened.row.answer:
        yield note(t(f"improvement-own-{opened.row.answer}"))
    yield note(t("improvement-own-private"))


def _buttons(t: Translator, opened: Opened) -> list[ButtonElement]:
    plan = opened.plan.key
    if opened.state in OVER:
        return []
    comment = button(t, "improvement-do-comment", "improvement.say:comment", f"{plan}:{COMMENT}")
    if not opened.awaits_answer:
        return [comment]
    read = button(t, "improvement-do-acknowledge", "improvement.say:yes", f"{plan}:{Move.ACKNOWLEDGE}", is_primary=True)
    refuse = button(t, "improvement-do-refuse", "improvement.say:no", f"{plan}:{Move.REFUSE}")
    return [read, refuse, comment]
