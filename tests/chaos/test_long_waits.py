"""Stories that wait for leases to expire or for a database to come back, told side by side to save the waiting."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.chaos import last_moments
from tests.databases import PostgresTemplates, SqliteTemplates

Story = Callable[[str, Path], Awaitable[None]]
STORIES: dict[str, tuple[str, Story]] = {
    "killed at each moment, SQLite": ("sqlite", last_moments.killed_at_each_moment),
    "killed at each moment, PostgreSQL": ("postgres", last_moments.killed_at_each_moment),
    "stopped alone, SQLite": ("sqlite", last_moments.stopped_alone),
    "stopped and overtaken, PostgreSQL": ("postgres", last_moments.stopped_and_overtaken),
}


@pytest.fixture(scope="module")
def told(
    request: pytest.FixtureRequest,
    sqlite_templates: SqliteTemplates,
    postgres_templates: PostgresTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, BaseException | None]:
    """How those stories end that were asked for."""
    wanted = {each.callspec.params["name"] for each in request.session.items if each.module is request.module}

    async def tell(name: str) -> None:
        kind, story = STORIES[name]
        templates = sqlite_templates if kind == "sqlite" else postgres_templates
        with templates.fresh() as url:
            await story(url, tmp_path_factory.mktemp(kind))

    async def tell_all() -> dict[str, BaseException | None]:
        names = [name for name in STORIES if name in wanted]
        return dict(zip(names, await asyncio.gather(*map(tell, names), return_exceptions=True), strict=True))

    return asyncio.run(tell_all())


@pytest.mark.parametrize("name", STORIES)
def test_one_message_each(told: dict[str, BaseException | None], name: str) -> None:
    if error := told[name]:
        raise error
