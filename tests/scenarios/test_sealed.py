"""What people write is read by those who may, and by nobody who only has the database."""

from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url
from sqlmodel import select

from bot.features.metrics.models import DayNote
from tests.office import ANA, BO, CHEN, Office
from tests.scenarios.audited import closed_october, log_of, say, verified

PLANTED = {
    "note": "planted-note dentist",
    "reason": "planted-reason typed it twice",
    "goal": "planted-goal 完成落地页",
    "blockers": "planted-blocker argument with Dee",
    "role": "planted-role stands in during illness",
    "revoked": "planted-revocation is back",
}
SICK = "sick"


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with closed_october(database_url) as opened:
        yield opened


def everything_in(url: str) -> str:
    """All files of SQLite, byte by byte; all columns of all tables of PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        files = sorted(each for each in path.parent.iterdir() if each.name.startswith(path.name))
        return b"".join(each.read_bytes() for each in files).decode("utf-8", "ignore")
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        every = [sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)) for (name,) in tables]
        return repr([connection.execute(each).fetchall() for each in every])


async def fill_in_the_day(at: Office, user: str, *texts: str) -> None:
    """Goal, then blockers."""
    person = at.person(user)
    assert (await person.command("/checkin")).ok
    fields = [each["block_id"] for each in person.view.blocks if each["block_id"].startswith(("goal:", "blockers:"))]
    assert (await person.submit(values=dict(zip(fields, texts, strict=False)))).ok


async def give_roles(at: Office, roles: list[str], reason: str) -> None:
    """Ana, to Bo."""
    ana = at.person(ANA)
    await say(at, ANA, "/perf people")
    assert (await ana.click(ana.view, "people.open_person", value=BO)).ok
    assert (await ana.submit(values={"roles": roles, "reason": reason})).ok


async def test_what_was_written_is_nowhere_in_the_database(at: Office, database_url: str) -> None:
    assert PLANTED["note"] in await say(at, BO, f"/checkin leads 42 {PLANTED['note']}")
    await say(at, BO, f"/checkin fix leads 43 {PLANTED['reason']}")
    await fill_in_the_day(at, CHEN, PLANTED["goal"], PLANTED["blockers"])
    assert SICK in (await say(at, BO, f"/perf away 2026-12-01..2026-12-02 {SICK}")).lower()
    await give_roles(at, ["lead"], PLANTED["role"])
    await give_roles(at, [], PLANTED["revoked"])
    await at.settle()
    stored = everything_in(database_url)
    assert [text for text in PLANTED.values() if text in stored or text.split()[0] in stored] == []
    assert "'sick'" not in stored
    assert stored.count("evenhand1:") >= len(PLANTED)


async def test_who_may_read_reads_what_was_written(at: Office) -> None:
    await fill_in_the_day(at, CHEN, PLANTED["goal"])
    assert PLANTED["goal"] in await say(at, CHEN, "/checkin")
    await give_roles(at, ["lead"], PLANTED["role"])
    assert (await log_of(at))[-1].reason == PLANTED["role"]
    assert (await verified(at)).findings == ()


async def test_the_same_goal_again_changes_nothing(at: Office) -> None:
    """Sealed twice it looks different; it is the same all the same."""
    await fill_in_the_day(at, CHEN, PLANTED["goal"])
    await fill_in_the_day(at, CHEN, PLANTED["goal"])
    async with at.parts.database.read() as session:
        ours = select(DayNote.revision).where(DayNote.workspace_id == at.parts.workspace_id)
        assert (await session.exec(ours)).all() == [1]
