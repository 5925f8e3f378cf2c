import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Rejected, RejectedFields
from bot.features.people import repository, service
from bot.features.people.models import Team
from bot.features.people.service import PersonWish, TeamSaved, TeamWish
from tests import databases
from tests.features.people.cast import ACCOUNTS, ANA, BO, CHEN, DEE, EVE, GUS, NOW, TABLE, TODAY, Cast, opened
from tests.locks import somebody_waits
from tests.patience import PATIENCE_SECONDS

SEARCH = TeamWish(team_id=None, name=" Search  Ads ", channel="C0SEARCH", language="zh-CN", lead=CHEN, members=[BO])


def wish(
    person: str, manager: str | None, roles: str, language: str | None = None, reason: str = "asked"
) -> PersonWish:
    return PersonWish(person, manager, frozenset(roles.split()), language, reason)


async def team_id(cast: Cast, name: str) -> int:
    async with cast.database.read() as session:
        return next(team.key for team in await service.teams(session, cast.workspace_id) if team.name == name)


async def save(cast: Cast, wish: TeamWish, by: str = ANA) -> TeamSaved:
    who = await cast.who(by)
    async with cast.database.write() as session:
        return await service.save_team(session, who, wish, now=NOW)


async def wrong_fields(cast: Cast, wish: TeamWish) -> dict[str, str]:
    with pytest.raises(RejectedFields) as refused:
        await save(cast, wish)
    return {field: rejected.key for field, rejected in refused.value.fields.items()}


async def appoint(cast: Cast, wish: PersonWish, by: str = ANA) -> None:
    who = await cast.who(by)
    async with cast.database.write() as session:
        await service.save_person(session, who, wish, now=NOW)


async def wrong_person(cast: Cast, wish: PersonWish) -> dict[str, str]:
    with pytest.raises(RejectedFields) as refused:
        await appoint(cast, wish)
    return {field: rejected.key for field, rejected in refused.value.fields.items()}


async def test_the_overview_counts_active_people(cast: Cast) -> None:
    await cast.change(BO, is_active=False)
    async with cast.database.read() as session:
        overview = await service.overview(session, await cast.who(EVE), now=NOW)
    assert [(line.team.name, line.lead and line.lead.slack_user, line.size) for line in overview.teams] == [
        ("Brand", DEE, 1),
        ("Growth", ANA, 2),
    ]
    assert overview.without_team == 1


@pytest.mark.parametrize("stranger", [BO, DEE])
async def test_others_neither_look_nor_change(cast: Cast, stranger: str) -> None:
    who = await cast.who(stranger)
    async with cast.database.read() as session:
        for refused in (
            service.overview(session, who, now=NOW),
            service.team_details(session, who, None, now=NOW),
            service.person_details(session, who, BO, now=NOW),
            service.save_team(session, who, SEARCH, now=NOW),
            service.save_person(session, who, wish(stranger, None, "admin", None), now=NOW),
        ):
            with pytest.raises(Rejected, match="people-error-not-administrator"):
                await refused


async def test_a_new_team_gets_its_people_from_others_and_says_so(cast: Cast) -> None:
    saved = await save(cast, SEARCH)
    team = saved.details.team
    assert team is not None
    assert (team.name, team.channel, team.language) == ("Search Ads", "C0SEARCH", "zh-CN")
    assert saved.details.lead is not None
    assert saved.details.lead.slack_user == CHEN
    assert {member.slack_user for member in saved.details.members} == {BO, CHEN}
    assert {(member.slack_user, origin.name) for member, origin in saved.moved} == {(BO, "Growth"), (CHEN, "Growth")}
    async with cast.database.read() as session:
        left = await service.team_members(session, cast.workspace_id, await team_id(cast, "Growth"), on=TODAY)
    assert [member.slack_user for member in left] == [ANA]


async def test_saving_the_same_again_moves_nobody(cast: Cast) -> None:
    first = await save(cast, SEARCH)
    assert first.details.team is not None
    again = await save(cast, replace(SEARCH, team_id=first.details.team.id))
    assert (again.moved, again.removed) == ([], [])


async def test_who_is_taken_out_is_in_no_team(cast: Cast) -> None:
    growth = await team_id(cast, "Growth")
    saved = await save(cast, TeamWish(growth, "Growth", None, None, None, [ANA, BO]))
    assert [member.slack_user for member in saved.removed] == [CHEN]
    assert saved.details.lead is None
    async with cast.database.read() as session:
        assert await service.team_of(session, cast.workspace_id, (await cast.member(CHEN)).key, on=TODAY) is None


async def test_a_team_keeps_those_who_left_on_record(cast: Cast) -> None:
    await cast.change(CHEN, is_active=False)
    growth = await team_id(cast, "Growth")
    saved = await save(cast, TeamWish(growth, "Growth", None, None, BO, [ANA, BO]))
    assert list(saved.removed) == []
    async with cast.database.read() as session:
        team = await service.team_of(session, cast.workspace_id, (await cast.member(CHEN)).key, on=TODAY)
    assert team is not None
    assert team.key == growth


async def test_every_wrong_field_is_named_at_once(cast: Cast) -> None:
    wish = replace(SEARCH, name="GROWTH", lead=GUS, members=[BO, GUS, "U0NOBODY"])
    assert await wrong_fields(cast, wish) == {
        "name": "people-error-team-exists",
        "lead": "people-error-no-active-member",
        "members": "people-error-no-active-member",
    }


@pytest.mark.parametrize("name", ["", "   ", "G" * 81])
async def test_names_that_do_not_do(cast: Cast, name: str) -> None:
    assert await wrong_fields(cast, replace(SEARCH, name=name)) == {"name": "people-error-team-name"}


async def test_a_team_that_is_not_there(cast: Cast) -> None:
    with pytest.raises(Rejected, match="people-error-unknown-team"):
        await save(cast, replace(SEARCH, team_id=987_654))


async def test_a_team_may_keep_or_change_its_name(cast: Cast) -> None:
    growth = await team_id(cast, "Growth")
    for name in ("Growth", "GROWTH", "Acquisition"):
        saved = await save(cast, TeamWish(growth, name, None, None, None, [ANA]))
        assert saved.details.team is not None
        assert saved.details.team.name == name


async def test_a_person_gets_manager_role_and_language(cast: Cast) -> None:
    await appoint(cast, wish(BO, DEE, "lead", "zh-CN"), by=EVE)
    bo = await cast.member(BO)
    assert (await cast.manager(BO), await cast.roles(BO), bo.language) == (DEE, {"lead"}, "zh-CN")
    await appoint(cast, wish(BO, None, "", None))
    bo = await cast.member(BO)
    assert (await cast.manager(BO), await cast.roles(BO), bo.language) == (None, set(), None)


async def test_where_there_is_hr_nobody_else_makes_themselves_a_reader_of_cards(cast: Cast) -> None:
    only_hr = "people-error-only-hr"
    assert await wrong_person(cast, wish(ANA, None, "admin hr", None)) == {"roles": "people-error-own-role"}
    assert await wrong_person(cast, wish(ANA, None, "", None)) == {"roles": only_hr}
    assert await wrong_person(cast, wish(BO, ANA, "hr", None)) == {"roles": only_hr}
    assert await wrong_person(cast, wish(EVE, None, "", None)) == {"roles": only_hr}
    assert await wrong_person(cast, wish(BO, ANA, "auditor", None)) == {"roles": only_hr}
    assert await wrong_person(cast, wish(DEE, ANA, "lead", None)) == {"manager": only_hr}
    await appoint(cast, wish(BO, ANA, "lead", None))
    await appoint(cast, wish(DEE, ANA, "lead", None), by=EVE)
    await appoint(cast, wish(BO, ANA, "hr", None), by=EVE)
    assert (await cast.roles(BO), await cast.roles(EVE)) == ({"hr"}, {"hr"})


async def test_wrong_managers_are_named_next_to_the_field(cast: Cast) -> None:
    assert await wrong_person(cast, wish(BO, BO, "", None)) == {"manager": "people-error-own-manager"}
    assert await wrong_person(cast, wish(ANA, BO, "admin", None)) == {"manager": "people-error-circle"}
    assert await wrong_person(cast, wish(BO, GUS, "the boss of all", None)) == {
        "manager": "people-error-no-active-member",
        "roles": "people-error-unknown-role",
    }
    assert await cast.manager(BO) == ANA


@pytest.mark.parametrize("stranger", [GUS, "U0NOBODY", "USLACKBOT"])
async def test_guests_cannot_be_changed(cast: Cast, stranger: str) -> None:
    async with cast.database.read() as session:
        with pytest.raises(Rejected, match="people-error-no-active-member"):
            await service.person_details(session, await cast.who(ANA), stranger, now=NOW)


async def test_two_administrators_at_once_cannot_close_a_circle(cast: Cast) -> None:
    await cast.report_to(BO, None)
    await cast.report_to(CHEN, None)
    results = await asyncio.gather(
        appoint(cast, wish(BO, CHEN, "", None), by=ANA),
        appoint(cast, wish(CHEN, BO, "", None), by=EVE),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "RejectedFields"]


async def test_where_there_is_hr_nobody_comes_above_somebody_through_their_own_people(cast: Cast) -> None:
    """Ana manages Bo: were Bo made Dee's manager, Ana would see Dee's cards, and those of Dee's people."""
    assert await wrong_person(cast, wish(DEE, BO, "lead", None)) == {"manager": "people-error-only-hr"}
    assert await cast.manager(DEE) is None
    await appoint(cast, wish(DEE, BO, "lead", None), by=EVE)
    await appoint(cast, wish(DEE, CHEN, "lead", None))
    assert await cast.manager(DEE) == CHEN, "whom she sees already she may give another manager below her"


async def test_nor_does_anybody_come_above_somebody_on_a_later_day(cast: Cast) -> None:
    await cast.report_to(CHEN, None)
    await cast.report_to(CHEN, ANA, NOW.date() + timedelta(days=20))
    assert await wrong_person(cast, wish(DEE, CHEN, "lead", None)) == {"manager": "people-error-only-hr"}


async def test_what_somebody_else_has_changed_since_is_not_overwritten(cast: Cast) -> None:
    """Eve and Ana have opened the same forms; Eve saves first."""
    ana, growth = await cast.who(ANA), await team_id(cast, "Growth")
    async with cast.database.read() as session:
        team = await service.team_details(session, ana, growth, now=NOW)
        person = await service.person_details(session, ana, BO, now=NOW)
    as_shown = TeamWish(growth, "Growth", "C0GROWTH", None, ANA, [ANA, BO, CHEN], seen=team.mark)
    with_dee = replace(as_shown, members=[*as_shown.members, DEE])
    await save(cast, with_dee, by=EVE)
    with pytest.raises(Rejected, match="people-error-changed-meanwhile"):
        await save(cast, replace(as_shown, name="Growth & Co"))
    stale = replace(wish(BO, ANA, "", "zh-CN"), seen=person.mark)
    await appoint(cast, replace(stale, manager=DEE, roles=frozenset({"lead"})), by=EVE)
    with pytest.raises(Rejected, match="people-error-changed-meanwhile"):
        await appoint(cast, stale)
    assert (await cast.manager(BO), await cast.roles(BO)) == (DEE, {"lead"})
    async with cast.database.read() as session:
        members = await service.team_members(session, cast.workspace_id, growth, on=TODAY)
        again = await service.person_details(session, ana, BO, now=NOW)
    assert DEE in {each.slack_user for each in members}
    await appoint(cast, replace(stale, manager=DEE, roles=frozenset({"lead"}), seen=again.mark))
    assert (await cast.member(BO)).language == "zh-CN"


async def test_who_loses_the_right_while_another_change_is_under_way_is_refused(postgres_url: str) -> None:
    """On PostgreSQL: Chen's form waits for Eve's, which takes Chen's role."""
    database = databases.opened(postgres_url)
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS)
    await cast.load(TABLE)
    await cast.hold(CHEN, "admin")
    eve = await cast.who(EVE)
    async with database.write() as session:
        await service.save_person(session, eve, wish(CHEN, ANA, ""), now=NOW)
        chens = asyncio.create_task(appoint(cast, wish(BO, ANA, "lead"), by=CHEN))
        await somebody_waits(database)
    with pytest.raises(Rejected, match="people-error-not-administrator"):
        await chens
    assert await cast.roles(BO) == set()
    await database.close()


async def test_figures_can_be_told_while_a_table_of_members_is_applied(postgres_url: str) -> None:
    """On PostgreSQL: whatever is added refers to the workspace, and waits for nobody who changes teams."""
    database = databases.opened(postgres_url)
    async with database.write() as session:
        workspace_id = await opened(session)
    async with database.write() as importing:
        await repository.lock_workspace(importing, workspace_id)
        async with asyncio.timeout(PATIENCE_SECONDS), database.brief() as session:
            session.add(Team(workspace_id=workspace_id, name="Search"))
    await database.close()
