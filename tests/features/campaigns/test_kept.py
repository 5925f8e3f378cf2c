"""What is kept about a person: their own copy, what is forgotten, what another account takes over, and for how long."""

from datetime import date, timedelta

from sqlalchemy import text

from bot.features.campaigns import service
from bot.features.campaigns.models import PARTNERSHIP, Campaign, CampaignMember
from bot.features.campaigns.service.personal import forget_campaigns, stored_about
from bot.features.people.repository.merging import hand_over
from tests.features.campaigns.cast import LAUNCH, NOW, TODAY, Together
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.features.reviews.cast import FINN, HAL


async def test_the_own_copy_has_what_one_was_in_and_has_opened(work: Together) -> None:
    key = await work.open([ANA, BO, DEE])
    await work.leave(BO, key)
    async with work.database.read() as session:
        bo, ana, finn = [
            await stored_about(session, work.workspace_id, await work.office.key(each)) for each in (BO, ANA, FINN)
        ]
    assert [(row["name"], row["left_on"]) for row in bo["campaigns"]] == [(LAUNCH, TODAY)]
    assert bo["campaigns_opened"] == []
    assert [row["name"] for row in ana["campaigns"] + ana["campaigns_opened"]] == [LAUNCH, LAUNCH]
    assert finn == {"campaigns": [], "campaigns_opened": []}


async def test_who_is_forgotten_is_in_nothing_any_more(everywhere: Together) -> None:
    key = await everywhere.open([ANA, BO, DEE])
    bo = await everywhere.office.key(BO)
    async with everywhere.database.write() as session:
        await forget_campaigns(session, everywhere.workspace_id, bo)
    assert bo not in {row.member_id for row in await everywhere.rows(CampaignMember)}
    assert len((await everywhere.shown(DEE, key)).members) == 2


async def test_another_account_of_a_person_takes_everything_over(everywhere: Together) -> None:
    """Even when both were picked, and what the old one has opened."""
    key, own = await everywhere.open([ANA, BO, HAL]), await everywhere.open([CHEN, DEE], by=ANA, name="Fair")
    ana, hal = await everywhere.office.key(ANA), await everywhere.office.key(HAL)
    async with everywhere.database.write() as session:
        await hand_over(session, everywhere.workspace_id, ana, hal)
    assert [each.slack_user for each in (await everywhere.shown(HAL, key)).members] == [BO, HAL]
    assert (await everywhere.shown(HAL, own)).place.runs
    await everywhere.leave(HAL, key)
    assert len((await everywhere.shown(BO, key)).members) == 1, "both places"


async def test_names_are_sealed(everywhere: Together) -> None:
    await everywhere.open()
    async with everywhere.database.read() as session:
        stored = (await (await session.connection()).execute(text("SELECT name FROM campaign"))).scalar_one()
    assert LAUNCH not in stored


async def test_what_is_over_goes_after_its_time(everywhere: Together) -> None:
    """Ended by hand, by its last day, or after a year; what goes on stays, but not who left it long ago."""
    work, day = everywhere, timedelta(days=1)
    ended = await work.open(name="ended")
    await work.open(name="over", last_on=TODAY)
    await work.open(name="a year")
    lasting = await work.open([BO, DEE, FINN], name="lasting", kind=PARTNERSHIP)
    await work.end(ANA, ended, now=NOW)
    await work.change(lasting, [DEE, FINN], name="lasting")
    for before, names, places in (
        (TODAY, ["ended", "over", "a year", "lasting"], 12),
        (TODAY + day, ["a year", "lasting"], 5),
        (TODAY + 366 * day, ["lasting"], 2),
        (date(2036, 1, 1), ["lasting"], 2),
    ):
        for rows in service.old_campaigns(work.workspace_id, before):
            async with work.database.write() as session:
                assert await rows.count(session) == await rows.batch(session)
        assert [row.name for row in await work.rows(Campaign)] == names
        assert len(await work.rows(CampaignMember)) == places
