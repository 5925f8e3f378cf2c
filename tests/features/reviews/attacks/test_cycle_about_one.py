"""HR opens a cycle about a team of one or two, to see who is on the list of raters."""

import pytest

from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.service import People, Status
from bot.features.schemes import service as schemes
from tests.features.people.cast import BO, CHEN, EVE
from tests.features.reviews.cast import GIL, HAL, IDA, LAST_DAY, PREPARED, SETTINGS, Office


async def set_apart(office: Office, *users: str) -> int:
    """An open cycle about a team of these alone."""
    rows = [f"{user},Apart,,," for user in users]
    assert (await office.cast.load("\n".join(["member,team,manager,role,lead", *rows]))).problems == []
    apart = await office.team("Apart")
    async with office.database.write() as session:
        await schemes.assign(session, office.workspace_id, apart, "integrated_team", now=PREPARED)
    return await office.opened(team_ids=[apart])


async def windows(office: Office, cycle_id: int) -> tuple[Status, list[People]]:
    """What Eve is shown: the cycle, and the lists of all and of each team."""
    who, given = await office.who(EVE), {"now": LAST_DAY, "settings": SETTINGS}
    async with office.database.read() as session:
        status = await service.status(session, who, cycle_id, **given)
        teams = [None, *(team.key for team in await people.teams(session, office.workspace_id))]
        lists = [await service.raters_of(session, who, cycle_id, team_id=each, offset=0, **given) for each in teams]
    return status, lists


@pytest.mark.parametrize("rated", [(BO,), (BO, CHEN, GIL, HAL)])
async def test_who_rates_a_few_is_not_on_a_list(office: Office, rated: tuple[str, ...]) -> None:
    cycle_id = await set_apart(office, *rated)
    raters = {rater for rater, _ in await office.pairs(cycle_id)}
    status, lists = await windows(office, cycle_id)
    assert sum(status.raters.values()) == len(raters) > 0, "how many there are Eve may know"
    assert status.teams == ()
    assert [(each.raters, each.found) for each in lists] == [((), 0)] * len(lists)


async def test_who_has_not_rated_five_is_on_one(office: Office) -> None:
    cycle_id = await set_apart(office, BO, CHEN, GIL, HAL, IDA)
    status, lists = await windows(office, cycle_id)
    assert status.teams
    assert lists[0].found == sum(status.raters.values())
