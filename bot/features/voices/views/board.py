"""What people outside said of somebody, and who is asked at present."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock
from slack_sdk.models.views import View

from bot.features.voices.service import LEAST_ANSWERS, LEAST_FOR_COMMENTS, Board, Line, Made, Result
from bot.features.voices.views.parts import (
    day_of,
    name_of,
    period_name,
)
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import quoted

MOST_MADE, MOST_LINES = 15, 20
COMMENTS_A_WINDOW = 5
"""A window holds 250 KB, and a sign takes up to twelve bytes."""
TITLE_LIMIT = 80


def board_view(t: Translator, board: Board) -> View:
    """Results, the newest first; then one's own requests."""
    intro = t("voices-own-intro") if board.is_own else t("voices-intro", name=name_of(board.subject))
    blocks: list[Block] = [section(intro)]
    if board.may_ask:
        ask = button(t, "voices-ask", "voices.open_ask", board.subject.reference, is_primary=True)
        blocks.append(ActionsBlock(elements=[ask]))
    if not board.results:
        blocks.append(section(t("voices-nothing")))
    for result in board.results:
        blocks += [DividerBlock(), *_result(t, board, result)]
    if board.made:
        blocks += [DividerBlock(), section(t("voices-made"))]
    for made in board.made[:MOST_MADE]:
        blocks += _made(t, made, board.zone)
    return modal(t, "voices-title", [*blocks, note(t("voices-note", least=LEAST_ANSWERS, more=LEAST_FOR_COMMENTS))])


def comments_view(t: Translator, board: Board, result: Result, start: int) -> View:
    """Some a window, in an order of chance, apart from what was answered."""
    name = name_of(board.subject)
    blocks: list[Block] = [section(t("voices-comments-intro", name=name, period=period_name(t, result.period)))]
    end = start + COMMENTS_A_WINDOW
    for number, text in enumerate(result.comments[start:end], start=start + 1):
        blocks += written(text, f"*{number}*")
    if len(result.comments) > end:
        place = comments_place(board, result, end)
        blocks.append(ActionsBlock(elements=[button(t, "voices-more-comments", "voices.more_comments", place)]))
    return modal(t, "voices-title", [*blocks, note(t("voices-comments-note"))])


def comments_place(board: Board, result: Result, start: int) -> str:
    """What a button carries: about whom, which period, which comment is next."""
    return f"{board.subject.reference}:{result.period}:{start}"


def _result(t: Translator, board: Board, result: Result) -> Iterator[Block]:
    count = t("voices-count", answered=result.answered, asked=result.asked) if result.asked else ""
    yield section(f"*{period_name(t, result.period)}*\n{count}".strip())
    if not result.is_over:
        yield note(t("voices-not-yet", day=t.day(result.period.end)))
        return
    if result.lines:
        yield section("\n".join(_line(t, line) for line in result.lines[:MOST_LINES]))
    if result.comments:
        read = button(t, "voices-read-comments", "voices.comments", comments_place(board, result, 0))
        yield ActionsBlock(elements=[read])


def _line(t: Translator, line: Line) -> str:
    title = quoted(line.title.into(t.language), limit=TITLE_LIMIT)
    if line.rating is None:
        return t("voices-too-few", title=title)
    return t("voices-rated", title=title, mean=t.number(line.rating.mean, decimals=1), count=line.rating.count)


def _made(t: Translator, made: Made, zone: str) -> Iterator[Block]:
    request = made.request
    line = t(
        "voices-made-line",
        name=name_of(made.subject),
        answered=request.answered,
        asked=request.asked,
        until=day_of(t, request.ends_at, zone),
    )
    yield section(line)
    for is_used, key in ((True, "voices-have-answered"), (False, "voices-wait")):
        labels = [quoted(label) for label, used in made.links if used is is_used]
        if labels:
            yield note(f"{t(key)} {t.listing(labels)}")
    if request.answered < request.asked:
        end = button(t, "voices-revoke", "voices.revoke", str(request.key), confirm="voices-revoke-sure")
        yield ActionsBlock(elements=[end])
