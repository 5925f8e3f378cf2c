"""The form about a colleague, the list of those who are to be rated, and what follows."""

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import (
    name_of,
    title_of,
)
from bot.features.people.models import Member
from bot.features.reviews.models import DECLINE_LIMIT
from bot.features.reviews.rules.drafts import CHOICES, Written
from bot.features.reviews.rules.fields import CANNOT_JUDGE, case_field, value_field
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.questions import Question
from bot.features.reviews.service import Desk, Form, Handed, Late, Source, Task
from bot.features.reviews.views.parts import cycle_text, question_about
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE, live
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, escape

NOTE = live("reviews.note")
"""The action of every field: what has been entered is kept as it is entered."""
TEXT_LIMIT = 3_000
"""Slack's for what is typed into a field, and for what it begins with."""
OPTION_LIMIT = 75
MOST_LISTED = 60


def form_view(t: Translator, form: Form, viewer: str, *, saved: Member | None = None, news: str = "") -> View:
    """One colleague; `saved` is who has been rated just now, `news` the key of what else has happened. `viewer` is the
    Slack user for whom it is."""
    task = form.task
    blocks = list(_news(t, saved, news))
    blocks += [section(question_about(t, task.cycle, task.subject)), note(_where(t, task, form.left))]
    if form.source != Source.NEW:
        blocks.append(note(t(f"reviews-source-{form.source}")))
    for question in task.questions:
        blocks += [DividerBlock(), *_question(t, task, question, form.written.get(question.metric, Written()))]
    blocks += [DividerBlock(), note(t("reviews-style-note")), ActionsBlock(elements=list(_ways_out(t, form)))]
    return modal(
        t,
        f"reviews-title-{task.cycle.kind}",
        blocks,
        callback="reviews.rate",
        submit="reviews-send-next" if form.left > (0 if task.is_done else 1) else "reviews-send",
        metadata=_metadata(task, viewer),
    )


def decline_view(t: Translator, task: Task, viewer: str) -> View:
    """Why not; HR may come to know it, without whose reason it is."""
    intro = "reviews-decline-intro-upward" if task.cycle.kind == Kind.UPWARD else "reviews-decline-intro"
    reason = InputBlock(
        block_id="reason",
        label=PlainTextObject(text=t("reviews-decline-reason")),
        hint=PlainTextObject(text=t("reviews-decline-reason-hint")),
        element=PlainTextInputElement(action_id=VALUE, multiline=True, max_length=DECLINE_LIMIT),
    )
    return modal(
        t,
        "reviews-decline-title",
        [section(t(intro, name=name_of(t, task.subject))), reason],
        callback="reviews.decline",
        submit="reviews-decline-submit",
        metadata=_metadata(task, viewer),
    )


def desk_view(t: Translator, desk: Desk, *, saved: Member | None = None, news: str = "") -> View:
    """Everybody who is to be rated or can be changed, and drafts that came too late; `news` is the key of what has
    just happened."""
    blocks = list(_news(t, saved, news))
    if not desk.tasks and not desk.late:
        blocks.append(section(t("reviews-nothing")))
    elif desk.tasks and not desk.due:
        blocks.append(section(t("reviews-all-done", until=t.day(desk.tasks[0].until))))
    blocks += [_line(t, task) for task in sorted(desk.tasks, key=lambda task: task.is_done)[:MOST_LISTED]]
    if len(desk.tasks) > MOST_LISTED:
        blocks.append(note(t("reviews-more", count=len(desk.tasks) - MOST_LISTED)))
    if desk.late:
        blocks += [DividerBlock(), section(t("reviews-late-intro"))]
        blocks += [_late_line(t, each) for each in desk.late[: MOST_LISTED // 2]]
    return modal(t, "reviews-title", blocks)


def late_view(t: Translator, late: Late) -> View:
    """A draft that cannot be sent any more, for whoever wrote it."""
    blocks: list[Block] = [section(question_about(t, late.cycle, late.subject)), note(cycle_text(t, late.cycle))]
    blocks.append(section(t("reviews-late-note")))
    for each in late.written.values():
        blocks.append(section(_choice(t, each.choice)))
        blocks += written(each.case) if each.case else []
    place = f"{late.cycle.key}:{late.subject.key}"
    return modal(t, "reviews-title", [*blocks, ActionsBlock(elements=[_discard(t, place)])])


def kept_view(t: Translator, handed: Handed) -> View:
    """For what came after the close."""
    text = section(t("reviews-kept-late", name=name_of(t, handed.subject)))
    read = button(t, "reviews-read-draft", "reviews.open_list", "list")
    return modal(t, "reviews-title", [text, ActionsBlock(elements=[read])])


def help_message(t: Translator) -> Message:
    """What `/rate` takes."""
    text = t("reviews-help")
    return Message(text, [section(text)])


def _news(t: Translator, saved: Member | None, news: str) -> Iterator[Block]:
    if saved:
        yield section(t("reviews-saved", name=name_of(t, saved)))
    if news:
        yield section(t(news))


def _where(t: Translator, task: Task, left: int) -> str:
    parts = [cycle_text(t, task.cycle), t("reviews-until", until=t.day(task.until))]
    if left:
        parts.append(t("reviews-still", people=left))
    return " · ".join(parts)


def _question(t: Translator, task: Task, question: Question, given: Written) -> Iterator[Block]:
    """Anchors stand beside the numbers where Slack has room for them, and above them where one is too long."""
    anchors = [each.into(t.language) for each in question.anchors]
    fits = all(len(each) <= OPTION_LIMIT for each in anchors)
    if not fits:
        lines = [f"*{number}* {escape(anchor)}" for number, anchor in enumerate(anchors, start=1)]
        yield section("\n".join([f"*{title_of(t, question.title)}*", *reversed(lines)]))
    place = (task.cycle.key, task.subject.key, question.metric)
    options = [_option(t, choice, anchors if fits else []) for choice in CHOICES]
    yield InputBlock(
        block_id=value_field(*place),
        label=PlainTextObject(text=cut(question.title.into(t.language), 200) if fits else t("reviews-answer")),
        dispatch_action=True,
        element=RadioButtonsElement(
            action_id=NOTE,
            options=options,
            initial_option=next((each for each in options if each.value == given.choice), None),
        ),
    )
    yield InputBlock(
        block_id=case_field(*place),
        label=PlainTextObject(text=t("reviews-case")),
        hint=PlainTextObject(text=t("reviews-case-hint")),
        optional=True,
        dispatch_action=True,
        element=PlainTextInputElement(
            action_id=NOTE,
            multiline=True,
            max_length=TEXT_LIMIT,
            initial_value=given.case[:TEXT_LIMIT] or None,
            dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]),
        ),
    )


def _option(t: Translator, choice: str, anchors: list[str]) -> Option:
    described = (
        PlainTextObject(text=cut(anchors[int(choice) - 1], OPTION_LIMIT))
        if anchors and choice != CANNOT_JUDGE
        else None
    )
    return Option(value=choice, text=PlainTextObject(text=_choice(t, choice)), description=described)


def _choice(t: Translator, choice: str) -> str:
    if not choice:
        return t("reviews-unanswered")
    return t("reviews-cannot-judge") if choice == CANNOT_JUDGE else t("reviews-points", value=choice)


def _ways_out(t: Translator, form: Form) -> Iterator[ButtonElement]:
    task = form.task
    yield button(t, "reviews-save", "reviews.save", "draft")
    if form.source == Source.DRAFT:
        yield _discard(t, _place(task))
    if form.may_decline:
        yield button(t, "reviews-decline", "reviews.open_decline", _place(task))
    yield button(t, "reviews-button-list", "reviews.open_list", "list")


def _discard(t: Translator, place: str) -> ButtonElement:
    return button(t, "reviews-discard", "reviews.discard", place, confirm="reviews-discard-confirm")


def _line(t: Translator, task: Task) -> Block:
    state = "given" if task.is_done else "draft" if task.has_draft else "due"
    name = name_of(t, task.subject)
    text = f"{t(f'reviews-line-{state}', name=name)}\n{_where(t, task, 0)}"
    key = "reviews-change" if task.is_done else "reviews-rate"
    accessory = button(t, key, "reviews.open", _place(task), is_primary=not task.is_done)
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=accessory)


def _late_line(t: Translator, late: Late) -> Block:
    text = f"{t('reviews-line-draft', name=name_of(t, late.subject))}\n{cycle_text(t, late.cycle)}"
    accessory = button(t, "reviews-read", "reviews.open_late", f"{late.cycle.key}:{late.subject.key}")
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=accessory)


def _place(task: Task) -> str:
    return f"{task.cycle.key}:{task.subject.key}"


def _metadata(task: Task, viewer: str) -> Mapping[str, object]:
    return {"cycle": task.cycle.key, "subject": task.subject.key, "for": viewer}
