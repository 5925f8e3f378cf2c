"""A person's Home: what is due, then what is theirs, then the way to everything else."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, HeaderBlock, PlainTextObject
from slack_sdk.models.views import View

from bot.features.feedback.views.lists import home_blocks as feedback_blocks
from bot.features.home.service import Board
from bot.features.home.views.due import due_blocks
from bot.features.home.views.goals import goal_blocks
from bot.features.home.views.month import month_blocks
from bot.features.home.views.parts import line_with, row
from bot.features.home.views.team import firm_blocks, team_blocks
from bot.features.home.views.tour import tour_blocks
from bot.features.improvement.views.progress import home_blocks as plan_blocks
from bot.features.scorecards.views.strip import card_strip
from bot.features.scorecards.views.words import shown_score
from bot.i18n.translator import Translator
from bot.slack.links import link_button, linked
from bot.slack.pieces import button, note
from bot.slack.text import cut, escape
from scoring.periods import Period


def home_view(t: Translator, board: Board) -> View:
    """Under Slack's 100 blocks, whatever somebody is and has to do."""
    blocks = [_header(t, board), *tour_blocks(t, board.tour), *due_blocks(t, board.due, board.today)]
    led = (team_blocks(t, board), firm_blocks(t, board))
    parts = (
        *led,
        month_blocks(t, board),
        goal_blocks(t, board),
        _card(t, board),
        plan_blocks(t, board.plans),
        feedback_blocks(t, board.feedback, newest=board.ways.kudos),
    )
    for part in (*parts, _footer(t, board)):
        if found := list(part):
            blocks += [DividerBlock(), *found]
    return View(type="home", blocks=blocks)


def _header(t: Translator, board: Board) -> Block:
    return HeaderBlock(text=PlainTextObject(text=cut(t("home-hello", name=board.name, day=t.day(board.today)), 150)))


def _card(t: Translator, board: Board) -> Iterator[Block]:
    published = board.card
    if published is not None:
        text = _headline(t, board)
        if board.ways.card:
            text += f" · {linked(board.ways.card, t('home-message'))}"
        yield line_with(text, button(t, "home-open-card", "scorecards.open_mine", published.card.period))
        yield from card_strip(t, published)
    elif board.month.lines:
        yield note(t("home-no-card"))
    yield from row(list(_beside_card(t, board)))


def _beside_card(t: Translator, board: Board) -> Iterator[ButtonElement]:
    """Into the team's channel, too."""
    if board.appraisals.has_published:
        yield button(t, "appraisals-read-own", "appraisals.open_own", "own")
    if board.ways.post:
        yield link_button(t, "home-team-post", board.ways.post)
    if board.ways.details:
        yield link_button(t, "home-team-details", board.ways.details)


def _headline(t: Translator, board: Board) -> str:
    """The score and the band as the card says them."""
    assert board.card is not None, "asked only where there is one"
    receipt = board.card.receipt
    month = t.month(Period.parse(receipt.period).start)
    if receipt.shown_score is None:
        return t("home-card-empty", month=month)
    band = escape(receipt.band or t("scorecards-incomplete"))
    return t("home-card", month=month, score=shown_score(t, receipt.shown_score), band=band)


def _footer(t: Translator, board: Board) -> Iterator[Block]:
    todo, retros = board.appraisals, board.retrospectives
    found = [
        (board.ratings is not None, "home-ratings", "reviews.open_list", "list"),
        (bool(todo.may_report and todo.has_report), "appraisals-change-report", "appraisals.open_report", "own"),
        (bool(todo.reports) and not todo.unrated, "appraisals-rate", "appraisals.open_list", "home"),
        (todo.sees_status, "appraisals-see-status", "appraisals.open_status", "0"),
        (bool(retros.open or retros.may_open), "retrospectives-all", "retrospectives.open_list", "home"),
        (True, "campaigns-title", "campaigns.open_list", "0:0"),
        (True, "home-settings-title", "home.open_settings", "own"),
        (True, "home-own-data", "privacy.export", "own"),
        (board.may_administer, "home-admin-open", "home.open_admin", "open"),
    ]
    yield from row([button(t, key, action, value) for is_there, key, action, value in found if is_there])
    yield note(t("home-hint"))
