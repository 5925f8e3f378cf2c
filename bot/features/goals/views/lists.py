"""The goals of a team and of a person."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.goals.service import Listed, Stand
from bot.features.goals.views.parts import TITLE, buttons, line_block, period_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import quoted
from scoring.periods import Period

LINES_SHOWN = 20
TEAM_NAME = 60


def list_view(t: Translator, listed: Listed) -> View:
    """The team's first; whoever has none hears what a goal is for."""
    blocks = [*_of_team(t, listed), *_of_person(t, listed)]
    if listed.about is None and listed.may_propose:
        blocks.append(buttons(button(t, "goals-propose", "goals.open_new", "new")))
    return modal(t, TITLE, [*blocks, note(t("goals-list-note"))])


def _of_team(t: Translator, listed: Listed) -> Iterator[Block]:
    if listed.team is None:
        yield section(t("goals-no-team"))
        return
    yield section(t("goals-of-team", team=quoted(listed.team.name, limit=TEAM_NAME)))
    if not listed.of_team:
        yield note(t("goals-of-team-none"))
    yield from _lines(t, listed, listed.of_team)


def _of_person(t: Translator, listed: Listed) -> Iterator[Block]:
    if not listed.of_person and listed.about is None:
        return
    yield DividerBlock()
    yield section(t("goals-of-person", name=name_of(t, listed.about)) if listed.about else t("goals-of-you"))
    if not listed.of_person:
        yield note(t("goals-of-person-none"))
    yield from _lines(t, listed, listed.of_person)


def _lines(t: Translator, listed: Listed, stands: Sequence[Stand]) -> Iterator[Block]:
    """Under the period that they are for."""
    before = ""
    for stand in stands[:LINES_SHOWN]:
        if stand.row.period != before:
            before = stand.row.period
            yield note(period_text(t, Period.parse(before)))
        yield line_block(t, stand, listed.owners)
    if more := len(stands[LINES_SHOWN:]):
        yield note(t("goals-more", count=more))
