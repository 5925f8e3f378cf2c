"""The column type: what SQL may ask of it, and two databases with different keys in one process."""

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.db.engine import Database
from bot.db.sealing.keyring import KeyMissing
from bot.errors import BrokenSeal
from bot.features.metrics.models import DayNote, Entry
from tests.databases import SqliteTemplates
from tests.db.sealing.told import NOTE, stored, tell
from tests.keys import KEYRING, OTHER_KEYRING


async def test_a_text_is_read_as_written_and_stored_as_nobody_can_read(database: Database) -> None:
    await tell(database)
    async with database.read() as session:
        entry = (await session.exec(select(Entry))).one()
        day = (await session.exec(select(DayNote))).one()
    assert (entry.note, entry.reason, day.goal, day.blockers) == (NOTE, None, NOTE, "")
    (note,), (goal,) = await stored(database, "note"), await stored(database, "goal", "day_note")
    assert note != goal
    assert NOTE not in f"{note}{goal}"
    assert (await stored(database, "reason"), await stored(database, "blockers", "day_note")) == ([None], [""])


async def test_what_was_written_before_is_read(database: Database) -> None:
    await tell(database, note=None)
    async with database.write() as session:
        await (await session.connection()).execute(text("UPDATE entry SET note = :note"), {"note": NOTE})
    async with database.read() as session:
        assert (await session.exec(select(Entry.note))).one() == NOTE


async def test_sql_may_ask_whether_there_is_a_text_and_nothing_else(database: Database) -> None:
    await tell(database)
    async with database.read() as session:
        assert len((await session.exec(select(Entry.id).where(col(Entry.note).is_not(None)))).all()) == 1
    for wrong in (
        lambda: Entry.note == NOTE,
        lambda: col(Entry.note).in_([NOTE]),
        lambda: col(Entry.note).like("back%"),
        lambda: col(Entry.note).desc(),
    ):
        with pytest.raises(TypeError, match=r"entry\.note: a sealed text cannot be compared in SQL"):
            wrong()


async def test_two_databases_in_one_process_have_their_own_keys(
    sqlite_templates: SqliteTemplates, sqlite_url: str, postgres_url: str
) -> None:
    with sqlite_templates.fresh() as another:
        ours, theirs = Database(sqlite_url, KEYRING), Database(another, OTHER_KEYRING)
        server = Database(postgres_url.replace("postgresql://", "postgresql+psycopg://"), OTHER_KEYRING)
        for database in (ours, theirs, server):
            await tell(database)
        for database, keys in ((ours, KEYRING), (theirs, OTHER_KEYRING), (server, OTHER_KEYRING)):
            async with database.read() as session:
                assert (await session.exec(select(Entry.note))).one() == NOTE
            (note,) = await stored(database, "note")
            assert keys.open(str(note)) == NOTE
            await database.close()


async def test_the_wrong_key_and_a_changed_text_are_told_without_the_text(database: Database) -> None:
    await tell(database)
    wrong = Database(database.url, OTHER_KEYRING)
    async with wrong.read() as session:
        with pytest.raises(KeyMissing, match="EVENHAND_ENCRYPTION_KEYS"):
            (await session.exec(select(Entry.note))).one()
    await wrong.close()
    async with database.write() as session:
        await (await session.connection()).execute(text("UPDATE entry SET note = substr(note, 1, 60) || 'AAAA'"))
    async with database.read() as session:
        with pytest.raises(BrokenSeal, match=r"^entry\.note: a sealed text was changed.*keys check"):
            (await session.exec(select(Entry.note))).one()


async def test_without_a_key_nothing_is_written_and_the_reason_is_plain(database: Database) -> None:
    bare = Database(database.url)
    with pytest.raises(KeyMissing, match="`evenhand keys new`"):
        await tell(bare)
    await bare.close()
    assert await stored(database, "note") == []
