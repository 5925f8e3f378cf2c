"""Runs `evenhand` in this process or in one of its own."""

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests import databases
from tests.features.people.cast import ACCOUNTS, Cast, opened
from tests.keys import KEY

EVENHAND = str(Path(sys.executable).with_name("evenhand"))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout, which holds nothing else."""
        return json.loads(self.out)


Cli = Callable[..., Ran]


def evenhand(*arguments: object) -> Ran:
    """`evenhand("close", "2025-10")`, like the command itself."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["evenhand", *map(str, arguments)])
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        else:
            code = 0
    assert isinstance(code, int)
    return Ran(code, out.getvalue(), err.getvalue())


def alone(monkeypatch: pytest.MonkeyPatch, folder: Path, database_url: str) -> None:
    """Nothing of the caller's own environment counts."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "EVENHAND_COMMAND_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", KEY)
    monkeypatch.chdir(folder)


def meet(url: str) -> None:
    """What `run` does when it meets a workspace: Slack's accounts are known, nobody is in a team."""
    asyncio.run(_met(url))


async def _met(url: str) -> None:
    database = databases.opened(url)
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS)
    await database.close()
