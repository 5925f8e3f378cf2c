from pathlib import Path

import pytest

from tests.cli.running import Cli, alone, evenhand, meet


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> Cli:
    """The command with an empty database."""
    alone(monkeypatch, tmp_path, sqlite_url)
    return evenhand


@pytest.fixture
def office(cli: Cli, sqlite_url: str) -> Cli:
    """The command after `run` has met the workspace."""
    meet(sqlite_url)
    return cli
