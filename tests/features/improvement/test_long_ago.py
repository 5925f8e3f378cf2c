"""What happened months ago is still known when a plan's days and weeks are counted: a plan lasts longer than anything
else that counts days."""

from datetime import date

from bot.features.improvement import service
from bot.features.people.models import CalendarDay
from tests.features.improvement.cast import ANA, BO, EVE, Desk


async def off(desk: Desk, *days: str) -> None:
    """Nobody in the firm works."""
    async with desk.database.write() as session:
        for each in days:
            day = CalendarDay(workspace_id=desk.workspace_id, on=date.fromisoformat(each), is_worked=False, name="Off")
            session.add(day)


async def weeks(desk: Desk, plan_id: int) -> list[date]:
    course = (await desk.does(EVE, service.open_plan, plan_id)).course
    assert course
    return [each.monday for each in course.weeks]


async def test_a_week_in_which_nobody_was_there_is_never_asked_for_again(desk: Desk) -> None:
    """Bo is away from Monday to Thursday, and nobody works on the Friday."""
    plan_id = await desk.active()
    await off(desk, "2026-12-04")
    await desk.away(BO, "2026-11-30", "2026-12-03")
    desk.on("2026-12-07")
    soon = await weeks(desk, plan_id)
    assert soon == [date(2026, 11, 23), date(2026, 12, 7)]
    desk.on("2027-02-17")
    assert (await weeks(desk, plan_id))[:2] == soon


async def test_a_long_pause_gives_back_no_days_on_which_nobody_works(desk: Desk) -> None:
    plan_id = await desk.active()
    last = (await desk.plan(plan_id)).ends_on
    await off(desk, "2026-11-27", "2026-11-30", "2026-12-01")
    desk.on("2026-11-26")
    await desk.does(ANA, service.pause, plan_id, "A project in between")
    desk.on("2027-01-29")
    await desk.does(ANA, service.resume, plan_id)
    moved = (await desk.plan(plan_id)).ends_on
    assert (last, moved) == (date(2027, 2, 24), date(2027, 4, 26)), "43 working days: 46 but for the three"
