"""The database's clock in SQL, to fractions of a second; every process that shares a database shares it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Float, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.db.types import UtcDateTime


class _Moment(FunctionElement[datetime]):
    """The statement's moment and so many seconds."""

    name = "moment"
    type = UtcDateTime()
    inherit_cache = True


class now_us(FunctionElement[int]):  # noqa: N801 - it is written like SQL's own functions
    """The statement's moment in microseconds since 1970."""

    name = "now_us"
    type = BigInteger()
    inherit_cache = True


def database_time(after: timedelta | BindParameter[float] = timedelta()) -> ColumnElement[datetime]:
    """By the database's clock, `after` from now; a parameter gives seconds."""
    return _Moment(literal(after.total_seconds(), Float()) if isinstance(after, timedelta) else after)


# `statement_timestamp()` keeps going in a long transaction, as now() does not, and may use an index, as
# clock_timestamp() may not.
@compiles(_Moment, "postgresql")
def _moment_on_postgresql(element: _Moment, compiler: Any, **options: Any) -> str:
    return f"(statement_timestamp() + make_interval(secs => {compiler.process(element.clauses, **options)}))"


@compiles(_Moment, "sqlite")
def _moment_on_sqlite(element: _Moment, compiler: Any, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', printf('%+.3f seconds', {seconds}))"


@compiles(now_us, "postgresql")
def _now_us_on_postgresql(_element: now_us, _compiler: Any, **_options: Any) -> str:
    return "(extract(epoch from statement_timestamp()) * 1000000)::bigint"


@compiles(now_us, "sqlite")
def _now_us_on_sqlite(_element: now_us, _compiler: Any, **_options: Any) -> str:
    return "(CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000)"
