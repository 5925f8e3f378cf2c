"""The check of dependencies can fail, and says what it has not done."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import dependencies
from tests.dependencies import Locked, Unreachable, ask, check, locked, unpinned

TODAY = date(2026, 11, 22)
NOTHING = "ignored = []\n"
HASH = "sha256:" + "0" * 64
LOCK = f"""
[[package]]
name = "evenhand"
version = "0.1.0"
source = {{ editable = "." }}

[[package]]
name = "structlog"
version = "25.5.0"
source = {{ registry = "https://pypi.org/simple" }}
sdist = {{ url = "https://files.example/s.tar.gz", hash = "{HASH}" }}
wheels = [{{ url = "https://files.example/s.whl", hash = "{HASH}" }}]
"""
WEAK = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["25.5.1"]}
REASON = 'reason = "only its command line is affected, which nobody runs"'


def reports(*vulns: Mapping[str, Any]) -> dependencies.Audit:
    return lambda packages: {"dependencies": [{"name": p.name, "version": p.version, "vulns": vulns} for p in packages]}


def away(_packages: Sequence[Locked]) -> Mapping[str, Any]:
    raise Unreachable("ConnectError")


def test_our_own_lock_has_a_hash_for_every_file() -> None:
    packages = locked((Path(__file__).parents[1] / "uv.lock").read_text(encoding="utf-8"))
    assert len(packages) > 50
    assert unpinned(packages) == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (f', hash = "{HASH}" }}]', " }]", "structlog 25.5.0 has a file without a SHA-256"),
        (HASH, "md5:" + "0" * 32, "structlog 25.5.0 has a file without a SHA-256"),
        (f'wheels = [{{ url = "https://files.example/s.whl", hash = "{HASH}" }}]\n', "", ""),
        ('registry = "https://pypi.org/simple"', 'git = "https://git.example/s"', "structlog comes from"),
    ],
)
def test_a_lock_that_does_not_say_which_files(before: str, after: str, problem: str) -> None:
    assert before in LOCK
    problems, line = check(LOCK.replace(before, after), NOTHING, today=TODAY, audit=away)
    assert [each.startswith(problem) for each in problems] == ([True] if problem else [])
    assert "NOT asked about known weaknesses: ConnectError" in line


def test_a_weakness_is_found_and_told() -> None:
    problems, line = check(LOCK, NOTHING, today=TODAY, audit=reports(WEAK))
    assert problems == ["structlog 25.5.0: PYSEC-2026-1, fixed in 25.5.1"]
    assert "1 packages are locked, 2 files by their SHA-256. Asked pip-audit: 1 known weaknesses" in line
    assert check(LOCK, NOTHING, today=TODAY, audit=reports())[0] == []


@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        (f'id = "CVE-2026-1"\nuntil = 2026-11-22\n{REASON}', 0),
        (f'id = "PYSEC-2026-1"\nuntil = 2027-01-31\n{REASON}', 0),
        (f'id = "PYSEC-2026-1"\nuntil = 2026-11-21\n{REASON}', 1),
        (f'id = "PYSEC-2026-2"\nuntil = 2027-01-31\n{REASON}', 1),
        ('id = "PYSEC-2026-1"\nuntil = 2027-01-31', 2),
        (f'id = "PYSEC-2026-1"\n{REASON}', 2),
    ],
    ids=["by alias until today", "by id", "over", "another", "no reason", "no end"],
)
def test_a_weakness_is_passed_over_for_a_reason_and_a_while(entry: str, problems: int) -> None:
    found, _ = check(LOCK, f"[[ignored]]\n{entry}\n", today=TODAY, audit=reports(WEAK))
    assert len(found) == problems


def test_a_package_that_was_not_looked_up_is_no_good_news() -> None:
    skipped = {"dependencies": [{"name": "structlog", "skip_reason": "not found on PyPI"}]}
    _, line = check(LOCK, NOTHING, today=TODAY, audit=lambda _packages: skipped)
    assert "NOT asked about known weaknesses: not found on PyPI" in line


@pytest.mark.parametrize(
    "answer", [httpx.Response(404), httpx.Response(200, text="<html>"), httpx.Response(200, json={})]
)
def test_a_mirror_is_not_taken_for_the_service(monkeypatch: pytest.MonkeyPatch, answer: httpx.Response) -> None:
    monkeypatch.setattr(httpx, "get", lambda *_arguments, **_options: answer)
    with pytest.raises(Unreachable):
        ask([Locked("structlog", "25.5.0", {"registry": "x"}, (HASH,))])
