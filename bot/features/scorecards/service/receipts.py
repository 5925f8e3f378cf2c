"""What a receipt rests on: the entries behind it, and the card as a file that anybody can compute again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import FILE
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.features.scorecards.rules.behind import Behind, Counted, behind
from bot.features.scorecards.service.checks import days_of, figures_read_at
from bot.features.scorecards.service.provisional import card_shown
from bot.features.scorecards.service.reading import PublishedCard, card_named, line_named, published_card
from bot.turn import Turn, Who
from scoring.card_file import CardFile, Told
from scoring.receipt import MetricLine

CARD_FILE = "scorecards.file"
PAGE = 25
"""Entries of one window."""
OFFSET_DIGITS = 5


@dataclass(frozen=True, slots=True)
class MetricBehind:
    """One metric of a card with a page of the entries behind it from `offset` on, of `total`; `members` are those who
    entered or checked them, by key. `is_own`: the reader's card; `may_check`: the reader may verify or exclude
    entries."""

    published: PublishedCard
    line: MetricLine
    entries: Sequence[Behind] = ()
    offset: int = 0
    total: int = 0
    members: Mapping[int, Member] | None = None
    is_own: bool = False
    may_check: bool = False


async def receipt_page(turn: Turn, name: str) -> tuple[PublishedCard, int]:
    """The card and the metric to begin with that a button names as `member:2026-10:1:60`."""
    *card, offset = name.split(":")
    published = await card_shown(turn, ":".join(card))
    if not offset.isdecimal() or len(offset) > OFFSET_DIGITS:
        raise people.not_visible(turn.who, Action.SEE_CARD)
    return published, int(offset)


async def metric_behind(turn: Turn, name: str) -> MetricBehind:
    """Of the metric and page that a button names as `member:2026-10:1:metric:0`; like a card out of sight for anything
    else, and for who may not see the entries."""
    *card, metric, offset = ["", "", *name.split(":")][-5:]
    published = await card_shown(turn, ":".join(card))
    if metric not in {line.metric for line in published.receipt.metrics} or not offset.isdecimal():
        raise people.not_visible(turn.who, Action.SEE_CARD)
    return await behind_line(turn, published, metric, offset=min(int(offset), 100_000))


async def behind_line(turn: Turn, published: PublishedCard, metric: str, *, offset: int = 0) -> MetricBehind:
    """Who may see the card and not the entries has the line alone. The audit hears of somebody else's."""
    line = line_named(published, metric)
    found = await _behind(turn, published, [line])
    page = found[offset : offset + PAGE]
    authors = {each.entry.entered_by for each in page if each.entry.entered_by is not None}
    authors |= {each.verdict.given_by for each in page if each.verdict}
    members = await people.members_by_id(turn.session, turn.who.workspace_id, authors)
    is_own = published.member.key == turn.who.member_id
    may_check = bool(page) and await metrics.may_check(turn, published.member.key)
    return MetricBehind(published, line, page, offset, len(found), members, is_own, may_check)


async def ask_for_file(turn: Turn, name: str) -> None:
    """Promise the owner their card as a file, as a direct message; once a day for each revision. Denied for others."""
    published = await card_named(turn, name)
    card, who = published.card, turn.who
    if published.member.key != who.member_id:
        raise people.not_visible(who, Action.SEE_CARD, published.member.key)
    key = f"card-file:{card.key}:{turn.today.isoformat()}"
    about = {"member_id": card.member_id, "period": card.period, "revision": card.revision}
    wanted = Promise(who.workspace_id, key, CARD_FILE, who.slack_user, turn.now, about, operation=FILE)
    if not await promise(turn.session, [wanted], now=turn.now):
        raise Rejected("scorecards-error-file-once-a-day")


async def file_of(
    session: AsyncSession, who: Who, period: str, revision: int, *, now: datetime
) -> tuple[PublishedCard, CardFile]:
    """For the owner."""
    published = await published_card(session, people.own(who), period, revision)
    turn = Turn(who, now, session)
    found = await _behind(turn, published, published.receipt.metrics)
    counted = [each.entry for each in found if each.state is Counted.COUNTED]
    told = {(each.on, each.figure): Told(each.on, each.figure, each.value) for each in counted}
    scheme = published.scheme.restricted_to(line.dimension for line in published.receipt.dimensions)
    return published, CardFile(scheme, published.receipt, tuple(told[place] for place in sorted(told)))


async def _behind(turn: Turn, published: PublishedCard, lines: Sequence[MetricLine]) -> list[Behind]:
    """One statement over all days that the lines look at."""
    span = days_of(lines)
    if span is None:
        return []
    first, last = span
    member_id = published.member.key
    kept = await metrics.entries_of(turn.session, turn.who, member_id, first=first, last=last, at=turn.now)
    as_of = await figures_read_at(turn.session, published.card)
    return [each for line in lines for each in behind(line, kept.entries, kept.verdicts, as_of=as_of)]
