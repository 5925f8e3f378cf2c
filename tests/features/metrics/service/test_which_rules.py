"""Figures of a day are told by the rules of its month."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import Rejected
from bot.features.metrics import service
from bot.features.schemes.service import assign
from tests.features.metrics.cast import IN_TIME, Cast

LAST_DAY, FIRST_DAY = date(2026, 10, 31), date(2026, 11, 1)
NOVEMBER_1 = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture
async def changed(cast: Cast) -> Cast:
    """From November on Growth works by the work plan, whose figures have other names."""
    async with cast.database.write() as session:
        await assign(session, cast.workspace_id, cast.growth, "work_plan", now=NOVEMBER_1)
    return cast


async def figures_of(cast: Cast, on: date, today: date) -> set[str]:
    async with cast.database.read() as session:
        return {line.figure.id for line in (await service.day_of(session, cast.bo, on, now=IN_TIME, today=today)).lines}


async def test_the_prompt_of_the_31st_is_answered_on_the_1st_as_it_asked(changed: Cast) -> None:
    before = await figures_of(changed, LAST_DAY, LAST_DAY)
    assert "mql" in before
    assert await figures_of(changed, LAST_DAY, FIRST_DAY) == before
    assert "revenue_plan" in await figures_of(changed, FIRST_DAY, FIRST_DAY)
    assert "mql" not in await figures_of(changed, FIRST_DAY, FIRST_DAY)


async def test_a_command_for_the_month_before_is_read_by_what_held_then(changed: Cast) -> None:
    at = {"now": NOVEMBER_1, "today": FIRST_DAY}
    told = await changed.tell(changed.bo, "mql 8 yesterday", **at)
    assert (told.on, told.line.figure.id) == (LAST_DAY, "mql")
    for typed in ("mql 8", "mql 8 2026-11-01", "mql 8 2026-09-01", "revenue_plan 900 2026-10-30"):
        with pytest.raises(Rejected, match="unknown"):
            await changed.tell(changed.bo, typed, **at)
    assert (await changed.tell(changed.bo, "revenue_plan 900", **at)).on == FIRST_DAY


async def test_a_table_is_read_by_what_held_on_each_day(changed: Cast) -> None:
    old, new = ("2026-10-30", "mql"), ("2026-11-01", "revenue_plan")
    lines = [f"{day},U0BO,{figure},8," for day, figure in (old, (new[0], old[1]), new, (old[0], new[1]))]
    rows = service.read_sheet("\n".join(["date,member,metric,value,note", *lines]).encode())
    async with changed.database.write() as session:
        done = await service.import_entries(
            session, changed.workspace_id, rows, entered_by=None, now=NOVEMBER_1, today=FIRST_DAY
        )
    assert (done.added, [(bad.line, bad.column) for bad in done.bad]) == (2, [(3, "metric"), (5, "metric")])
