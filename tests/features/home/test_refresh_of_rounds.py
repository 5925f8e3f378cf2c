"""Whose Home is published anew by rounds of reports and ratings, and by review cycles."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlmodel import delete

from bot.db.engine import Database
from bot.features.appraisals import service as appraisals
from bot.features.appraisals.models import AppraisalRound
from bot.features.reviews import service as reviews
from tests.databases import opened
from tests.features.appraisals.cast import MONTH, OPEN, gathered
from tests.features.appraisals.cast import SETTINGS as ROUNDS
from tests.features.home.homes import open_homes, refreshed
from tests.features.people.cast import ANA, BO, DEE, EVE
from tests.features.reviews.cast import BRAND, FINN, GIL, GROWTH, HAL, IDA, LAST_DAY, OPENED, PREPARED, SETTINGS
from tests.features.reviews.cast import founded as founded_office


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    database = opened(sqlite_url)
    yield database
    await database.close()


async def test_a_round_shows_to_who_is_asked_and_to_their_managers(sqlite: Database) -> None:
    found = await gathered(sqlite)
    await open_homes(found.cast, ANA, BO, DEE, EVE)
    async with sqlite.write() as session:
        await session.exec(delete(AppraisalRound))
        opened = await appraisals.open_due(session, found.workspace_id, ROUNDS, on=OPEN.date(), now=OPEN)
    assert opened == MONTH
    assert await refreshed(found.cast) == {ANA, BO, DEE}
    await found.rate()
    assert await refreshed(found.cast) == {ANA, BO}, "who is rated cannot report any more"
    async with sqlite.write() as session:
        late = {"on": date(2026, 12, 31), "now": OPEN, "settings": ROUNDS}
        assert await appraisals.publish_late(session, found.workspace_id, **late) == [MONTH]  # type: ignore[arg-type]  # keywords as they are
    assert await refreshed(found.cast) == {ANA, BO}


async def test_a_cycle_shows_to_who_names_approves_and_rates(sqlite: Database) -> None:
    office = await founded_office(sqlite)
    everybody = {*GROWTH, *BRAND}
    await open_homes(office.cast, *everybody, EVE)
    cycle, eve, ana, bo = (await office.draft()).key, *[await office.who(each) for each in (EVE, ANA, BO)]
    more = {"now": PREPARED, "settings": SETTINGS}
    steps = (
        (reviews.ask_for_names, eve, (cycle,), {}, everybody | {EVE}),
        (reviews.name_raters, bo, (cycle, [FINN, GIL, HAL, IDA]), {}, {BO, ANA}),
        (reviews.approve_names, ana, (cycle, bo.member_id), {}, {BO, ANA}),
        (reviews.open_cycle, None, (), {"now": OPENED}, everybody | {EVE}),
        (reviews.extend, eve, (cycle, date(2027, 1, 5)), {"now": LAST_DAY, "reason": "Holidays"}, None),
        (reviews.close_early, eve, (cycle,), {"now": LAST_DAY, "reason": "All have rated"}, None),
    )
    for act, who, values, keywords, expected in steps:
        async with sqlite.write() as session:
            if who is None:
                await reviews.open_cycle(session, office.workspace_id, cycle, **more | keywords)
            else:
                await act(session, who, *values, **more | keywords)
        raters = {rater for rater, _ in await office.pairs(cycle)} | {EVE}
        assert await refreshed(office.cast) == (expected or raters)
