from tests.office import *
from tests.scenarios.lows import *
from tests.scenarios.lows import opened


async def test_x(sqlite_url):
    async with opened(sqlite_url) as lows:
        await lows.month("2026-09", {BO: BAD, CHEN: BAD})
        await lows.closed("2026-09")
        print(lows.office.clock.now(), lows.told())
        lows.read.clear()
        await lows.over_days(4)
        for u in (ANA, BO, CHEN, DEE, EVE, FINN, HANA):
            for m in lows.news(u):
                print(u, key_of(m), text_of(m))
        await lows.month("2026-10", {BO: BAD, CHEN: BAD})
        await lows.closed("2026-10")
        await lows.over_days(2)
        for u in (ANA, BO, CHEN, DEE, EVE, FINN, HANA):
            for m in lows.news(u):
                print(u, key_of(m), text_of(m))
        assert 0
