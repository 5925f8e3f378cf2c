"""A month of a large firm is read by keys: PostgreSQL, which knows nothing of tables that have just been filled, does
not look at everybody's rows once for each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.db.engine import Database
from bot.features.scorecards import service
from bot.features.scorecards.repository.making import tally_published
from bot.features.scorecards.service.closing import inputs, steps
from tests.benchmarks.closing import MONTH, WORKSPACE, go_on, settings_of
from tests.benchmarks.firm import NOW, hire, tell_october
from tests.databases import opened

MEMBERS, AT_ONCE = 600, 100


@contextmanager
def in_vain(database: Database) -> Iterator[dict[str, float]]:
    """How many rows each statement read to leave them aside."""
    found: dict[str, float] = {}

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        if statement.lstrip().startswith("SELECT") and "FOR UPDATE" not in statement and parameters:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            ((plan,),) = cursor.fetchall()
            found[statement] = max(found.get(statement, 0), left_aside(plan[0]["Plan"]))

    event.listen(database.engine.sync_engine, "before_cursor_execute", explain)
    yield found
    event.remove(database.engine.sync_engine, "before_cursor_execute", explain)


def left_aside(node: dict[str, Any]) -> float:
    here = sum(node.get(f"Rows Removed by {what}", 0) for what in ("Filter", "Join Filter", "Index Recheck"))
    return float(here * node["Actual Loops"] + sum(map(left_aside, node.get("Plans", ()))))


async def test_nothing_is_read_row_by_row(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (steps, inputs):
        monkeypatch.setattr(module, "BATCH", AT_ONCE)
    database, settings = opened(postgres_url), settings_of(postgres_url)
    await hire(database, MEMBERS)
    await tell_october(database, WORKSPACE, MEMBERS)
    with in_vain(database) as found:
        for want in (service.want_cards, service.want_release):
            async with database.write() as session:
                await want(session, WORKSPACE, MONTH, now=NOW)
            await go_on(database, settings)
        async with database.read() as session:
            assert sum(each.cards for each in await tally_published(session, WORKSPACE, MONTH)) == MEMBERS
    await database.close()
    assert len(found) > 20
    assert {statement: rows for statement, rows in found.items() if rows > 2 * MEMBERS} == {}
