"""`kill -9` while a file is on its way: what was attached to a note arrives, once."""

import asyncio
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.features.improvement.models import PlanFile
from tests.chaos.victim import Place, kill, until
from tests.keys import KEY
from tests.office import BO, Office, office
from tests.ports import free_port
from tests.scenarios.test_files_of_a_plan import PDF, bo_attaches, running_plan


def victim(at: Office, folder: Path) -> Place:
    """A process for the office's database and workspace; nobody asks it anything."""
    environment = {
        "DATABASE_URL": at.parts.settings.effective_database_url,
        "SLACK_BOT_TOKEN": at.sandbox.bot_token,
        "SLACK_SIGNING_SECRET": at.sandbox.signing_secret,
        "EVENHAND_ENCRYPTION_KEYS": KEY,
        "SLACK_API_URL": f"{at.sandbox.base_url}/api/",
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "EVENHAND_TIME_ZONE": "Europe/Berlin",
        "EVENHAND_TICK_SECONDS": "0.1",
        "EVENHAND_LOG_LEVEL": "WARNING",
        "EVENHAND_SLACK_LIMITS": "off",
        "LOG": "stderr.txt",
    }
    return Place(at.sandbox, environment, at.parts.database, folder)


async def files(at: Office) -> list[Any]:
    async with at.parts.database.read() as session:
        query = select(PlanFile).where(PlanFile.workspace_id == at.parts.workspace_id)
        return list((await session.exec(query)).all())


async def test_a_file_is_brought_although_the_process_is_killed(sqlite_url: str, tmp_path: Path) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        assert (await bo_attaches(at, at.person(BO).upload("report.pdf", PDF))).ok
        at.sandbox.faults.add("slow", method="download", seconds=1)
        place = victim(at, tmp_path)
        process = await place.serve()

        async def is_on_its_way() -> bool:
            return bool(at.sandbox.call_log.of("files.info"))

        await until(is_on_its_way)
        await kill(process)
        assert [each.state for each in await files(at)] == ["waiting"]
        await place.forget_leases()
        process = await place.serve()

        async def is_kept() -> bool:
            return [each.state for each in await files(at)] == ["kept"]

        await until(is_kept)
        await kill(process)
        [row] = await files(at)
        assert row.content == PDF
        assert len(at.sandbox.call_log.of("files.info")) == 2
        await asyncio.gather(at.parts.dispatcher.drain(), at.parts.dispatcher.drain())
        assert len(at.sandbox.call_log.of("files.info")) == 2, "nothing is left to be brought"
