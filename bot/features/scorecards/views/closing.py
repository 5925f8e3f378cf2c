"""HR's window about a month before its cards come out, and the message the day before. Numbers, never names of people
but of who holds it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.features.scorecards.service import HOLD_LIMIT, CloseState, CloseSummary
from bot.features.scorecards.views.closing_picture import Bands, close_picture, told
from bot.features.scorecards.views.words import month, packed
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, escape
from bot.turn import day_in

NAME_LIMIT = 60
MOST_TEAMS = 20


def close_view(t: Translator, summary: CloseSummary, *, zone: str) -> View:
    """For HR; moments in the reader's `zone`."""
    blocks = [section(f"*{month(t, summary.month)}*\n{_state(t, summary, zone)}"), *_held(t, summary, zone)]
    blocks += [*close_picture(t, summary, _bands_of(summary)), *_spread(t, summary)]
    blocks += _lacking(t, summary)
    return modal(t, "scorecards-closing-title", [*blocks, ActionsBlock(elements=[*_buttons(t, summary)])])


def hold_view(t: Translator, summary: CloseSummary) -> View:
    """Why, which HR reads in the window."""
    element = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=HOLD_LIMIT)
    label = PlainTextObject(text=t("scorecards-hold-label"))
    intro = section(t("scorecards-hold-intro", month=month(t, summary.month)))
    blocks: list[Block] = [intro, InputBlock(block_id="reason", label=label, element=element)]
    named = {"month": summary.month}
    return modal(
        t, "scorecards-hold-title", blocks, callback="scorecards.hold", submit="scorecards-hold-button", metadata=named
    )


def close_soon_message(t: Translator, summary: CloseSummary) -> Message:
    """To HR, the day before."""
    text = t("scorecards-closing-soon", month=month(t, summary.month))
    look = button(t, "scorecards-closing-open", "scorecards.open_close", summary.month, is_primary=True)
    picture = close_picture(t, summary, _bands_of(summary))
    return Message(text, [section(f"{text}\n{_progress(t, summary)}"), *picture, ActionsBlock(elements=[look])])


def _state(t: Translator, summary: CloseSummary, zone: str) -> str:
    if summary.state is CloseState.RELEASED and summary.released_at:
        on, at = t.day(day_in(zone, summary.released_at)), t.clock_time(summary.released_at, zone)
        return t("scorecards-closing-released-at", day=on, time=at, total=summary.total)
    lines = [t(f"scorecards-closing-{summary.state.value}")]
    if summary.total:
        lines.append(_progress(t, summary))
    if summary.locks_at:
        on, at = t.day(day_in(zone, summary.locks_at)), t.clock_time(summary.locks_at, zone)
        lines.append(t(f"scorecards-closing-{'locked' if summary.is_locked else 'until'}", day=on, time=at))
    if summary.is_wanted and summary.is_open:
        lines.append(t("scorecards-closing-wanted"))
    elif summary.releases_at:
        on, at = t.day(day_in(zone, summary.releases_at)), t.clock_time(summary.releases_at, zone)
        when = "planned" if summary.state is CloseState.HELD else "due"
        lines.append(t(f"scorecards-closing-{when}", day=on, time=at))
    return "\n".join(lines)


def _progress(t: Translator, summary: CloseSummary) -> str:
    return t("scorecards-closing-progress", made=summary.made, total=summary.total)


def _held(t: Translator, summary: CloseSummary, zone: str) -> list[Block]:
    if summary.held_at is None:
        return []
    name = escape(cut(summary.holder.name, NAME_LIMIT)) if summary.holder else t("scorecards-none")
    on, at = t.day(day_in(zone, summary.held_at)), t.clock_time(summary.held_at, zone)
    heading = t("scorecards-closing-held-by", name=name, day=on, time=at)
    return written(summary.held_for, heading) if summary.held_for else [section(heading)]


def _spread(t: Translator, summary: CloseSummary) -> list[Block]:
    spread = summary.spread
    if not spread.complete + spread.incomplete + spread.unscored:
        return []
    counts = {"complete": spread.complete, "incomplete": spread.incomplete, "unscored": spread.unscored}
    lines = [t("scorecards-closing-kinds", **counts), *_bands(t, summary)]
    hidden = [shown for shown in (summary.spread, summary.before) if shown and None in dict(shown.bands).values()]
    notes = [note(t("scorecards-closing-few", minimum=summary.minimum))] if hidden else []
    return [*packed(t, lines), *notes]


def _bands(t: Translator, summary: CloseSummary) -> Iterator[str]:
    before = dict(summary.before.bands) if summary.before else {}
    for band, cards in _bands_of(summary):
        line = t("scorecards-closing-band", band=band, cards=told(t, cards))
        if summary.before:
            line += t("scorecards-closing-band-before", cards=told(t, before.get(band, 0)))
        yield line


def _bands_of(summary: CloseSummary) -> Bands:
    """Also those that nobody is in any more."""
    earlier = dict(summary.before.bands) if summary.before else {}
    named = {**dict.fromkeys(earlier, 0), **dict(summary.spread.bands)}
    return sorted(named.items(), key=lambda band: (band[0] != "S", band[0]))


def _lacking(t: Translator, summary: CloseSummary) -> list[Block]:
    if not summary.lacking:
        return []
    lines = [t("scorecards-closing-lacking", teams=len(summary.lacking))]
    for each in summary.lacking[:MOST_TEAMS]:
        counts = {"members": each.members, "unscored": each.unscored}
        lines.append(t("scorecards-closing-lacking-team", team=escape(cut(each.team, NAME_LIMIT)), **counts))
    if len(summary.lacking) > MOST_TEAMS:
        lines.append(t("scorecards-and-more", count=len(summary.lacking) - MOST_TEAMS))
    return packed(t, lines)


def _buttons(t: Translator, summary: CloseSummary) -> Iterator[ButtonElement]:
    of = summary.month
    yield button(t, "scorecards-closing-look", "scorecards.look_at_close", of)
    if not summary.is_open:
        return
    yield button(t, "scorecards-closing-again", "scorecards.make_again", of)
    if summary.is_held:
        yield button(t, "scorecards-closing-let-go", "scorecards.let_go", of, confirm="scorecards-closing-let-go-asked")
        return
    yield button(t, "scorecards-hold-button", "scorecards.open_hold", of)
    if not summary.is_wanted:
        asked = "scorecards-closing-release-asked"
        yield button(t, "scorecards-closing-release", "scorecards.release_now", of, is_primary=True, confirm=asked)
