"""Who is asked instead of raters who are no peers any more, and how much the database is asked for it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.features.people.models import Reporting
from bot.features.reviews import service
from tests.features.metrics.cast import Statements
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.reviews.cast import GIL, HAL, IDA, OPENED, SETTINGS, Office


async def replace(office: Office, cycle_id: int) -> list[int | None]:
    async with office.database.write() as session:
        return await service.replace_leavers(session, office.workspace_id, cycle_id, now=OPENED, settings=SETTINGS)


async def now_reports(office: Office, member: str, manager: str) -> None:
    keys = {"member_id": await office.key(member), "manager_id": await office.key(manager)}
    async with office.database.write() as session:
        for row in (await session.exec(select(Reporting).where(Reporting.member_id == keys["member_id"]))).all():
            row.last_on = OPENED.date() - timedelta(days=1)
            session.add(row)
        session.add(Reporting(workspace_id=office.workspace_id, first_on=OPENED.date(), **keys))


@pytest.mark.parametrize("is_done", [False, True])
async def test_who_becomes_somebodys_manager_is_no_peer_of_theirs_any_more(office: Office, *, is_done: bool) -> None:
    """Gil is promoted in the middle of the cycle. What he has said already counts, as he was a peer when he said it."""
    cycle_id = await office.opened()
    about = min(subject for rater, subject in await office.pairs(cycle_id) if rater == GIL)
    if is_done:
        await office.say(GIL, cycle_id, about, 3)
    before = await office.pairs(cycle_id)
    await now_reports(office, about, GIL)
    found = [each for each in await replace(office, cycle_id) if each]
    assert ((GIL, about) in await office.pairs(cycle_id, "done")) is is_done
    assert (GIL, about) not in await office.pairs(cycle_id, "asked")
    assert (about, GIL) not in await office.pairs(cycle_id, "asked")
    users = await office.users()
    new = {rater for rater, subject in await office.pairs(cycle_id, "asked") - before}
    assert new == {users[each] for each in found}
    assert await replace(office, cycle_id) == []


async def test_many_who_leave_are_replaced_with_one_look_around(office: Office) -> None:
    """Everybody who rates waits meanwhile: it takes no longer when half of a team leaves."""
    cycle_id = await office.opened()
    asked = Statements(office.database)
    took = []
    for some in ((BO,), (CHEN, HAL, IDA)):
        for user in some:
            await office.cast.change(user, is_active=False)
        asked.seen.clear()
        assert await replace(office, cycle_id)
        took.append(len([each for each in asked.seen if each.startswith("SELECT")]))
    assert took[0] == took[1]
    left = {BO, CHEN, HAL, IDA}
    assert not left & {user for pair in await office.pairs(cycle_id, "asked") for user in pair}
    raters = [rater for rater, subject in await office.pairs(cycle_id, "asked") if subject == ANA]
    assert len(raters) == len(set(raters)) >= 3
