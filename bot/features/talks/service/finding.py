"""A talk, and how somebody stands to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.features.people.service.lookup import who_is
from bot.features.talks.models import Talk
from bot.features.talks.repository import talks as repository
from bot.turn import Who

NOBODY = 0
"""A key that no row has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A talk with whose card it is about and their `manager` of today, who is None while they have none; `is_own` when
    the reader is the member."""

    row: Talk
    member: Member
    manager: Member | None
    is_own: bool

    @property
    def other(self) -> Member | None:
        """Whom the reader talks with."""
        return self.manager if self.is_own else self.member


async def place_of(session: AsyncSession, who: Who, talk_id: int, *, now: datetime, to_change: bool = False) -> Place:
    """For the member and their direct manager; Denied for everybody else, in the same words for what does not exist.
    `to_change`: locked until the end of the transaction."""
    row = await repository.talk(session, who.workspace_id, talk_id, to_change=to_change)
    await people.require(session, who, Action.SEE_TALK, row.member_id if row else NOBODY, at=now)
    assert row is not None, "nobody may see what does not exist"
    return await _placed(session, who, row, now=now)


async def _placed(session: AsyncSession, who: Who, row: Talk, *, now: datetime) -> Place:
    member = await people.member(session, row.workspace_id, row.member_id)
    on = who_is(member).day_of(now)
    manager = await people.manager_of(session, row.workspace_id, row.member_id, on=on)
    return Place(row, member, manager, member.key == who.member_id)
