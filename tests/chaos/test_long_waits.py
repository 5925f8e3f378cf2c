"""Stories that wait for leases to expire or for a database to come back, told side by side to save the waiting."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from functools import partial

import pytest

from tests.chaos import last_moments, outages, stops
from tests.chaos.postgres import own_server
from tests.databases import PostgresTemplates, SqliteTemplates

SQLITE, POSTGRESQL, OWN_SERVER = "SQLite", "PostgreSQL", "a PostgreSQL of its own"
Story = Callable[[], Awaitable[None]]
STORIES = {
    "killed at each moment, SQLite": (SQLITE, last_moments.killed_at_each_moment),
    "killed at each moment, PostgreSQL": (POSTGRESQL, last_moments.killed_at_each_moment),
    "stopped alone, SQLite": (SQLITE, last_moments.stopped_alone),
    "stopped and overtaken, PostgreSQL": (POSTGRESQL, last_moments.stopped_and_overtaken),
    "stopped at random, SQLite": (SQLITE, stops.stopped_alone_at_random),
    "stopped at random, PostgreSQL": (POSTGRESQL, stops.two_of_three_stopped_at_random),
    "PostgreSQL refuses connections": (OWN_SERVER, outages.refuses),
    "PostgreSQL hangs": (OWN_SERVER, outages.hangs),
    "PostgreSQL hangs at the end": (OWN_SERVER, outages.hangs_at_the_end),
}


@pytest.fixture(scope="module")
def told(
    request: pytest.FixtureRequest,
    sqlite_templates: SqliteTemplates,
    postgres_templates: PostgresTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, BaseException | None]:
    """How those stories ended that were asked for."""
    fresh = {SQLITE: sqlite_templates.fresh, POSTGRESQL: postgres_templates.fresh, OWN_SERVER: own_server}
    wanted = {each.callspec.params["name"] for each in request.session.items if each.module is request.module}
    with ExitStack() as stack:
        stories: dict[str, Story] = {}
        for name, (kind, story) in STORIES.items():
            if name in wanted:
                stories[name] = partial(story, stack.enter_context(fresh[kind]()), tmp_path_factory.mktemp("place"))
        return asyncio.run(side_by_side(stories))


async def side_by_side(stories: dict[str, Story]) -> dict[str, BaseException | None]:
    ends = await asyncio.gather(*(story() for story in stories.values()), return_exceptions=True)
    return dict(zip(stories, ends, strict=True))


@pytest.mark.thorough
@pytest.mark.parametrize("name", STORIES)
def test_nothing_is_lost_and_nothing_is_repeated(told: dict[str, BaseException | None], name: str) -> None:
    if error := told[name]:
        raise error
