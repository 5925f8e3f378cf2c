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


def test_files_stay_small() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert [name for name, lines in lengths.items() if lines > LONGEST_FILE] == []


def listeners() -> Iterator[ast.AsyncFunctionDef]:
    for path in (*FEATURES.glob("*/slack.py"), *FEATURES.glob("*/slack/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AsyncFunctionDef):
                yield node


def test_listeners_only_read_ask_and_answer() -> None:
    found = list(listeners())
    assert len(found) >= 300
    for function in found:
        assert (function.end_lineno or 0) - function.lineno < 20, function.name
        for node in ast.walk(function):
            assert not isinstance(node, ast.Try), f"{function.name}: a listener has no try"
            if isinstance(node, ast.Attribute):
                is_sql = node.attr in ("commit", "execute", "exec", "flush", "rollback")
                assert not is_sql, f"{function.name}: a listener has no SQL"


def test_only_the_edge_commits() -> None:
    committing = {named(path) for path in SOURCES if re.search(r"session\.commit\(", path.read_text(encoding="utf-8"))}
    assert committing == {"bot/db/engine.py", "bot/slack/deciding.py"}


def test_rules_do_not_ask_for_the_time() -> None:
    rules = [path for path in SOURCES if path.name == "rules.py" or "rules" in path.parts]
    assert len(rules) >= 100
    asking = re.compile(r"\b(now|today|utcnow|monotonic)\(\)")
    assert [named(path) for path in rules if asking.search(path.read_text(encoding="utf-8"))] == []


def test_views_hold_no_words() -> None:
    """Whatever a reader sees comes from a catalogue: no literal of two words or more, none with Chinese."""
    views = [path for path in SOURCES if FEATURES in path.parents and "views" in (path.stem, path.parent.name)]
    assert len(views) >= 100
    words = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[\u4e00-\u9fff]")
    assert [f"{named(path)}: {text}" for path in views for text in texts_of(path) if words.search(text)] == []


def texts_of(path: Path) -> Iterator[str]:
    """But for docstrings, and for what a failed assertion says."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    unread: set[ast.AST] = {node.value for node in nodes if isinstance(node, ast.Expr)}
    unread |= {node.msg for node in nodes if isinstance(node, ast.Assert) and node.msg}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in unread:
            yield node.value
