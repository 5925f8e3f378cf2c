"""What is kept, when, and in which order."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.models import NOTHING_BEFORE
from bot.db.engine import Database
from bot.settings import Settings
from tests.audit.log import ANA, BO, Log, kept, read, shaped
from tests.keys import KEYRING
from tests.patience import PATIENCE_SECONDS

WRITERS, EACH = 8, 12


async def test_entries_are_numbered_from_one_and_each_holds_the_hash_before_it(log: Log) -> None:
    await log.fill(6)
    rows = await log.rows()
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.previous_hash for row in rows] == [NOTHING_BEFORE, *(row.hash for row in rows[:-1])]
    assert (rows[0].by, rows[0].actor_id) == ("member", ANA)
    assert (rows[0].subject_kind, rows[0].subject_id) == ("member", str(BO))
    assert (rows[3].by, rows[3].actor_id, rows[3].details) == ("program", None, '{"cards":3}')
    assert len({row.hash for row in rows}) == 6
    assert (await log.verified()).findings == ()


async def test_a_workspaces_chain_knows_nothing_of_the_others(log: Log) -> None:
    await log.fill(3)
    await log.add(read(log.acme), read(log.zeta), read(log.acme), read(log.zeta))
    for workspace_id in (log.acme, log.zeta):
        assert [row.seq for row in await log.rows(workspace_id)] == [1, 2, 3, 4, 5]
        assert (await log.verified(workspace_id=workspace_id)).findings == ()


async def test_many_entries_go_in_one_after_the_other(log: Log) -> None:
    await log.add(*(shaped(log.acme, number) for number in range(2_300)))
    verified = await log.verified()
    assert (verified.entries, verified.head, verified.findings) == (2_300, await log.head(), ())


async def test_what_is_rolled_back_leaves_no_trace_and_no_gap(log: Log) -> None:
    await log.fill(1)
    for opened in (log.database.write, log.database.brief):
        with suppress(RuntimeError):
            async with opened() as session:
                await record(session, read(log.acme))
                raise RuntimeError("the request cannot be done")
    async with log.database.session() as session:
        await record(session, read(log.acme))
        await session.rollback()
        await record(session, read(log.acme, 7))
        await session.commit()
    rows = await log.rows()
    assert [(row.seq, row.details) for row in rows][1:] == [(2, '{"number":7,"period":"2026-10"}')]
    assert (await log.verified()).findings == ()


async def test_what_a_savepoint_takes_back_is_not_kept(log: Log) -> None:
    async with log.database.write() as session:
        await record(session, read(log.acme, 1))
        async with session.begin_nested():
            await record(session, read(log.acme, 2))
        await _broken(session, log)
        await record(session, read(log.acme, 4))
    assert [row.details[10] for row in await log.rows()] == ["1", "2", "4"]
    assert (await log.verified()).findings == ()


async def _broken(session: AsyncSession, log: Log) -> None:
    with suppress(RuntimeError):
        async with session.begin_nested():
            await record(session, read(log.acme, 3))
            raise RuntimeError("this part cannot be done")


async def test_it_is_kept_although_nothing_else_was_written_or_read(log: Log) -> None:
    async with log.database.session() as session:
        await record(session, read(log.acme))
        assert session.in_transaction()
        await session.commit()
    assert len(await log.rows()) == 1


async def test_writers_at_the_same_time_make_one_chain(log: Log) -> None:
    async def write(number: int) -> None:
        for turn in range(EACH):
            async with log.database.brief() as session:
                await session.exec(text("SELECT 1"))
                await record(session, read(log.acme, number), read(log.zeta, number))
                if turn % 4 == 3:
                    await session.rollback()

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    for workspace_id in (log.acme, log.zeta):
        verified = await log.verified(workspace_id=workspace_id)
        assert (verified.entries, verified.findings) == (WRITERS * EACH * 3 // 4, ())


async def test_processes_at_the_same_time_make_one_chain(log: Log) -> None:
    others = [Database(log.database.url, KEYRING) for _ in range(WRITERS)]

    async def write(database: Database) -> None:
        for number in range(EACH):
            async with database.brief() as session:
                await record(session, read(log.acme, number))

    await asyncio.gather(*map(write, others))
    for each in others:
        await each.close()
    assert ((await log.verified()).entries, (await log.verified()).findings) == (WRITERS * EACH, ())


async def test_a_long_transaction_holds_nobody_up_before_its_commit(postgres_url: str) -> None:
    """On PostgreSQL; SQLite has one writer at a time whatever it writes."""
    log = await kept(Database(Settings(database_url=postgres_url, _env_file=None).effective_database_url, KEYRING))  # type: ignore[call-arg]  # pydantic's own
    async with log.database.write() as close:
        await record(close, read(log.acme, 1))
        async with asyncio.timeout(PATIENCE_SECONDS), log.database.brief() as session:
            await record(session, read(log.acme, 2))
    assert [row.details[10] for row in await log.rows()] == ["2", "1"]
    await log.database.close()


async def test_two_who_need_what_the_other_holds_do_not_wait_for_each_other_because_of_the_log(
    postgres_url: str,
) -> None:
    """One records and then changes a row that the other, who records later, has changed already."""
    log = await kept(Database(Settings(database_url=postgres_url, _env_file=None).effective_database_url, KEYRING))  # type: ignore[call-arg]  # pydantic's own
    rename = text("UPDATE workspace SET name = :name WHERE id = :id").bindparams(id=log.zeta)
    changed, recorded = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with log.database.write() as session:
            await record(session, read(log.acme, 1))
            await changed.wait()
            recorded.set()
            await (await session.connection()).execute(rename.bindparams(name="first"))

    async def second() -> None:
        async with log.database.write() as session:
            await (await session.connection()).execute(rename.bindparams(name="second"))
            changed.set()
            await recorded.wait()
            await record(session, read(log.acme, 2))

    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(first(), second())
    assert [row.details[10] for row in await log.rows()] == ["2", "1"]
    await log.database.close()


async def test_times_are_the_databases_and_do_not_go_back(log: Log) -> None:
    await log.fill(4)
    times = [row.at for row in await log.rows()]
    assert times == sorted(times)
    assert all(len(at) == 27 and at.endswith("Z") for at in times)


@pytest.mark.parametrize(
    "details",
    [
        {"name": "Bo Lindgren"},
        {"mail": "bo@example.com"},
        {"note": "陈琳"},
        {"long": "x" * 65},
        {"score": 3.5},
        {"many": ["a"] * 51},
        {"some": ["fine", "not fine"]},
        {"a sentence": 1},
    ],
)
async def test_details_are_ids_and_codes(details: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="neither an id nor a code"):
        Entry(1, Action.CARD_READ, ANA, Subject.MEMBER, BO, details)


async def test_what_was_before_and_after_is_told_by_digests_that_nobody_can_guess(log: Log) -> None:
    for _ in range(2):
        await log.add(Entry(log.acme, Action.ROLE_CHANGED, By.OPERATOR, Subject.MEMBER, BO, before="hr", after="hr"))
    first, second = await log.rows()
    assert first.before_digest == first.after_digest
    assert first.before_digest != second.before_digest, "the same value looks different in another entry"
    assert {"hr"}.isdisjoint({first.details, first.reason, str(first.subject_id)})
    with pytest.raises(ValueError, match="give a decimal"):
        await log.add(read(log.acme, before={"value": [0.1]}))
