"""SQL of the requests that have been taken: every process claims them here, by the database's clock."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Float, String, and_, bindparam
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.db.times import database_time
from bot.slack.seen.keys import Key
from bot.slack.seen.models import SeenRequest


async def claim(session: AsyncSession, workspace_id: int, keys: Sequence[Key]) -> bool:
    """False when one of them is claimed already, so that this is a copy.

    They are kept or rolled back with the session's transaction. While another transaction that has claimed one of them
    is under way, this waits for its end.
    """
    if not keys:
        return True
    values: dict[str, object] = {"workspace": workspace_id}
    for place, key in enumerate(keys):
        values |= {f"key{place}": key.text, f"seconds{place}": float(key.seconds)}
    return len(await _claiming(len(keys)).rows(session, values)) == len(keys)


def expired(workspace_id: int) -> ColumnElement[bool]:
    """Rows of which no copy will come any more."""
    seen = SeenRequest
    return and_(col(seen.workspace_id) == workspace_id, col(seen.expires_at) <= database_time())


@cache
def _claiming(count: int) -> Prepared:
    """The statement for so many keys; a row that has expired is as good as none."""

    def build(dialect: str) -> Any:
        insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(SeenRequest)
        with_rows = insert.values([_row(place) for place in range(count)])
        return with_rows.on_conflict_do_update(
            index_elements=["workspace_id", "unique_key"],
            set_={"expires_at": with_rows.excluded.expires_at},
            where=col(SeenRequest.expires_at) <= database_time(),
        ).returning(col(SeenRequest.id))

    return Prepared(build)


def _row(place: int) -> dict[str, object]:
    return {
        "workspace_id": bindparam("workspace", type_=BigInteger()),
        "unique_key": bindparam(f"key{place}", type_=String()),
        "expires_at": database_time(bindparam(f"seconds{place}", type_=Float())),
    }
