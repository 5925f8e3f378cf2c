"""It is Monday in Auckland and still Sunday in Honolulu: what is changed counts at once, whoever changes it."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import RejectedFields
from bot.features.people import service
from bot.features.people.service import Action, PersonWish, Subject, TeamWish
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, Cast, account

AROHA, HOKU, HINE, KAI = "U0AROHA", "U0HOKU", "U0HINE", "U0KAI"
"""Aroha and Hoku work in Auckland and Honolulu; Hine and Kai are HR there."""
AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
async def world(cast: Cast) -> Cast:
    zones = {AROHA: AUCKLAND, HOKU: HONOLULU, HINE: AUCKLAND, KAI: HONOLULU}
    await cast.sync(*(account(each, each, tz=zone) for each, zone in zones.items()))
    for each in (HINE, KAI):
        await cast.hold(each, "hr")
    return cast


async def save(cast: Cast, wish: PersonWish, *, by: str) -> service.PersonDetails:
    who = await cast.who(by)
    async with cast.database.write() as session:
        return await service.save_person(session, who, wish, now=NOW)


async def staff(cast: Cast, team: str, *members: str, by: str, lead: str | None = None) -> service.TeamSaved:
    who = await cast.who(by)
    async with cast.database.write() as session:
        ids = {each.name: each.key for each in await service.teams(session, cast.workspace_id)}
        wish = TeamWish(ids[team], team, None, None, lead, members)
        return await service.save_team(session, who, wish, now=NOW)


async def sees(cast: Cast, viewer: str, subject: str) -> bool:
    who, key = await cast.who(viewer), (await cast.member(subject)).key
    async with cast.database.read() as session:
        return await service.may(session, who, Action.SEE_CARD, Subject(member=key), at=NOW)


async def team_on(cast: Cast, slack_user: str, on: date) -> str | None:
    key = (await cast.member(slack_user)).key
    async with cast.database.read() as session:
        found = await service.team_of(session, cast.workspace_id, key, on=on)
    return found.name if found else None


def with_manager(person: str, manager: str | None) -> PersonWish:
    return PersonWish(person, manager, frozenset(), None)


@pytest.mark.parametrize("person", [AROHA, HOKU])
@pytest.mark.parametrize(("first", "second"), [(HINE, KAI), (KAI, HINE)])
async def test_the_later_change_of_a_manager_holds_whoever_makes_it(
    world: Cast, person: str, first: str, second: str
) -> None:
    await save(world, with_manager(person, ANA), by=first)
    details = await save(world, with_manager(person, DEE), by=second)
    assert details.manager
    assert details.manager.slack_user == DEE
    assert [await sees(world, each, person) for each in (ANA, DEE)] == [False, True]


async def test_a_role_given_in_auckland_is_seen_and_taken_in_honolulu(world: Cast) -> None:
    given = PersonWish(AROHA, None, frozenset({"hr"}), None, "people partner")
    await save(world, given, by=HINE)
    assert await sees(world, AROHA, BO)
    kai = await world.who(KAI)
    async with world.database.read() as session:
        shown = await service.person_details(session, kai, AROHA, now=NOW)
    assert shown.roles == ["hr"]
    await save(world, PersonWish(AROHA, None, frozenset(), None, "left the department"), by=KAI)
    assert not await sees(world, AROHA, BO)


async def test_the_first_hr_of_auckland_is_hr_for_honolulus_administrator_too(world: Cast) -> None:
    for each, role in ((EVE, "lead"), (HINE, "admin"), (KAI, "admin")):
        await world.hold(each, role)
    await save(world, PersonWish(AROHA, None, frozenset({"hr"}), None, "people partner"), by=HINE)
    for wish in (PersonWish(HOKU, None, frozenset({"hr"}), None, "for me"), with_manager(HOKU, KAI)):
        with pytest.raises(RejectedFields) as refused:
            await save(world, wish, by=KAI)
        assert {each.key for each in refused.value.fields.values()} == {"people-error-only-hr"}
    assert not await sees(world, HOKU, BO)


async def test_hr_whose_last_day_is_not_over_in_honolulu_is_hr_for_berlin(world: Cast) -> None:
    for each in (EVE, HINE, KAI):
        await world.hold(each)
    await world.hold(HOKU, "hr", until=SUNDAY)
    with pytest.raises(RejectedFields):
        await save(world, PersonWish(CHEN, ANA, frozenset({"auditor"}), None, "for me"), by=ANA)


async def test_the_later_move_holds_whoever_makes_it(world: Cast) -> None:
    await staff(world, "Brand", DEE, AROHA, by=HINE, lead=AROHA)
    await staff(world, "Growth", ANA, BO, CHEN, AROHA, by=KAI, lead=ANA)
    assert [await team_on(world, AROHA, day) for day in (SUNDAY, MONDAY)] == ["Growth", "Growth"]
    key = (await world.member(AROHA)).key
    async with world.database.read() as session:
        for day in (SUNDAY, MONDAY):
            assert await service.team_led_by(session, world.workspace_id, key, on=day) is None


async def test_whoever_has_moved_further_east_is_not_moved_back_by_saving_the_team_they_left(world: Cast) -> None:
    """Hine moves her from Monday on; Kai's form, on Sunday, still lists her in Brand."""
    await staff(world, "Brand", DEE, AROHA, by=KAI)
    await staff(world, "Growth", ANA, BO, CHEN, AROHA, by=HINE)
    assert await team_on(world, AROHA, SUNDAY) == "Brand"
    saved = await staff(world, "Brand", DEE, AROHA, by=KAI)
    assert await team_on(world, AROHA, MONDAY) == "Growth"
    assert saved.removed == []


@pytest.mark.parametrize("by", [HINE, EVE, KAI])
async def test_a_lead_who_is_taken_back_leads_no_more_at_once(world: Cast, by: str) -> None:
    key = (await world.member(HOKU)).key
    await staff(world, "Brand", DEE, HOKU, by=KAI, lead=HOKU)
    await staff(world, "Brand", DEE, HOKU, by=by)
    for day in (SUNDAY, MONDAY):
        async with world.database.read() as session:
            assert await service.team_led_by(session, world.workspace_id, key, on=day) is None


async def load(cast: Cast, text: str) -> service.ImportReport:
    """As the command line does it in Berlin, early on Monday."""
    rows, unread = service.read_member_rows(text)
    async with cast.database.write() as session:
        return await service.import_rows(session, cast.workspace_id, rows, unread, MONDAY, now=NOW)


async def test_a_table_changes_nothing_of_what_it_does_not_name(world: Cast) -> None:
    """Hoku gets Dee as a manager on Monday, which has begun in Berlin and not in Honolulu."""
    await world.report_to(HOKU, ANA, SUNDAY)
    await world.report_to(HOKU, DEE, MONDAY)
    await load(world, f"member,team\n{HOKU},Brand\n")
    assert [await world.manager(HOKU, day) for day in (SUNDAY, MONDAY)] == [ANA, DEE]
    await load(world, f"member,channel\n{HOKU},C0NEW\n")
    assert await team_on(world, HOKU, SUNDAY) == "Brand"


async def test_a_table_takes_what_was_given_in_auckland_and_overtakes_it(world: Cast) -> None:
    await save(world, PersonWish(AROHA, ANA, frozenset({"hr"}), None, "people partner"), by=HINE)
    report = await load(world, f"member,manager,role\n{AROHA},{DEE},member\n")
    assert [each.what for each in report.differences] == ["manager", "roles"]
    assert not await sees(world, AROHA, BO)
    assert [await sees(world, each, AROHA) for each in (ANA, DEE)] == [False, True]
    assert (await load(world, f"member,manager,role\n{AROHA},{DEE},member\n")).changed == 0
