import pytest

from bot.errors import Rejected
from bot.features.people import service
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, GUS, SHANGHAI, TODAY, Cast, account


async def found(cast: Cast, typed: str) -> str:
    async with cast.database.read() as session:
        return (await service.find_member(session, cast.workspace_id, typed)).slack_user


async def refusal(cast: Cast, typed: str) -> Rejected:
    with pytest.raises(Rejected) as refused:
        await found(cast, typed)
    return refused.value


@pytest.mark.parametrize(
    "typed",
    ["<@U0BO>", "<@U0BO|bo>", "U0BO", "u0bo", "bo@example.com", "Bo Lindgren", "@bo lindgren", " Bo  Lindgren "],
)
async def test_people_are_found_however_they_are_written(cast: Cast, typed: str) -> None:
    assert await found(cast, typed) == BO


async def test_chinese_names_are_found(cast: Cast) -> None:
    assert await found(cast, "陈琳") == CHEN


async def test_an_unknown_name_brings_the_nearest(cast: Cast) -> None:
    refused = await refusal(cast, "Bo Lindgreen")
    assert refused.key == "people-error-unknown-member"
    assert refused.params == {"typed": "Bo Lindgreen", "nearest": ["Bo Lindgren"], "found": 1}
    assert (await refusal(cast, "Zoltan")).params["nearest"] == []


async def test_guests_and_bots_are_nobody(cast: Cast) -> None:
    for typed in (GUS, "Gus Guest", "USLACKBOT", "U0BOT"):
        assert (await refusal(cast, typed)).key == "people-error-unknown-member"


async def test_a_name_that_fits_two_people_is_not_guessed(cast: Cast) -> None:
    await cast.sync(account("U0BO2", "Bo Lindgren"))
    refused = await refusal(cast, "Bo Lindgren")
    assert (refused.key, refused.params["found"]) == ("people-error-ambiguous-member", 2)
    await cast.change("U0BO2", is_active=False)
    assert await found(cast, "Bo Lindgren") == BO


async def test_somebody_who_left_can_still_be_found(cast: Cast) -> None:
    await cast.change(BO, is_active=False)
    assert await found(cast, "Bo Lindgren") == BO


async def test_the_members_of_a_team_are_the_active_ones_by_name(cast: Cast) -> None:
    async with cast.database.read() as session:
        teams = await service.teams(session, cast.workspace_id)
        assert [team.name for team in teams] == ["Brand", "Growth"]
        growth = await service.team_members(session, cast.workspace_id, teams[1].key, on=TODAY)
        lead = await service.lead_of(session, cast.workspace_id, teams[1].key, on=TODAY)
    assert {member.slack_user for member in growth} == {ANA, BO, CHEN}
    assert lead is not None
    assert lead.slack_user == ANA
    await cast.change(ANA, is_active=False)
    async with cast.database.read() as session:
        left = await service.team_members(session, cast.workspace_id, teams[1].key, on=TODAY)
        pairs = await service.members_with_team(session, cast.workspace_id, on=TODAY)
        assert await service.lead_of(session, cast.workspace_id, teams[1].key, on=TODAY) is None
    assert [member.slack_user for member in left] == [BO, CHEN]
    assert [(member.slack_user, team.name) for member, team in pairs] == [
        (DEE, "Brand"),
        (BO, "Growth"),
        (CHEN, "Growth"),
    ]


async def test_the_team_of_a_person(cast: Cast) -> None:
    bo, eve = await cast.member(BO), await cast.member(EVE)
    async with cast.database.read() as session:
        team = await service.team_of(session, cast.workspace_id, bo.key, on=TODAY)
        assert team is not None
        assert team.name == "Growth"
        assert (await service.team(session, cast.workspace_id, team.key)).channel == "C0GROWTH"
        assert await service.team_of(session, cast.workspace_id, eve.key, on=TODAY) is None


async def test_who_is_above_some_is_read_without_everybody_else(cast: Cast) -> None:
    """Up to where the chain repeats itself."""
    key = {user: (await cast.member(user)).key for user in (ANA, BO, CHEN, DEE)}
    upwards = {key[BO]: key[ANA]}
    await cast.report_to(ANA, None)
    for manager, more in ((None, {}), (DEE, {key[ANA]: key[DEE]}), (BO, {key[ANA]: key[BO]})):
        await cast.report_to(ANA, manager)
        async with cast.database.read() as session:
            found = await service.managers_upwards(session, cast.workspace_id, [key[BO], key[DEE]], on=TODAY)
            nobody = await service.managers_upwards(session, cast.workspace_id, [], on=TODAY)
        assert (found, nobody) == (upwards | more, {})


async def test_what_is_not_there_is_rejected(cast: Cast) -> None:
    async with cast.database.read() as session:
        with pytest.raises(Rejected, match="people-error-unknown-member"):
            await service.member(session, cast.workspace_id, 987_654)
        with pytest.raises(Rejected, match="people-error-unknown-team"):
            await service.team(session, cast.workspace_id, 987_654)


async def test_other_workspaces_are_not_searched(cast: Cast) -> None:
    bo = (await cast.member(BO)).key
    async with cast.database.read() as session:
        assert await service.teams(session, cast.workspace_id + 1) == []
        with pytest.raises(Rejected):
            await service.member(session, cast.workspace_id + 1, bo)


async def test_a_reader_has_a_language_and_a_zone(cast: Cast) -> None:
    async with cast.database.read() as session:
        chen = await service.reader(session, cast.workspace_id, CHEN)
        ana = await service.reader(session, cast.workspace_id, ANA)
    assert (chen.language, chen.zone) == ("zh-CN", SHANGHAI)
    assert ana.language == "en"


async def test_nobody_reads_for_those_who_left(cast: Cast) -> None:
    await cast.change(CHEN, is_active=False)
    async with cast.database.read() as session:
        with pytest.raises(Rejected, match="edge-not-a-member"):
            await service.reader(session, cast.workspace_id, CHEN)


async def test_ones_own_choice_of_language_wins(cast: Cast) -> None:
    chen = await cast.member(CHEN)
    assert service.language_of(chen) == "zh-CN"
    chen.language = "en"
    assert service.language_of(chen) == "en"
    chen.language, chen.locale = None, ""
    assert service.language_of(chen, "zh-CN") == "zh-CN"


@pytest.mark.parametrize("name", [BO, "bo@example.com"])
async def test_nobody_is_taken_for_somebody_else_by_the_name_they_choose(cast: Cast, name: str) -> None:
    """Dee calls herself in Slack what Bo is known by; she is not opened in his place, also when he has left."""
    await cast.change(DEE, name=name)
    assert await found(cast, name) == BO
    await cast.change(BO, is_active=False)
    assert await found(cast, name) == BO
