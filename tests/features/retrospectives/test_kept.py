"""What is kept about a person: their own copy, what is forgotten, what another account takes over, and for how long."""

from datetime import date

from bot.features.people.repository.merging import hand_over
from bot.features.retrospectives import service
from bot.features.retrospectives.models import RetroAction, RetroMember, RetroNote, Retrospective
from bot.features.retrospectives.service.personal import forget_notes, stored_about
from bot.features.reviews.models import Collaboration
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.retrospectives.cast import NOW, TEAM, Project
from tests.features.reviews.cast import FINN, HAL


async def test_the_own_copy_has_notes_until_the_close(project: Project) -> None:
    key = await project.open()
    await project.write(BO, key, well="mine")
    await project.write(CHEN, key, well="not mine")
    await project.add(BO, key, CHEN, text="Asked for")
    bo = await project.office.key(BO)
    async with project.database.read() as session:
        found = await stored_about(session, project.workspace_id, bo)
    assert [row["title"] for row in found["retrospectives"]] == ["Autumn launch"]
    assert [row["text"] for row in found["retro_notes"]] == ["mine"]
    assert [(row["text"], row["is_owner"]) for row in found["retro_actions"]] == [("Asked for", False)]
    await project.look_after()
    async with project.database.read() as session:
        found = await stored_about(session, project.workspace_id, bo)
    assert found["retro_notes"] == []


async def test_a_copy_has_no_reasons_of_others(project: Project) -> None:
    """Bo has asked for it; why Chen puts it off is for Chen and the lead."""
    key = await project.open()
    action = await project.add(BO, key, CHEN)
    chen = await project.who(CHEN)
    async with project.database.write() as session:
        await service.put_off(session, chen, action, date(2026, 12, 9), "My mother is ill", now=NOW)
    async with project.database.read() as session:
        bo, own = [
            await stored_about(session, project.workspace_id, await project.office.key(each)) for each in (BO, CHEN)
        ]
    assert [row["reason"] for row in bo["retro_actions"]] == [""]
    assert [row["reason"] for row in own["retro_actions"]] == ["My mother is ill"]


async def test_who_is_forgotten_leaves_the_projects_actions(everywhere: Project) -> None:
    key = await everywhere.open()
    await everywhere.write(BO, key, well="mine")
    await everywhere.write(CHEN, key, well="not mine")
    await everywhere.add(ANA, key, BO)
    bo = await everywhere.office.key(BO)
    async with everywhere.database.write() as session:
        await forget_notes(session, everywhere.workspace_id, bo)
    assert [row.text for row in await everywhere.rows(RetroNote)] == ["not mine"]
    assert bo not in {row.member_id for row in await everywhere.rows(RetroMember)}
    assert len(await everywhere.rows(RetroAction)) == 1


async def test_another_account_of_a_person_takes_everything_over(everywhere: Project) -> None:
    """Even when both were picked."""
    key = await everywhere.open([*TEAM, HAL])
    await everywhere.write(BO, key, well="with one")
    await everywhere.write(HAL, key, well="with the other")
    await everywhere.add(ANA, key, BO)
    bo, hal = await everywhere.office.key(BO), await everywhere.office.key(HAL)
    async with everywhere.database.write() as session:
        await hand_over(session, everywhere.workspace_id, bo, hal)
    who = await everywhere.who(HAL)
    async with everywhere.database.read() as session:
        own = await service.own_notes(session, who, key, now=NOW)
        shown = await service.own_actions(session, who)
    assert sorted(own.texts["well"].split("\n")) == ["with one", "with the other"]
    assert len(shown) == 1
    await everywhere.look_after()
    (row,) = await everywhere.rows(Retrospective)
    assert row.n_writers == 1


async def test_after_years_notes_and_finished_actions_go(everywhere: Project) -> None:
    key = await everywhere.open()
    for user in (ANA, BO, CHEN):
        await everywhere.write(user, key, well=user)
    done, _ = await everywhere.add(ANA, key, BO), await everywhere.add(ANA, key, CHEN)
    await everywhere.press(BO, "retrospectives.finish", f"{done}:one")
    await everywhere.look_after()
    for before, notes, actions in ((date(2026, 11, 24), 3, 2), (date(2026, 11, 25), 0, 1)):
        for old in (service.old_notes, service.old_actions):
            async with everywhere.database.write() as session:
                rows = old(everywhere.workspace_id, before)
                assert await rows.count(session) == await rows.batch(session)
        assert len(await everywhere.rows(RetroNote)) == notes
        assert len(await everywhere.rows(RetroAction)) == actions


async def test_who_was_in_projects_together_is_known_to_the_choice_of_raters(project: Project) -> None:
    before = len(await project.rows(Collaboration))
    await project.open([ANA, BO, FINN])
    await project.open([ANA, BO, CHEN])
    found = (await project.rows(Collaboration))[before:]
    keys = {user: await project.office.key(user) for user in (ANA, BO, CHEN, FINN)}
    times = {frozenset((row.one_id, row.other_id)): row.times for row in found if row.month == date(2026, 11, 1)}
    assert {each: times[each] for each in times if each <= set(keys.values())}[frozenset((keys[ANA], keys[BO]))] == 2
