"""A person's Home, and the administrator's way in."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.features.appraisals.views.lists import home_blocks as appraisal_blocks
from bot.features.feedback.views.lists import home_blocks
from bot.features.home.service import Board
from bot.features.improvement.views.progress import home_blocks as plan_blocks
from bot.features.metrics.rules.pace import FigureLine
from bot.features.metrics.views.lines import metric_text, short_pace_text, title_of
from bot.features.retrospectives.views.windows import home_blocks as retrospective_blocks
from bot.features.reviews.views.prompts import home_blocks as ratings_blocks
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape
from scoring.periods import Period

MOST_FIGURES = 40
FIELDS = 10
"""Slack's limit in one section."""
FIELD_LIMIT = 2_000


def home_view(t: Translator, board: Board) -> View:
    blocks = [_header(t, board), *_month(t, board), *_ratings(t, board), *_card(t, board)]
    blocks += appraisal_blocks(t, board.appraisals)
    blocks += _plans(t, board)
    for part in (home_blocks(t, board.feedback), retrospective_blocks(t, board.retrospectives), [*_footer(t, board)]):
        blocks += [DividerBlock(), *part] if part else []
    return View(type="home", blocks=blocks)


def admin_view(t: Translator, *, runs_reviews: bool = False) -> View:
    """Where administrators start from, and HR."""
    buttons = [
        _button(t("home-admin-people"), "people.open_overview"),
        _button(t("home-admin-schemes"), "schemes.open_assignments"),
        *([_button(t("home-admin-reviews"), "reviews.hr_list", "0")] if runs_reviews else []),
    ]
    return View(
        type="modal",
        title=PlainTextObject(text=t("home-admin-title")),
        close=PlainTextObject(text=t("edge-close")),
        blocks=[_text(t("home-admin-intro")), ActionsBlock(elements=buttons)],
    )


def _header(t: Translator, board: Board) -> Block:
    return HeaderBlock(text=PlainTextObject(text=cut(t("home-hello", name=board.name, day=t.day(board.today)), 150)))


def _month(t: Translator, board: Board) -> Iterator[Block]:
    if not board.lines:
        yield _text(t("home-no-scheme", team=escape(board.team)) if board.team else t("home-no-team"))
        return
    yield ActionsBlock(
        elements=[
            _button(t("home-check-in"), "metrics.open_checkin", board.today.isoformat(), is_primary=True),
            _button(t("home-fix"), "metrics.open_fix", f"|{board.today.isoformat()}"),
            _button(t("home-scheme"), "schemes.open_scheme"),
        ]
    )
    yield _text(t("home-month", month=t.month(board.today)))
    shown = [line for line in board.lines if line.value is not None or line.last is not None] or list(board.lines)
    for start in range(0, min(len(shown), MOST_FIGURES), FIELDS):
        yield SectionBlock(fields=[_figure(t, line) for line in shown[start : start + FIELDS]])
    if len(shown) > MOST_FIGURES:
        yield _note(t("home-more", count=len(shown) - MOST_FIGURES))
    metrics = {metric.metric.id: metric for line in board.lines for metric in line.metrics}
    told = [
        metric_text(t, metric) for metric in metrics.values() if metric.value is not None or metric.is_compared_later
    ]
    if told:
        yield _text(t("home-against-target"))
        yield _text(cut("\n".join(f"• {escape(line)}" for line in told)))


def _figure(t: Translator, line: FigureLine) -> MarkdownTextObject:
    text = f"*{escape(title_of(t, line.figure.title))}*\n{escape(short_pace_text(t, line))}"
    return MarkdownTextObject(text=cut(text, FIELD_LIMIT))


def _ratings(t: Translator, board: Board) -> list[Block]:
    blocks = ratings_blocks(t, board.ratings)
    return [DividerBlock(), *blocks] if blocks else []


def _card(t: Translator, board: Board) -> Iterator[Block]:
    published = board.card
    if published is None and not board.lines:
        return
    yield DividerBlock()
    if published is None:
        yield _note(t("home-no-card"))
        return
    month = t.month(Period.parse(published.card.period).start)
    if published.card.score is None:
        text = t("home-card-empty", month=month)
    else:
        text = t(
            "home-card", month=month, score=t.number(published.card.score, decimals=1), band=published.card.band or "–"
        )
    yield SectionBlock(
        text=MarkdownTextObject(text=text),
        accessory=_button(t("home-open-card"), "scorecards.open_mine", published.card.period),
    )


def _plans(t: Translator, board: Board) -> list[Block]:
    blocks = plan_blocks(t, board.plans)
    return [DividerBlock(), *blocks] if blocks else []


def _footer(t: Translator, board: Board) -> Iterator[Block]:
    administer = [_button(t("home-admin-open"), "home.open_admin")] if board.may_administer else []
    campaigns = _button(t("campaigns-title"), "campaigns.open_list", "0:0")
    yield ActionsBlock(elements=[*administer, campaigns, _button(t("home-own-data"), "privacy.export")])
    yield _note(t("home-settings", zone=board.zone))


def _button(label: str, action_id: str, value: str | None = None, *, is_primary: bool = False) -> ButtonElement:
    style = "primary" if is_primary else None
    return ButtonElement(text=PlainTextObject(text=label), action_id=action_id, value=value, style=style)


def _text(text: str) -> Block:
    return SectionBlock(text=MarkdownTextObject(text=text))


def _note(text: str) -> Block:
    return ContextBlock(elements=[MarkdownTextObject(text=text)])
