"""Many rows as one parameter: a JSON array of objects that the database takes apart.

A statement with a parameter for every cell costs more to write, send and read than the rows do.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeEngine

NAME = "listed"
ID = "id"


def rows_listed(dialect: str, columns: Mapping[str, TypeEngine[Any]]) -> FromClause:
    """A table of these columns whose rows `as_list` has written as the statement's parameter `listed`."""
    given = bindparam(NAME, type_=Text())
    if dialect == "sqlite":
        each = func.json_each(given).table_valued("value", name="each")
        cells: list[ColumnElement[Any]] = [
            func.json_extract(each.c.value, f"$.{name}", type_=type_).label(name) for name, type_ in columns.items()
        ]
        return select(*cells).subquery(NAME)
    named: list[Any] = [column(name, type_) for name, type_ in columns.items()]
    return func.json_to_recordset(cast(given, JSON)).table_valued(*named, name=NAME).render_derived(with_types=True)


def as_list(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The parameter; moments in it are written by `as_text`."""
    return {NAME: json.dumps(rows, separators=(",", ":"))}


def is_listed(dialect: str, key: Mapped[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a key is one of those that `as_ids` has written."""
    return is_among(dialect, key, select(rows_listed(dialect, {ID: BigInteger()}).c[ID]))


def is_among(dialect: str, key: Mapped[Any] | ColumnElement[Any], ids: Select[Any]) -> ColumnElement[bool]:
    """Whether a key is one of what a query gives, which reads no column of the statement around it."""
    if dialect == "sqlite":
        return key.in_(ids)
    # PostgreSQL looks up what is in an array by the key's index; a table it may compare row by row with every other.
    return key == any_(func.array(ids.scalar_subquery(), type_=ARRAY(BigInteger)))


def as_ids(ids: Collection[int]) -> dict[str, str]:
    return as_list([{ID: each} for each in ids])


@lru_cache(maxsize=1_000)
def as_text(moment: datetime, dialect: str) -> str:
    """As SQLite keeps it, and PostgreSQL reads it."""
    utc = moment.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds") if dialect == "sqlite" else utc.isoformat(" ")
