"""In every place that a plan can be in everybody tries everything: what is allowed is done, nothing else is. And where
nobody does anything for two years, dates decide nothing."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import Delivery
from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import PlanMove, PlanTerms
from bot.features.people.service.lookup import who_is
from bot.turn import Who
from tests.databases import opened
from tests.features.improvement.acts import ALLOWED, QUIET, TABLES, Found, call_of
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, MAX, Desk
from tests.features.improvement.scenes import PLACES, STATES, Scene, Scenes
from tests.features.people.cast import met

ROLES = {BO: "person", ANA: "manager", EVE: "hr", HAL: "hr", MAX: "above", DEE: "committee", CHEN: "nobody"}
BUSY = (BO, ANA, EVE)
"""They try everything everywhere; the others whatever somebody can do there."""
BY_DATES = {"acknowledged": ["start", "ask"], "proposed": ["ask"], "extended": ["ask"]}
"""What happens by itself to a plan, where anything does."""
STILL = ("draft", "submitted", "approved", "published", "acknowledged", "proposed", "changed", "paused", "extended")
ENDING = ("asked", "failed", "appealed", "unseated", "passed")


class Undone(Exception):
    """Whatever was tried is taken back, so that the next one finds the same."""


async def state_of(session: AsyncSession, tables: tuple[type[SQLModel], ...] = (*TABLES, Delivery)) -> list[str]:
    """All rows."""
    await session.flush()
    found = [(await session.exec(select(*each.__table__.c).order_by(each.__table__.c.id))).all() for each in tables]  # type: ignore[attr-defined]  # SQLModel's own
    return [repr(row) for rows in found for row in rows]


async def tried(desk: Desk, who: Who, what: str, found: Found, before: list[str]) -> str:
    """Whether it was "done", or "refused", or done already: "same". Nothing of it stays."""
    act, given, more = call_of(what, found, f"By {who.member_id}")
    try:
        async with desk.database.write() as session:
            await act(session, who, *given, now=desk.now, **more)
            raise Undone("same" if await state_of(session) == before else "done")
    except (Rejected, RejectedFields):
        return "refused"
    except Undone as done:
        return str(done)


@pytest.mark.parametrize("place", PLACES)
def test_everybody_can_do_what_they_may_and_nothing_else(scenes: Scenes, place: str) -> None:
    asyncio.run(everybody_tries_everything(scenes, place))


async def everybody_tries_everything(scenes: Scenes, place: str) -> None:
    scene = await asyncio.to_thread(scenes.scene, place)
    database = opened(f"sqlite:///{scene.path}")
    desk, wrong = Desk(await met(database), scene.now), []
    try:
        found = await what_there_is(desk, scene.plan_id)
        async with database.read() as session:
            before = await state_of(session)
        for user, role in ROLES.items():
            who = who_is(await desk.cast.member(user))
            for what, by in ALLOWED.items():
                if user not in BUSY and place not in set().union(*by.values()):
                    continue
                outcome, may = await tried(desk, who, what, found, before), place in by.get(role, ())
                is_known = outcome == "same" and is_quiet(what, found.moves[-1].by_id == who.member_id)
                is_right = outcome == "done" if may else outcome == "refused" or is_known
                wrong += [] if is_right else [(user, role, what, outcome)]
        async with database.read() as session:
            assert await state_of(session) == before
    finally:
        await database.close()
    assert wrong == []


def is_quiet(what: str, is_theirs: bool) -> bool:
    """What one did last is not done twice; there may be nothing to take back."""
    return is_theirs or what in QUIET


async def what_there_is(desk: Desk, plan_id: int) -> Found:
    plan, zone = await desk.plan(plan_id), who_is(await desk.cast.member(BO))
    moves = [each for each in await desk.rows(PlanMove) if each.plan_id == plan_id]
    terms = [each for each in await desk.rows(PlanTerms) if each.plan_id == plan_id]
    return Found(plan, moves, terms, zone.day_of(desk.now))


@pytest.mark.thorough
@pytest.mark.parametrize("place", [*STILL, *ENDING])
def test_for_two_years_dates_decide_nothing(scenes: Scenes, place: str) -> None:
    """Day by day for some weeks, then now and then: whatever is not decided stays so, and its last day where it is."""
    with scenes.copied(place) as (url, scene):
        asyncio.run(nobody_does_anything(url, scene, place))


async def nobody_does_anything(url: str, scene: Scene, place: str) -> None:
    database = opened(url)
    desk = Desk(await met(database), scene.now)
    try:
        before, said = await desk.plan(scene.plan_id), len(await desk.moves(scene.plan_id))
        for days in (*[1] * 15, *[13] * 55):
            desk.now += timedelta(days=days)
            await desk.looks()
        plan, since = await desk.plan(scene.plan_id), (await desk.moves(scene.plan_id))[said:]
        assert since == BY_DATES.get(place, [])
        assert plan.state == ("active" if place == "acknowledged" else STATES.get(place, place))
        assert (plan.ends_on, plan.version, plan.consequence) == (before.ends_on, before.version, None)
    finally:
        await database.close()
