"""Statements without objects: columns in, rows out."""

from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session
from sqlmodel.ext.asyncio.session import AsyncSession


async def run(session: AsyncSession, statement: Executable, values: Any = None) -> CursorResult[*tuple[Any, ...]]:
    """In the session's transaction; a list of `values` runs it for each."""
    return await session.run_sync(_execute, statement, values)


def _execute(session: Session, statement: Executable, values: Any) -> CursorResult[*tuple[Any, ...]]:
    return session.connection().execute(statement, values)


def insert_for(dialect: str, table: type) -> Any:
    """The dialect's own insert, which alone knows ON CONFLICT."""
    return (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)


def insert_into(session: AsyncSession, table: type) -> Any:
    return insert_for(session.get_bind().dialect.name, table)
