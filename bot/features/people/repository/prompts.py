"""SQL of somebody's prompts: when they were sent, and which parts they had; nothing of what anybody said."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Executable, bindparam, select
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.delivery.models import DEAD, DROPPED, Delivery
from bot.features.people.models import Member, Membership, Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.prompts import prompt_key, prompt_keys


class Prompted(NamedTuple):
    """A prompt that was sent, or may yet be."""

    key: str
    state: str
    payload: dict[str, Any]
    sent_at: datetime | None


async def prompts_between(
    session: AsyncSession, workspace_id: int, member_id: int, first: date, last: date
) -> list[Prompted]:
    """Of the days from `first` until before `last`, in the order in which they are due."""
    ends = {"low": prompt_key(member_id, first), "high": prompt_key(member_id, last)}
    rows = await _BETWEEN.rows(session, {"w": workspace_id} | ends)
    found = [Prompted(*row[:4]) for row in rows]
    # What lies between them by the rules of a language may be somebody else's.
    return [each for each in found if each.key.startswith(prompt_keys(member_id))]


def _between(_dialect: str) -> Executable:
    columns: list[Any] = [col(Delivery.unique_key), col(Delivery.state), col(Delivery.payload), col(Delivery.sent_at)]
    return (
        select(*columns)
        .where(
            col(Delivery.workspace_id) == bindparam("w"),
            col(Delivery.unique_key) >= bindparam("low"),
            col(Delivery.unique_key) < bindparam("high"),
            col(Delivery.state) != DROPPED,
            col(Delivery.state) != DEAD,
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
    )


async def prompts_there(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> set[str]:
    """Which of these are promised, whatever has become of them."""
    query = select_rows(Delivery.unique_key).where(
        col(Delivery.workspace_id) == workspace_id, col(Delivery.unique_key).in_(keys)
    )
    return set((await session.exec(query)).all())


async def slack_users(session: AsyncSession, workspace_id: int, member_ids: list[int]) -> dict[int, str]:
    """Of active members only."""
    found = await _SLACK_USERS.rows(session, {"w": workspace_id} | as_ids(member_ids))
    return {row[0]: row[1] for row in found}


def _slack_users(dialect: str) -> Executable:
    columns: list[Any] = [col(Member.id), col(Member.slack_user)]
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == bindparam("w")
    return select(*columns).where(is_ours, is_listed(dialect, col(Member.id)), col(Member.is_active))


_BETWEEN, _SLACK_USERS = Prepared(_between), Prepared(_slack_users)


async def managers_outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    """In no team on that day, and somebody reports to them."""
    query = (
        select_rows(Reporting.manager_id)
        .where(
            col(Reporting.workspace_id) == workspace_id,
            holds_on(Reporting, on),
            ~is_in_team(workspace_id, Reporting.manager_id, on),
        )
        .distinct()
    )
    return set((await session.exec(query)).all())


def is_in_team(workspace_id: int, member_id: Any, on: date) -> ColumnElement[bool]:
    """Of a column of members' keys."""
    is_ours = col(Membership.workspace_id) == workspace_id
    seat = select(col(Membership.id)).where(is_ours, col(Membership.member_id) == member_id, holds_on(Membership, on))
    return seat.exists()
