"""The entries behind a metric: who entered what when and by which way, what was corrected, and what came too late."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock

from bot.features.metrics.rules.amounts import exact_amount
from bot.features.scorecards.rules.behind import Behind
from bot.features.scorecards.service import PAGE, MetricBehind
from bot.features.scorecards.views.words import card_value, packed, title
from bot.i18n.translator import Translator
from bot.slack.pieces import button, section
from bot.slack.text import quoted
from bot.turn import day_in

MOST_SECTIONS = 20
NAME_LIMIT = 60


def entry_blocks(t: Translator, found: MetricBehind) -> list[Block]:
    """A page of them, with buttons to the others; a word where there is none."""
    if not found.total:
        return [section(t("scorecards-entries-none"))]
    last = found.offset + len(found.entries)
    heading = t("scorecards-entries", first=found.offset + 1, last=last, total=found.total)
    lines = [heading, *(_line(t, found, each) for each in found.entries)]
    return [DividerBlock(), *packed(t, lines, most=MOST_SECTIONS), *_turning(t, found)]


def _turning(t: Translator, found: MetricBehind) -> Iterator[Block]:
    earlier, later = max(found.offset - PAGE, 0), found.offset + PAGE
    name = f"{card_value(found.published)}:{found.line.metric}"
    pages = (("back", earlier, found.offset > 0), ("on", later, later < found.total))
    buttons = [
        button(t, f"scorecards-entries-{way}", f"scorecards.turn_entries:{way}", f"{name}:{offset}")
        for way, offset, is_there in pages
        if is_there
    ]
    if buttons:
        yield ActionsBlock(elements=buttons)


def _line(t: Translator, found: MetricBehind, each: Behind) -> str:
    entry, figure = each.entry, found.published.scheme.figure(each.entry.figure)
    zone = found.published.member.zone
    told = t(
        f"scorecards-entry-{each.state}",
        day=t.day(entry.on),
        figure=title(t, figure.title),
        value=exact_amount(t, entry.value, figure.unit),
        by=_by(t, found, entry.entered_by),
        when=t.day(day_in(zone, entry.entered_at)),
        time=t.clock_time(entry.entered_at, zone),
        source=t(f"scorecards-source-{entry.source}"),
    )
    return f"{told} {t('scorecards-entry-reason', reason=quoted(entry.reason))}" if entry.reason else told


def _by(t: Translator, found: MetricBehind, member_id: int | None) -> str:
    if member_id is None:
        return t("scorecards-entered-by-operator")
    member = (found.members or {}).get(member_id)
    return quoted(member.name, limit=NAME_LIMIT) if member else t("scorecards-none")
