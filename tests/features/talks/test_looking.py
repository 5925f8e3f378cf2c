"""What happens by itself: whose duty a talk is, by when, and who hears of it how often."""

from datetime import date, timedelta

from bot.delivery.models import Delivery
from bot.features.people.models import Absence
from bot.features.talks.models import LAPSED, OPEN
from bot.features.talks.rules import keys
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.talks.cast import DUE, MONDAY, Month

DAY = timedelta(days=1)


async def test_a_released_card_makes_a_talk_due_and_its_manager_is_asked_once(everywhere: Month) -> None:
    for _ in range(2):
        await everywhere.look()
    talks = await everywhere.talks()
    assert set(talks) == {BO, CHEN}, "Ana and Dee have cards and no manager"
    ana = await everywhere.firm.key(ANA)
    assert {(row.manager_id, row.due_on, row.state, row.period) for row in talks.values()} == {
        (ana, DUE, OPEN, "2026-10")
    }
    for days in range(1, 8):
        await everywhere.look(MONDAY + days * DAY)
    assert await everywhere.told(keys.ASKED) == [(f"talks-asked:{ana}:2026-11-09", ANA)], "one message for both"
    assert await everywhere.told(keys.REMINDED) == [(f"talks-reminded:{ana}:2026-11-16", ANA)], "and one before the end"
    assert await everywhere.told(keys.DIGEST) == []
    for days in (8, 9, 11):
        await everywhere.look(MONDAY + days * DAY)
    eve = await everywhere.firm.key(EVE)
    first = (f"talks-digest:{eve}:2026-11-18", EVE)
    await everywhere.look(MONDAY + 14 * DAY)
    assert await everywhere.told(keys.DIGEST) == [first], "once in seven days, also where a week ends between"
    await everywhere.look(MONDAY + 16 * DAY)
    assert await everywhere.told(keys.DIGEST) == [first, (f"talks-digest:{eve}:2026-11-25", EVE)]
    assert len(await everywhere.told(keys.REMINDED)) == 1


async def test_who_wants_no_prompts_hears_of_this_duty_all_the_same(month: Month) -> None:
    await month.cast.change(ANA, paused_until=date(2027, 1, 1))
    await month.look()
    [asked] = [row for row in await month.rows(Delivery) if row.kind == keys.ASKED]
    assert asked.due_at < MONDAY + DAY


async def test_days_off_of_either_do_not_count(month: Month) -> None:
    """Bo is away for two days, Ana is not asked about Chen, who is away for long, before he can be back in time."""
    await _away(month, BO, 10, 11)
    await _away(month, CHEN, 8, 31)
    await month.look()
    bo, chen = await month.talk(BO), await month.talk(CHEN)
    assert bo.due_on == DUE + 2 * DAY
    assert (chen.due_on, chen.asked_on) == (None, None)


async def test_a_new_manager_takes_the_duty_over(everywhere: Month) -> None:
    await everywhere.look()
    await everywhere.cast.report_to(BO, DEE, on=(MONDAY + DAY).date())
    await everywhere.look(MONDAY + DAY)
    bo, dee = await everywhere.talk(BO), await everywhere.firm.key(DEE)
    assert (bo.manager_id, bo.since_on, bo.due_on) == (dee, (MONDAY + DAY).date(), DUE + DAY), "with all their days"
    assert [user for _, user in await everywhere.told(keys.ASKED)] == [ANA, DEE]
    assert (await everywhere.talk(CHEN)).due_on == DUE


async def test_talks_lapse_with_who_leaves_and_with_the_month(month: Month) -> None:
    await month.look()
    await month.cast.change(CHEN, is_active=False)
    await month.look(MONDAY + DAY)
    assert ((await month.talk(BO)).state, (await month.talk(CHEN)).state) == (OPEN, LAPSED)
    await month.cast.change(ANA, is_active=False)
    await month.look(MONDAY + 10 * DAY)
    bo = await month.talk(BO)
    assert (bo.state, bo.due_on) == (OPEN, None), "nobody is there to talk with"
    assert await month.told(keys.DIGEST) == []
    await month.firm.tell(BO, date(2026, 11, 1), leads=80, mql=58, cost=4_292)
    await month.firm.close("2026-11", now=MONDAY + 28 * DAY)
    await month.look(MONDAY + 29 * DAY)
    assert (await month.talk(BO)).state == LAPSED


async def _away(month: Month, user: str, first: int, last: int) -> None:
    absence = Absence(
        workspace_id=month.workspace_id,
        member_id=await month.firm.key(user),
        kind="vacation",
        first_on=MONDAY.date().replace(day=first),
        last_on=MONDAY.date().replace(day=1) + timedelta(days=last - 1),
        created_at=MONDAY,
    )
    async with month.database.write() as session:
        session.add(absence)
