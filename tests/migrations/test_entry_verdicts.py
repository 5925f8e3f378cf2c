"""What the step back does with entries that were excluded."""

import asyncio

from bot.db.migrate import downgrade, upgrade
from bot.features.metrics.models import EXCLUDED
from tests.databases import opened
from tests.features.metrics.cast import gather
from tests.features.metrics.service.test_verdicts import check, leads, tokens
from tests.migrations.test_migrations import run


def test_what_was_excluded_counts_again_on_the_way_back(database_url: str) -> None:
    async def excluded() -> None:
        database = opened(database_url)
        cast = await gather(database)
        for typed in ("leads 10 2026-11-02", "leads 30 2026-11-03", "leads 5 2026-11-04"):
            await cast.tell(cast.bo, typed)
        await cast.fix(cast.bo, "leads 7 2026-11-04 recounted")
        first, _, third = await tokens(cast)
        await check(cast, cast.eve, [first, third], EXCLUDED, "fake traffic")
        assert await leads(cast) == (1, 30, 30)
        await database.close()

    asyncio.run(excluded())
    downgrade(database_url, revision="20261128_09_points")
    counted = "SELECT n, total, last, peak FROM roll_up WHERE figure = 'leads'"
    assert run(database_url, counted) == [(3, 470000, 70000, 300000)]
    upgrade(database_url)
    assert run(database_url, "SELECT count(*) FROM entry_verdict") == [(0,)]
