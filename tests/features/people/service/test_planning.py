"""Ana and Eve plan for December: who comes, who goes, who leads, who is above whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import service
from bot.features.people.service import PersonDetails, PersonWish, TeamDetails, TeamSaved, TeamWish
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast

DECEMBER = date(2026, 12, 1)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


async def growth_of(cast: Cast, by: str = EVE) -> TeamDetails:
    async with cast.database.read() as session:
        key = next(team.key for team in await service.teams(session, cast.workspace_id) if team.name == "Growth")
        return await service.team_details(session, await cast.who(by), key, now=NOW)


async def plan(cast: Cast, *members: str, lead: str | None = ANA, on: date = DECEMBER) -> TeamSaved:
    growth = (await growth_of(cast)).team
    assert growth
    wish = TeamWish(growth.key, "Growth", growth.channel, None, lead, members, on)
    async with cast.database.write() as session:
        return await service.save_team(session, await cast.who(EVE), wish, now=NOW)


async def manage(cast: Cast, person: str, manager: str | None, on: date | None, *, by: str = EVE) -> PersonDetails:
    roles = frozenset(await cast.roles(person))
    async with cast.database.write() as session:
        wish = PersonWish(person, manager, roles, None, first_on=on)
        return await service.save_person(session, await cast.who(by), wish, now=NOW)


async def call_off(cast: Cast, what: str, by: str = EVE) -> None:
    async with cast.database.write() as session:
        await service.call_off(session, await cast.who(by), what, now=NOW)


async def seats(cast: Cast, on: date) -> tuple[set[str], str | None]:
    """Who is in Growth on the day, and who leads it."""
    growth = (await growth_of(cast)).team
    assert growth
    async with cast.database.read() as session:
        members = await service.team_members(session, cast.workspace_id, growth.key, on=on)
        lead = await service.lead_of(session, cast.workspace_id, growth.key, on=on)
    return {each.slack_user for each in members}, lead.slack_user if lead else None


async def test_a_team_changes_on_the_day_and_not_before(cast: Cast) -> None:
    saved = await plan(cast, DEE, BO, ANA, lead=BO)
    assert ([each.name for each in saved.removed], [each.name for each, _ in saved.moved]) == (["陈琳"], ["Dee Walsh"])
    assert await seats(cast, DECEMBER - timedelta(days=1)) == ({ANA, BO, CHEN}, ANA)
    assert await seats(cast, DECEMBER) == ({ANA, BO, DEE}, BO)
    details = await growth_of(cast)
    assert [(each.on, each.to) for each in details.leads] == [(DECEMBER, "Bo Lindgren")]
    assert [(each.member.slack_user, each.comes) for each in details.moves] == [(DEE, True), (CHEN, False)]


async def test_what_somebody_else_has_planned_stays(cast: Cast) -> None:
    await plan(cast, ANA, BO, CHEN, DEE)
    await plan(cast, ANA, CHEN, on=DECEMBER + timedelta(days=9))
    assert (await seats(cast, DECEMBER + timedelta(days=9)))[0] == {ANA, CHEN, DEE}, "Dee was not on the form of today"


async def test_a_plan_is_called_off_and_all_is_as_before(cast: Cast) -> None:
    await plan(cast, CHEN, lead=CHEN)
    ana, growth = (await cast.member(ANA)).key, (await growth_of(cast)).team
    assert growth
    await call_off(cast, f"lead:{growth.key}:{DECEMBER}")
    assert await seats(cast, DECEMBER) == ({CHEN}, None), "Ana still leaves the team"
    await call_off(cast, f"team:{ana}:{DECEMBER}")
    assert await seats(cast, DECEMBER) == ({ANA, CHEN}, ANA)
    with pytest.raises(Rejected, match="people-error-nothing-planned"):
        await call_off(cast, f"team:{ana}:{DECEMBER}")


async def test_whoever_stays_after_all_goes_on_leading(cast: Cast) -> None:
    await cast.load(f"member,team,from\n{ANA},Brand,{DECEMBER}\n")
    assert await seats(cast, DECEMBER) == ({BO, CHEN}, None)
    await call_off(cast, f"team:{(await cast.member(ANA)).key}:{DECEMBER}")
    assert await seats(cast, DECEMBER) == ({ANA, BO, CHEN}, ANA)


async def test_a_manager_of_december_sees_nothing_in_november(cast: Cast) -> None:
    details = await manage(cast, BO, DEE, DECEMBER)
    assert (details.manager and details.manager.slack_user, [(p.what, p.on, p.to) for p in details.planned]) == (
        ANA,
        [("manager", DECEMBER, "Dee Walsh")],
    )
    assert (await cast.manager(BO), await cast.manager(BO, DECEMBER)) == (ANA, DEE)
    dee, bo = await cast.who(DEE), (await cast.member(BO)).key
    async with cast.database.read() as session:
        for at, may in ((NOW, False), (NOW + timedelta(days=13), True)):
            card = service.Action.SEE_CARD
            assert await service.may(session, dee, card, service.Subject(member=bo), at=at) is may
    await manage(cast, BO, DEE, DECEMBER + timedelta(days=5))
    await call_off(cast, f"manager:{bo}:{DECEMBER}")
    assert await cast.manager(BO, DECEMBER) == ANA


async def test_saving_the_form_without_a_day_leaves_plans_alone(cast: Cast) -> None:
    await manage(cast, BO, DEE, DECEMBER)
    await manage(cast, BO, ANA, None)
    assert await cast.manager(BO, DECEMBER) == DEE


async def test_days_that_no_change_can_have_are_told_beside_the_field(cast: Cast) -> None:
    for on, key in (
        (TODAY - timedelta(days=32), "people-error-from-old"),
        (TODAY + timedelta(days=367), "people-error-from-far"),
        (YESTERDAY, "people-error-from-before"),
    ):
        for change in (manage(cast, BO, DEE, on), plan(cast, ANA, on=on)):
            with pytest.raises(RejectedFields) as refused:
                await change
            assert {field: each.key for field, each in refused.value.fields.items()} == {"from": key}


async def test_what_began_a_while_ago_can_be_corrected_back_to_its_first_day(cast: Cast) -> None:
    earlier = replace(cast, today=TODAY - timedelta(days=20))
    await earlier.load(f"member,manager\n{CHEN},{DEE}\n")
    await manage(cast, CHEN, ANA, TODAY)
    with pytest.raises(RejectedFields):
        await manage(cast, CHEN, DEE, YESTERDAY)


async def test_a_circle_on_a_later_day_is_refused(cast: Cast) -> None:
    await manage(cast, ANA, DEE, DECEMBER)
    with pytest.raises(RejectedFields) as refused:
        await manage(cast, DEE, BO, TOMORROW)
    assert refused.value.fields["manager"].key == "people-error-circle"


async def test_calling_off_closes_no_circle_either(cast: Cast) -> None:
    await manage(cast, BO, DEE, DECEMBER)
    await manage(cast, ANA, BO, DECEMBER)
    with pytest.raises(Rejected, match="people-error-planned-circle"):
        await call_off(cast, f"manager:{(await cast.member(BO)).key}:{DECEMBER}")
    assert await cast.manager(BO, DECEMBER) == DEE


async def test_an_administrator_keeps_nobody_by_calling_off_what_hr_has_planned(cast: Cast) -> None:
    await manage(cast, BO, DEE, DECEMBER)
    with pytest.raises(Denied, match="people-error-only-hr"):
        await call_off(cast, f"manager:{(await cast.member(BO)).key}:{DECEMBER}", by=ANA)
    assert await cast.manager(BO, DECEMBER) == DEE


async def test_others_plan_and_call_off_nothing(cast: Cast) -> None:
    await manage(cast, BO, DEE, DECEMBER)
    bo = (await cast.member(BO)).key
    with pytest.raises(Denied, match="people-error-not-administrator"):
        await call_off(cast, f"manager:{bo}:{DECEMBER}", by=BO)
    for forged in ("", "manager", f"manager:{bo}:soon", f"role:{bo}:{DECEMBER}", f"team:999999:{DECEMBER}"):
        with pytest.raises(Rejected, match="people-error-nothing-planned"):
            await call_off(cast, forged)
    with pytest.raises(Rejected, match="people-error-nothing-planned"):
        await call_off(cast, f"manager:{bo}:{TODAY}")
