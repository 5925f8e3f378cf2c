"""Whether what the lock file names is what its authors published, and whether a weakness of it is known.

Every file must be locked with its SHA-256, always. Whether there are known weaknesses is asked of PyPI's service where
that can be reached, which it cannot from behind a mirror of packages alone; one line says which of the two was done.
Exit code 1 when a hash is missing, a weakness is found, or `audit.toml` is wrong.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
SERVICE = "https://pypi.org/pypi/{name}/{version}/json"
PROBE_SECONDS, AUDIT_SECONDS = 5, 240
SHA_256 = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock file; `hashes` has one entry for each of its files, empty when the file has none."""

    name: str
    version: str
    source: Mapping[str, str]
    hashes: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        return self.source.get("editable") == "."


@dataclass(frozen=True, slots=True)
class Ignored:
    ids: frozenset[str]
    problems: tuple[str, ...]


class Unreachable(Exception):
    """The service was asked and did not answer for every package; says why."""


Audit = Callable[[Sequence[Locked]], Mapping[str, Any]]
"""pip-audit's report; raises Unreachable."""


def locked(text: str) -> list[Locked]:
    """All packages of a uv.lock."""
    found = []
    for package in tomllib.loads(text)["package"]:
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        hashes = tuple(str(file.get("hash", "")) for file in files)
        found.append(Locked(package["name"], package.get("version", ""), package["source"], hashes))
    return found


def unpinned(packages: Sequence[Locked]) -> list[str]:
    """What is wrong with the lock: packages from elsewhere than a registry, without a file or with one that has no
    hash."""
    problems = []
    for package in packages:
        if package.is_ours:
            continue
        if "registry" not in package.source:
            problems.append(f"{package.name} comes from {dict(package.source)}, not from a registry")
        elif not package.hashes or not all(map(SHA_256.fullmatch, package.hashes)):
            problems.append(f"{package.name} {package.version} has a file without a SHA-256")
    return problems


def ignored(text: str, today: date) -> Ignored:
    """Those that hold today."""
    ids, problems = set(), []
    for entry in tomllib.loads(text).get("ignored", []):
        name, until, reason = entry.get("id"), entry.get("until"), str(entry.get("reason", "")).strip()
        if not (isinstance(name, str) and name and type(until) is date and len(reason) >= 20):
            problems.append(f"audit.toml: {entry} needs an id, a day in `until` and a reason")
        elif until >= today:
            ids.add(name)
    return Ignored(frozenset(ids), tuple(problems))


def weaknesses(report: Mapping[str, Any], passed_over: frozenset[str]) -> list[str]:
    """One line for each; Unreachable when pip-audit has left a package out, which it takes for no reason to fail."""
    found = []
    for package in report["dependencies"]:
        if "skip_reason" in package:
            raise Unreachable(package["skip_reason"])
        for each in package["vulns"]:
            if not passed_over & {each["id"], *each.get("aliases", [])}:
                fixed = ", ".join(each.get("fix_versions", [])) or "no version yet"
                found.append(f"{package['name']} {package['version']}: {each['id']}, fixed in {fixed}")
    return found


def ask(packages: Sequence[Locked]) -> Mapping[str, Any]:
    """First about one package, for pip-audit tries long and takes a mirror's “not found” for good news."""
    address = SERVICE.format(name=packages[0].name, version=packages[0].version)
    try:
        answer = httpx.get(address, timeout=PROBE_SECONDS, follow_redirects=True)
        if answer.status_code != 200 or "vulnerabilities" not in answer.json():
            raise Unreachable(f"{httpx.URL(address).host} answers {answer.status_code} without a list of weaknesses")
    except (httpx.HTTPError, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.writelines(f"{package.name}=={package.version}\n" for package in packages)
        wanted.flush()
        command = [sys.executable, "-m", "pip_audit", "-r", wanted.name, "--no-deps", "--disable-pip"]
        try:
            done = subprocess.run(
                [*command, "--format", "json", "--progress-spinner", "off"],
                capture_output=True,
                text=True,
                check=False,
                timeout=AUDIT_SECONDS,
            )
            report: Mapping[str, Any] = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError) as error:
            raise Unreachable(f"pip-audit did not come to an end: {type(error).__name__}") from None
    return report


def check(lock: str, passed_over: str, *, today: date, audit: Audit = ask) -> tuple[list[str], str]:
    """What must be mended, and the line that says what was done."""
    packages = locked(lock)
    skip = ignored(passed_over, today)
    problems = [*unpinned(packages), *skip.problems]
    theirs = [package for package in packages if not package.is_ours]
    pinned = f"{len(theirs)} packages are locked, {sum(len(each.hashes) for each in theirs)} files by their SHA-256"
    try:
        found = weaknesses(audit(theirs), skip.ids)
    except Unreachable as reason:
        return problems, f"dependencies: {pinned}. NOT asked about known weaknesses: {reason}"
    said = f"{len(found)} known weaknesses, {len(skip.ids)} ignored by audit.toml"
    return problems + found, f"dependencies: {pinned}. Asked pip-audit: {said}"


def main() -> int:
    lock, passed_over = ((ROOT / name).read_text(encoding="utf-8") for name in ("uv.lock", "audit.toml"))
    problems, line = check(lock, passed_over, today=datetime.now(UTC).date())
    print(line)
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
