"""Who leads agrees to goals, and says what came of them."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.goals.models import AGREED, CLOSED, DROPPED, OUTCOMES, WORD_LIMIT, Goal
from bot.features.goals.rules.proposals import stamp
from bot.features.goals.rules.rights import may_agree, may_close, may_drop
from bot.features.goals.rules.wishes import limited, reason
from bot.features.goals.service.finding import Place, place_of
from bot.features.goals.service.telling import refresh_home, tell_decided
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who


async def agree(session: AsyncSession, who: Who, key: int, *, seen: str = "", today: date, now: datetime) -> None:
    """From now on it runs, and counts. Again changes nothing; Rejected once it is closed, and when what is proposed is
    not what was `seen` (`proposals.stamp`); Denied for who has proposed it and for who does not lead."""
    place = await place_of(session, who, key, now=now, to_change=True)
    row = place.row
    if row.state == AGREED and row.agreed_by == who.member_id:
        return
    if row.state != "proposed":
        raise Rejected(f"goals-error-is-{row.state}")
    if not may_agree(row, place.standing):
        raise _denied(who, place)
    if seen and seen != stamp(row):
        raise Rejected("goals-error-changed")
    row.state, row.agreed_by, row.agreed_on = AGREED, who.member_id, today
    await _keep(session, who, place, Audited.GOAL_AGREED, now=now)


async def close(
    session: AsyncSession, who: Who, key: int, outcome: str | None, why: str, *, today: date, now: datetime
) -> None:
    """With what came of it; `why` a goal is dropped is to be said. Again changes nothing.

    Rejected for no outcome and for one that a proposal cannot have; Denied for who may not.
    """
    place = await place_of(session, who, key, now=now, to_change=True)
    row = place.row
    if row.state == CLOSED:
        if (row.outcome, row.closed_by) == (outcome, who.member_id):
            return
        raise Rejected("goals-error-is-closed")
    if outcome not in OUTCOMES or (outcome != DROPPED and row.state != AGREED):
        raise Rejected("goals-error-outcome", field="outcome")
    if outcome == DROPPED and may_close(row, place.standing) and not may_drop(row, place.standing):
        raise Rejected("goals-error-own-drop", field="outcome")
    if not (may_drop if outcome == DROPPED else may_close)(row, place.standing):
        raise _denied(who, place)
    said = reason(why, "reason") if outcome == DROPPED else limited(why, WORD_LIMIT, "reason")
    was_proposed = row.state != AGREED
    row.state, row.outcome, row.reason, row.closed_by, row.closed_on = CLOSED, outcome, said, who.member_id, today
    await _keep(session, who, place, Audited.GOAL_CLOSED, now=now, tells=was_proposed)


async def _keep(
    session: AsyncSession, who: Who, place: Place, action: Audited, *, now: datetime, tells: bool = True
) -> None:
    row = place.row
    session.add(row)
    await session.flush()
    kind, subject = _about(row)
    details: dict[str, Detail] = {"goal": row.key, "what": row.outcome or row.state}
    await record(session, Entry(who.workspace_id, action, who.member_id, kind, subject, details))
    if tells:
        await tell_decided(session, row, by=who.member_id, now=now)
    await refresh_home(session, place, now=now)


def _about(row: Goal) -> tuple[About, int | None]:
    return (About.TEAM, row.team_id) if row.team_id else (About.MEMBER, row.member_id)


def _denied(who: Who, place: Place) -> Rejected:
    return people.not_visible(who, Action.AGREE_GOALS, place.row.member_id)
