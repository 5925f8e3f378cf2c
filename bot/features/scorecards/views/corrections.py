"""Figures that were corrected after the cards came out: HR's list and form, and the difference on the card."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot.features.people.models import Member
from bot.features.scorecards.models import CORRECTION
from bot.features.scorecards.rules.differences import Change, changes
from bot.features.scorecards.service import EXPLANATION_LIMIT, Correction, PublishedCard
from bot.features.scorecards.views.words import amount, listed, month, packed, points, shown_score, title
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape
from scoring.periods import Period
from scoring.receipt import MetricLine

NAME_LIMIT, MOST_NAMED, MOST_CHANGES = 60, 10, 8
MOST_NAMED_AGAIN = 3
"""Of longer cards, which are mostly the same people's; Slack takes 250,000 bytes of a window."""


def corrections_view(t: Translator, corrections: Sequence[Correction]) -> View:
    """For HR, month by month."""
    blocks: list[Block] = [] if corrections else [section(t("scorecards-corrections-none"))]
    for each in corrections:
        blocks.append(section("\n".join(_waiting(t, each))))
        anew = button(t, "scorecards-compute-anew", "scorecards.compute_anew", each.month)
        blocks.append(ActionsBlock(elements=[anew]))
    return modal(t, "scorecards-corrections-title", [*blocks, note(t("scorecards-corrections-note"))])


def corrections_message(t: Translator, corrections: Sequence[Correction]) -> Message:
    """To HR: how many cards wait, and nobody's name."""
    lines = [_in_short(t, each) for each in corrections]
    opens = button(t, "scorecards-corrections-open", "scorecards.corrections", "all")
    text = t("scorecards-corrections-wait")
    return Message(t("scorecards-corrections-title"), [*packed(t, [text, *lines]), ActionsBlock(elements=[opens])])


def _waiting(t: Translator, correction: Correction) -> Iterator[str]:
    """Whose cards of the month, and of what is longer around it."""
    count = len(correction.members)
    yield t(
        "scorecards-corrections-of",
        month=month(t, correction.month),
        count=count,
        names=_names(t, correction.members) if count else "",
    )
    for period, members in correction.longer.items():
        named = {"period": month(t, period), "count": len(members), "names": _names(t, members, most=MOST_NAMED_AGAIN)}
        yield t("scorecards-corrections-longer", **named)


def _names(t: Translator, members: Sequence[Member], *, most: int = MOST_NAMED) -> str:
    names = [escape(cut(member.name, NAME_LIMIT)) for member in members[:most]]
    more = len(members) - len(names)
    return t("people-and-more", shown=listed(t, names), more=more) if more else listed(t, names)


def _in_short(t: Translator, correction: Correction) -> str:
    periods = {correction.month: correction.members, **correction.longer}
    counts = [(period, len(members)) for period, members in periods.items() if members]
    return t(
        "scorecards-corrections-of-month",
        month=month(t, correction.month),
        cards=listed(t, [_cards(t, *each) for each in counts]),
    )


def _cards(t: Translator, period: str, count: int) -> str:
    return t(f"scorecards-corrections-{Period.parse(period).cadence.value}", count=count)


def compute_anew_view(t: Translator, period: str) -> View:
    """HR's sentence to everybody whose card changes."""
    element = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=EXPLANATION_LIMIT)
    label = PlainTextObject(text=t("scorecards-compute-anew-label"))
    blocks = [
        section(t("scorecards-compute-anew-intro", month=month(t, period))),
        InputBlock(block_id="explanation", label=label, element=element),
        note(t("scorecards-compute-anew-note")),
    ]
    return modal(
        t,
        "scorecards-compute-anew",
        blocks,
        callback="scorecards.compute_anew",
        submit="scorecards-compute-anew",
        metadata={"month": period},
    )


def computed_anew_message(t: Translator, count: int) -> Message:
    text = t("scorecards-computed-anew", count=count)
    return Message(text, [section(text)])


def difference_lines(t: Translator, published: PublishedCard) -> Iterator[str]:
    """On a later revision: why there is one, and what it changed."""
    card, before = published.card, published.previous
    if card.reason:
        yield t(f"scorecards-note-revised-{card.reason}", revision=card.revision, month=month(t, card.period))
    if card.reason == CORRECTION and card.explanation:
        yield t("scorecards-note-explanation", text=escape(card.explanation))
    if before is None:
        return
    yield t(
        "scorecards-change-of-score",
        before=shown_score(t, before.shown_score),
        after=shown_score(t, published.receipt.shown_score),
        band_before=escape(before.band or t("scorecards-incomplete")),
        band_after=escape(published.receipt.band or t("scorecards-incomplete")),
    )
    found = changes(before, published.receipt)
    for change in found[:MOST_CHANGES]:
        yield _change(t, published, change)
    if len(found) > MOST_CHANGES:
        yield t("scorecards-and-more", count=len(found) - MOST_CHANGES)


def _change(t: Translator, published: PublishedCard, change: Change) -> str:
    """Of a rated metric only the points: means of raters are shown where they were corrected, in the receipt."""
    name = title(t, published.scheme.metric(change.after.metric).title)
    worth = {"points_before": points(t, change.before.points), "points_after": points(t, change.after.points)}
    if change.after.rated or change.before.rated:
        return t("scorecards-change-of-rating", title=name, **worth)
    before, after = _value(t, change.before), _value(t, change.after)
    return t("scorecards-change-of-metric", title=name, before=before, after=after, **worth)


def _value(t: Translator, line: MetricLine) -> str:
    return amount(t, line.value, line.unit)
