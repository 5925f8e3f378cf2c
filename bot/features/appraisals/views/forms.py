"""The forms: one's own report, the rating of a direct report, and HR's question for reports."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    InputBlock,
    Option,
    PlainTextObject,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.rules.answers import (
    CASE_LIMIT,
    HIGHEST,
    LOWEST,
    REASON_LIMIT,
    TEXT_LIMIT,
    TEXTS,
    Answer,
    case_field,
    value_field,
)
from bot.features.appraisals.service import MOST_AT_ONCE, Rated, RatingForm, ReportForm
from bot.features.appraisals.views.parts import (
    LABEL,
    OPTION,
    figures,
    month_name,
    report_blocks,
    text_input,
)
from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.people.models import Member
from bot.features.reviews.rules.questions import Question
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape

CHOOSE = "appraisals.choose"
"""Each choice of a number keeps all that is in the form."""
CANNOT_JUDGE = "none"
ANCHOR, TITLE = 160, 80


def report_view(t: Translator, form: ReportForm) -> View:
    """Three texts beside the month's figures."""
    found = form.round
    intro = t("appraisals-report-intro", month=month_name(t, found), day=t.day(found.closes_on))
    blocks: list[Block] = [section(intro), *figures(t, form.figures), DividerBlock()]
    for name in TEXTS:
        text, hint = getattr(form.report, name), f"appraisals-{name}-hint"
        blocks.append(text_input(t, t(f"appraisals-{name}"), name, text, limit=TEXT_LIMIT, hint=hint))
    blocks.append(note(t(_state(form))))
    blocks.append(_keeping(t, "appraisals.keep_report"))
    return modal(t, "appraisals-report-title", blocks, callback="appraisals.report", metadata={"round": found.key})


def rating_view(t: Translator, form: RatingForm) -> View:
    """What there is to judge by, then a number and a case for each metric."""
    found, member = form.round, form.member
    intro = t("appraisals-rating-intro", name=name_of(t, member), month=month_name(t, found))
    blocks: list[Block] = [section(intro), *_before(t, form), *figures(t, form.figures)]
    blocks += report_blocks(t, form.report)
    blocks.append(DividerBlock())
    for question in form.questions:
        blocks += _question(t, question, form.answers.get(question.metric), member)
    if form.needs_reason:
        reason = t("appraisals-reason")
        blocks.append(
            text_input(t, reason, "reason", "", limit=REASON_LIMIT, hint="appraisals-reason-hint", is_long=False)
        )
        blocks.append(note(t("appraisals-rating-note-published")))
    else:
        blocks += [note(t("appraisals-rating-note")), _keeping(t, "appraisals.keep_rating")]
    metadata = {"round": found.key, "member": member.key}
    return modal(t, "appraisals-rating-title", blocks, callback="appraisals.rating", metadata=metadata)


def rated_view(t: Translator, rated: Rated) -> View:
    """What was saved, and the next one with one tap."""
    key = "appraisals-revised" if rated.round.published_at else "appraisals-rated"
    blocks: list[Block] = [section(t(key, name=name_of(t, rated.member), month=month_name(t, rated.round)))]
    if rated.upcoming:
        blocks.append(note(t("appraisals-left", count=rated.left)))
        following = button(t, "appraisals-next", "appraisals.open_form", str(rated.upcoming.key), is_primary=True)
        blocks += [
            section(t("appraisals-next-name", name=name_of(t, rated.upcoming))),
            ActionsBlock(elements=[following]),
        ]
    elif not rated.round.published_at:
        blocks.append(note(t("appraisals-all-rated")))
    return modal(t, "appraisals-rating-title", blocks)


def reported_view(t: Translator, found: AppraisalRound) -> View:
    """After sending one's own report."""
    text = t("appraisals-reported", month=month_name(t, found), day=t.day(found.closes_on))
    return modal(t, "appraisals-report-title", [section(text)])


def ask_view(t: Translator) -> View:
    """HR asks people for a report of whom no scheme asks one."""
    picker = UserMultiSelectElement(
        action_id=VALUE,
        placeholder=PlainTextObject(text=t("appraisals-ask-people")),
        max_selected_items=MOST_AT_ONCE,
    )
    whom = InputBlock(block_id="people", label=PlainTextObject(text=t("appraisals-ask-people")), element=picker)
    blocks = [section(t("appraisals-ask-intro")), whom]
    return modal(t, "appraisals-ask-title", blocks, callback="appraisals.ask", submit="appraisals-ask-submit")


def _state(form: ReportForm) -> str:
    if form.is_draft:
        return "appraisals-report-note-draft"
    return "appraisals-report-note-sent" if form.is_sent else "appraisals-report-note"


def _before(t: Translator, form: RatingForm) -> Iterator[Block]:
    if form.is_draft:
        yield note(t("appraisals-is-draft"))
    elif form.author:
        yield note(t("appraisals-said-by", name=name_of(t, form.author)))
    if form.manager_then:
        name, then = name_of(t, form.member), name_of(t, form.manager_then)
        yield note(t("appraisals-manager-then", name=name, then=then))


def _question(t: Translator, question: Question, answer: Answer | None, member: Member) -> Iterator[Block]:
    title = escape(cut(question.title.into(t.language), TITLE))
    anchors = [
        f"*{number}* {escape(cut(anchor.into(t.language), ANCHOR))}"
        for number, anchor in enumerate(question.anchors, LOWEST)
    ]
    yield section("\n".join([f"*{title}*", *anchors]))
    options = [_option(str(each), str(each)) for each in range(LOWEST, HIGHEST + 1)]
    options.append(_option(t("appraisals-cannot-judge"), CANNOT_JUDGE))
    chosen = None if answer is None or answer.is_open else str(answer.value or CANNOT_JUDGE)
    yield InputBlock(
        block_id=value_field(member.key, question.metric),
        label=PlainTextObject(text=cut(t("appraisals-value"), LABEL)),
        dispatch_action=True,
        element=StaticSelectElement(
            action_id=CHOOSE,
            placeholder=PlainTextObject(text=t("appraisals-value-pick")),
            options=options,
            initial_option=next((each for each in options if each.value == chosen), None),
        ),
    )
    field = case_field(member.key, question.metric)
    case = answer.case if answer else ""
    yield text_input(t, t("appraisals-case"), field, case, limit=CASE_LIMIT, hint="appraisals-case-hint")


def _keeping(t: Translator, action: str) -> ActionsBlock:
    return ActionsBlock(elements=[button(t, "appraisals-keep", action, "keep")])


def _option(words: str, value: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=cut(words, OPTION)))
