"""A process dies while Bo is being forgotten, and somebody helps themselves to what only that may erase."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.features.privacy.service import erasing
from tests.databases import is_postgres
from tests.office import BO, Office
from tests.scenarios.audited import closed_october, verified
from tests.scenarios.test_forgotten import TRACES, approved, asked_by, bo_writes, found


@pytest.fixture(autouse=True)
def beside_twins() -> None:
    """Not here: their Bo has the same name and would be found for ours."""


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with closed_october(database_url) as opened:
        await opened.settle()
        yield opened


STEPS = ("forget_texts", "forget_recipient", "forget_person")


@pytest.mark.parametrize("step", STEPS)
async def test_who_dies_in_between_has_changed_nothing_and_the_next_one_does_it(
    at: Office, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bo_writes(at)
    await approved(at, await asked_by(at, BO))
    await at.settle()
    await at.move_by(timedelta(minutes=3))
    real = getattr(erasing, step)

    async def dies(session: AsyncSession, *args: object, **named: object) -> None:
        await real(session, *args, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(erasing, step, dies)
        with pytest.raises(KeyboardInterrupt):
            await at.parts.upkeep.erase()
    assert set(TRACES) <= await found(at)
    assert await at.parts.upkeep.erase()
    assert await found(at) == set()
    assert not (await verified(at)).findings


async def test_a_reason_that_is_gone_without_an_erasure_is_found(at: Office) -> None:
    await bo_writes(at)
    async with at.parts.database.read() as session:
        (row, *_) = (await session.exec(select(AuditEntry).where(col(AuditEntry.reason).is_not(None)))).all()
    url = at.parts.database.url
    statement = f"UPDATE audit_entry SET reason = NULL, salt = NULL WHERE seq = {row.seq}"
    if is_postgres(url):
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as connection:
            connection.execute(statement.encode())
    else:
        with closing(sqlite3.connect(str(make_url(url).database))) as file, file:
            file.execute(statement)
    assert [each.seq for each in (await verified(at)).findings] == [row.seq]
