"""Teams get schemes and targets; everybody reads the rules; only administrators change them."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import select

from bot.db.engine import Database
from bot.errors import Rejected, RejectedFields
from bot.features.people import service as people
from bot.features.schemes import service
from bot.features.schemes.models import SchemeVersion
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, Cast, opened


async def team_id(cast: Cast, slack_user: str) -> int:
    member = await cast.member(slack_user)
    async with cast.database.read() as session:
        team = await people.team_of(session, cast.workspace_id, member.key, on=NOW.date())
    assert team
    return team.key


async def give_growth_traffic(cast: Cast) -> int:
    team = await team_id(cast, BO)
    async with cast.database.write() as session:
        await service.assign(session, cast.workspace_id, team, "promotion", ["traffic"], now=NOW)
    return team


async def test_a_team_works_by_the_groups_it_was_given(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.read() as session:
        found = await service.scheme_of_team(session, cast.workspace_id, team, on=NOW.date())
        nothing = await service.scheme_of_team(session, cast.workspace_id, await team_id(cast, DEE), on=NOW.date())
    assert found
    assert nothing is None
    assert (found.scheme_id, found.version, found.groups) == ("promotion", 1, ("traffic",))
    assert [metric.id for metric in found.scheme.metrics] == ["uv_growth", "lead_conversion", "mql_count", "cpl"]


async def test_the_stored_scheme_is_the_one_its_hash_names(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.read() as session:
        found = await service.scheme_of_team(session, cast.workspace_id, team, on=NOW.date())
        assert found
        whole = await service.version_of(session, cast.workspace_id, found.scheme_version_id)
    assert whole.version_hash == found.hash


async def test_a_version_kept_before_people_could_rate_is_still_read(cast: Cast) -> None:
    content = (Path(__file__).parent / "kept_scheme.json").read_text(encoding="utf-8")
    async with cast.database.write() as session:
        row = SchemeVersion(
            workspace_id=cast.workspace_id,
            scheme_id="promotion",
            version=1,
            hash="as it was then",
            content=content,
            created_at=NOW,
        )
        session.add(row)
        await session.flush()
        scheme = await service.version_of(session, cast.workspace_id, row.key)
    assert [(metric.id, metric.source) for metric in scheme.metrics][-1] == ("cpl", "formula")
    assert scheme.metric("cpl").origin
    assert scheme.metric("uv_growth").weight == 15


async def test_installing_twice_adds_nothing(cast: Cast) -> None:
    for _ in range(2):
        async with cast.database.write() as session:
            await service.install_builtin(session, cast.workspace_id, now=NOW)
    async with cast.database.read() as session:
        rows = (await session.exec(select(SchemeVersion))).all()
    assert sorted(row.scheme_id for row in rows) == sorted(scheme.id for scheme in service.builtin_schemes())


async def test_assigning_again_replaces(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        await service.assign(session, cast.workspace_id, team, "promotion", ["brand", "traffic"], now=NOW)
    async with cast.database.read() as session:
        schemes = await service.schemes_of_teams(session, cast.workspace_id, on=NOW.date())
    assert [(key, found.groups) for key, found in schemes.items()] == [(team, ("traffic", "brand"))]


async def test_targets_of_a_person_win_over_the_teams_over_the_schemes(cast: Cast) -> None:
    team, bo, chen = await give_growth_traffic(cast), await cast.member(BO), await cast.member(CHEN)
    async with cast.database.write() as session:
        await service.set_target(session, cast.workspace_id, "mql_count", Decimal(50), team_id=team, now=NOW)
        await service.set_target(
            session, cast.workspace_id, "mql_count", Decimal(30), team_id=team, member_id=bo.key, now=NOW
        )
    async with cast.database.read() as session:
        of_bo = await service.targets_for(session, cast.workspace_id, team, bo.key, on=NOW.date())
        of_chen = await service.targets_for(session, cast.workspace_id, team, chen.key, on=NOW.date())
        of_team = await service.targets_of_team(session, cast.workspace_id, team, on=NOW.date())
        rules = await service.scheme_of_team(session, cast.workspace_id, team, on=NOW.date())
        assert rules
        columns = await service.targets_of_members(
            session,
            cast.workspace_id,
            rules.scheme,
            [(chen.key, team), (bo.key, team), (bo.key, team + 99)],
            on=NOW.date(),
        )
    assert (of_bo["mql_count"], of_chen["mql_count"], of_team["mql_count"]) == (30, 50, 50)
    assert of_bo["cpl"] == 300
    assert list(columns) == ["mql_count"]
    np.testing.assert_array_equal(columns["mql_count"], [50, 30, 30])


async def test_taking_a_target_back_returns_to_the_schemes(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    for value in (Decimal(50), Decimal(60), None):
        async with cast.database.write() as session:
            await service.set_target(session, cast.workspace_id, "mql_count", value, team_id=team, now=NOW)
    async with cast.database.read() as session:
        assert (await service.targets_of_team(session, cast.workspace_id, team, on=NOW.date()))["mql_count"] == 100


async def test_a_target_needs_a_metric_of_the_teams_scheme(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        with pytest.raises(Rejected, match="unknown-metric"):
            await service.set_target(session, cast.workspace_id, "nps", Decimal(50), team_id=team, now=NOW)
        with pytest.raises(Rejected, match="no-scheme"):
            await service.set_target(
                session, cast.workspace_id, "nps", Decimal(5), team_id=await team_id(cast, DEE), now=NOW
            )


async def test_another_workspace_sees_none_of_it(cast: Cast, database: Database) -> None:
    team = await give_growth_traffic(cast)
    async with database.write() as session:
        other = await opened(session, "T0OTHER")
    async with database.read() as session:
        assert await service.scheme_of_team(session, other, team, on=NOW.date()) is None
        assert await service.schemes_of_teams(session, other, on=NOW.date()) == {}


async def test_every_member_reads_the_rules_with_their_own_targets(cast: Cast) -> None:
    team, bo = await give_growth_traffic(cast), await cast.member(BO)
    async with cast.database.write() as session:
        await service.set_target(session, cast.workspace_id, "cpl", Decimal(80), team_id=team, now=NOW)
        await service.set_target(
            session, cast.workspace_id, "mql_count", Decimal(30), team_id=team, member_id=bo.key, now=NOW
        )
    async with cast.database.read() as session:
        shown = await service.rules_shown(Turn(await cast.who(BO), NOW, session))
        chens = await service.rules_shown(Turn(await cast.who(CHEN), NOW, session))
    assert (shown.origins["mql_count"], shown.origins["cpl"], shown.origins["uv_growth"]) == ("own", "team", "default")
    assert (chens.origins["mql_count"], chens.targets["mql_count"]) == ("default", 100)


async def test_without_a_team_or_a_scheme_people_are_told_what_to_do(cast: Cast) -> None:
    async with cast.database.read() as session:
        with pytest.raises(Rejected, match="schemes-error-no-team"):
            await service.rules_shown(Turn(await cast.who(EVE), NOW, session))
        with pytest.raises(Rejected, match="schemes-error-no-scheme"):
            await service.rules_shown(Turn(await cast.who(DEE), NOW, session))


async def test_only_administrators_open_and_save_the_forms(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.read() as session:
        turn = Turn(await cast.who(BO), NOW, session)
        for attempt in (
            service.choice(turn),
            service.groups_form(turn, team, "promotion"),
            service.assign_chosen(turn, team, "promotion", ["brand"]),
            service.targets_form(turn, team),
            service.save_targets(turn, team, None, {"cpl": "1"}),
        ):
            with pytest.raises(Rejected, match="people-error-not-administrator"):
                await attempt


async def test_every_wrong_field_is_named_at_once_and_nothing_is_saved(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.session() as session:
        turn = Turn(await cast.who(ANA), NOW, session)
        with pytest.raises(RejectedFields) as refused:
            await service.save_targets(turn, team, None, {"cpl": "cheap", "mql_count": "50", "uv_growth": "0"})
        await session.rollback()
    assert sorted(refused.value.fields) == ["cpl", "uv_growth"]
    async with cast.database.read() as session:
        assert (await service.targets_of_team(session, cast.workspace_id, team, on=NOW.date()))["mql_count"] == 100


async def test_ana_gives_bo_his_own_targets_but_not_dee_of_another_team(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        turn = Turn(await cast.who(ANA), NOW, session)
        await service.save_targets(turn, team, BO, {"mql_count": "30", "cpl": ""})
        with pytest.raises(Rejected, match="schemes-error-not-in-team"):
            await service.targets_form(turn, team, DEE)
    bo = await cast.member(BO)
    async with cast.database.read() as session:
        assert (await service.targets_for(session, cast.workspace_id, team, bo.key, on=NOW.date()))["mql_count"] == 30


async def test_an_import_assigns_what_its_lines_say_once(cast: Cast) -> None:
    wishes = [
        service.Wish(2, "Growth", "promotion", ("流量与线索", "brand")),
        service.Wish(3, "Growth", "", ()),
        service.Wish(4, "Growth", "Promotion", ("brand", "traffic")),
        service.Wish(5, "Growth", "promotion", ("brand",)),
        service.Wish(6, "Brand", "promotion", ()),
        service.Wish(7, "Brand", "promotoin", ()),
        service.Wish(8, "Nowhere", "promotion", ()),
        service.Wish(9, "Brand", "promotion", ("nope",)),
    ]
    async with cast.database.write() as session:
        assigned, refused = await service.assign_teams(session, cast.workspace_id, wishes, now=NOW)
    assert [(each.team, each.groups) for each in assigned] == [
        ("Growth", ("traffic", "brand")),
        ("Brand", ("traffic", "conversion", "brand")),
    ]
    assert [(line, rejected.key) for line, rejected in refused] == [
        (5, "schemes-error-two-schemes"),
        (7, "schemes-error-unknown-scheme"),
        (8, "people-error-unknown-team"),
        (9, "schemes-error-unknown-group"),
    ]
    async with cast.database.write() as session:
        again, _ = await service.assign_teams(session, cast.workspace_id, wishes, now=NOW)
    assert again == []
