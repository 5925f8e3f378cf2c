"""Windows to read in: whom one rates, what was said, how far HR's round is; and the part on Home."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.appraisals.models import AppraisalRating
from bot.features.appraisals.service import PAGE, Line, Reported, Said, Status, Todo
from bot.features.appraisals.views.parts import (
    month_name,
    report_blocks,
)
from bot.features.feedback.views.parts import (
    name_of,
    title_of,
)
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written

MOST_REPORTS = 30
"""Direct reports of one window."""


def todo_view(t: Translator, todo: Todo) -> View:
    """What is left to write, and what there is to read."""
    blocks: list[Block] = [*_intro(t, todo)]
    if todo.round and todo.has_report is None and not todo.reports:
        blocks.append(section(t("appraisals-nothing-to-do")))
    for line in todo.reports[:MOST_REPORTS]:
        blocks += [DividerBlock(), *_report(t, line, has_draft=line.member.key in todo.drafts)]
    if len(todo.reports) > MOST_REPORTS:
        blocks.append(note(t("appraisals-more-reports", count=len(todo.reports) - MOST_REPORTS)))
    if buttons := _buttons(t, todo, is_list=True):
        blocks.append(ActionsBlock(elements=buttons))
    return modal(t, "appraisals-title", blocks)


def report_view(t: Translator, reported: Reported, *, is_own: bool) -> View:
    """Somebody's own report, to read."""
    intro = t("appraisals-report-of", name=name_of(t, reported.member), month=month_name(t, reported.round))
    blocks: list[Block] = [section(intro), *report_blocks(t, reported.report)]
    return modal(t, "appraisals-title", blocks if is_own else [*blocks, note(t("appraisals-read-note"))])


def said_view(t: Translator, said: Said, *, is_own: bool) -> View:
    """Rating and case, and the person's own report where the reader may see it."""
    month, author = month_name(t, said.round), name_of(t, said.author)
    key = "appraisals-own-intro" if is_own else "appraisals-said-intro"
    blocks: list[Block] = [section(t(key, name=name_of(t, said.member), author=author, month=month))]
    if said.round.published_at is None:
        blocks.append(note(t("appraisals-not-published")))
    if said.row.reason:
        blocks += [note(t("appraisals-revision", number=said.row.revision)), *written(said.row.reason)]
    blocks.append(DividerBlock())
    for rating in said.ratings:
        blocks += _rating(t, said, rating)
    if said.report:
        blocks += report_blocks(t, said.report)
    if said.may_revise:
        value = f"{said.member.key}:{said.round.key}"
        blocks.append(ActionsBlock(elements=[button(t, "appraisals-revise", "appraisals.revise", value)]))
    if not is_own:
        blocks.append(note(t("appraisals-read-note")))
    return modal(t, "appraisals-title", blocks)


def status_view(t: Translator, status: Status) -> View:
    """How many have written, and who has not: never what."""
    found = status.round
    if found is None:
        return modal(t, "appraisals-status-title", [section(t("appraisals-status-none"))])
    text = t(
        "appraisals-status",
        month=month_name(t, found),
        day=t.day(found.closes_on),
        reports=status.reports_in,
        reports_wanted=status.reports_wanted,
        ratings=status.ratings_in,
        ratings_wanted=status.ratings_wanted,
    )
    blocks: list[Block] = [section(text)]
    blocks += [section(_missing(t, line)) for line in status.lines] or [note(t("appraisals-status-complete"))]
    turning = []
    if status.offset:
        turning.append(button(t, "appraisals-earlier", "appraisals.turn:back", str(max(status.offset - PAGE, 0))))
    if status.has_more:
        turning.append(button(t, "appraisals-later", "appraisals.turn:on", str(status.offset + PAGE)))
    buttons = [*turning, button(t, "appraisals-ask", "appraisals.open_ask", "ask")]
    return modal(t, "appraisals-status-title", [*blocks, ActionsBlock(elements=buttons)])


def _intro(t: Translator, todo: Todo) -> Iterator[Block]:
    if todo.round is None:
        yield section(t("appraisals-no-round"))
        return
    month, day = month_name(t, todo.round), t.day(todo.round.closes_on)
    lines = [t("appraisals-home", month=month, day=day)]
    if todo.has_report is not None:
        lines.append(t("appraisals-your-report-in" if todo.has_report else "appraisals-your-report-missing"))
    if todo.reports:
        lines.append(t("appraisals-to-rate", count=len(todo.unrated), all=len(todo.reports)))
    yield section("\n".join(lines))


def _buttons(t: Translator, todo: Todo, *, is_list: bool) -> list[ButtonElement]:
    found = []
    if todo.may_report:
        key = "appraisals-change-report" if todo.has_report else "appraisals-write-report"
        found.append(button(t, key, "appraisals.open_report", "own", is_primary=not todo.has_report))
    if todo.reports and not is_list:
        found.append(button(t, "appraisals-rate", "appraisals.open_list", "home", is_primary=bool(todo.unrated)))
    if todo.has_published:
        found.append(button(t, "appraisals-read-own", "appraisals.open_own", "own"))
    if todo.sees_status:
        found.append(button(t, "appraisals-see-status", "appraisals.open_status", "0"))
    return found


def _report(t: Translator, line: Line, *, has_draft: bool) -> Iterator[Block]:
    state = "rated" if line.is_rated else "draft" if has_draft else "open"
    has_report = "in" if line.has_report else "missing"
    text = t("appraisals-report-line", name=name_of(t, line.member), state=state, report=has_report)
    yield section(text)
    key = "appraisals-change" if line.is_rated else "appraisals-rate-them"
    pressed = button(t, key, "appraisals.open_form", str(line.member.key), is_primary=not line.is_rated)
    yield ActionsBlock(elements=[pressed])


def _rating(t: Translator, said: Said, rating: AppraisalRating) -> Iterator[Block]:
    title = said.titles.get(rating.metric)
    shown = title_of(t, title) if title else rating.metric
    value = t("appraisals-cannot-judge") if rating.value is None else t("appraisals-of-five", value=rating.value)
    yield section(t("appraisals-rating-line", title=shown, value=value))
    yield from written(rating.case_text)


def _missing(t: Translator, line: Line) -> str:
    parts = []
    if line.has_report is False:
        parts.append(t("appraisals-missing-report"))
    if line.is_rated is False:
        parts.append(t("appraisals-missing-rating", name=name_of(t, line.manager)))
    return t("appraisals-missing", name=name_of(t, line.member), what=t.listing(parts))
