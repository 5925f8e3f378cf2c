"""What has become of questions about a card, as it stands on the card."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.features.scorecards.rules.outcomes import Outcome
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import card_value
from bot.i18n.translator import Translator
from bot.slack.pieces import button, note
from bot.turn import day_in

MOST_SHOWN = 3


def question_notes(t: Translator, published: PublishedCard) -> Iterator[Block]:
    """The newest questions, each on a line, for whoever sees the card."""
    shown = published.questions[-MOST_SHOWN:]
    if shown:
        yield note("\n".join(_outcome(t, each, published.member.zone) for each in shown))


def question_buttons(t: Translator, published: PublishedCard, *, is_own: bool) -> Iterator[ButtonElement]:
    """To ask for the owner, once nothing is open; to read the newest, for whoever sees the card."""
    newest = published.questions[-1] if published.questions else None
    if is_own and (newest is None or not newest.is_open):
        yield button(t, "scorecards-question-button", "scorecards.question", card_value(published))
    if newest:
        waits = newest.is_open and not is_own
        key = "scorecards-question-read" if waits else "scorecards-question-see"
        yield button(t, key, "scorecards.read_question", str(newest.key))


def _outcome(t: Translator, outcome: Outcome, zone: str) -> str:
    asked = t("scorecards-outcome", day=t.day(day_in(zone, outcome.asked_at)), revision=outcome.revision)
    state = t("scorecards-outcome-open")
    if outcome.answered_at is not None:
        state = t("scorecards-outcome-answered", day=t.day(day_in(zone, outcome.answered_at)))
    led = t("scorecards-outcome-led", revision=outcome.led_to) if outcome.led_to else ""
    return " · ".join(each for each in (asked, state, led) if each)
