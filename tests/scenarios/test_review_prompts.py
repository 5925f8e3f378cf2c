"""Who is asked for ratings when, over the week in which two cycles are open: each by their own clock and days."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.office import ANA, BERLIN, BO, CHEN, DEE, FINN, HANA, SHANGHAI, Office
from tests.scenarios.audited import say, shown, words
from tests.scenarios.reviewing import (
    EVE_OF_IT,
    EVERYBODY,
    close_windows,
    open_cycle,
    prompts,
    rate,
    rating_office,
)

pytestmark = pytest.mark.thorough

TOLD = {
    ANA: ["Fri 14:00", "Mon 14:00", "Wed 14:00", "Thu 14:00"],
    BO: ["Fri 11:00", "Mon 11:00", "Wed 11:00", "Thu 11:00"],
    CHEN: ["Fri 11:00", "Fri 12:00"],
    DEE: ["Mon 11:00", "Wed 11:00", "Thu 11:00"],
    FINN: ["Fri 13:00", "Mon 13:00", "Wed 13:00", "Thu 13:00"],
    HANA: ["Wed 11:00", "Thu 11:00"],
}
"""Ana is asked at 14:00, everybody else at 11:00. Bo rates nobody. Chen puts off by an hour, and finishes. Dee is away
on Friday. Finn wants quiet until 13:00 and puts Friday's prompt off to the next working day. Hana has paused until
Wednesday. On Tuesday nobody works, nor on Saturday and Sunday."""
HOURS = {25: (3, 4, 10, 12, 13), 26: (3, 10), 27: (10,), 28: (3, 10, 12, 13), 29: (3, 10, 13), 30: (10, 12, 13)}
HOURS[31] = (3, 10, 12, 13)
"""By UTC: 11:00 and 12:00 in Shanghai; 11:00, 13:00 and 14:00 in Berlin."""


async def test_everybodys_prompts_of_a_week(sqlite_url: str) -> None:
    async with rating_office(sqlite_url) as at:
        await open_cycle(at, EVE_OF_IT, is_test=True)
        await set_up(at)
        for day, hours in HOURS.items():
            for hour in hours:
                await at.move_to(datetime(2026, 12, day, hour, tzinfo=UTC))
                if (day, hour) == (25, 3):
                    await put_off(at, CHEN, "hour")
                if (day, hour) == (25, 4):
                    assert await finish(at, CHEN) == 8, "two cycles, and one message for both"
            if day == 25:
                await put_off(at, FINN, "tomorrow")
        assert {user: told(at, user) for user in EVERYBODY} == TOLD
        assert "4 people are still waiting" in words(prompts(at, ANA)[-1].blocks)
        assert "已全部评价完毕" in words(prompts(at, CHEN)[-1].blocks)


async def set_up(at: Office) -> None:
    """As people set it for themselves."""
    await say(at, ANA, "/perf calendar off 2026-12-29 Company day")
    await say(at, ANA, "/perf hours 14:00")
    await say(at, DEE, "/perf away 2026-12-25 sick")
    await say(at, FINN, "/perf quiet 22:00-13:00")
    await say(at, HANA, "/perf pause 2026-12-30")
    assert await at.parts.upkeep.keep_schedules()


async def put_off(at: Office, user: str, choice: str) -> None:
    await at.person(user).click(prompts(at, user)[-1], "prompts.put_off", value=f"{choice}|2026-12-25")


async def finish(at: Office, user: str) -> int:
    """Everything that the newest prompt asks for; how many that are."""
    person, count = at.person(user), 0
    await person.click(prompts(at, user)[-1], "reviews.open_next")
    while "reviews.rate" in str(person.view.content.get("callback_id")):
        assert (await rate(at, user, "3")).ok
        count += 1
    assert "✓" in shown(person)
    await close_windows(person)
    return count


def told(at: Office, user: str) -> list[str]:
    zone = ZoneInfo(SHANGHAI if user == CHEN else BERLIN)
    return [f"{datetime.fromtimestamp(float(each.ts), zone):%a %H:%M}" for each in prompts(at, user)]
