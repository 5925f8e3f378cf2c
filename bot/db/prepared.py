"""Statements that every request runs: compiled once, then executed on the connection's own cursor.

To find a compiled statement again and to wrap its rows takes SQLAlchemy several times as long as SQLite takes to
answer. Types, errors and the transaction are SQLAlchemy's as everywhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.sealing.keyring import keyring_of
from bot.db.session import InlineSession
from bot.db.sqlite.dialect import cursor_of


class Prepared:
    """A statement that is always run with the same names of values; `build` makes it for a dialect's name."""

    def __init__(self, build: Callable[[str], Any]) -> None:
        self._build = build
        self._texts: dict[tuple[str, str], _Text] = {}

    async def rows(self, session: AsyncSession, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """In the session's transaction; empty for a statement that returns nothing. Raises DBAPIError, and ValueError
        for what cannot be prepared: lists of values, columns' defaults, a value that is not given."""
        if isinstance(session, InlineSession):
            return self.rows_at(session.at_once or await session.at_hand(), values)
        return await session.run_sync(lambda inner: self.rows_at(inner.connection(), values))

    async def rows_on(self, connection: AsyncConnection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The same without a session."""
        return await connection.run_sync(self.rows_at, values)

    def rows_at(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The same within a greenlet of SQLAlchemy's."""
        dialect = connection.dialect
        # What converts a value may hold its database's keys.
        known = dialect.name, keyring_of(dialect).fingerprint
        text = self._texts.get(known)
        if text is None:
            text = self._texts[known] = _text_of(self._build(dialect.name), dialect, values)
        return text.run(connection, values)


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement as its driver takes it: with the `fixed` values of its own, `in_order`, or by name without one.
    `results` convert some of the `width` cells of a row, by position."""

    sql: str
    fixed: Mapping[str, Any]
    converts: tuple[tuple[str, Callable[[Any], Any]], ...]
    in_order: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None
    width: int
    results: tuple[tuple[int, Callable[[Any], Any]], ...]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        found = self._fetched(connection, self._parameters(values))
        return [self._row(cells) for cells in found] if self.results else found

    def _parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, convert in self.converts:
            given[name] = convert(given[name])
        return given if self.in_order is None else self.in_order(given)

    def _fetched(self, connection: Connection, parameters: Any) -> list[Any]:
        cursor = None
        try:
            cursor = cursor_of(connection)
            # SQLAlchemy's own step below its results: events, wrapped errors, and a connection given up when it is lost
            # or whoever waited for it was cancelled. There is no public name for it.
            connection._cursor_execute(cursor, self.sql, parameters)
            found: list[Any] = cursor.fetchall() if self.width else []
            return found
        except connection.dialect.loaded_dbapi.Error as error:
            connection._handle_dbapi_exception(error, self.sql, parameters, cursor, None)
        finally:
            if cursor:
                cursor.close()

    def _row(self, cells: tuple[Any, ...]) -> tuple[Any, ...]:
        row = list(cells)
        for k, convert in self.results:
            row[k] = convert(row[k])
        return tuple(row)


def _text_of(statement: Any, dialect: Dialect, values: Mapping[str, Any]) -> _Text:
    compiled = statement.compile(dialect=dialect, column_keys=list(values))
    without = [name for name, bind in compiled.binds.items() if bind.required and name not in values]
    if without or compiled.insert_prefetch or compiled.post_compile_params:
        raise ValueError(f"cannot be prepared with values for {sorted(values)}: {compiled}")
    processors = {name: _processor(bind.type.dialect_impl(dialect), dialect) for name, bind in compiled.binds.items()}
    converts = {name: convert for name, convert in processors.items() if convert}
    own = {name: bind.value for name, bind in compiled.binds.items() if name not in values}
    types = [column.type.dialect_impl(dialect) for column in compiled.statement.exported_columns]
    results = [(k, type_.result_processor(dialect, None)) for k, type_ in enumerate(types)]
    return _Text(
        sql=compiled.string,
        fixed={name: converts[name](value) if name in converts else value for name, value in own.items()},
        converts=tuple((name, convert) for name, convert in converts.items() if name in values),
        in_order=_in_order(compiled.positiontup) if compiled.positional else None,
        width=len(types),
        results=tuple((k, convert) for k, convert in results if convert),
    )


def _in_order(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Takes these out of a mapping."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple([given[name] for name in names])


def _processor(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    usual = type_.bind_processor(dialect)
    if not usual or not isinstance(type_, sqlite.DATE):
        return usual
    # The same text, without a dictionary between.
    return lambda day: day.isoformat() if type(day) is date else usual(day)
