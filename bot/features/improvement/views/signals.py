"""The early warning, the note to the manager, and proposals with their evidence.

Only the blocks say what a message is about: its text is what a locked phone shows.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.features.improvement.rules.lifting import Weak
from bot.features.improvement.rules.runs import Month, Run
from bot.features.improvement.rules.states import REASON_LIMIT
from bot.features.improvement.service import Proposal, Warned
from bot.features.people.models import Member
from bot.features.scorecards.views.words import title
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, escape
from scoring.periods import Period
from scoring.scheme import Scheme

NAME_LIMIT = 60
MOST_RECEIPTS = 12
MOST_LISTED = 20


def warning_message(t: Translator, warned: Warned) -> Message:
    """To the person alone."""
    lines = [_came_out(t, warned), t("improvement-warning-why", count=warned.count)]
    blocks: list[Block] = [section("\n".join(lines))]
    if warned.weak:
        weak = [_weak(t, warned.published.scheme, each) for each in warned.weak]
        blocks.append(section("\n".join([t("improvement-warning-weak"), *weak])))
    blocks += [section(_what_follows(t, warned)), ActionsBlock(elements=_warning_buttons(t, warned))]
    return _private(t, blocks)


def note_message(t: Translator, warned: Warned) -> Message:
    """To the manager: to talk with them."""
    values = _month(t, warned.month, warned.rule.metric)
    text = t("improvement-note", name=_name(warned.published.member), count=warned.count, **values)
    blocks: list[Block] = [section(text)]
    if warned.weak:
        blocks.append(section("\n".join(_weak(t, warned.published.scheme, each) for each in warned.weak)))
    receipt = _receipt(t, warned.signal.member_id, warned.month, "improvement-see-receipt")
    return _private(t, [*blocks, ActionsBlock(elements=[receipt]), note(t("improvement-note-private"))])


def talk_message(t: Translator, member: Member) -> Message:
    """To the manager."""
    return _private(t, [section(t("improvement-talk-wanted", name=_name(member)))])


def talk_asked_message(t: Translator, lead: Member) -> Message:
    """To who asked for it."""
    text = t("improvement-talk-asked", name=_name(lead))
    return Message(text, [section(text)])


def proposal_message(t: Translator, found: Proposal) -> Message:
    """To the manager and HR."""
    blocks: list[Block] = [section(_proposed(t, found)), section(months_text(t, found.run))]
    return _private(t, [*blocks, ActionsBlock(elements=[_open(t, found)]), note(t("improvement-nothing-by-itself"))])


def doubt_message(t: Translator, found: Proposal) -> Message:
    """To HR."""
    key = "improvement-doubted-plan" if found.signal.state == "drafted" else "improvement-doubted"
    blocks: list[Block] = [section(t(key, name=_name(found.member)))]
    return _private(t, [*blocks, ActionsBlock(elements=[_open(t, found)])])


def proposal_view(t: Translator, found: Proposal) -> View:
    """The evidence month by month, and what the reader may decide."""
    warned = "improvement-was-warned" if found.was_warned else "improvement-was-not-warned"
    blocks: list[Block] = [
        section(_proposed(t, found)),
        section(months_text(t, found.run)),
        *_receipts(t, found),
        note(t(warned)),
        *_doubt(t, found),
        *_decision(t, found),
    ]
    if buttons := _buttons(t, found):
        blocks += [DividerBlock(), ActionsBlock(elements=buttons), note(t("improvement-nothing-by-itself"))]
    return modal(t, "improvement-proposal-title", blocks)


def proposals_view(t: Translator, found: Sequence[Proposal], count: int) -> View:
    """Those that wait for a decision: the first of as many as `count`."""
    blocks: list[Block] = [] if found else [section(t("improvement-proposals-none"))]
    for each in found:
        blocks += [section(_proposed(t, each)), ActionsBlock(elements=[_open(t, each)])]
    if count > len(found):
        blocks.append(note(t("improvement-proposals-more", count=count - len(found))))
    return modal(t, "improvement-proposals-title", blocks)


def reason_view(t: Translator, found: Proposal, decision: str) -> View:
    """`decision`: dismiss, keep or void."""
    element = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=REASON_LIMIT)
    label = PlainTextObject(text=t("improvement-reason-label"))
    blocks: list[Block] = [
        section(t(f"improvement-reason-{decision}", name=_name(found.member))),
        InputBlock(block_id="reason", label=label, element=element),
    ]
    metadata = {"signal": found.signal.key, "decision": decision}
    return modal(t, "improvement-proposal-title", blocks, callback="improvement.decide", metadata=metadata)


def _private(t: Translator, blocks: list[Block]) -> Message:
    return Message(t("improvement-private"), blocks)


def _came_out(t: Translator, warned: Warned) -> str:
    key = "improvement-warning" if warned.rule.metric is None else "improvement-warning-metric"
    values = _month(t, warned.month, warned.rule.metric)
    if warned.rule.metric is None:
        return t(key, **values)
    return t(key, metric=title(t, warned.published.scheme.metric(warned.rule.metric).title), **values)


def _what_follows(t: Translator, warned: Warned) -> str:
    kind = warned.rule.kind
    if warned.lead is None:
        return t("improvement-warning-next-hr", left=warned.left, kind=kind)
    return t("improvement-warning-next", left=warned.left, kind=kind, name=_name(warned.lead))


def _warning_buttons(t: Translator, warned: Warned) -> list[ButtonElement]:
    card = warned.published.card
    value = f"{card.member_id}:{card.period}:{card.revision}"
    found = [button(t, "improvement-see-what", "scorecards.why", value, is_primary=True)]
    if warned.lead:
        found.append(button(t, "improvement-ask-talk", "improvement.talk", str(warned.signal.key)))
    return [*found, button(t, "improvement-wrong-figures", "scorecards.question", value)]


def _weak(t: Translator, scheme: Scheme, weak: Weak) -> str:
    name, line = title(t, scheme.metric(weak.line.metric).title), weak.line
    points, gain = t.number(weak.points, decimals=1), t.number(weak.gain, decimals=1)
    if line.attainment is None:
        return t("improvement-weak-rated", title=name, points=points)
    attainment = t.number(line.attainment, decimals=1)
    return t("improvement-weak", title=name, points=points, attainment=attainment, gain=gain)


def _proposed(t: Translator, found: Proposal) -> str:
    low = len(found.run.low)
    return t(
        "improvement-proposed",
        name=_name(found.member),
        count=low,
        kind=found.run.kind,
        plan=title(t, found.rule.title),
        scheme=title(t, found.scheme.title),
    )


def months_text(t: Translator, run: Run) -> str:
    """Each month of a run, and what it says or why it is passed over."""
    return "\n".join(_line(t, run, each) for each in run.months)


def _line(t: Translator, run: Run, month: Month) -> str:
    name = t.month(Period.parse(month.month).start)
    if month.counts:
        return t(f"improvement-said-{month.said}", **_month(t, month, run.metric))
    return t("improvement-passed-over", month=name, why=t(f"improvement-said-{month.said.replace('_', '-')}"))


def _month(t: Translator, month: Month, metric: str | None) -> dict[str, str]:
    unit = "%" if metric else ""
    value, line = (t.number(each or 0, decimals=1) + unit for each in (month.value, month.line))
    return {"month": t.month(Period.parse(month.month).start), "value": value, "line": line}


def _receipts(t: Translator, found: Proposal) -> Iterator[Block]:
    low = found.run.low[-MOST_RECEIPTS:]
    member_id = found.signal.member_id
    yield ActionsBlock(elements=[_receipt(t, member_id, each, "improvement-receipt") for each in low])


def _receipt(t: Translator, member_id: int, month: Month, key: str) -> ButtonElement:
    name = t.month(Period.parse(month.month).start)
    text = PlainTextObject(text=t(key, month=name))
    value = f"{member_id}:{month.month}:{month.revision or 1}"
    return ButtonElement(text=text, action_id=f"scorecards.why:{month.month}", value=value)


def _doubt(t: Translator, found: Proposal) -> Iterator[Block]:
    if found.doubt is None:
        return
    yield DividerBlock()
    yield section("\n".join([t("improvement-doubt-now"), months_text(t, found.doubt.run)]))
    yield note(t(f"improvement-why-{found.doubt.run.why.replace('_', '-')}"))


def _decision(t: Translator, found: Proposal) -> Iterator[Block]:
    row = found.signal
    if row.decided_at is None or not row.reason:
        return
    decision = row.state if row.state in ("dismissed", "void") else "kept"
    by = _name(found.decided_by) if found.decided_by else t("scorecards-none")
    yield section(t(f"improvement-decided-{decision}", name=by, day=t.full_day(row.decided_at.date())))
    yield from written(row.reason)


def _buttons(t: Translator, found: Proposal) -> list[ButtonElement]:
    key, buttons = str(found.signal.key), []
    if found.may_draft:
        buttons.append(button(t, "improvement-draft", "improvement.draft", key, is_primary=True))
    if found.may_decide_doubt:
        buttons.append(button(t, "improvement-keep", "improvement.decide:keep", key))
        buttons.append(button(t, "improvement-void", "improvement.decide:void", key))
    if found.may_dismiss:
        buttons.append(button(t, "improvement-dismiss", "improvement.decide:dismiss", key))
    return buttons


def _open(t: Translator, found: Proposal) -> ButtonElement:
    return button(t, "improvement-see-evidence", "improvement.proposal", str(found.signal.key), is_primary=True)


def _name(member: Member) -> str:
    return escape(cut(member.name, NAME_LIMIT))
