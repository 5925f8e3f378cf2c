"""What HR learns of who rates whom by opening ratings again: nothing, also not by what the release waits for."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.errors import Rejected
from bot.features.reviews import service
from bot.features.reviews.models import ReviewKey, ReviewRating
from bot.features.reviews.service.calendar import keep_cycles
from tests.features.people.cast import BO, EVE
from tests.features.reviews.cast import AFTER, SETTINGS, Office

DAY = timedelta(days=1)


async def opened_again(office: Office, cycle_id: int, rater: str, about: str, until: date, *, now: datetime) -> None:
    who, keys = await office.who(EVE), {"rater_id": await office.key(rater), "subject_id": await office.key(about)}
    more = {"until": until, "reason": "They asked for it", "now": now, "settings": SETTINGS}
    async with office.database.write() as session:
        await service.reopen_rating(session, who, cycle_id, **keys, **more)


async def told_by_release(office: Office, cycle_id: int, *, now: datetime) -> str:
    try:
        await office.release(cycle_id, now=now, by=EVE)
    except Rejected as refused:
        return refused.key
    return "released"


@pytest.mark.parametrize("is_asked", [True, False])
async def test_a_release_waits_for_what_eve_supposes_whether_or_not_it_is_so(office: Office, *, is_asked: bool) -> None:
    """Eve supposes that Bo rates somebody, opens that again, and looks whether she can release."""
    cycle_id = await office.opened()
    rated = {about for rater, about in await office.pairs(cycle_id) if rater == BO}
    others = set((await office.users()).values()) - rated - {BO, EVE}
    await office.everybody_rates(cycle_id)
    await office.close()
    until = AFTER.date() + 2 * DAY
    await opened_again(office, cycle_id, BO, min(rated if is_asked else others), until, now=AFTER)
    assert await told_by_release(office, cycle_id, now=AFTER) == "reviews-error-reopened"
    who = await office.who(EVE)
    async with office.database.read() as session:
        status = await service.status(session, who, cycle_id, now=AFTER, settings=SETTINGS)
    assert status.releases_on == until + DAY
    async with office.database.write() as session:
        await keep_cycles(session, office.workspace_id, now=AFTER + 2 * DAY, settings=SETTINGS)
    assert await told_by_release(office, cycle_id, now=AFTER + 2 * DAY) == "reviews-error-reopened"
    assert await told_by_release(office, cycle_id, now=AFTER + 3 * DAY) == "released"


async def test_whether_bo_goes_on_with_what_is_open_again_is_not_told(office: Office) -> None:
    """Bo has one rating left to give; Eve opens the one that she supposes it to be, and looks whether he is done."""
    cycle_id = await office.opened()
    rated = sorted(about for rater, about in await office.pairs(cycle_id) if rater == BO)
    for about in rated[1:]:
        await office.say(BO, cycle_id, about, 3)
    assert (await office.completion(EVE, cycle_id))[BO] == "in-progress"
    await office.close()
    await opened_again(office, cycle_id, BO, rated[0], AFTER.date() + DAY, now=AFTER)
    before = await office.completion(EVE, cycle_id, now=AFTER)
    await office.say(BO, cycle_id, rated[0], 3, now=AFTER)
    assert await office.completion(EVE, cycle_id, now=AFTER) == before == {}


async def test_what_is_opened_again_and_again_holds_results_no_longer_than_hr_can(office: Office) -> None:
    """Until the release the database tells who said what; so Eve and a manager cannot put it off for ever."""
    cycle_id = await office.opened()
    rater, about = min(await office.pairs(cycle_id))
    await office.close()
    last = date(2026, 12, 31) + 29 * DAY
    late = AFTER + 20 * DAY
    with pytest.raises(Rejected, match="reviews-error-until"):
        await opened_again(office, cycle_id, rater, about, last + DAY, now=late)
    await opened_again(office, cycle_id, rater, about, last, now=late)
    async with office.database.write() as session:
        await keep_cycles(session, office.workspace_id, now=AFTER + 26 * DAY, settings=SETTINGS)
    async with office.database.read() as session:
        assert (await session.exec(select(ReviewKey))).all() == []


async def test_a_rating_that_nobody_is_asked_for_holds_up_no_release(everywhere: Office) -> None:
    """Somebody sends a rating while whom it is about is being erased, so that it stays without an assignment: it goes
    with the release, and with it whatever tells who said what."""
    office = everywhere
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    one = (await office.assignments(cycle_id))[0]
    async with office.database.write() as session:
        await session.delete(one)
    await office.close()
    await office.release(cycle_id)
    async with office.database.read() as session:
        assert (await session.exec(select(ReviewRating))).all() == []
        assert (await session.exec(select(ReviewKey))).all() == []
