"""Which talks somebody has, and how those of the month stand for HR."""

from collections.abc import Iterator
from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.features.talks.service import Held, Overview, TeamLine
from bot.features.talks.views.parts import buttons, line_block, month_of, named, prepare_button, state_text
from bot.i18n.translator import Translator
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut, escape
from scoring.periods import Period

TITLE = "talks-title"
LINES_SHOWN, TEAMS_SHOWN, MANAGERS_SHOWN = 30, 25, 5
NAMES_LIMIT = 900
"""Characters; Fluent refuses parameters of more than 1,000."""


def overview_view(t: Translator, listed: Overview, *, today: date) -> View:
    """One's own talk, those to hold, and for HR how many are held."""
    blocks = [*_own(t, listed, today), *_to_hold(t, listed, today)]
    if listed.held is not None:
        blocks += [*([DividerBlock()] if blocks else []), *held_blocks(t, listed.held)]
    return modal(t, TITLE, blocks or [section(t("talks-none"))])


def held_blocks(t: Translator, held: Held) -> list[Block]:
    """For HR: numbers by team and names of managers, nothing of what was said."""
    month = t.month(Period.parse(held.period).start)
    text = t("talks-held", month=month, held=held.held, total=held.total, late=held.late)
    blocks: list[Block] = [section(text)]
    undone = sorted((each for each in held.teams if each.undone), key=lambda each: -sum(m.late for m in each.undone))
    blocks += [section(_team(t, each)) for each in undone[:TEAMS_SHOWN]]
    if more := len(undone[TEAMS_SHOWN:]):
        blocks.append(note(t("talks-held-more", count=more)))
    if held.without_manager:
        blocks.append(note(t("talks-held-without", count=held.without_manager)))
    return [*blocks, note(t("talks-held-note"))]


def _team(t: Translator, line: TeamLine) -> str:
    name = escape(cut(line.team.name, 60)) if line.team else t("talks-no-team")
    shown = [
        t("talks-held-manager", name=named(t, each.manager), open=each.open, late=each.late)
        for each in line.undone[:MANAGERS_SHOWN]
    ]
    if more := len(line.undone[MANAGERS_SHOWN:]):
        shown.append(t("talks-held-managers-more", count=more))
    names = cut(t.listing(shown), NAMES_LIMIT)
    return t("talks-held-team", team=name, held=line.held, total=line.total, managers=names)


def _own(t: Translator, listed: Overview, today: date) -> Iterator[Block]:
    line = listed.own
    if line is None:
        return
    state = state_text(t, line, today=today, zone=listed.zone)
    yield section(t("talks-own", name=named(t, line.other), month=month_of(t, line.row), state=state))
    yield buttons(prepare_button(t, line))


def _to_hold(t: Translator, listed: Overview, today: date) -> Iterator[Block]:
    if not listed.to_hold:
        return
    if listed.own is not None:
        yield DividerBlock()
    yield section(t("talks-to-hold", count=len(listed.to_hold)))
    for line in listed.to_hold[:LINES_SHOWN]:
        yield line_block(t, line, today=today, zone=listed.zone)
    if more := len(listed.to_hold[LINES_SHOWN:]):
        yield note(t("talks-more", count=more))
