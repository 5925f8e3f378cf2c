"""What the cards are computed from, and who may see the raw entries."""

import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Rejected
from bot.features.metrics import service
from scoring.evidence import Evidence
from tests.features.metrics.cast import IN_TIME, NOW, TODAY, Cast

DAYS = st.sampled_from([0, 1, 2, 3, 17, 18, 40, 75]).map(lambda ago: TODAY - timedelta(days=ago))
VALUES = st.decimals(min_value=-1000, max_value=1000, places=2)
STORIES = st.lists(st.tuples(st.sampled_from(["cost", "clv"]), DAYS, VALUES, st.booleans()), min_size=1, max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
async def test_rebuilding_changes_nothing(cast: Cast, story: list[tuple[str, date, Decimal, bool]]) -> None:
    for figure, on, value, is_fix in story:
        typed = f"{figure} {value:f} {on.isoformat()} because"
        with contextlib.suppress(Rejected):  # a cost under zero, or nothing to correct
            await (cast.fix(cast.bo, typed, now=IN_TIME) if is_fix else cast.tell(cast.bo, typed, now=IN_TIME))
    incremental = await cast.roll_ups()
    async with cast.database.write() as session:
        await service.rebuild_rollups(session, cast.workspace_id)
    assert await cast.roll_ups() == incremental


async def test_a_roll_up_is_what_a_person_would_add_up(cast: Cast) -> None:
    for typed in ("clv 10 2026-10-31", "clv 30 2026-11-03", "clv -5 2026-11-10", "clv 20 2026-11-04"):
        await cast.tell(cast.bo, typed, now=IN_TIME)
    await cast.fix(cast.bo, "clv 40 2026-11-03 recalculated")
    october, november = sorted(await cast.roll_ups(), key=lambda row: row[2])
    assert october[2:] == (date(2026, 10, 1), 1, 10, 10, date(2026, 10, 31), 10)
    assert november[2:] == (date(2026, 11, 1), 3, 55, -5, date(2026, 11, 10), 40)


async def test_a_corrected_day_counts_once_and_by_its_last_revision(cast: Cast) -> None:
    for typed in ("clv 10 2026-11-03", "clv 90 2026-11-10"):
        await cast.tell(cast.bo, typed)
    for typed in ("clv 70 2026-11-10 typo", "clv 5 2026-11-10 recalculated"):
        await cast.fix(cast.bo, typed)
    (november,) = await cast.roll_ups()
    assert november[2:] == (date(2026, 11, 1), 2, 15, 5, date(2026, 11, 10), 10)
    async with cast.database.write() as session:
        await service.rebuild_rollups(session, cast.workspace_id)
    assert await cast.roll_ups() == {november}


async def test_rows_for_scoring(cast: Cast) -> None:
    await cast.tell(cast.bo, "cost 10.25 2026-10-31", now=IN_TIME)
    await cast.tell(cast.bo, "cost 30 2026-11-03")
    await cast.tell(cast.chen, "cost 7")
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    async with cast.database.read() as session:
        everybody = await service.rollups_for(session, cast.workspace_id, None, [october, november])
        bo = await service.rollups_for(session, cast.workspace_id, [cast.bo.member_id], [october, november])
        nobody = await service.rollups_for(session, cast.workspace_id, [], [november])
    assert len(everybody) == 3
    assert nobody == []
    evidence = Evidence.from_rows(bo, members=[cast.bo.member_id])
    assert evidence.over("cost", [october, november]).total.tolist() == [[10.25, 30.0]]


@pytest.mark.parametrize(
    ("viewer", "may"), [("bo", True), ("ana", True), ("eve", True), ("dee", False), ("chen", False)]
)
async def test_entries_are_for_those_who_may_see_them(cast: Cast, viewer: str, may: bool) -> None:
    await cast.tell(cast.bo, "leads 42")
    async with cast.database.read() as session:
        reading = service.entries_of(session, getattr(cast, viewer), cast.bo.member_id, first=TODAY, last=TODAY, at=NOW)
        if may:
            assert [entry.value for entry in (await reading).entries] == [42]
        else:
            with pytest.raises(Rejected, match="people-error-not-visible"):
                await reading


async def test_own_month_is_the_only_month_somebody_gets(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42")
    async with cast.database.read() as session:
        bo = await service.month_so_far(session, cast.bo, TODAY)
        chen = await service.month_so_far(session, cast.chen, TODAY)
        assert await service.month_so_far(session, cast.dee, TODAY) == ()
        assert await service.month_so_far(session, cast.eve, TODAY) == ()
    assert next(line for line in bo if line.figure.id == "leads").value == 42
    assert all(line.value is None for line in chen)
    assert NOW.date() == TODAY
