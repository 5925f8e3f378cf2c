"""What somebody does besides their own work, so that help begins with it."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.models import ADMIN, AUDITOR, HR
from bot.features.people.service.directory import directory_of
from bot.features.people.service.visibility import may_administer, own
from bot.turn import Who

MANAGES = "manager"
"""Leads a team, or is somebody's manager."""


async def duties_of(session: AsyncSession, who: Who, *, on: date) -> frozenset[str]:
    """`MANAGES`, and `HR`, `AUDITOR` and `ADMIN` as far as they are so today; out of the directory's memory for as long
    as that remembers people. It opens no rights: nothing is asked here before something is shown.

    Nothing is written, and no transaction is left behind: help alone is no request that has to be remembered.
    """
    directory = directory_of(session)
    known = directory.duties_of(who) if directory else None
    if known is not None:
        return known
    was_asked = session.in_transaction()
    found = await _looked_up(session, who, on=on)
    if not was_asked:
        await session.rollback()
    if directory:
        directory.remember_duties(who, found)
    return found


async def _looked_up(session: AsyncSession, who: Who, *, on: date) -> frozenset[str]:
    roles = await repository.roles_of(session, who.workspace_id, who.member_id, on=on)
    found = roles & {HR, AUDITOR}
    if await may_administer(session, who, on=on) and HR not in roles:
        found |= {ADMIN}
    if await repository.manages_anybody(session, own(who), on=on):
        found |= {MANAGES}
    return found
