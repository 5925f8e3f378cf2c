"""A member asks to be forgotten, or thinks better of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.personal import who_decides
from bot.features.privacy import repository
from bot.features.privacy.models import APPROVED, REASON_LIMIT, WITHDRAWN, ErasureRequest
from bot.features.privacy.service.deciding import ASKED
from bot.turn import Turn


async def own_request(turn: Turn) -> ErasureRequest | None:
    """The one that is still to be decided."""
    return await repository.open_request(turn.session, turn.who.workspace_id, turn.who.member_id)


async def ask_to_be_forgotten(turn: Turn, reason: str) -> None:
    """Tell whoever decides. Rejected while a request is open, and where there is nobody to decide."""
    session, who = turn.session, turn.who
    if await own_request(turn):
        raise Rejected("privacy-error-asked-already")
    if len(reason) > REASON_LIMIT:
        raise Rejected("privacy-error-long-reason", field="reason", limit=REASON_LIMIT)
    deciders = await who_decides(session, who.workspace_id, who.member_id, on=turn.today)
    if not deciders:
        raise Rejected("privacy-error-nobody-decides")
    asked = ErasureRequest(workspace_id=who.workspace_id, member_id=who.member_id, reason=reason, asked_at=turn.now)
    session.add(asked)
    await session.flush()
    await _tell(session, asked, deciders, now=turn.now)
    await record(session, Entry.of(who, Action.ERASURE_ASKED, Subject.MEMBER, who.member_id))


async def tell_deciders(session: AsyncSession, workspace_id: int, *, now: datetime) -> None:
    """Whoever has come to decide hears of what is still open: those who were told may have left, or lost the right."""
    for asked in await repository.open_requests(session, workspace_id):
        deciders = await who_decides(session, workspace_id, asked.member_id, on=now.date())
        await _tell(session, asked, deciders, now=now)


async def withdraw(turn: Turn) -> None:
    """Rejected when there is nothing to withdraw any more."""
    session, who = turn.session, turn.who
    found = await own_request(turn)
    locked = await repository.locked_request(session, who.workspace_id, found.key) if found else None
    if locked is None or locked.state == APPROVED or locked.state == WITHDRAWN or locked.decided_at:
        raise Rejected("privacy-error-nothing-to-withdraw")
    locked.state, locked.reason = WITHDRAWN, ""
    session.add(locked)
    await session.flush()
    await people.refresh_homes(session, who.workspace_id, [], now=turn.now, hr=True)
    await record(session, Entry.of(who, Action.ERASURE_WITHDRAWN, Subject.MEMBER, who.member_id))


async def _tell(session: AsyncSession, asked: ErasureRequest, deciders: Iterable[Member], *, now: datetime) -> None:
    """Each once."""
    about = {"request": asked.key}
    told = [
        Promise(asked.workspace_id, f"erasure:{each.key}:{asked.key}", ASKED, each.slack_user, now, about)
        for each in deciders
    ]
    await promise(session, told, now=now)
    await people.refresh_homes(session, asked.workspace_id, [], now=now, hr=True)
