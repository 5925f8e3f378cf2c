"""SQL about workspaces."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Workspace

MANY = 500
"""Beyond this many ids one query for all members is cheaper, and within SQLite's limit of parameters."""


async def workspace_of(session: AsyncSession, slack_team: str) -> Workspace | None:
    return (await session.exec(select(Workspace).where(Workspace.slack_team == slack_team))).first()


async def workspace(session: AsyncSession, workspace_id: int) -> Workspace:
    return (await session.exec(select(Workspace).where(Workspace.id == workspace_id))).one()


async def workspaces(session: AsyncSession) -> list[Workspace]:
    return list((await session.exec(select(Workspace).order_by(Workspace.name))).all())


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """FOR NO KEY UPDATE: one change of teams or managers at a time, beside which everybody else's rows, which refer to
    the workspace, can be added. SQLite has a single writer anyway."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))


async def add_workspace_if_new(session: AsyncSession, slack_team: str, name: str) -> None:
    await insert_if_new(session, Workspace, [{"slack_team": slack_team, "name": name}])


async def insert_if_new(session: AsyncSession, table: type[Any], rows: list[dict[str, Any]]) -> None:
    dialect = session.get_bind().dialect.name
    statement = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)
    for start in range(0, len(rows), MANY):
        await session.exec(statement.on_conflict_do_nothing(), params=rows[start : start + MANY])
