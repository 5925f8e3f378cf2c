"""Files are sealed like texts: what stands in the database, what SQL may ask, and a rotation."""

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.db.engine import Database
from bot.db.sealing import rotation
from bot.db.sealing.keyring import KeyMissing, Keyring, id_of
from bot.errors import BrokenSeal
from bot.features.improvement.models import PlanFile
from tests.databases import Seed
from tests.db.sealing.told import stored
from tests.features.improvement.cast import BO, SEATED, Desk
from tests.features.people.cast import met
from tests.keys import KEY, OTHER_KEY, OTHER_KEYRING

CONTENT = bytes(range(256)) * 40
"""No text in any encoding."""


@pytest.fixture
def seed() -> Seed:
    return SEATED


@pytest.fixture
async def desk(database: Database) -> Desk:
    desk = Desk(await met(database))
    plan_id = await desk.draft()
    told = {"slack_id": "F1", "name": "a.png", "media_type": "image/png", "size": len(CONTENT), "state": "kept"}
    uploaded = {"uploaded_by": await desk.member(BO), "uploaded_at": desk.now}
    rows = [
        PlanFile(workspace_id=desk.workspace_id, plan_id=plan_id, content=each, **told, **uploaded)
        for each in (CONTENT, b"", None, *[CONTENT] * rotation.FILES)
    ]
    async with database.write() as session:
        session.add_all(rows)
    return desk


async def contents(desk: Desk) -> list[bytes | None]:
    return [each.content for each in await desk.rows(PlanFile)]


async def test_a_file_is_read_as_written_and_stored_as_nobody_can_read(desk: Desk) -> None:
    assert (await contents(desk))[:3] == [CONTENT, b"", None]
    values = await stored(desk.database, "content", "plan_file")
    assert len(set(values)) == len(values), "the same is stored differently each time"
    assert all(value is None or value.startswith("evenhand1:") for value in values)


async def test_sql_may_ask_whether_there_is_a_file_and_nothing_else(desk: Desk) -> None:
    async with desk.database.read() as session:
        missing = (await session.exec(select(PlanFile.id).where(col(PlanFile.content).is_(None)))).all()
    assert len(missing) == 1
    with pytest.raises(TypeError, match=r"plan_file\.content: a sealed file cannot be compared"):
        _ = PlanFile.content == CONTENT


async def test_files_are_sealed_anew_and_found_when_they_were_changed(desk: Desk) -> None:
    url = desk.database.url
    fresh = Database(url, Keyring([OTHER_KEY, KEY]))
    done = await rotation.rotate(fresh, desk.workspace_id, lambda _done, _total: None)
    assert done.left.keys == {id_of(OTHER_KEY)}
    await fresh.close()
    only_new = Database(url, OTHER_KEYRING)
    assert (await contents(Desk(await met(only_new))))[:3] == [CONTENT, b"", None]
    async with only_new.write() as session:
        changed = text(
            "UPDATE plan_file SET content = replace(content, 'A', 'B') WHERE id = (SELECT min(id) FROM plan_file)"
        )
        await (await session.connection()).execute(changed)
    found = await rotation.survey(only_new, desk.workspace_id, lambda _done, _total: None)
    assert [each.column for each in found.broken] == ["plan_file.content"]
    with pytest.raises(BrokenSeal, match=r"plan_file\.content"):
        await contents(Desk(await met(only_new)))
    await only_new.close()
    with pytest.raises(KeyMissing):
        await contents(desk)


def test_what_is_no_text_is_not_read_as_one() -> None:
    keyring = OTHER_KEYRING
    with pytest.raises(BrokenSeal, match="no text"):
        keyring.open(keyring.seal_bytes(b"\xff\xfe"))
    assert keyring.open_bytes(keyring.seal("é")) == "é".encode()
