"""The house rules that a machine can check."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ROOT / "bot" / "features"
SLICES = sorted(path for path in FEATURES.iterdir() if path.is_dir() and path.name != "__pycache__")
ALLOWED = {"__init__", "models", "rules", "repository", "service", "views", "slack", "jobs", "locales"}
SOURCES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "scoring").rglob("*.py")])
LONGEST_FILE = 350


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_run_one_way() -> None:
    """import-linter's contracts are in pyproject.toml."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("folder", SLICES, ids=lambda path: path.name)
def test_a_slice_has_the_known_files_only(folder: Path) -> None:
    assert {path.stem for path in folder.iterdir()} - {"__pycache__"} <= ALLOWED


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def listeners() -> Iterator[ast.AsyncFunctionDef]:
    for path in (*FEATURES.glob("*/slack.py"), *FEATURES.glob("*/slack/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AsyncFunctionDef):
                yield node


@pytest.mark.parametrize("function", list(listeners()), ids=lambda function: function.name)
def test_listeners_only_read_ask_and_answer(function: ast.AsyncFunctionDef) -> None:
    assert (function.end_lineno or 0) - function.lineno < 20
    for node in ast.walk(function):
        assert not isinstance(node, ast.Try), "a listener has no try"
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("commit", "execute", "exec", "flush", "rollback"), "a listener has no SQL"


def test_only_the_edge_commits() -> None:
    committing = {named(path) for path in SOURCES if re.search(r"session\.commit\(", path.read_text(encoding="utf-8"))}
    assert committing == {"bot/db/engine.py", "bot/slack/deciding.py"}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.name in ("rules.py",) or "rules" in path.parts], ids=named
)
def test_rules_do_not_ask_for_the_time(path: Path) -> None:
    assert not re.search(r"\b(now|today|utcnow|monotonic)\(\)", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(FEATURES.glob("*/views.py")), ids=named)
def test_views_hold_no_words(path: Path) -> None:
    """Whatever a reader sees comes from a catalogue: no literal of two words or more, none with Chinese."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}|[\u4e00-\u9fff]", node.value), node.value
