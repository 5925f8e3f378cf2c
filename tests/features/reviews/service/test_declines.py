"""HR reads why people have declined: after the close, from three people on, and never whose reason it is."""

import pytest

from bot.errors import Denied, Rejected
from bot.features.reviews import service
from bot.features.reviews.service import Reasons
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import AFTER, LAST_DAY, SETTINGS, Office

WHY = "我们没有合作过 <b>&"


async def reasons(office: Office, cycle_id: int, user: str = EVE) -> Reasons:
    who = await office.who(user)
    async with office.database.read() as session:
        return await service.reasons(session, who, cycle_id, offset=0, now=AFTER)


async def declined(office: Office, cycle_id: int, *raters: str) -> list[str]:
    """Each of them declines to rate the first whom they are asked about; their reasons."""
    given = []
    for rater in raters:
        about = min(subject for who, subject in await office.pairs(cycle_id, "asked") if who == rater)
        given.append(f"{WHY} {len(given)}")
        await office.decline(rater, cycle_id, about, given[-1])
    return given


async def test_three_reasons_are_read_once_the_review_is_closed_and_not_a_day_before(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    given = await declined(office, cycle_id, BO, CHEN, DEE)
    assert (await reasons(office, cycle_id)).texts == (), "one more than before would be told by who has one less to do"
    await office.close()
    found = await reasons(office, cycle_id)
    assert (sorted(found.texts), found.found) == (given, 3)
    assert (await reasons(office, cycle_id)).texts == found.texts, "the same order on every page"
    async with office.database.read() as session:
        status = await service.status(session, await office.who(EVE), cycle_id, now=AFTER, settings=SETTINGS)
    assert (status.declined, status.reasons) == (3, 3)
    for user in (ANA, BO):
        with pytest.raises(Denied):
            await reasons(office, cycle_id, user)
    with pytest.raises(Rejected, match="reviews-error-unknown"):
        await reasons(office, 4711)
    await office.release(cycle_id)
    assert (await reasons(office, cycle_id)).texts == ()


async def test_of_two_people_nothing_is_read_however_many_reasons_they_gave(office: Office) -> None:
    cycle_id = await office.opened()
    await declined(office, cycle_id, BO, BO, CHEN, CHEN)
    await office.close()
    assert (await reasons(office, cycle_id)).found == 0
    async with office.database.read() as session:
        status = await service.status(session, await office.who(EVE), cycle_id, now=AFTER, settings=SETTINGS)
    assert (status.declined, status.reasons) == (4, 0)


async def test_who_reads_them_reads_neither_their_own_nor_why_somebody_would_not_rate_them(office: Office) -> None:
    """Dee is HR as well now: without hers, and without those about her, others' are fewer than three or are alone."""
    cycle_id = await office.opened()
    report = await office.cast.load(f"member,team,manager,role,channel,lead\n{DEE},Brand,,hr,,yes")
    assert report.problems == []
    about_her = sorted(rater for rater, subject in await office.pairs(cycle_id, "asked") if subject == DEE)
    await office.decline(about_her[0], cycle_id, DEE, "We are married", now=LAST_DAY)
    others = [each for each in (ANA, BO, CHEN) if each not in about_her[:1]][:2]
    given = await declined(office, cycle_id, DEE, *others)
    await office.close()
    assert sorted((await reasons(office, cycle_id)).texts) == sorted([*given, "We are married"])
    assert (await reasons(office, cycle_id, DEE)).texts == ()
