"""Who is asked instead of raters who have left or are no peers any more, and how much the database is asked for it."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.delivery.models import Delivery
from bot.features.people.models import Reporting
from bot.features.reviews import service
from bot.features.reviews.service import Tie, Worked
from bot.features.reviews.service.personal import forget_reviews
from scoring.periods import Period
from tests.features.metrics.cast import Statements
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.reviews.cast import AFTER, BRAND, GIL, GROWTH, HAL, IDA, OPENED, SETTINGS, Office


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


async def half_done(office: Office) -> tuple[int, str, set[str]]:
    """A cycle among people who all know each other, in which Bo has rated somebody and is to rate others; then his
    account is deactivated."""
    keys = [await office.key(user) for user in (*GROWTH, *BRAND)]
    worked = [Worked(one, other, Tie.PROJECT) for one, other in combinations(keys, 2)]
    async with office.database.write() as session:
        month = Period.parse("2026-11")
        await service.note_collaboration(session, office.workspace_id, worked, month=month)
    cycle_id = await office.opened()
    done, *others = sorted(subject for rater, subject in await office.pairs(cycle_id) if rater == BO)
    await office.say(BO, cycle_id, done, 3)
    await office.cast.change(BO, is_active=False)
    return cycle_id, done, set(others)


async def raters(office: Office, cycle_id: int) -> Counter[str]:
    """How many are asked about each member, or have rated them."""
    return Counter(subject for _, subject in await office.pairs(cycle_id, "asked", "done"))


async def forget(office: Office, user: str, *, now: datetime) -> None:
    who = await office.who(user)
    async with office.database.write() as session:
        await forget_reviews(session, who.workspace_id, who.member_id, now=now, settings=SETTINGS)


async def test_who_is_deactivated_is_replaced_in_the_night_and_nobody_is_told_who_it_was(office: Office) -> None:
    cycle_id, done, others = await half_done(office)
    before, was = await raters(office, cycle_id), await office.pairs(cycle_id)
    async with office.database.write() as session:
        await service.keep_cycles(session, office.workspace_id, now=OPENED + timedelta(days=1), settings=SETTINGS)
    assert (BO, done) in await office.pairs(cycle_id, "done"), "what was said counts"
    assert {subject for rater, subject in await office.pairs(cycle_id, "dropped") if rater == BO} == others
    after = await raters(office, cycle_id)
    assert {each: after[each] for each in before if each != BO} == {each: before[each] for each in before if each != BO}
    assert {subject for _, subject in await office.pairs(cycle_id, "asked") - was} == others
    await require_silence(office)


@pytest.mark.parametrize("night", [False, True])
async def test_who_is_forgotten_is_replaced_although_nothing_is_left_of_them(
    everywhere: Office, *, night: bool
) -> None:
    """At once, or the night before, when they had only been deactivated. What they had said goes with them."""
    office = everywhere
    cycle_id, done, _ = await half_done(office)
    before, key = await raters(office, cycle_id), await office.key(BO)
    if night:
        await replace(office, cycle_id)
    await forget(office, BO, now=OPENED)
    assert not [each for each in await office.assignments(cycle_id) if key in (each.rater_id, each.subject_id)]
    after = await raters(office, cycle_id)
    assert after == before - Counter({BO: before[BO], done: 1})
    await forget(office, BO, now=OPENED)
    assert await raters(office, cycle_id) == after
    await require_silence(office)


async def test_when_the_last_day_is_over_nobody_is_asked_instead(office: Office) -> None:
    cycle_id, done, others = await half_done(office)
    before = await raters(office, cycle_id)
    await forget(office, BO, now=AFTER)
    assert await raters(office, cycle_id) == before - Counter({BO: before[BO], done: 1, **dict.fromkeys(others, 1)})


async def require_silence(office: Office) -> None:
    """No message, and no entry of the audit, is about who rates whom."""
    async with office.database.read() as session:
        about = [(await office.key(BO)), *(await office.users())]
        said = (await session.exec(select(AuditEntry).where(col(AuditEntry.action).like("%review%")))).all()
        assert not [each for each in said if each.subject_id in map(str, about)]
        assert not (await session.exec(select(Delivery))).all()
