"""A project of people from both teams: they rate each other in a cycle of their own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.features.reviews import service
from bot.features.reviews.service import Answer, OpenedProject
from tests.features.reviews.cast import ANA, BO, CHEN, DEE, FINN, GIL, HAL, JON, SETTINGS, Office

ON, CLOSES = date(2026, 12, 21), date(2026, 12, 23)
NOW = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
TEAM = (BO, CHEN, GIL, DEE, FINN, JON)
METRICS = {"project_collaboration", "retro_collaboration"}


async def opened(office: Office, users: Sequence[str] = TEAM, *, by: str = ANA) -> OpenedProject:
    who, keys = await office.who(by), [await office.key(user) for user in users]
    async with office.database.write() as session:
        return await service.open_project(
            session, who, title="Autumn launch", member_ids=keys, on=ON, closes_on=CLOSES, working_days="1-5"
        )


async def all_rate(office: Office, cycle_id: int, users: Sequence[str], value: int = 4) -> None:
    for user in users:
        who = await office.who(user)
        asked = await office.asked_of(user, cycle_id, now=NOW)
        async with office.database.write() as session:
            for each in asked:
                answers = {question.metric: Answer(value) for question in each.questions}
                about = each.subject_id
                await service.submit(session, who, cycle_id, about, answers, now=NOW, settings=SETTINGS)


async def standing(office: Office, user: str, cycle_id: int) -> service.ProjectStanding:
    who = await office.who(user)
    async with office.database.read() as session:
        return await service.project_standing(session, who, cycle_id, now=AFTER)


async def test_from_the_opening_to_the_teams_score(everywhere: Office) -> None:
    office = everywhere
    project = await opened(office)
    assert project.unrated == ()
    assert project.cycle_id is not None
    pairs = await office.pairs(project.cycle_id)
    assert len(pairs) == 6 * 5 - 2 * 2, "all but Dee with her two people, both ways"
    asked = await office.asked_of(BO, project.cycle_id, now=NOW)
    assert {question.metric for each in asked for question in each.questions} == METRICS
    await all_rate(office, project.cycle_id, TEAM[:-1])
    assert (await standing(office, ANA, project.cycle_id)).missing == 1
    assert (await standing(office, JON, project.cycle_id)).missing == 0, "nobody is told about themselves"
    assert await office.close(now=AFTER) == [project.cycle_id]
    await office.release(project.cycle_id, now=AFTER)
    found = await standing(office, ANA, project.cycle_id)
    assert found.is_released
    assert found.score is not None
    assert (found.score.members, round(found.score.mean, 6)) == (6, 4.0)
    shown = await office.shown(BO, BO, project.cycle_id)
    assert {each.metric for each in shown.results} == METRICS


async def test_who_sees_all_scores_but_one_does_not_see_the_mean(office: Office) -> None:
    """Ana manages four of the five; the fifth is Finn, whom the others may not see either, but they see few."""
    team = [BO, CHEN, GIL, HAL, FINN]
    project = await opened(office, team)
    assert project.cycle_id is not None
    await all_rate(office, project.cycle_id, team)
    await office.close(now=AFTER)
    await office.release(project.cycle_id, now=AFTER)
    assert (await standing(office, ANA, project.cycle_id)).score is None
    assert (await standing(office, BO, project.cycle_id)).score is not None


async def test_it_is_in_no_cycles_way(office: Office) -> None:
    """The month's own cycle asks the same people, on the same days."""
    project = await opened(office)
    cycle = await office.draft()
    await office.open(cycle.key)
    assert project.cycle_id != cycle.key
    assert {each.subject_id for each in await office.asked_of(BO, cycle.key)}


async def test_who_declines_is_replaced_by_somebody_of_the_project(office: Office) -> None:
    members = [*TEAM, HAL, ANA]
    project = await opened(office, members)
    assert project.cycle_id is not None
    replaced = await office.decline(CHEN, project.cycle_id, BO, now=NOW)
    assert replaced is None, "everybody else rates Bo already, and Ana is his manager"
    outside = {*await office.users()} - {await office.key(each) for each in members}
    asked = {each.rater_id for each in await office.assignments(project.cycle_id)}
    assert not asked & outside


async def test_nobody_is_asked_where_nobody_can_have_three_raters(office: Office) -> None:
    project = await opened(office, [ANA, BO, CHEN, GIL])
    assert project.cycle_id is None
    assert set(project.unrated) == {await office.key(each) for each in (ANA, BO, CHEN, GIL)}
