"""What cards are made of: points that all three parties agreed to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.features.points import repository


@dataclass(frozen=True, slots=True)
class Given:
    """Points by their number, as a card counts them."""

    number: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Explained:
    """Why there are points on a card, and who proposed and agreed to them, in this order."""

    reason: str
    proposed_by: Member | None
    agreed_by: Sequence[Member]


async def points_of_month(
    session: AsyncSession, workspace_id: int, month: str, members: Collection[int]
) -> Mapping[int, tuple[Given, ...]]:
    """Member → what was agreed on; who got none is left out. One statement."""
    found: dict[int, tuple[Given, ...]] = {}
    for row in await repository.agreed_of_month(session, workspace_id, month, members):
        found[row.member_id] = (*found.get(row.member_id, ()), Given(row.key, row.points))
    return found


async def hold(session: AsyncSession, workspace_id: int, month: str, *, to_come: Collection[str]) -> None:
    """Nobody proposes, agrees to or takes back any of the month, and of those that `close` ends with it, until the
    caller's transaction ends. Before what was agreed on is read."""
    await repository.lock_month(session, workspace_id, month)
    await repository.lock_passed_over(session, workspace_id, month, to_come=to_come)


async def close(
    session: AsyncSession, workspace_id: int, month: str, *, to_come: Collection[str], now: datetime
) -> None:
    """The month's cards are out: what is still open has lapsed, and nothing changes any more. In their transaction.

    So it is with earlier months that are not out: they were passed over, but for those `to_come`, written 2026-10.
    """
    row = await repository.lock_month(session, workspace_id, month)
    passed_over = await repository.lock_passed_over(session, workspace_id, month, to_come=to_come)
    ended = [each for each in (row, *passed_over) if each.out_at is None]
    for each in ended:
        each.out_at = now
    await repository.add_rows(session, ended)
    await repository.lapse(session, workspace_id, [each.month for each in ended], now=now)


async def explained(session: AsyncSession, sight: Sight, numbers: Collection[int]) -> Mapping[int, Explained]:
    """For who may see the card that names them; what is not kept any more is left out."""
    if not numbers:
        return {}
    rows = await repository.on_card(session, sight, numbers)
    given = await repository.agreements(session, sight.workspace_id, [row.key for row in rows])
    keys = {key for row in rows for key in (row.proposed_by,)} | {each.member_id for each in given}
    known = await people.members_by_id(session, sight.workspace_id, keys)
    return {
        row.key: Explained(
            row.reason,
            known.get(row.proposed_by),
            [
                known[each.member_id]
                for each in given
                if each.points_id == row.key and each.member_id != row.proposed_by and each.member_id in known
            ],
        )
        for row in rows
    }
