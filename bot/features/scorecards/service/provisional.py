"""The card that there would be of a month that is not out yet: computed when somebody looks, and kept nowhere."""

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.audit.chain import record
from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.service import Action, Sight
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.features.scorecards import repository
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.provisional import PROVISIONAL, AsOf
from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service.checks import checks_of
from bot.features.scorecards.service.closing.inputs import Close, Told, told_about
from bot.features.scorecards.service.closing.making import card_rows, computed
from bot.features.scorecards.service.moving import last_team_of
from bot.features.scorecards.service.occasion import Roster
from bot.features.scorecards.service.reading import (
    PublishedCard,
    card_named,
    card_of,
    card_read,
    special_of,
)
from bot.turn import Turn
from scoring.periods import Cadence, Period
from scoring.receipt import Receipt

WAITED_FOR = 2
"""Months, the running one included, that may come out with the first close."""
NAMED = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{3}-(?:0[1-9]|1[0-2])):0")
"""A member and a month, with the revision that a provisional card has."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose card, of which period, and by which rules."""

    roster: Roster
    period: Period
    rules: TeamScheme


async def card_asked_for(
    turn: Turn, subject_id: int, period: str | None = None, *, is_receipt: bool = False
) -> PublishedCard:
    """As `card_of`; of a month that has begun and is not out yet the provisional card."""
    if period is not None and await _is_to_come(turn, period):
        return await provisional_card(turn, subject_id, period, is_receipt=is_receipt)
    return await card_of(turn, subject_id, period, is_receipt=is_receipt)


async def card_shown(turn: Turn, name: str) -> PublishedCard:
    """The card a button names, published or, as `member:2026-11:0`, provisional. Once the month is out, that is its
    card."""
    named = NAMED.fullmatch(name)
    if named is None:
        return await card_named(turn, name)
    return await card_asked_for(turn, int(named[1]), named[2], is_receipt=True)


async def provisional_card(turn: Turn, subject_id: int, period: str, *, is_receipt: bool = False) -> PublishedCard:
    """Of somebody the viewer may see the cards of, with what has been told by now, against the targets of the whole
    month. What people are rated with, by whomever, is not on it: that comes with the release.

    Denied for others; Rejected without a team whose rules could make it. The audit hears of somebody else's.
    """
    sight = await people.require(turn.session, turn.who, Action.SEE_CARD, subject_id, at=turn.now)
    place = await _place(turn, sight, Period.parse(period))
    close = Close(
        turn.session,
        sight.workspace_id,
        place.period,
        turn.now,
        settings_of(turn.session),
        cycles={},
        voices_by_month={},
    )
    told = replace(await told_about(close, place.rules, place.roster), given=())
    is_running = _today(turn) <= place.period.end
    row = await asyncio.to_thread(_row, close, place, told, is_running=is_running)
    card, receipt = Card(**row), Receipt.model_validate_json(row["receipt"])
    scheme = await schemes.version_of(turn.session, sight.workspace_id, place.rules.scheme_version_id)
    member = place.roster[0][0]
    special = await special_of(turn.session, sight, receipt)
    as_of = _as_of(close, told, member.key)
    published = PublishedCard(
        member,
        card,
        receipt,
        scheme,
        before=None,
        as_of=as_of,
        special=special,
        last_team=await last_team_of(turn.session, sight, card, until=as_of.day),
        checks=await checks_of(turn.session, sight, card, receipt),
    )
    if subject_id != turn.who.member_id:
        await record(turn.session, card_read(published, turn.who.member_id, is_receipt=is_receipt))
    return published


async def _is_to_come(turn: Turn, period: str) -> bool:
    """A month that has begun, after the last one that is out, or that is held. Before the first close the running one
    and the one before: nobody waits for older ones."""
    running = Period.containing(max(_today(turn), turn.today), Cadence.MONTH)
    if not is_month(period) or period > str(running):
        return False
    last = await repository.last_closed_month(turn.session, turn.who.workspace_id)
    if period > (last or str(running.previous(WAITED_FOR))):
        return True
    return await repository.making_of(turn.session, turn.who.workspace_id, period) is not None


async def _place(turn: Turn, sight: Sight, period: Period) -> _Place:
    """In the team of the month's last day or, while it lasts, of today."""
    session, workspace_id = turn.session, sight.workspace_id
    member = await people.member(session, workspace_id, sight.member_id)
    team = await people.team_of(session, workspace_id, sight.member_id, on=min(period.end, _today(turn)))
    rules = await schemes.scheme_of_team(session, workspace_id, team.key, on=period.end) if team else None
    is_there = member.is_active and not (member.joined_on and member.joined_on > period.end)
    if team is None or rules is None or not is_there:
        raise Rejected("scorecards-error-no-provisional", field="month", month=str(period))
    return _Place([(member, team)], period, rules)


def _row(close: Close, place: _Place, told: Told, *, is_running: bool) -> dict[str, Any]:
    """While the month lasts nothing is compared with an earlier time: half a month beside a whole one would mislead, as
    it would on Home."""
    cards = computed(close, place.rules.scheme, place.roster, told, is_running=is_running)
    (row,) = card_rows(close, place.rules, place.roster, told, cards)
    return row | {"revision": PROVISIONAL}


def _as_of(close: Close, told: Told, member_id: int) -> AsOf:
    today = close.now.astimezone(close.settings.zone).date()
    days = told.attendance[member_id]
    passed, whole = days.of_month(close.period.start, until=today), days.of_month(close.period.start)
    lock = metrics.lock_of(close.period.start, close.settings)
    is_over, is_locked = today > close.period.end, close.now >= lock
    return AsOf(today, passed.there, whole.there, is_over=is_over, locks_at=lock, is_locked=is_locked)


def _today(turn: Turn) -> date:
    return turn.now.astimezone(settings_of(turn.session).zone).date()
