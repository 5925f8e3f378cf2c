"""Who is new, who has left, and what they leave behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import Denied
from bot.features.people import service
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, GUS, NOW, TODAY, Cast, account
from tests.features.people.merging import BO2, made_anew


async def listed(cast: Cast, *, has_left: bool, days: int = 30, by: str = EVE) -> service.Arrivals:
    async with cast.database.read() as session:
        return await service.arrivals(session, await cast.who(by), has_left=has_left, days=days, now=NOW)


async def test_who_joined_is_listed_with_the_team_or_without_one(cast: Cast) -> None:
    await cast.change(BO, joined_on=TODAY - timedelta(days=40))
    await cast.sync(account("U0NIA", "Nia New"), account(GUS, "Gus Guest", is_restricted=True))
    found = await listed(cast, has_left=False)
    assert [(each.member.name, each.on, each.team) for each in found.people] == [("Nia New", TODAY, None)]
    longer = await listed(cast, has_left=False, days=90)
    assert [(each.member.name, each.team and each.team.name) for each in longer.people] == [
        ("Nia New", None),
        ("Bo Lindgren", "Growth"),
    ]


async def test_who_left_is_listed_with_what_is_still_in_their_hands(cast: Cast) -> None:
    await cast.sync(account(ANA, "Ana Costa", deleted=True), account(CHEN, "陈琳", deleted=True))
    found = {each.member.slack_user: each for each in (await listed(cast, has_left=True)).people}
    assert {user: (each.manages, each.leads and each.leads.name) for user, each in found.items()} == {
        ANA: (2, "Growth"),
        CHEN: (0, None),
    }
    assert (await listed(cast, has_left=False)).people == []


async def test_who_left_long_ago_and_replaced_accounts_are_not_listed(cast: Cast) -> None:
    await cast.sync(account(DEE, "Dee Walsh", deleted=True))
    await cast.change(DEE, left_on=date(2025, 1, 1))
    anew = await made_anew(cast)
    await anew.merge()
    assert (await listed(cast, has_left=True, days=365)).people == []
    assert [each.member.slack_user for each in (await listed(cast, has_left=False)).people] == []
    assert (await cast.member(BO2)).joined_on is None, "Bo has been here since before anybody was counted"


async def test_a_forged_number_of_days_is_the_shortest(cast: Cast) -> None:
    assert (await listed(cast, has_left=False, days=100_000)).days == 30


@pytest.mark.parametrize("viewer", [BO, DEE])
async def test_others_see_nobody(cast: Cast, viewer: str) -> None:
    with pytest.raises(Denied, match="people-error-not-administrator"):
        await listed(cast, has_left=True, by=viewer)


async def test_another_workspace_is_not_listed(cast: Cast) -> None:
    async with cast.database.write() as session:
        elsewhere = (await service.ensure_workspace(session, "T0OTHER", "Other")).key
    theirs = replace(cast, workspace_id=elsewhere)
    await theirs.sync(account("U0FIRST", "First"))
    await theirs.sync(account("U0SECOND", "Second"))
    assert [each.member.name for each in (await listed(cast, has_left=False)).people] == []
