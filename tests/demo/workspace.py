"""The sample workspace as `evenhand demo` serves it, to walk through by signed requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import assembled, web_of
from bot.clock import MovableClock
from bot.demo.run import demo_settings, story_start
from bot.demo.seed import seed
from bot.demo.team import CHANNELS, PEOPLE, WORKSPACE, ZONE
from bot.sandbox.server import Sandbox
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import Office
from tests.watching import watching

SOME_DAY = datetime(2026, 11, 18, tzinfo=UTC)


@asynccontextmanager
async def demo(folder: Path, *, day: datetime = SOME_DAY) -> AsyncIterator[Office]:
    clock = MovableClock(story_start(day))
    described = manifest(CommandNames("", {}), request_url=None)
    sandbox = Sandbox(people=PEOPLE, channels=CHANNELS, manifest=described, clock=clock, team_name=WORKSPACE, zone=ZONE)
    with watching() as watch:
        async with sandbox.serve(), assembled(demo_settings(sandbox, folder, "http"), clock) as parts:
            assert await parts.upkeep.sync_members()
            await seed(parts, clock)
            async with served_locally(web_of(parts)) as url:
                sandbox.connect_http(url + EVENTS_PATH)
                yield Office(sandbox, parts, clock, None, watch)
