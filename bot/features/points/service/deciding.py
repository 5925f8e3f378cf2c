"""The parties agree to special points or decline them; who has proposed them, or HR, takes them back."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.points import repository
from bot.features.points.models import AGREED, DECLINED, OPEN, TAKEN_BACK
from bot.features.points.rules.parties import missing
from bot.features.points.rules.wishes import read_reason
from bot.features.points.service.finding import Place, place_of
from bot.features.points.service.proposing import agreement
from bot.features.points.service.telling import refresh_homes, tell_parties, tell_proposer
from bot.i18n.translator import month_named
from bot.turn import Who
from scoring.periods import Period


async def agree(session: AsyncSession, who: Who, key: int, *, now: datetime) -> None:
    """As the party that the viewer is; with the third they count. Again changes nothing.

    Rejected once they are over or the cards are out, and for who is none of the parties that are missing; Denied for
    whom it is none of their business.
    """
    place = await place_of(session, who, key, now=now, to_change=True)
    if who.member_id in place.agreed.values():
        return
    _require_open(place)
    party = place.party
    if party is None:
        raise Rejected("points-error-no-party")
    agreed = {**place.agreed, party: who.member_id}
    row, is_last = place.row, not missing(agreed)
    await repository.add_rows(session, [agreement(row, party, who.member_id, now)])
    if is_last:
        row.state, row.ended_by, row.ended_at = AGREED, who.member_id, now
        await repository.add_rows(session, [row])
        await tell_proposer(session, row, by=who.member_id, now=now)
    else:
        await tell_parties(session, row, place.firm, agreed, now=now)
    await refresh_homes(session, row, place.firm, place.agreed, agreed, now=now)
    await _record(session, who, place, Audited.POINTS_AGREED, {"party": party.value, "is_last": is_last})


async def decline(session: AsyncSession, who: Who, key: int, why: str, *, now: datetime) -> None:
    """They are over. Rejected without a reason; like `agree` otherwise."""
    place = await place_of(session, who, key, now=now, to_change=True)
    if place.row.state == DECLINED and place.row.ended_by == who.member_id:
        return
    _require_open(place)
    if not place.may_decline:
        raise Rejected("points-error-no-party")
    await _end(session, who, place, DECLINED, read_reason(why), Audited.POINTS_DECLINED, now=now)


async def take_back(session: AsyncSession, who: Who, key: int, why: str, *, now: datetime) -> None:
    """By who has proposed them, before all have agreed, or by HR with a reason, before the cards are out."""
    place = await place_of(session, who, key, now=now, to_change=True)
    if place.row.state == TAKEN_BACK and place.row.ended_by == who.member_id:
        return
    if place.row.state != AGREED or place.is_out:
        _require_open(place)
    if not place.may_take_back:
        raise people.not_visible(who, Action.SEE_POINTS)
    needs_reason = place.row.proposed_by != who.member_id or place.row.state == AGREED
    reason = read_reason(why) if needs_reason or why.strip() else ""
    await _end(session, who, place, TAKEN_BACK, reason, Audited.POINTS_TAKEN_BACK, now=now)


def _require_open(place: Place) -> None:
    """What the cards have come out with is not changed, also not from the window that somebody still has open."""
    if place.is_out:
        raise Rejected("points-error-out", month=month_named(Period.parse(place.row.month).start))
    if place.row.state != OPEN:
        raise Rejected(f"points-error-is-{place.row.state.replace('_', '-')}")


async def _end(
    session: AsyncSession, who: Who, place: Place, state: str, reason: str, action: Audited, *, now: datetime
) -> None:
    row = place.row
    row.state, row.ended_by, row.ended_at, row.end_reason = state, who.member_id, now, reason
    await repository.add_rows(session, [row])
    await tell_proposer(session, row, by=who.member_id, now=now)
    await refresh_homes(session, row, place.firm, place.agreed, now=now)
    await _record(session, who, place, action, {})


async def _record(session: AsyncSession, who: Who, place: Place, action: Audited, details: dict[str, Detail]) -> None:
    """About the month: the person's own log does not tell of what may come to nothing."""
    row = place.row
    about = {"points": row.key, **details}
    await record(session, Entry(who.workspace_id, action, who.member_id, About.MONTH, row.month, about))
