"""The entries behind a metric: who entered what when and by which way, what was corrected, verified or left out, and
what came too late."""

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock

from bot.features.metrics.models import WHY_LIMIT
from bot.features.metrics.rules.amounts import exact_amount
from bot.features.people.models import Member
from bot.features.scorecards.rules.behind import Behind
from bot.features.scorecards.service import PAGE, MetricBehind, PublishedCard
from bot.features.scorecards.views.words import card_value, packed, title
from bot.i18n.translator import Translator
from bot.slack.pieces import button, section
from bot.slack.text import quoted
from bot.turn import day_in
from scoring.receipt import MetricLine

CHECK = "metrics.open_check"
"""Of the slice below, whose window it opens: a member's month."""
MOST_SECTIONS = 20
NAME_LIMIT = 60
MOST_LEFT = 3


def entry_blocks(t: Translator, found: MetricBehind) -> list[Block]:
    """A page of them, with buttons to the others; a word where there is none."""
    if not found.total:
        return [section(t("scorecards-entries-none"))]
    last = found.offset + len(found.entries)
    heading = t("scorecards-entries", first=found.offset + 1, last=last, total=found.total)
    lines = [heading, *(_line(t, found, each) for each in found.entries)]
    return [DividerBlock(), *packed(t, lines, most=MOST_SECTIONS), *_buttons(t, found)]


def checked_counts(t: Translator, published: PublishedCard, line: MetricLine) -> Iterator[str]:
    """The same in numbers alone, where very many metrics stand below each other."""
    found = published.checks.by_metric.get(line.metric)
    if found is None:
        return
    excluded, verified = sum(left.count for left in found.excluded), sum(found.verified.values())
    yield t("scorecards-checked-counts", total=found.total, excluded=excluded, verified=verified)


def checked_lines(t: Translator, published: PublishedCard, line: MetricLine) -> Iterator[str]:
    """What was excluded from a metric and what was verified, by whom; nothing where nobody has checked anything. Of
    many exclusions for different reasons only some are told one by one."""
    found = published.checks.by_metric.get(line.metric)
    if found is None:
        return
    if others := found.excluded[MOST_LEFT:]:
        count = sum(left.count for left in others)
        yield t("scorecards-checked-excluded-others", count=count, total=found.total)
    for left in found.excluded[:MOST_LEFT]:
        yield t(
            "scorecards-checked-excluded" if left.reason else "scorecards-checked-excluded-plain",
            count=left.count,
            total=found.total,
            reason=quoted(left.reason or "", limit=WHY_LIMIT),
            by=_name(t, published.checks.members, left.by),
            day=t.day(day_in(published.member.zone, left.at)),
        )
    if found.verified:
        names = [_name(t, published.checks.members, by) for by in found.verified][:MOST_LEFT]
        count = sum(found.verified.values())
        yield t("scorecards-checked-verified", count=count, total=found.total, by=t.listing(names))


def _buttons(t: Translator, found: MetricBehind) -> Iterator[Block]:
    earlier, later = max(found.offset - PAGE, 0), found.offset + PAGE
    name = f"{card_value(found.published)}:{found.line.metric}"
    pages = (("back", earlier, found.offset > 0), ("on", later, later < found.total))
    buttons = [
        button(t, f"scorecards-entries-{way}", f"scorecards.turn_entries:{way}", f"{name}:{offset}")
        for way, offset, is_there in pages
        if is_there
    ]
    if found.may_check:
        month = found.entries[-1].entry.on
        value = f"{found.published.member.key}:{month:%Y-%m}"
        buttons.append(button(t, "scorecards-entries-check", CHECK, value))
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
    told = f"{told} {t('scorecards-entry-reason', reason=quoted(entry.reason))}" if entry.reason else told
    return f"{told} · {_verdict(t, found, each)}" if each.verdict else told


def _verdict(t: Translator, found: MetricBehind, each: Behind) -> str:
    """What was found about an entry; of what was found after the card, that it is not on it."""
    verdict = each.verdict
    assert verdict is not None, "asked for an entry that nobody has checked"
    day = t.day(day_in(found.published.member.zone, verdict.given_at))
    told = t(f"scorecards-verdict-{verdict.verdict}", by=_by(t, found, verdict.given_by), day=day)
    if verdict.reason:
        told = t("scorecards-verdict-because", verdict=told, reason=quoted(verdict.reason, limit=WHY_LIMIT))
    return t("scorecards-verdict-later", verdict=told) if each.is_later else told


def _by(t: Translator, found: MetricBehind, member_id: int | None) -> str:
    if member_id is None:
        return t("scorecards-entered-by-operator")
    return _name(t, found.members or {}, member_id)


def _name(t: Translator, members: Mapping[int, Member], member_id: int) -> str:
    member = members.get(member_id)
    return quoted(member.name, limit=NAME_LIMIT) if member else t("scorecards-none")
