"""Two cycles on the same days are for different teams, also when HR opens one early or lets people rate longer."""

from datetime import date

import pytest

from bot.errors import Rejected
from bot.features.reviews import service
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.dates import Dates
from tests.features.people.cast import EVE
from tests.features.reviews.cast import OPENED, PREPARED, SETTINGS, Office

JANUARY = Dates(date(2027, 1, 4), date(2027, 1, 8))


async def extend(office: Office, cycle: ReviewCycle, until: date) -> None:
    who = await office.who(EVE)
    async with office.database.write() as session:
        given = {"reason": "Holidays", "now": OPENED, "settings": SETTINGS}
        await service.extend(session, who, cycle.key, until, **given)


async def test_a_cycle_is_not_let_into_the_days_of_another_one(office: Office) -> None:
    growth, brand = await office.team("Growth"), await office.team("Brand")
    first = await office.draft(team_ids=[growth])
    second = await office.draft(team_ids=[growth], dates=JANUARY)
    other = await office.draft(team_ids=[brand], dates=JANUARY)
    trial = await office.draft(team_ids=[growth], is_test=True)
    for each in (first, trial):
        await office.open(each.key)
    with pytest.raises(Rejected, match="reviews-error-overlap"):
        await extend(office, first, date(2027, 1, 4))
    await extend(office, trial, date(2027, 1, 4))
    with pytest.raises(Rejected, match="reviews-error-overlap"):
        await office.open(second.key, by=EVE)
    assert await office.pairs(second.key) == set()
    await office.open(other.key, by=EVE)
    assert await office.pairs(other.key)
    await office.open(second.key, now=PREPARED.replace(year=2027, month=1, day=4))  # the calendar on its day
    assert await office.pairs(second.key)
