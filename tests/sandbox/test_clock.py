"""Moving the clock, and message ids that follow it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock, SystemClock
from bot.sandbox import Refused
from bot.sandbox.clock_moves import next_month


async def test_hours_days_and_months_pass(build: Any, clock: MovableClock) -> None:
    sandbox, start = build(zone="Asia/Shanghai"), clock.now()

    assert datetime.fromisoformat(await sandbox.move_clock("hour")) - start >= timedelta(hours=1)
    await sandbox.move_clock("day")
    assert timedelta(hours=25) <= clock.now() - start < timedelta(hours=25, minutes=1)
    moved = await sandbox.move_clock("month")
    assert moved.startswith("2027-04-01T01:00:00")


async def test_the_next_prompt_is_asked_for(build: Any, clock: MovableClock) -> None:
    due: list[datetime | None] = [clock.now() + timedelta(hours=3), clock.now() - timedelta(hours=1), None]
    expected = due[0]

    async def next_due() -> datetime | None:
        return due.pop(0)

    sandbox = build(next_due=next_due)
    await sandbox.move_clock("prompt")
    assert expected is not None
    assert timedelta(0) <= clock.now() - expected < timedelta(minutes=1)
    await sandbox.move_clock("prompt")
    assert clock.now() - expected < timedelta(minutes=1)
    with pytest.raises(Refused, match="nothing is due"):
        await sandbox.move_clock("prompt")


async def test_impossible_moves_are_explained(build: Any) -> None:
    with pytest.raises(Refused, match="by 'year'; it moves by hour, day, prompt, month"):
        await build().move_clock("year")
    with pytest.raises(Refused, match="nobody can move"):
        await build(clock=SystemClock()).move_clock("hour")
    with pytest.raises(Refused, match="nothing is due"):
        await build().move_clock("prompt")


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        (datetime(2026, 12, 31, 23, tzinfo=UTC), "Etc/UTC", datetime(2027, 1, 1, 9, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), "Asia/Shanghai", datetime(2027, 2, 1, 1, tzinfo=UTC)),
        (datetime(2027, 3, 1, 12, tzinfo=UTC), "Europe/Madrid", datetime(2027, 4, 1, 7, tzinfo=UTC)),
    ],
)
def test_the_next_month_starts_at_nine_in_the_zone(now: datetime, zone: str, expected: datetime) -> None:
    assert next_month(now, zone=zone) == expected


async def test_message_ids_follow_the_clock_and_never_repeat(build: Any, clock: MovableClock) -> None:
    sandbox = build()
    ids = [sandbox.core.workspace.ts.next() for _ in range(2000)]
    await sandbox.move_clock("day")
    later = sandbox.core.workspace.ts.next()

    assert sorted(set(ids)) == ids
    assert float(later) - float(ids[0]) >= 24 * 3600
    assert abs(float(later) - clock.now().timestamp()) < 1
