"""A process finds out at its start whether it has the keys of what is stored, before it seals with another one."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.db.sealing.keyring import KeyMissing
from bot.db.sealing.models import SealingKey


async def keep_key(database: Database, workspace_id: int) -> None:
    """Note which key seals the workspace's texts from now on. KeyMissing when some may be sealed with a key
    that is not here, or when no key is."""
    first = database.keyring.first
    async with database.read() as session:
        known = await known_keys(session, workspace_id)
    require_keys(database, known)
    if first not in known:
        await keep_first(database, workspace_id)


async def keep_first(database: Database, workspace_id: int) -> None:
    """The same whatever other keys are needed."""
    async with database.write() as session:
        await _add(session, workspace_id, database.keyring.first)


def require_keys(database: Database, known: set[str]) -> None:
    """KeyMissing naming the keys that are not here."""
    if missing := known - set(database.keyring.ids):
        raise KeyMissing(database.keyring.unknown(*sorted(missing)))


async def known_keys(session: AsyncSession, workspace_id: int) -> set[str]:
    statement = select(SealingKey.key_id).where(SealingKey.workspace_id == workspace_id)
    return set((await session.exec(statement)).all())


async def forget_keys(session: AsyncSession, workspace_id: int, *, but: set[str]) -> None:
    """Those that nothing is sealed with any more."""
    others = col(SealingKey.workspace_id) == workspace_id, col(SealingKey.key_id).not_in(but)
    await session.exec(delete(SealingKey).where(*others))


async def _add(session: AsyncSession, workspace_id: int, key_id: str) -> None:
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    row = {"workspace_id": workspace_id, "key_id": key_id}
    await session.exec(insert(SealingKey).values(row).on_conflict_do_nothing())
