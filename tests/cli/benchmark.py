"""`python -m tests.cli.benchmark`: help, 100,000 rows through `evenhand import entries`, and cards of 10,000 people
from a year of daily figures, in fresh processes."""

import csv
import os
import resource
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.cli.running import EVENHAND, meet
from tests.features.people.cast import ANA, BO, CHEN, DEE, TABLE

ROWS, HELPS, MEMBERS = 100_000, 10, 10_000
FIGURES = ("uv", "leads", "mql", "cost", "sql", "orders", "revenue", "likes", "comments", "shares")
FIRST = date(2019, 1, 1)


def seconds(folder: Path, *arguments: str) -> float:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{folder}/evenhand.db"}
    start = time.perf_counter()
    subprocess.run([EVENHAND, *arguments], cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def write_rows(path: Path) -> None:
    """Four people, ten figures, 2,500 days."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("date", "member", "metric", "value"))
        for k in range(ROWS // 40):
            on = FIRST + timedelta(days=k)
            writer.writerows((on, who, name, k % 997) for who in (ANA, BO, CHEN, DEE) for name in FIGURES)


def write_year(path: Path) -> int:
    """One figure of everybody on every working day of 2026; returns the number of lines."""
    days = [on for k in range(365) if (on := date(2026, 1, 1) + timedelta(days=k)).weekday() < 5]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("date", "member", "metric", "value"))
        for k, on in enumerate(days):
            writer.writerows((on, f"m{n}@example.com", "leads", (n * 7 + k * 13) % 997) for n in range(MEMBERS))
    return len(days) * MEMBERS


def peak_megabytes() -> float:
    """Of the largest process so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"evenhand --help, best of {HELPS}: {min(seconds(folder, '--help') for _ in range(HELPS)):.2f} s")
        seconds(folder, "migrate")
        meet(f"sqlite:///{folder}/evenhand.db")
        (folder / "team.csv").write_text(TABLE)
        seconds(folder, "import", "members", "team.csv")
        write_rows(folder / "figures.csv")
        for run in ("import of 100,000 rows", "the same again"):
            print(f"{run}: {seconds(folder, 'import', 'entries', 'figures.csv'):.1f} s")
        lines = write_year(folder / "year.csv")
        took = seconds(folder, "score", "--scheme=promotion", "--period=2026", "--entries=year.csv", "--json")
        print(f"score, {MEMBERS:,} members, {lines:,} lines: {took:.1f} s, {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
