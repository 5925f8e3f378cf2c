"""Goals from the proposal to their end: who may what, what is kept, and what nobody else sees."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.goals import repository
from bot.features.goals.models import AGREED, CLOSED, DROPPED, MISSED, PROPOSED
from bot.features.goals.rules import keys
from bot.features.goals.rules.proposals import stamp
from bot.features.goals.service.personal import forget_goals, stored_about
from bot.slack.outcomes import ReplaceModal
from tests.databases import opened
from tests.features.goals.cast import OCTOBER_20, Team, text_of
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import visited
from tests.locks import somebody_waits


async def test_bo_proposes_ana_agrees_and_everybody_sees_how_far_it_is(growth: Team) -> None:
    await growth.propose(BO)
    with pytest.raises(Rejected, match="goals-error-same"):
        await growth.propose(BO)
    (row,) = await growth.goals()
    assert (row.state, row.team_id, row.ends_on, row.due_on) == (
        PROPOSED,
        growth.firm.growth,
        date(2026, 12, 31),
        date(2026, 12, 31),
    )
    assert await growth.told(keys.PROPOSED) == [ANA]
    for user in (BO, CHEN, DEE):
        with pytest.raises(Denied):
            await growth.press(user, "goals.agree", row.key)
    for _ in range(2):
        await growth.press(ANA, "goals.agree", row.key)
    assert await growth.told(keys.DECIDED) == [BO]
    await growth.update(BO, row, "408", "The fair helped", seen=0)
    shown = text_of(await growth.command(DEE, "growth"))
    assert "68%, plan 22%" in shown, "408 of 600; day 20 of 92"
    assert "已完成 68%，计划 22%" in text_of(await growth.command(CHEN))
    assert "The fair helped" in text_of(await growth.press(DEE, "goals.open_one", row.key))


async def test_two_who_update_at_once_do_not_overwrite_each_other(everywhere: Team) -> None:
    row = await everywhere.agreed(BO, ANA)
    for _ in range(2):
        await everywhere.update(BO, row, "100", seen=0)
    with pytest.raises(Rejected, match="goals-error-faster") as told:
        await everywhere.update(ANA, row, "90", seen=0)
    assert told.value.params == {"name": "Bo Lindgren", "value": "100"}
    with pytest.raises(Rejected, match="goals-error-no-reason"):
        await everywhere.update(ANA, row, "90", seen=1, corrects=1)
    await everywhere.update(
        ANA, row, "90", "Ten were counted twice", seen=1, corrects=1, now=OCTOBER_20 + timedelta(days=1)
    )
    kept = [(each.revision, each.value, each.is_correction, each.on.day) for each in await everywhere.updates()]
    assert kept == [(1, Decimal(100), False, 20), (2, Decimal(90), True, 20)], "both stay; it was wrong on that day"
    with pytest.raises(Denied):
        await everywhere.update(CHEN, row, "600", seen=2)


async def test_nobody_agrees_to_their_own_nor_drops_what_counts_for_all(growth: Team) -> None:
    await growth.propose(ANA)
    (row,) = await growth.goals()
    assert await growth.told(keys.PROPOSED) == [EVE], "nobody is above Ana"
    with pytest.raises(Denied):
        await growth.press(ANA, "goals.agree", row.key)
    await growth.press(EVE, "goals.agree", row.key)
    with pytest.raises(Rejected, match="goals-error-own-drop"):
        await growth.close(ANA, row, DROPPED, "It goes badly")
    with pytest.raises(Rejected, match="goals-error-no-reason"):
        await growth.close(EVE, row, DROPPED)
    for _ in range(2):
        await growth.close(ANA, row, MISSED)
    with pytest.raises(Rejected, match="goals-error-is-closed"):
        await growth.close(EVE, row, DROPPED, "No")
    (row,) = await growth.goals()
    assert (row.state, row.outcome) == (CLOSED, MISSED)
    with pytest.raises(Rejected, match="goals-error-closed"):
        await growth.update(ANA, row, "1", seen=0)


async def test_a_proposal_can_be_taken_back_and_refused(growth: Team) -> None:
    await growth.propose(BO)
    await growth.propose(CHEN, title="Shorter forms")
    one, other = await growth.goals()
    with pytest.raises(Rejected, match="goals-error-outcome"):
        await growth.close(ANA, one, MISSED)
    await growth.close(BO, one, DROPPED, "Too early")
    await growth.close(ANA, other, DROPPED, "Next quarter")
    assert [row.state for row in await growth.goals()] == [CLOSED, CLOSED]
    assert await growth.told(keys.DECIDED) == [CHEN], "Bo knows"
    assert "Shorter forms" not in text_of(await growth.command(DEE, "growth")), "what was never agreed on is gone"


async def test_what_was_chosen_stays_in_the_form_although_it_is_not_offered_any_more(growth: Team) -> None:
    """Corrected a title, saved another measure: nobody meant that."""
    await growth.propose(BO)
    (row,) = await growth.goals()
    async with growth.firm.database.write() as session:
        row.metric, row.period = "gone_metric", "2026-Q3"
        session.add(row)
    opened = await growth.press(BO, "goals.open_edit", row.key)
    assert isinstance(opened, ReplaceModal)
    shown = {each["block_id"]: each["element"] for each in opened.view.to_dict()["blocks"] if "element" in each}
    assert shown["measure"]["initial_option"]["value"] == "gone_metric"
    assert shown["period"]["initial_option"]["value"] == "2026-Q3"
    with pytest.raises(Rejected, match="goals-error-measure"):
        await growth.edit(BO, row, title="Customers under 30", measure="gone_metric")


async def test_whoever_merges_accounts_waits_for_no_proposal_that_waits_for_them(postgres_url: str) -> None:
    """Both lock the workspace first: else each of them would wait for the other."""
    database = opened(postgres_url)
    growth = Team(await visited(database))
    await growth.propose(BO)
    (row,) = await growth.goals()

    async def refused() -> None:
        with pytest.raises(Rejected, match="goals-error-changed"):
            await growth.edit(BO, row, target="500")

    async with asyncio.TaskGroup() as group, database.write() as merging:
        await repository.lock_workspace(merging, growth.firm.cast.workspace_id)
        group.create_task(refused())
        await somebody_waits(database)
        row.why = "So many leave school"
        merging.add(row)
    await database.close()


async def test_a_proposal_is_changed_until_somebody_agrees_to_what_they_have_seen(everywhere: Team) -> None:
    await everywhere.propose(BO)
    (first,) = await everywhere.goals()
    for user in (CHEN, DEE, ANA):
        with pytest.raises(Denied):
            await everywhere.edit(user, first, target="500")
    assert "600" in text_of(await everywhere.press(BO, "goals.open_edit", first.key)), "what was proposed is there"
    with pytest.raises(RejectedFields):
        await everywhere.edit(BO, first, target="0")
    for _ in range(2):
        await everywhere.edit(BO, first, target="500", title="Customers under 30", owner=CHEN)
    with pytest.raises(Rejected, match="goals-error-changed"):
        await everywhere.edit(BO, first, target="400")
    with pytest.raises(Rejected, match="goals-error-changed"):
        await everywhere.press(ANA, "goals.agree", f"{first.key}:{stamp(first)}")
    (row,) = await everywhere.goals()
    assert (row.title, row.target, row.state) == ("Customers under 30", Decimal(500), PROPOSED)
    assert row.owner_id == await everywhere.firm.key(CHEN)
    assert await everywhere.told(keys.PROPOSED) == [ANA, ANA], "what Ana was told is edited, once"
    for _ in range(2):
        await everywhere.press(ANA, "goals.agree", f"{row.key}:{stamp(row)}")
    for attempt in (everywhere.press(BO, "goals.open_edit", row.key), everywhere.edit(BO, row, target="300")):
        with pytest.raises(Rejected, match="goals-error-edit-agreed"):
            await attempt
    assert (await everywhere.goals())[0].target == Decimal(500)


async def test_a_goal_of_ones_own_is_for_team_line_and_hr(growth: Team) -> None:
    await growth.propose(BO, whose="own", title="Speak at a fair")
    (row,) = await growth.goals()
    assert (row.team_id, row.state) == (None, PROPOSED)
    assert await growth.told(keys.PROPOSED) == [ANA]
    for user in (BO, ANA, CHEN, EVE):
        assert "Speak at a fair" in text_of(await growth.press(user, "goals.open_one", row.key))
    assert "Speak at a fair" in text_of(await growth.command(CHEN, "@bo lindgren"))
    for attempt in (growth.press(DEE, "goals.open_one", row.key), growth.command(DEE, "@bo lindgren")):
        with pytest.raises(Denied):
            await attempt
    with pytest.raises(Denied):
        await growth.press(DEE, "goals.open_one", 999_999)
    await growth.press(ANA, "goals.agree", row.key)
    assert (await growth.goals())[0].state == AGREED


async def test_an_owner_is_of_the_team(growth: Team) -> None:
    with pytest.raises(Rejected, match="goals-error-owner"):
        await growth.propose(BO, owner=DEE)
    with pytest.raises(Rejected, match="goals-error-no-team"):
        await growth.propose(EVE)
    with pytest.raises(Rejected, match="goals-error-unknown-team"):
        await growth.command(BO, "Groth")


async def test_a_copy_has_what_is_theirs_and_erasure_takes_it(everywhere: Team) -> None:
    row = await everywhere.agreed(BO, ANA)
    await everywhere.update(BO, row, "100", "My word", seen=0)
    await everywhere.propose(BO, whose="own", title="Speak at a fair")
    bo, place = await everywhere.firm.key(BO), everywhere.firm.workspace_id
    async with everywhere.firm.database.read() as session:
        copy = await stored_about(session, place, bo)
    assert [each["goal_title"] for each in copy["goals"]] == ["Young customers", "Speak at a fair"]
    assert copy["goal_updates"][0]["word"] == "My word"
    async with everywhere.firm.database.write() as session:
        await forget_goals(session, place, bo)
    assert [each.title for each in await everywhere.goals()] == ["Young customers"], "the team's stays"
    assert [(each.value, each.word) for each in await everywhere.updates()] == [(Decimal(100), "")]
