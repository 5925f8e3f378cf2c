"""Promises what the parties are told: by ids, and at an hour at which they work. The person hears with their card."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.points.models import SpecialPoints
from bot.features.points.rules import keys
from bot.features.points.rules.parties import Agreed, Firm, Party, candidates


async def tell_parties(session: AsyncSession, row: SpecialPoints, firm: Firm, agreed: Agreed, *, now: datetime) -> None:
    """Who can agree now, each once; of managers the nearest one alone."""
    able = candidates(row.member_id, firm, agreed)
    asked = {each for party, some in able.items() if party is not Party.MANAGER for each in some}
    managers = [each for each in firm.above(row.member_id) if each in able.get(Party.MANAGER, ())]
    asked |= set(managers[:1]) or able.get(Party.MANAGER, frozenset())
    promises = []
    for each in (await people.members_by_id(session, row.workspace_id, asked)).values():
        due_at = await people.when_to_tell(session, each, now=now)
        key = keys.asked_key(row.key, each.key)
        promises.append(Promise(row.workspace_id, key, keys.ASKED, each.slack_user, due_at, {"points": row.key}))
    await promise(session, promises, now=now)


async def refresh_homes(
    session: AsyncSession, row: SpecialPoints, firm: Firm, *agreements: Agreed, now: datetime
) -> None:
    """For whom they wait, or waited, as things stood with any of these agreements: it stands among what is due."""
    able = [candidates(row.member_id, firm, each) for each in agreements]
    asked = {each for parties in able for some in parties.values() for each in some}
    await people.refresh_homes(session, row.workspace_id, asked, now=now)


async def tell_proposer(session: AsyncSession, row: SpecialPoints, *, by: int, now: datetime) -> None:
    """What came of it, unless it was they who ended it."""
    if row.proposed_by == by:
        return
    proposer = await people.member(session, row.workspace_id, row.proposed_by)
    if proposer.is_active:
        due_at = await people.when_to_tell(session, proposer, now=now)
        key = keys.ended_key(row.key, row.state)
        about = {"points": row.key, "state": row.state}
        told = Promise(row.workspace_id, key, keys.ENDED, proposer.slack_user, due_at, about)
        await promise(session, [told], now=now)
