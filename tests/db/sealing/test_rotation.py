"""Everything is sealed with a new key beside whoever writes, also when the rotation is killed on the way."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.db.engine import Database
from bot.db.sealing import rotation
from bot.db.sealing.keyring import KeyMissing, Keyring, id_of
from bot.db.sealing.known import keep_first, keep_key, known_keys
from bot.features.metrics.models import Entry
from tests.db.sealing.told import NOTE, stored, tell
from tests.features.people.cast import opened
from tests.keys import KEY, KEYRING, OTHER_KEY, OTHER_KEYRING

OLD, NEW = OTHER_KEYRING, Keyring([KEY, OTHER_KEY])
ROWS = 30
COPIES = """
INSERT INTO entry (workspace_id, member_id, figure, "on", revision, value, note, source, entered_at)
SELECT workspace_id, member_id, figure, "on", :revision, value, :note, source, entered_at FROM entry WHERE revision = 1
"""


def nobody(_done: int, _total: int) -> None:
    """Whom nobody tells how far it is."""


async def fill(database: Database, keyring: Keyring) -> int:
    """Notes of many revisions, every third of them from before texts were sealed."""
    workspace_id = await tell(database)
    async with database.write() as session:
        notes = {revision: f"{NOTE} {revision}" for revision in range(2, ROWS + 1)}
        given = [
            {"revision": revision, "note": note if revision % 3 == 0 else keyring.seal(note)}
            for revision, note in notes.items()
        ]
        await (await session.connection()).execute(text(COPIES), given)
    return workspace_id


async def notes(database: Database) -> dict[int, str | None]:
    async with database.read() as session:
        return {row.revision: row.note for row in (await session.exec(select(Entry))).all()}


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)


async def test_everything_is_sealed_with_the_first_key_and_the_old_one_can_go(database: Database) -> None:
    old, both, new = Database(database.url, OLD), Database(database.url, NEW), Database(database.url, KEYRING)
    workspace_id = await fill(old, OLD)
    await keep_key(old, workspace_id)
    before = await notes(old)
    with pytest.raises(KeyMissing, match=id_of(OTHER_KEY)):
        await keep_key(new, workspace_id)
    await keep_key(both, workspace_id)
    found = await rotation.survey(both, workspace_id, nobody)
    assert found.counts[id_of(OTHER_KEY), "entry.note"] == ROWS - ROWS // 3
    assert found.counts[None, "entry.note"] == ROWS // 3
    done = await rotation.rotate(both, workspace_id, nobody)
    assert (done.count, done.plain) == (ROWS + 1, ROWS // 3)
    assert done.left.keys == {id_of(KEY)}
    assert (await rotation.rotate(both, workspace_id, nobody)).count == 0
    await keep_key(new, workspace_id)
    assert await notes(new) == before
    assert not any(NOTE in str(each) for each in await stored(new, "note"))
    for each in (old, both, new):
        await each.close()


async def test_a_bot_writes_on_meanwhile_and_nothing_is_lost(database: Database) -> None:
    """The bot seals with the old key, so that some of what it writes is rotated at once and some is not."""
    bot, operator = Database(database.url, OLD), Database(database.url, NEW)
    workspace_id = await fill(bot, OLD)
    told = dict.fromkeys(range(1, ROWS + 1), "")

    async def write_on() -> None:
        for turn in range(3):
            for revision in told:
                told[revision] = f"{revision} in turn {turn}"
                async with bot.brief() as session:
                    given = {"revision": revision, "note": OLD.seal(told[revision])}
                    changed = text("UPDATE entry SET note = :note WHERE revision = :revision")
                    await (await session.connection()).execute(changed, given)

    writing = asyncio.create_task(write_on())
    while not writing.done():
        await rotation.rotate(operator, workspace_id, nobody)
    await writing
    done = await rotation.rotate(operator, workspace_id, nobody)
    assert done.left.keys == {id_of(KEY)}
    assert await notes(operator) == told
    for each in (bot, operator):
        await each.close()


DYING = """
import asyncio, os, signal, sys
from bot.db.engine import Database
from bot.db.sealing import rotation
from bot.db.sealing.keyring import Keyring
import bot.app
from tests.keys import KEY, OTHER_KEY

def die(done, total):
    if done >= 14:
        os.kill(os.getpid(), signal.SIGKILL)

rotation.BATCH = 7
asyncio.run(rotation.rotate(Database(sys.argv[1], Keyring([KEY, OTHER_KEY])), int(sys.argv[2]), die))
"""


async def test_a_rotation_that_is_killed_goes_on_where_it_was(database: Database) -> None:
    workspace_id = await fill(database, KEYRING)
    old = Database(database.url, NEW)
    async with old.write() as session:
        await (await session.connection()).execute(text("UPDATE entry SET note = 'plain ' || revision"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", DYING, database.url, str(workspace_id)), cwd=Path(__file__).parents[3]
    )
    assert await process.wait() == -signal.SIGKILL
    found = await rotation.survey(old, workspace_id, nobody)
    sealed, plain = found.counts[id_of(KEY), "entry.note"], found.counts[None, "entry.note"]
    assert sealed + plain == ROWS
    assert min(sealed, plain) > 0
    assert (await rotation.rotate(old, workspace_id, nobody)).count == plain
    assert await notes(old) == {revision: f"plain {revision}" for revision in range(1, ROWS + 1)}
    await old.close()


async def test_what_was_changed_is_named_by_table_and_row_and_the_rest_goes_on(database: Database) -> None:
    old, both = Database(database.url, OLD), Database(database.url, NEW)
    workspace_id = await fill(old, OLD)
    await keep_first(old, workspace_id)
    async with old.write() as session:
        spoil = text("UPDATE entry SET note = replace(note, 'gAAAA', 'gAAAB') WHERE revision = 2")
        await (await session.connection()).execute(spoil)
    done = await rotation.rotate(both, workspace_id, nobody)
    async with both.read() as session:
        row = (await session.exec(select(Entry.id).where(Entry.revision == 2))).one()
    assert done.left.broken == [rotation.Broken("entry.note", row)]
    assert done.left.counts[id_of(OTHER_KEY), "entry.note"] == 1
    async with both.read() as session:
        assert await known_keys(session, workspace_id) == {id_of(KEY), id_of(OTHER_KEY)}, "the old key is still needed"
    for each in (old, both):
        await each.close()


async def test_another_workspaces_texts_are_left_alone(database: Database) -> None:
    workspace_id = await fill(database, KEYRING)
    both = Database(database.url, Keyring([OTHER_KEY, KEY]))
    async with both.write() as session:
        theirs = await opened(session, "T0ZETA")
    assert (await rotation.rotate(both, theirs, nobody)).count == 0
    assert (await rotation.survey(both, workspace_id, nobody)).counts[id_of(KEY), "entry.note"] > 0
    await both.close()
