"""Whatever somebody with the database in their hands changes is found, and where."""

import random
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from bot.audit.canonical import hash_of, told_of
from bot.audit.models import AuditEntry
from bot.audit.reading import Asked, Head, Spoilt, search
from tests.audit.log import Log, read

COLUMNS = [column.name for column in inspect(AuditEntry).columns]
REFUSED = re.compile("append-only|only advances")
FLIPS = 2
"""Of each cell."""
HERE = "WHERE workspace_id = :acme AND seq = :seq"


def flipped(value: object, dice: random.Random) -> Iterator[object]:
    """The same with one character's bit turned over; something where there was nothing, nothing where there was
    something."""
    if value is None:
        yield "0"
        return
    yield None
    if isinstance(value, int):
        return
    assert isinstance(value, str)
    for _ in range(FLIPS):
        place = dice.randrange(len(value))
        yield value[:place] + chr(ord(value[place]) ^ dice.choice((1, 2, 4))) + value[place + 1 :]


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("workspace_id", "seq", "actor_id")])
async def test_any_byte_of_any_text_of_any_entry(log: Log, column: str) -> None:
    for number in range(5):
        await log.fill_one(number)
    may_be_null = inspect(AuditEntry).columns[column].nullable
    dice = random.Random(column)
    for row in await log.rows():
        for other in flipped(getattr(row, column), dice):
            if other is None and not may_be_null:
                continue
            given = {"acme": log.acme, "seq": row.seq}
            await log.tamper(f'UPDATE audit_entry SET "{column}" = :other {HERE}', other=other, **given)
            found = (await log.verified()).findings
            assert row.seq in {finding.seq for finding in found}, (column, row.seq, other)
            assert {finding.seq for finding in found} <= {row.seq, row.seq + 1}
            back = getattr(row, column)
            await log.run(f'UPDATE audit_entry SET "{column}" = :back {HERE}', back=back, **given)
    assert (await log.verified()).findings == ()


@pytest.mark.parametrize("actor", [None, 2, 0, -1])
async def test_another_actor(log: Log, actor: int | None) -> None:
    await log.fill(3)
    await log.tamper(f"UPDATE audit_entry SET actor_id = :actor {HERE}", actor=actor, acme=log.acme, seq=2)
    (finding,) = (await log.verified()).findings
    assert (finding.seq, finding.what) == (2, "was changed: its hash is another")


@pytest.mark.parametrize("raw", ["ff", "00", "22", "c3"])
async def test_bytes_that_are_no_text(sqlite_log: Log, raw: str) -> None:
    """A file can hold what a server would refuse."""
    await sqlite_log.fill(3)
    for column in ("details", "action", "at", "reason", "salt", "hash"):
        was = getattr((await sqlite_log.rows())[2], column)
        changed = f"CAST(CAST(\"{column}\" AS BLOB) || x'{raw}' AS TEXT)"
        given = {"acme": sqlite_log.acme, "seq": 3}
        await sqlite_log.tamper(f'UPDATE audit_entry SET "{column}" = {changed} {HERE}', **given)
        assert 3 in {finding.seq for finding in (await sqlite_log.verified()).findings}, column
        await sqlite_log.run(f'UPDATE audit_entry SET "{column}" = :was {HERE}', was=was, **given)


@pytest.mark.parametrize("seq", range(1, 7))
async def test_a_removed_entry(log: Log, seq: int) -> None:
    await log.fill(6)
    await log.tamper(f"DELETE FROM audit_entry {HERE}", acme=log.acme, seq=seq)
    first = (await log.verified()).findings[0]
    assert first.seq == seq
    assert first.what.startswith("is missing")
    assert (await log.verified(workspace_id=log.zeta)).findings == ()


async def test_an_entry_moved_to_another_workspace_or_number(log: Log) -> None:
    await log.fill(2)
    await log.add(read(log.acme))
    await log.tamper(f"UPDATE audit_entry SET workspace_id = :zeta {HERE}", zeta=log.zeta, acme=log.acme, seq=3)
    assert [finding.seq for finding in (await log.verified()).findings] == [3]
    assert {finding.seq for finding in (await log.verified(workspace_id=log.zeta)).findings} == {3}
    await log.run(f"UPDATE audit_entry SET seq = 40 {HERE}", acme=log.acme, seq=2)
    assert {finding.seq for finding in (await log.verified()).findings} == {2, 4, 40}


async def test_a_swapped_pair(log: Log) -> None:
    await log.fill(5)
    swap = "UPDATE audit_entry SET seq = :to WHERE workspace_id = :acme AND seq = :seq"
    for seq, to in ((2, 99), (3, 2), (99, 3)):
        await log.tamper(swap, acme=log.acme, seq=seq, to=to)
    assert {finding.seq for finding in (await log.verified()).findings} == {2, 3, 4}


async def test_a_removed_entry_whose_followers_moved_up(log: Log) -> None:
    await log.fill(5)
    await log.tamper(f"DELETE FROM audit_entry {HERE}", acme=log.acme, seq=2)
    for seq in (3, 4, 5):
        await log.run(f"UPDATE audit_entry SET seq = seq - 1 {HERE}", acme=log.acme, seq=seq)
    assert {finding.seq for finding in (await log.verified()).findings} == {2, 3, 4, 5}


@pytest.mark.parametrize("seq", [0, -3, 6, 9])
async def test_an_inserted_entry(log: Log, seq: int) -> None:
    await log.fill(5)
    await log.tamper(copied(f"{seq}"), acme=log.acme, seq=3)
    found = (await log.verified()).findings
    assert found[0].seq == (0 if seq < 1 else 6)
    assert (await log.verified()).entries == 6


async def test_a_cut_tail_is_told_by_the_kept_head(log: Log) -> None:
    await log.fill(5)
    await log.tamper("DELETE FROM audit_entry WHERE workspace_id = :acme AND seq > 3", acme=log.acme)
    (finding,) = (await log.verified()).findings
    assert (finding.seq, finding.what) == (4, "is missing, as is everything up to 5: the end was cut off")


async def test_a_cut_tail_with_a_head_to_match_is_told_by_an_anchor(log: Log) -> None:
    await log.fill(5)
    anchor = await log.head()
    await log.tamper("DELETE FROM audit_entry WHERE workspace_id = :acme AND seq > 3", acme=log.acme)
    last = (await log.rows())[-1].hash
    await log.run(
        "UPDATE audit_head SET last_seq = 3, last_hash = :last WHERE workspace_id = :acme", last=last, acme=log.acme
    )
    assert (await log.verified()).findings == (), "without an anchor nobody can tell"
    (finding,) = (await log.verified(anchor)).findings
    assert (finding.seq, finding.what) == (5, "is gone, although it is anchored: the log ends at 3")


@pytest.mark.parametrize("at", range(1, 6))
async def test_a_log_written_anew_from_somewhere_is_told_by_an_anchor(log: Log, at: int) -> None:
    await log.fill(5)
    anchors = [Head(row.seq, row.hash) for row in await log.rows()]
    await rewrite(log, since=at)
    assert (await log.verified()).findings == (), "whoever knows how can make it fit itself"
    for anchor in anchors:
        found = (await log.verified(anchor)).findings
        assert [finding.seq for finding in found] == ([anchor.seq] if anchor.seq >= at else [])
    assert len((await log.verified(*anchors)).findings) == 6 - at


async def test_a_wrong_head_is_told(log: Log) -> None:
    await log.fill(3)
    await log.tamper(
        "UPDATE audit_head SET last_hash = :zeros WHERE workspace_id = :acme", zeros="0" * 64, acme=log.acme
    )
    (finding,) = (await log.verified()).findings
    assert (finding.seq, finding.what[:32]) == (3, "is not what the kept head says: ")


async def test_an_anchor_holds_while_the_log_grows(log: Log) -> None:
    await log.fill(2)
    anchor = await log.head()
    await log.fill(2)
    assert (await log.verified(anchor)).findings == ()
    assert (await log.verified(Head(2, "f" * 64))).findings[0].seq == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'card.read'",
        "UPDATE audit_entry SET seq = seq + 100",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE seq = 3",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET last_seq = 1",
        "UPDATE audit_head SET last_hash = 'x'",
    ],
)
async def test_the_database_refuses_to_change_the_log(log: Log, statement: str) -> None:
    await log.fill(3)
    with pytest.raises(DBAPIError, match=REFUSED):
        await log.run(statement)
    assert (await log.verified()).findings == ()


async def test_the_database_refuses_ways_around(log: Log) -> None:
    await log.fill(3)
    around = {
        True: [
            copied("2").replace("INSERT", "INSERT OR REPLACE", 1),
            "INSERT OR REPLACE INTO audit_head (workspace_id, last_seq, last_hash) VALUES (:acme, 0, 'x')",
        ],
        False: ["TRUNCATE audit_entry", "TRUNCATE audit_head", "TRUNCATE audit_entry, audit_head CASCADE"],
    }
    for statement in around[log.database.is_sqlite]:
        with pytest.raises(DBAPIError, match=REFUSED):
            await log.run(statement, acme=log.acme, seq=1)
    assert (await log.verified()).findings == ()


def copied(seq: str) -> str:
    """Insert a copy of an entry under another number."""
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    others = ", ".join(seq if name == "seq" else f'"{name}"' for name in COLUMNS)
    return f"INSERT INTO audit_entry ({columns}) SELECT {others} FROM audit_entry {HERE}"


async def rewrite(log: Log, *, since: int) -> None:
    """As somebody would who has read docs/audit.md: other actors from an entry on, and every hash to match."""
    rows = [row.model_dump() for row in await log.rows()]
    previous = rows[since - 2]["hash"] if since > 1 else "0" * 64
    for row in rows[since - 1 :]:
        row |= {"actor_id": 77, "previous_hash": previous}
        previous = row["hash"] = hash_of(told_of(row))
        changes = "actor_id = 77, previous_hash = :previous, hash = :hash"
        given = {"previous": row["previous_hash"], "hash": row["hash"], "acme": log.acme, "seq": row["seq"]}
        await log.tamper(f"UPDATE audit_entry SET {changes} {HERE}", **given)
    await log.run("UPDATE audit_head SET last_hash = :hash WHERE workspace_id = :acme", hash=previous, acme=log.acme)


SPOILT = ("[" * 100_000, '{"a": ', "9" * 5_000, "NaN", '{"x":1}')


@pytest.mark.parametrize("details", SPOILT)
async def test_details_that_nobody_can_read_neither_stop_the_walk_nor_hide_anything(log: Log, details: str) -> None:
    await log.fill(3)
    await log.tamper(f"UPDATE audit_entry SET details = :details {HERE}", details=details, acme=log.acme, seq=2)
    assert [finding.seq for finding in (await log.verified()).findings] == [2]
    async with log.database.read() as session:
        found = await search(session, log.acme, Asked(), limit=9)
    assert [each.seq for each in found] == [3, 2, 1]
    assert [each for each in found if isinstance(each, Spoilt)] == [Spoilt(2)]


@pytest.mark.parametrize(("column", "value"), [("at", "yesterday"), ("action", "card.forged"), ("subject_id", "Bo")])
async def test_what_was_changed_is_shown_as_such_and_not_believed(log: Log, column: str, value: str) -> None:
    await log.fill(3)
    await log.tamper(f"UPDATE audit_entry SET {column} = :value {HERE}", value=value, acme=log.acme, seq=2)
    async with log.database.read() as session:
        found = await search(session, log.acme, Asked(), limit=9)
    assert [each for each in found if isinstance(each, Spoilt)] == [Spoilt(2)]


async def test_every_anchor_counts_also_two_for_one_entry(log: Log) -> None:
    """A head that somebody made up beside the one that was kept does not take its place."""
    await log.fill(3)
    kept = Head(2, (await log.rows())[1].hash)
    for anchors in ((Head(2, "f" * 64), kept), (kept, Head(2, "f" * 64))):
        assert [finding.seq for finding in (await log.verified(*anchors)).findings] == [2]
    assert (await log.verified(kept, kept)).findings == ()
