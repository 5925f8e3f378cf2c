"""What HR decides about a month before its cards come out: make them again, hold them, let them go, at once."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.scorecards import repository
from bot.features.scorecards.models import MonthMaking
from bot.features.scorecards.rules.months import month_period, require_over
from bot.features.scorecards.service.closing.releasing import locked
from bot.features.scorecards.service.closing.steps import STEP, want_cards, want_release
from bot.features.scorecards.service.closing.summary import require_closer, require_open
from bot.scheduling.service import hurry
from bot.settings import Settings
from bot.turn import Turn

REASON_LIMIT = 500


async def make_again(turn: Turn, month: str, settings: Settings) -> None:
    """With what has changed since; pressed while they are being made, once more afterwards. Denied and Rejected as all
    here: for everybody but HR, for a month that is not over, and for one that is out."""
    row = await _to_decide(turn, month, settings)
    await want_cards(turn.session, turn.who.workspace_id, row.month, now=turn.now, anew=True)
    await people.refresh_homes(turn.session, turn.who.workspace_id, [], now=turn.now, hr=True)


async def hold(turn: Turn, month: str, reason: str, settings: Settings) -> None:
    """Nothing of the month comes out until somebody lets it go. Rejected without a reason, and when it is held already,
    with by whom."""
    row = await _to_decide(turn, month, settings)
    if not 0 < len(reason.strip()) <= REASON_LIMIT:
        raise Rejected("scorecards-error-hold-reason", field="reason", limit=REASON_LIMIT)
    if row.held_at:
        raise await _held_by(turn.session, row)
    row.held_at, row.held_by, row.held_for = turn.now, turn.who.member_id, reason.strip()
    await _decided(turn, row, Audited.MONTH_HELD)


async def let_go(turn: Turn, month: str, settings: Settings) -> None:
    """It comes out when it is due, at once if that was before. Nothing happens when nobody holds it."""
    row = await _to_decide(turn, month, settings)
    if row.held_at:
        row.held_at, row.held_by, row.held_for = None, None, ""
        await _decided(turn, row, Audited.MONTH_LET_GO)


async def release_now(turn: Turn, month: str, settings: Settings) -> None:
    """Before its day. Twice is once; Rejected while somebody holds it."""
    row = await _to_decide(turn, month, settings)
    if row.held_at:
        raise await _held_by(turn.session, row)
    if row.release_at is None:
        await want_release(turn.session, turn.who.workspace_id, row.month, now=turn.now)
        await _decided(turn, row, Audited.MONTH_WANTED)


async def _to_decide(turn: Turn, month: str, settings: Settings) -> MonthMaking:
    """Locked: whoever comes later finds what was decided."""
    await require_closer(turn.session, turn.who, now=turn.now)
    period = month_period(month)
    require_over(period, now=turn.now, zone=settings.zone)
    row = await locked(turn.session, turn.who.workspace_id, str(period))
    closed = await repository.month_close(turn.session, turn.who.workspace_id, str(period))
    require_open(str(period), is_out=closed is not None)
    return row


async def _decided(turn: Turn, row: MonthMaking, action: Audited) -> None:
    turn.session.add(row)
    await turn.session.flush()
    await hurry(turn.session, turn.who.workspace_id, STEP, now=turn.now)
    await people.refresh_homes(turn.session, turn.who.workspace_id, [], now=turn.now, hr=True)
    await record(turn.session, Entry.of(turn.who, action, About.MONTH, row.month))


async def _held_by(session: AsyncSession, row: MonthMaking) -> Rejected:
    members = await people.members_by_id(session, row.workspace_id, [row.held_by] if row.held_by else [])
    name = next((each.name for each in members.values()), "")
    return Rejected("scorecards-error-held-already", typed=row.month, name=name)
