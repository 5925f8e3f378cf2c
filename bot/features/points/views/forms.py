"""The forms: proposing points, and saying why not."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.features.points.models import AGREED, REASON_LIMIT
from bot.features.points.service import Blank, Shown
from bot.features.points.views.parts import TITLE, field, heading, month_text
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section

NUMBER = 12


def proposing_view(t: Translator, blank: Blank) -> View:
    """Nothing to fill in where the cards of all months that could be chosen are out."""
    if not blank.months:
        return modal(t, TITLE, [section(t("points-no-month"))])
    months = _months(t, [str(each) for each in blank.months])
    blocks: list[Block] = [
        section(t("points-proposing-intro")),
        field(t, "members", UserSelectElement(action_id=VALUE, initial_user=blank.member)),
        field(t, "month", months, has_hint=True),
        field(t, "points", PlainTextInputElement(action_id=VALUE, max_length=NUMBER), has_hint=True),
        field(t, "reason", _reason(), has_hint=True),
        note(t("points-proposing-note")),
    ]
    return modal(t, TITLE, blocks, callback="points.propose", submit="points-propose-submit")


def declining_view(t: Translator, shown: Shown) -> View:
    blocks: list[Block] = [section(heading(t, shown.row, shown.people)), field(t, "why", _reason())]
    blocks.append(note(t("points-declining-note")))
    metadata = {"points": shown.row.key}
    return modal(t, TITLE, blocks, callback="points.decline", submit="points-decline", metadata=metadata)


def taking_back_view(t: Translator, shown: Shown) -> View:
    """Who has proposed them need not say why, before all have agreed."""
    is_proposer = shown.row.proposed_by == shown.place.standing.viewer_id
    optional = is_proposer and shown.row.state != AGREED
    blocks: list[Block] = [section(heading(t, shown.row, shown.people)), field(t, "why", _reason(), optional=optional)]
    metadata = {"points": shown.row.key}
    return modal(t, TITLE, blocks, callback="points.take_back", submit="points-take-back", metadata=metadata)


def _months(t: Translator, months: Sequence[str]) -> StaticSelectElement:
    options = [Option(value=each, text=PlainTextObject(text=month_text(t, each))) for each in months]
    return StaticSelectElement(action_id=VALUE, options=options, initial_option=options[0])


def _reason() -> PlainTextInputElement:
    return PlainTextInputElement(action_id=VALUE, multiline=True, max_length=REASON_LIMIT)
