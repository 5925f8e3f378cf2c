import asyncio
from pathlib import Path

import pytest

from bot.db.engine import Database
from bot.settings import Settings
from tests.cli.running import Cli, alone, runner
from tests.features.people.cast import ACCOUNTS, Cast, opened


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, sqlite_url: str) -> Cli:
    """The command with an empty database."""
    alone(monkeypatch, tmp_path, sqlite_url)
    return runner(monkeypatch, capsys)


@pytest.fixture
def office(cli: Cli, sqlite_url: str) -> Cli:
    """The command after `run` has met the workspace: Slack's accounts are known, nobody is in a team."""
    asyncio.run(met(sqlite_url))
    return cli


async def met(url: str) -> None:
    database = Database(Settings(database_url=url, _env_file=None).effective_database_url)  # type: ignore[call-arg] # pydantic's own
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS)
    await database.close()
