"""`python -m tests.cli.benchmark`: help, and 100,000 rows through `evenhand import entries`, in fresh processes."""

import csv
import os
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.cli.running import EVENHAND, meet
from tests.features.people.cast import ANA, BO, CHEN, DEE, TABLE

ROWS, HELPS = 100_000, 10
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


if __name__ == "__main__":
    main()
