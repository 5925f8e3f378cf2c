"""The dialect's own insert, which alone knows ON CONFLICT."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel.ext.asyncio.session import AsyncSession


def insert_for(dialect: str, table: type) -> Any:
    return (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)


def insert_into(session: AsyncSession, table: type) -> Any:
    return insert_for(session.get_bind().dialect.name, table)
