"""Whatever anybody tries in whatever order, from wherever a plan is: only allowed moves by allowed people succeed, and
what must hold of a plan holds after each of them."""

import asyncio
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.databases import opened
from tests.features.improvement.acts import ALLOWED
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, EVERYBODY, HAL, IVY, Desk
from tests.features.improvement.scenes import PLACES, Scene, Scenes
from tests.features.improvement.stories import HAPPENS, Story
from tests.features.people.cast import NOW, met

Steps = list[tuple[str, str]]
LIKELY: Mapping[str, tuple[str, ...]] = {
    BO: ("acknowledge", "refuse", "words", "appeal", "follow_up"),
    ANA: ("submit", "write", "propose", "pause", "resume", "words"),
    EVE: ("publish", "go_on", "change", "extend", "pause", "resume", "pass", "fail", "close", "name", "withdraw"),
    DEE: ("uphold", "grant", "grant_time", "resume", "words"),
}
STEPS = st.one_of(
    st.tuples(st.sampled_from(EVERYBODY), st.sampled_from(sorted(ALLOWED))),
    st.tuples(st.just("life"), st.sampled_from(HAPPENS)),
    *[st.tuples(st.just(user), st.sampled_from(acts)) for user, acts in LIKELY.items()],
)
STORIES = st.tuples(st.sampled_from(PLACES), st.lists(STEPS, min_size=6, max_size=12))
TO_THE_END: Steps = [
    *[(ANA, "submit"), (EVE, "send_back"), (ANA, "submit"), (HAL, "approve"), (EVE, "publish"), (BO, "refuse")],
    *[("life", "9"), (ANA, "write"), (ANA, "propose"), (EVE, "change"), (ANA, "resume"), (BO, "acknowledge")],
    *[("life", "away"), ("life", "1"), ("life", "9"), ("life", "9"), (EVE, "extend"), ("life", "moves")],
    *[(ANA, "pause"), (DEE, "pause"), ("life", "4"), (HAL, "resume"), ("life", "moves"), ("life", "last week")],
    *[(BO, "words"), (ANA, "words"), (EVE, "fail"), ("life", "on the committee"), (BO, "appeal"), (EVE, "close")],
    *[(DEE, "grant_time"), ("life", "last week"), ("life", "9"), (HAL, "fail"), (BO, "appeal"), ("life", "30")],
    *[(EVE, "check"), (EVE, "close"), (ANA, "begin"), (BO, "say")],
]
STATES_ON_THE_WAY = {
    *("draft", "submitted", "approved", "published", "acknowledged", "active", "extended", "paused", "not_passed"),
    "closed",
}


async def play(url: str, scene: Scene, steps: Steps) -> Story:
    database = opened(url)
    try:
        story = await Story.begun(Desk(await met(database), scene.now), scene.plan_id)
        for who, what in steps:
            await (story.happens(what) if who == "life" else story.tries(who, what))
            await story.holds()
        await story.nobody_else_reads()
        return story
    finally:
        await database.close()


WITHOUT_SHRINKING = (Phase.explicit, Phase.generate)
"""A story is short enough to be read as it is, and each takes its time."""


@pytest.mark.thorough
@settings(
    max_examples=25,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=STORIES)
def test_only_allowed_moves_by_allowed_people_succeed(scenes: Scenes, story: tuple[str, Steps]) -> None:
    place, steps = story
    with scenes.copied(place) as (url, scene):
        asyncio.run(play(url, scene, steps))


def test_a_whole_story_goes_through_everything_in_between(database_url: str) -> None:
    """So that the above is not true of nothing; on both databases."""

    async def begins() -> int:
        database = opened(database_url)
        try:
            return await Desk(await met(database)).draft()
        finally:
            await database.close()

    story = asyncio.run(play(database_url, Scene(None, NOW, asyncio.run(begins())), TO_THE_END))
    assert {move.to for move in story.moves} == STATES_ON_THE_WAY
    assert [what for what in story.done if what not in ("write", "words", "say", "check", "begin")] == [
        *("submit", "send_back", "submit", "approve", "publish", "refuse", "propose", "change", "acknowledge"),
        *("extend", "pause", "resume", "fail", "appeal", "grant_time", "fail", "close"),
    ]
    assert CHEN not in story.heard
    assert IVY not in story.heard
