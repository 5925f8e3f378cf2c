"""Several people's transactions share a commit: each gets what they would get alone."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.db.engine import Database
from bot.db.sqlite import writer
from tests.db.sqlite.shared import (
    ADD,
    ADD_OR_ROLL_EVERYTHING_BACK,
    ADD_ORPHAN,
    Disk,
    Outside,
    all_of,
    ask,
    commits_of,
    physical_of,
    queued_behind,
    say,
)
from tests.patience import PATIENCE_SECONDS


async def test_those_who_wait_share_a_commit_and_each_is_told_only_after_it(told: Database, seen: Outside) -> None:
    commits = await commits_of(told)

    async def one(value: int) -> None:
        await say(told, value)
        assert value in seen.values()

    await asyncio.gather(*(one(value) for value in range(20)))
    assert seen.values() == list(range(20))
    assert 2 <= len(commits) <= 4


async def test_no_more_than_so_many_share_one(told: Database, seen: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_TOGETHER", 2)
    commits = await commits_of(told)
    await asyncio.gather(*(say(told, value) for value in range(20)))
    assert len(commits) >= 10
    assert seen.values() == list(range(20))


async def test_one_persons_error_takes_nothing_from_the_others(told: Database, seen: Outside) -> None:
    await say(told, 7)

    async def two_rows(value: int) -> None:
        async with told.session() as session:
            await ask(session, ADD, 100 + value)
            await ask(session, ADD, value)
            await session.commit()

    outcomes = await all_of(*(two_rows(value) for value in range(10)))
    assert [type(outcome) for outcome in outcomes if outcome] == [IntegrityError]
    others = [value for value in range(10) if value != 7]
    assert seen.values() == [*range(10), *(100 + value for value in others)]


async def test_one_who_changes_their_mind_takes_nothing_from_the_others(told: Database, seen: Outside) -> None:
    async def one(value: int) -> None:
        async with told.session() as session:
            await ask(session, ADD, value)
            if value % 3 == 0:
                await session.rollback()
            else:
                await session.commit()

    await asyncio.gather(*(one(value) for value in range(12)))
    assert seen.values() == [value for value in range(12) if value % 3]


async def test_savepoints_of_ones_own_work_among_others(told: Database, seen: Outside) -> None:
    async def one(value: int) -> None:
        async with told.session() as session:
            await ask(session, ADD, value)
            savepoint = await session.begin_nested()
            await ask(session, ADD, value + 100)
            with pytest.raises(IntegrityError):
                await ask(session, ADD, value)
            await savepoint.rollback()
            await session.commit()

    await asyncio.gather(*(one(value) for value in range(8)))
    assert seen.values() == list(range(8))


async def test_a_commit_that_fails_is_an_error_for_everybody_in_it_and_for_nobody_after(
    told: Database, seen: Outside
) -> None:
    outcomes = await queued_behind(told, say(told, 1), say(told, 2), say(told, 99, ADD_ORPHAN), say(told, 3))
    assert outcomes[0] is None, "it had a commit of its own"
    for outcome in outcomes[1:]:
        assert isinstance(outcome, DBAPIError)
        assert "FOREIGN KEY" in str(outcome)
    assert seen.values() == [1]
    await say(told, 4)
    assert seen.values() == [1, 4]


async def test_a_transaction_that_sqlite_itself_gave_up_is_reported_to_everybody_in_it(
    told: Database, seen: Outside
) -> None:
    gives_up = say(told, 1, ADD_OR_ROLL_EVERYTHING_BACK)
    outcomes = await queued_behind(told, say(told, 1), say(told, 2), gives_up, say(told, 3))
    assert outcomes[0] is None
    assert isinstance(outcomes[1], OperationalError), "its row went with the others'"
    assert isinstance(outcomes[2], IntegrityError)
    assert outcomes[3] is None, "it began anew"
    assert seen.values() == [1, 3]


async def test_long_work_never_keeps_those_before_it_waiting(told: Database, seen: Outside) -> None:
    may_end = asyncio.Event()

    async def long_work() -> None:
        async with told.write() as session:
            await ask(session, ADD, 50)
            await may_end.wait()

    await physical_of(told)  # Whoever opens it is overtaken by those who come next.
    first = asyncio.create_task(say(told, 1))
    await asyncio.sleep(0)
    short, long, later = (asyncio.create_task(each) for each in (say(told, 2), long_work(), say(told, 3)))
    await asyncio.wait_for(asyncio.gather(first, short), PATIENCE_SECONDS)
    assert {1, 2} <= set(seen.values()) <= {1, 2, 3}
    may_end.set()
    await asyncio.gather(long, later)
    assert seen.values() == [1, 2, 3, 50]


async def test_whoever_gives_up_while_waiting_is_passed_over(told: Database, seen: Outside) -> None:
    holding = asyncio.Event()

    async def slow() -> None:
        async with told.session() as session:
            await ask(session, ADD, 1)
            await holding.wait()
            await session.commit()

    first = asyncio.create_task(slow())
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(say(told, value)) for value in (2, 3, 4)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    holding.set()
    outcomes = await all_of(first, *waiting)
    assert isinstance(outcomes.pop(2), asyncio.CancelledError)
    assert outcomes == [None, None, None]
    assert seen.values() == [1, 2, 4]


async def test_whoever_gives_up_when_it_is_their_turn_hands_it_on(told: Database, seen: Outside) -> None:
    async def one(value: int, following: list[asyncio.Task[None]]) -> None:
        async with told.session() as session:
            await ask(session, ADD, value)
            await session.commit()
        for each in following:
            each.cancel()

    for round_ in range(0, 60, 6):
        tasks: list[asyncio.Task[None]] = []
        tasks.append(asyncio.create_task(one(round_, tasks[1:])))
        tasks += [asyncio.create_task(say(told, round_ + k)) for k in range(1, 6)]
        await asyncio.sleep(0)
        for _ in range(round_ // 6):
            await asyncio.sleep(0)
        tasks[2].cancel()
        tasks[4].cancel()
        await asyncio.wait_for(all_of(*tasks), PATIENCE_SECONDS)
        await asyncio.wait_for(say(told, 1000 + round_), PATIENCE_SECONDS)
        kept = seen.values()
        assert {round_, round_ + 1, round_ + 3, round_ + 5, 1000 + round_} <= set(kept)


async def test_whoever_gives_up_during_the_commit_takes_nobody_with_them(told: Database, seen: Outside) -> None:
    disk = Disk(await physical_of(told))
    first = asyncio.create_task(say(told, 1))
    await disk.is_busy()
    later = [asyncio.create_task(say(told, value)) for value in (2, 3)]
    await asyncio.sleep(0)
    first.cancel()
    assert isinstance((await all_of(first))[0], asyncio.CancelledError), "nobody waits for a disk that does not answer"
    disk.let_go()
    assert await all_of(*later) == [None, None]
    assert seen.values() == [1, 2, 3], "what was on its way is kept"


async def test_listeners_of_a_commit_hear_of_it_when_others_can_read_it(told: Database, seen: Outside) -> None:
    heard: list[list[int]] = []

    async def one(value: int, *, commits: bool) -> None:
        async with told.session() as session:
            event.listen(session.sync_session, "after_commit", lambda _: heard.append(seen.values()), once=True)
            await session.at_hand()  # type: ignore[attr-defined]  # as a prepared statement does
            await ask(session, ADD, value)
            await session.commit() if commits else await session.rollback()

    await asyncio.gather(one(1, commits=True), one(2, commits=True), one(3, commits=False))
    assert len(heard) == 2
    assert 1 in heard[0]
    assert 2 in heard[1]
    assert seen.values() == [1, 2]


async def test_what_goes_around_the_session_shares_its_transaction(told: Database, seen: Outside) -> None:
    async with told.session() as session:
        await session.at_hand()  # type: ignore[attr-defined]  # as a prepared statement does
        await ask(session, ADD, 1)
        assert seen.values() == []
        await session.rollback()
        await ask(session, ADD, 2)
        await session.commit()
        await session.at_hand()  # type: ignore[attr-defined]
        await ask(session, ADD, 3)
        await session.commit()
        await session.at_hand()  # type: ignore[attr-defined]
        await ask(session, ADD, 4)
    assert seen.values() == [2, 3]


async def test_seats_can_be_used_again_after_every_kind_of_end(told: Database, seen: Outside) -> None:
    for value in range(0, 400, 4):
        outcomes = await all_of(
            say(told, value), say(told, value), say(told, value + 1), say(told, 10_000 + value, ADD_ORPHAN)
        )
        assert len(outcomes) == 4
    assert await all_of(say(told, 5_000)) == [None]
    assert 5_000 in seen.values()


CROWD = """
import asyncio, sys
from sqlalchemy import text
from bot.db.engine import Database

async def one(database, values):
    for value in values:
        async with database.session() as session:
            await (await session.connection()).execute(text("INSERT INTO told VALUES (:value)"), {"value": value})
            await session.commit()
        print(value, flush=True)

async def main(url, first, n):
    database = Database(url)
    await asyncio.gather(*(one(database, range(first + k, first + n, 8)) for k in range(8)))
    await database.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


def crowd(path: Path, first: int, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CROWD, f"sqlite:///{path}", str(first), str(n)], stdout=subprocess.PIPE, text=True
    )


async def test_two_processes_with_crowds_keep_everything_once(path: Path, seen: Outside) -> None:
    processes = [crowd(path, 0, 200), crowd(path, 200, 200)]
    for process in processes:
        out, _ = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0
        assert len(out.split()) == 200
    assert seen.values() == list(range(400))


@pytest.mark.parametrize("lines", [3, 40, 110])
def test_whoever_was_told_is_kept_when_the_process_is_killed(path: Path, seen: Outside, lines: int) -> None:
    process = crowd(path, 0, 100_000)
    assert process.stdout
    said = [int(process.stdout.readline()) for _ in range(lines)]
    process.kill()
    said += [int(line) for line in process.communicate()[0].split()]
    assert set(said) <= set(seen.values())
