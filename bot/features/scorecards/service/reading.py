"""Lets those read cards who may."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.goals import service as goals
from bot.features.metrics import service as metrics
from bot.features.metrics.rules.pace import FigureLine
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight
from bot.features.points import service as points
from bot.features.points.service import Explained
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import FIRST_REVISION, Card
from bot.features.scorecards.rules.highlights import LOOK_BACK, Earlier, lines_of
from bot.features.scorecards.rules.months import month_period
from bot.features.scorecards.rules.outcomes import Outcome, led_to
from bot.features.scorecards.rules.provisional import PROVISIONAL, AsOf
from bot.features.scorecards.rules.spans import around, last_month
from bot.features.scorecards.service.checks import Checks, checks_of
from bot.features.scorecards.service.closing import CLOSE
from bot.features.scorecards.service.moving import last_team_of
from bot.likeness import nearest
from bot.scheduling.repository import schedules_of
from bot.turn import Turn, Who, day_in
from scoring.periods import Cadence, Period
from scoring.receipt import MetricLine, Receipt
from scoring.scheme import Scheme

PERIOD = r"[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
NAMED = re.compile(rf"([1-9][0-9]{{0,17}}):({PERIOD}):([1-9][0-9]{{0,8}})")
"""A member, a period and a revision, as large as the database takes numbers."""
MOST_LISTED = 24
"""Months or metrics that a refusal names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card came to, as it was shown: `shown` is None when nothing was scored; `line` is the scheme's."""

    period: str
    shown: str | None
    is_complete: bool
    line: float


@dataclass(frozen=True, slots=True)
class PublishedCard:
    """A card as it was published, with the words of its scheme. `before` is the card of the period before, if any;
    `past` are lines by metric of the earlier cards, the newest first, None where there is none; `run` is what these
    cards and this one came to, the earliest first.

    Of a month, `longer` are the quarter, half and year that came out with it; of these, `parts` are the cards of their
    months, the earliest first.

    `read_at`: when the owner said that they have read this revision, where whoever looks may know. `is_led`: the viewer
    is the owner's direct manager; `has_manager`: the owner has one to talk with. `previous` is the receipt of the
    revision before. `questions` are the owner's about the period's card, the oldest first, with their outcome.
    `as_of` is there where the card is not out yet, and kept nowhere. `is_newest`: of the last month that is out.
    `last_team` is whose rules and targets hold, for a month in which the owner was in several teams; else empty.
    `goals` are titles of those that made the team coefficient, as far as they are still kept, and
    `special` says why there are special points and who agreed to them, by their number. `checks`: what was verified or
    excluded of the figures before they were read.
    """

    member: Member
    card: Card
    receipt: Receipt
    scheme: Scheme
    before: Card | None
    past: Earlier = ()
    read_at: datetime | None = None
    is_led: bool = False
    has_manager: bool = True
    run: Sequence[Standing | None] = ()
    previous: Receipt | None = None
    longer: Sequence[Card] = ()
    parts: Sequence[Card] = ()
    questions: Sequence[Outcome] = ()
    as_of: AsOf | None = None
    is_newest: bool = True
    last_team: str = ""
    goals: Mapping[int, str] = field(default_factory=dict)
    special: Mapping[int, Explained] = field(default_factory=dict)
    checks: Checks = field(default_factory=Checks)

    @property
    def is_provisional(self) -> bool:
        return self.card.revision == PROVISIONAL


@dataclass(frozen=True, slots=True)
class Waiting:
    """When the first card comes, None while no close is scheduled, and the running month's figures so far."""

    arrives_at: datetime | None
    lines: Sequence[FigureLine]


async def card_of(
    turn: Turn, subject_id: int, period: str | None = None, revision: int | None = None, *, is_receipt: bool = False
) -> PublishedCard:
    """The card of a period, or the newest, of somebody the viewer may see. The audit hears of somebody else's.

    Rejected when they may not, in the same words for everybody; when there is no such card, with those that exist.
    """
    sight = await people.require(turn.session, turn.who, Action.SEE_CARD, subject_id, at=turn.now)
    published = await published_card(turn.session, sight, period, revision)
    published = replace(published, last_team=await last_team_of(turn.session, sight, published.card))
    manager = await people.manager_of(turn.session, turn.who.workspace_id, subject_id, on=turn.today)
    if subject_id == turn.who.member_id:
        return replace(published, has_manager=manager is not None)
    await record(turn.session, card_read(published, turn.who.member_id, is_receipt=is_receipt))
    is_led = manager is not None and manager.key == turn.who.member_id
    return replace(published, read_at=published.read_at if is_led else None, is_led=is_led)


async def card_for_operator(session: AsyncSession, workspace_id: int, member_id: int, period: str) -> PublishedCard:
    """For the command line; the audit hears of it."""
    published = await published_card(session, people.for_member(workspace_id, member_id), period)
    await record(session, card_read(published, By.OPERATOR, is_receipt=True))
    return published


def card_read(published: PublishedCard, by: int | By, *, is_receipt: bool) -> Entry:
    """For the log: somebody else's card was opened. A provisional one has the revision 0."""
    card = published.card
    shown: dict[str, Detail] = {
        "period": card.period,
        "revision": card.revision,
        "shown": "receipt" if is_receipt else "card",
    }
    return Entry(card.workspace_id, Audited.CARD_READ, by, Subject.MEMBER, card.member_id, shown)


async def published_card(
    session: AsyncSession, sight: Sight, period: str | None = None, revision: int | None = None
) -> PublishedCard:
    """Rejected, with the periods there are, when there is none."""
    card = await repository.card(session, sight, period, revision)
    if card is None:
        raise await _no_card(session, sight, period)
    read_at = await repository.read_at(session, sight, card.key)
    published = await _with_earlier(session, sight, card, read_at)
    questions = await _outcomes(session, sight, card.period)
    newest = await repository.last_closed_month(session, sight.workspace_id)
    checks = await checks_of(session, sight, card, published.receipt)
    return replace(published, questions=questions, is_newest=card.period == newest, checks=checks)


async def _outcomes(session: AsyncSession, sight: Sight, period: str) -> Sequence[Outcome]:
    asked = await repository.questions_about(session, sight, period)
    revisions = await repository.revisions_of(session, sight, period) if asked else []
    return [
        Outcome(
            each.key, each.revision, each.asked_at, each.answered_at, led_to(each.revision, each.asked_at, revisions)
        )
        for each in asked
    ]


async def _with_earlier(session: AsyncSession, sight: Sight, card: Card, read_at: datetime | None) -> PublishedCard:
    previous = await _previous(session, sight, card)
    member = await people.member(session, sight.workspace_id, sight.member_id)
    scheme = await schemes.version_of(session, sight.workspace_id, card.scheme_version_id)
    period_of = Period.parse(card.period)
    periods = [str(period_of.previous(back)) for back in range(1, LOOK_BACK + 1)]
    related = [str(each) for each in _related(period_of)]
    earlier = {each.period: each for each in await repository.earlier(session, sight, [*periods, *related])}
    receipts = [Receipt.model_validate_json(earlier[each].receipt) if each in earlier else None for each in periods]
    receipt = Receipt.model_validate_json(card.receipt)
    return PublishedCard(
        member,
        card,
        receipt,
        scheme,
        before=earlier.get(periods[0]),
        past=tuple(lines_of(each) if each else None for each in receipts),
        read_at=read_at,
        run=[_standing(each) for each in (*reversed(receipts), receipt)],
        previous=previous,
        longer=[each for each in _found(earlier, related) if _came_with(card, each)],
        parts=[each for each in _found(earlier, related) if period_of.cadence is not Cadence.MONTH],
        goals=await _titles(session, sight, receipt),
        special=await special_of(session, sight, receipt),
    )


async def special_of(session: AsyncSession, sight: Sight, receipt: Receipt) -> Mapping[int, Explained]:
    """For most cards no statement: there are none."""
    return await points.explained(session, sight, [each.number for each in receipt.special_points])


async def _titles(session: AsyncSession, sight: Sight, receipt: Receipt) -> Mapping[int, str]:
    """A month's card has none to ask for."""
    named = [each.goal for each in receipt.team_goals]
    return await goals.titles(session, sight.workspace_id, named) if named else {}


def _related(period: Period) -> Sequence[Period]:
    """Of a month whatever is longer around it; of anything longer its months."""
    if period.cadence is Cadence.MONTH:
        return around(period)
    return [Period(Cadence.MONTH, month) for month in period.months]


def _found(cards: Mapping[str, Card], periods: Sequence[str]) -> list[Card]:
    return [cards[each] for each in periods if each in cards]


def _came_with(month: Card, other: Card) -> bool:
    """Whether the month's message tells of the other card, too: one that the month ends, or that was published in the
    same moment because the month was held or revised."""
    period = Period.parse(other.period)
    if period.cadence is Cadence.MONTH:
        return False
    return str(last_month(period)) == month.period or other.published_at == month.published_at


def _standing(receipt: Receipt | None) -> Standing | None:
    if receipt is None:
        return None
    return Standing(receipt.period, receipt.shown_score, receipt.is_complete, receipt.line)


async def _previous(session: AsyncSession, sight: Sight, card: Card) -> Receipt | None:
    """The receipt of the revision before."""
    if card.revision == FIRST_REVISION:
        return None
    found = await repository.card(session, sight, card.period, card.revision - 1)
    return Receipt.model_validate_json(found.receipt) if found else None


async def card_named(turn: Turn, name: str) -> PublishedCard:
    """The card a button names as `member:2026-10:1`. What comes with a button can be forged: a name that makes no sense
    is refused like a card out of sight."""
    named = NAMED.fullmatch(name)
    if named is None:
        raise people.not_visible(turn.who, Action.SEE_CARD)
    member_id, period, revision = named.groups()
    return await card_of(turn, int(member_id), period, int(revision), is_receipt=True)


def period_named(name: str) -> str:
    """The month a button names; Rejected for anything else."""
    return str(month_period(name))


def line_named(published: PublishedCard, typed: str) -> MetricLine:
    """The receipt's line of a metric by its id or title in either language; Rejected with those on the card."""
    names: dict[str, MetricLine] = {}
    for line in published.receipt.metrics:
        title = published.scheme.metric(line.metric).title
        names |= {line.metric: line, title.en.lower(): line, title.zh_cn.lower(): line}
    meant = nearest(typed.lower().strip(), names)
    if not meant:
        known = [line.metric for line in published.receipt.metrics][:MOST_LISTED]
        raise Rejected("scorecards-error-unknown-metric", typed=typed, known=known)
    return names[meant[0]]


async def has_card(turn: Turn) -> bool:
    """Whether the member who asks has any."""
    return await repository.card(turn.session, people.own(turn.who)) is not None


async def waiting(turn: Turn) -> Waiting:
    """What somebody without a card can be told."""
    schedules = await schedules_of(turn.session, turn.who.workspace_id, CLOSE)
    arrives_at = next((schedule.next_fire_at for schedule in schedules.values()), None)
    return Waiting(arrives_at, await metrics.month_so_far(turn.session, turn.who, turn.today))


async def own_newest_card(session: AsyncSession, who: Who) -> PublishedCard | None:
    """For the member's own Home."""
    card = await repository.card(session, people.own(who))
    return await published_card(session, people.own(who), card.period) if card else None


async def card_to_send(
    session: AsyncSession, workspace_id: int, member_id: int, period: str, revision: int
) -> PublishedCard | None:
    """None when the member has left since it was promised; their manager is that of the day on which it came out."""
    member = await people.member(session, workspace_id, member_id)
    if not member.is_active:
        return None
    sight = people.for_member(workspace_id, member_id)
    published = await published_card(session, sight, period, revision)
    on = day_in(member.zone, published.card.published_at)
    manager = await people.manager_of(session, workspace_id, member_id, on=on)
    last_team = await last_team_of(session, sight, published.card)
    return replace(published, has_manager=manager is not None, last_team=last_team)


async def card_to_draw(session: AsyncSession, workspace_id: int, member_id: int, period: str) -> PublishedCard | None:
    """A card that is made and not out yet, as it will be; None when there is none any more."""
    sight = people.for_member(workspace_id, member_id)
    card = await repository.staged_card(session, sight, period)
    member = await people.member(session, workspace_id, member_id)
    return await _with_earlier(session, sight, card, None) if card and member.is_active else None


def card_as_data(published: PublishedCard) -> dict[str, Any]:
    """Plain JSON data of a card: who, which rules, the result, and every metric with what it was computed from."""
    card, receipt = published.card, published.receipt
    return {
        "member": published.member.slack_user,
        "name": published.member.name,
        "period": card.period,
        "revision": card.revision,
        "reason": card.reason or None,
        "scheme": {
            "id": published.scheme.id,
            "version": published.scheme.version,
            "hash": published.scheme.version_hash,
            "dimensions": [line.dimension for line in receipt.dimensions],
        },
        "score": card.score,
        "shown_score": None if receipt.shown_score is None else float(receipt.shown_score),
        "band": card.band,
        "coverage": card.coverage,
        "complete": card.is_complete,
        "notes": list(receipt.notes),
        "metrics": [_metric_as_data(line) for line in receipt.as_json()["metrics"]],
        "published_at": card.published_at.isoformat(),
    }


def _metric_as_data(line: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name not in ("metric", "reason")}
    return {"id": line["metric"], "status": line["reason"], **kept}


async def _no_card(session: AsyncSession, sight: Sight, period: str | None) -> Rejected:
    months = await repository.periods(session, sight)
    if not months or period is None:
        return Rejected("scorecards-error-no-card-yet")
    return Rejected("scorecards-error-no-card-of-month", field="month", month=period, months=months[:MOST_LISTED])
