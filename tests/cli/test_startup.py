"""Help is quick because nothing heavy is loaded for it."""

import subprocess
import sys

import pytest

from tests.cli.running import EVENHAND, Cli

HEAVY = ("aiohttp", "alembic", "numpy", "pydantic", "rich", "slack_bolt", "slack_sdk", "sqlalchemy", "uvicorn", "yaml")
COMMANDS = (
    "run",
    "demo",
    "migrate",
    "manifest",
    "doctor",
    "import members",
    "import entries",
    "schemes list",
    "schemes show",
    "schemes check",
    "card",
    "close",
    "score",
)


def test_help_loads_nothing_heavy() -> None:
    script = f"""
import sys
from bot.cli import main
sys.argv = ["evenhand", "--help"]
try:
    main()
finally:
    loaded = [name for name in {HEAVY!r} if name in sys.modules]
    print(loaded, file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "schemes" in ran.stdout
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(cli: Cli, command: str) -> None:
    ran = cli(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"evenhand {command}" in ran.out


def test_these_are_all_commands(cli: Cli) -> None:
    listed = {line.split()[0] for line in cli("--help").out.partition("Commands:")[2].splitlines() if line.strip()}
    assert {command.split()[0] for command in COMMANDS} <= listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["close"],
        ["card", "bo"],
        ["import", "entries", "nowhere.csv"],
        ["import", "members", "."],
        ["schemes", "list", "--language", "fr"],
        ["manifest", "--command-prefix", "EH "],
        ["demo", "--transport", "pigeon"],
        ["demo", "--port", "many"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error" in ran.err


def test_the_installed_command_ends_with_its_code() -> None:
    ran = subprocess.run([EVENHAND, "schemes", "show", "nobody"], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "promotion" in ran.stderr
