"""The close of a large firm, killed with SIGKILL again and again while it makes cards and lets them out, beside one
that was left alone: the same cards, the same teams’ figures, the same promised messages."""

import asyncio
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.benchmarks.closing import BARRED, CLOSE_ALONE, settle
from tests.databases import PostgresTemplates

KILLED_AT = (0.05, 0.3, 0.6, 0.95, 1.1, 1.5, 1.9)
"""Cards made or let out and their messages, over members: up to 1 it makes cards, then it promises messages."""
RESULTS: Mapping[str, str] = {
    "cards": """SELECT member_id, period, revision, team_id, score, band, coverage, is_complete, receipt
                FROM card ORDER BY 1, 2, 3""",
    "teams": "SELECT team_id, period, revision, score, n_members, n_scored, figures FROM team_card ORDER BY 1, 2, 3",
    "messages": "SELECT unique_key, kind, recipient FROM delivery WHERE kind LIKE 'scorecards.%' ORDER BY 1",
}
PROGRESS = """SELECT (SELECT count(*) FROM staged_card) + (SELECT count(*) FROM card)
                 + (SELECT count(*) FROM delivery WHERE kind = 'scorecards.card')"""


def run(members: int = BARRED) -> None:
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            _line(postgres, members)
        finally:
            postgres.server.cleanup()


def _line(postgres: PostgresTemplates, members: int) -> None:
    with postgres.fresh() as quiet, postgres.fresh() as killed:
        for url in (quiet, killed):
            asyncio.run(settle(url, members))
        _closing(quiet).wait()
        times = sum(_kill(killed, share * members) for share in KILLED_AT)
        _closing(killed).wait()
        found = {name: (_digest(quiet, query), _digest(killed, query)) for name, query in RESULTS.items()}
    told = ", ".join(f"{name} {'the same' if one == other else 'DIFFERENT'}" for name, (one, other) in found.items())
    print(f"{f'close {members:,}, killed {times} times':<44} {told}", flush=True)


def _closing(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CLOSE_ALONE.format(url=url)], stdout=subprocess.DEVNULL)


def _kill(url: str, at: float) -> bool:
    """Whether it was killed, once so many cards were made or let out, before it was done."""
    process = _closing(url)
    with closing(_connected(url)) as asking:
        while process.poll() is None:
            ((done,),) = asking.execute(PROGRESS).fetchall()
            if done >= at:
                process.kill()
                process.wait()
                return True
    return False


def _digest(url: str, query: str) -> str:
    with closing(_connected(url)) as asking:
        return hashlib.sha256(repr(asking.execute(query).fetchall()).encode()).hexdigest()


def _connected(url: str) -> psycopg.Connection:
    parts = make_url(url)
    return psycopg.connect(dbname=parts.database, user=parts.username, host=str(parts.query["host"]), autocommit=True)
