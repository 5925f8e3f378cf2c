import json
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.features.people import repository, service
from bot.features.people.service.membership import Places
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, TABLE, TODAY, Cast


async def memberships(cast: Cast) -> dict[str, tuple[str, bool]]:
    """Slack id → team and whether they lead it."""
    async with cast.database.read() as session:
        members = {member.key: member for member in await repository.members(session, cast.workspace_id)}
        teams = {team.key: team for team in await repository.teams(session, cast.workspace_id)}
        places = await Places.read(session, cast.workspace_id)
    found = places.teams.all_on(TODAY)
    return {
        members[key].slack_user: (teams[team_id].name, places.does_lead(key, team_id, TODAY))
        for key, team_id in found.items()
    }


async def test_a_table_makes_teams_managers_roles_and_leads(cast: Cast) -> None:
    assert await memberships(cast) == {
        ANA: ("Growth", True),
        BO: ("Growth", False),
        CHEN: ("Growth", False),
        DEE: ("Brand", True),
    }
    assert await cast.manager(CHEN) == ANA
    assert await cast.roles(EVE) == {"hr"}
    async with cast.database.read() as session:
        channels = {team.name: team.channel for team in await repository.teams(session, cast.workspace_id)}
    assert channels == {"Growth": "C0GROWTH", "Brand": "C0BRAND"}


async def test_a_second_run_changes_nothing(cast: Cast) -> None:
    report = await cast.load(TABLE)
    assert (report.changed, report.unchanged, report.teams_added, report.problems) == (0, 5, 0, [])


async def test_good_lines_apply_and_nothing_of_a_bad_one(cast: Cast) -> None:
    report = await cast.load("member,team,manager,role\nU0BO,Search,U0BO,hr\nU0CHEN,Search,,lead\nU0GUS,Labs,,\n")
    assert [(problem.line, problem.key) for problem in report.problems] == [
        (2, "people-import-own-manager"),
        (4, "people-import-unknown-member"),
    ]
    assert (report.changed, report.teams_added) == (1, 1)
    assert (await cast.roles(BO), await cast.manager(BO)) == (set(), ANA)
    assert (await memberships(cast))[BO] == ("Growth", False)
    assert (await memberships(cast))[CHEN] == ("Search", False)
    async with cast.database.read() as session:
        names = [team.name for team in await repository.teams(session, cast.workspace_id)]
    assert names == ["Brand", "Growth", "Search"]


async def test_problems_of_reading_stand_among_the_others_by_line(cast: Cast) -> None:
    report = await cast.load("member,role\nU0NOBODY,hr\nU0BO,boss\nU0DEE,member\nU0DEE,hr\n")
    assert [(problem.line, problem.key) for problem in report.problems] == [
        (2, "people-import-unknown-member"),
        (3, "people-import-unknown-role"),
        (5, "people-import-member-twice"),
    ]


async def test_a_new_lead_replaces_the_present_one(cast: Cast) -> None:
    report = await cast.load("member,lead\nbo@example.com,yes\n")
    assert report.changed == 1
    now = await memberships(cast)
    assert (now[ANA][1], now[BO][1]) == (False, True)
    assert (await cast.load("member,lead\nU0BO,no\n")).changed == 1
    assert not (await memberships(cast))[BO][1]
    assert (await cast.load("member,lead\nU0BO,no\n")).changed == 0


async def test_a_lead_who_moves_leads_no_more(cast: Cast) -> None:
    await cast.load("member,team\nU0ANA,Brand\n")
    assert (await memberships(cast))[ANA] == ("Brand", False)


async def test_teams_are_recognised_whatever_the_case(cast: Cast) -> None:
    report = await cast.load("member,team\nU0BO,growth\n")
    assert (report.unchanged, report.teams_added) == (1, 0)


async def test_a_circle_with_present_managers_is_left_out(cast: Cast) -> None:
    report = await cast.load("member,manager\nU0ANA,U0BO\n")
    assert [problem.key for problem in report.problems] == ["people-import-circle"]
    assert await cast.manager(ANA) is None


async def test_those_who_left_cannot_be_named(cast: Cast) -> None:
    await cast.change(DEE, is_active=False)
    report = await cast.load("member,manager\nU0DEE,\nU0BO,dee@example.com\n")
    assert [problem.key for problem in report.problems] == [
        "people-import-unknown-member",
        "people-import-unknown-manager",
    ]


async def test_wrong_headings_apply_nothing(cast: Cast) -> None:
    report = await cast.load("member,salary\nU0BO,9\n")
    assert (report.changed, report.unchanged) == (0, 0)
    assert [problem.key for problem in report.problems] == ["people-import-unknown-column"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
async def test_a_table_in_chinese_is_read_in_every_encoding(cast: Cast, encoding: str) -> None:
    content = f"成员,团队,上级,角色\n{BO},品牌,{DEE},审计\n".encode(encoding)
    assert (await cast.load(service.decoded(content))).problems == []
    assert (await memberships(cast))[BO] == ("品牌", False)
    assert (await cast.manager(BO), await cast.roles(BO)) == (DEE, {"auditor"})


async def test_fifty_thousand_lines_are_told_line_by_line(cast: Cast) -> None:
    strangers = "".join(f"U0NEW{number},Growth\n" for number in range(50_000))
    report = await cast.load(f"member,team\n{strangers}{BO},Brand\n")
    assert (report.changed, len(report.problems)) == (1, 50_000)
    assert {problem.key for problem in report.problems} == {"people-import-unknown-member"}
    assert [report.problems[0].line, report.problems[-1].line] == [2, 50_001]
    assert (await memberships(cast))[BO] == ("Brand", False)


async def test_two_leads_of_a_team_in_one_table_are_told_and_the_first_stays(cast: Cast) -> None:
    report = await cast.load(f"member,team,lead\n{BO},Growth,yes\n{CHEN},Growth,yes\n")
    assert [(problem.line, problem.key) for problem in report.problems] == [(3, "people-import-two-leads")]
    found = await memberships(cast)
    assert [user for user, (team, leads) in found.items() if team == "Growth" and leads] == [BO]


async def test_a_line_with_a_day_is_planned_and_holds_from_then(cast: Cast) -> None:
    december = TODAY + timedelta(days=13)
    report = await cast.load(f"member,team,manager,lead,from\n{BO},Brand,{DEE},yes,{december}\n")
    assert [(each.what, each.before, each.after, each.first_on) for each in report.differences] == [
        ("team", "Growth", "Brand", december),
        ("manager", ANA, DEE, december),
    ]
    assert (await memberships(cast))[BO] == ("Growth", False)
    assert (await cast.manager(BO), await cast.manager(BO, december)) == (ANA, DEE)
    async with cast.database.read() as session:
        brand = next(each for each in await service.teams(session, cast.workspace_id) if each.name == "Brand")
        lead = await service.lead_of(session, cast.workspace_id, brand.key, on=december)
    assert lead
    assert lead.slack_user == BO
    assert (await cast.load(f"member,team,manager,lead,from\n{BO},Brand,{DEE},yes,{december}\n")).changed == 0
    told = [json.loads(each.details) for each in await audited(cast) if each.action == "member.team_changed"]
    assert {each["on"] for each in told if "on" in each} == {december.isoformat()}


async def test_what_is_planned_is_called_off_by_a_line_that_says_what_is(cast: Cast) -> None:
    december = TODAY + timedelta(days=13)
    await cast.load(f"member,manager,from\n{BO},{DEE},{december}\n")
    await cast.load(f"member,manager,from\n{BO},{ANA},{december}\n")
    assert await cast.manager(BO, december) == ANA


async def test_a_move_of_today_is_told_once_beside_one_of_later(cast: Cast) -> None:
    before = len([each for each in await audited(cast) if each.action == "member.team_changed"])
    await cast.load(f"member,team,from\n{BO},Brand,\n{CHEN},Brand,{TODAY + timedelta(days=13)}\n")
    told = [json.loads(each.details) for each in await audited(cast) if each.action == "member.team_changed"][before:]
    assert [each.get("on") for each in told] == [None, (TODAY + timedelta(days=13)).isoformat()]


async def audited(cast: Cast) -> list[AuditEntry]:
    async with cast.database.read() as session:
        return list((await session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))).all())
