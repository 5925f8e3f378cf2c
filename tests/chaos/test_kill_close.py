"""`kill -9` while a month is closed and while its cards go out: the same cards, each sent once."""

import asyncio
import itertools
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import func, select

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.delivery.models import SENT, UNSURE, Delivery
from bot.features.people.models import Member
from bot.features.scorecards.models import Card, StagedCard
from bot.features.scorecards.service.closing.inputs import Close
from bot.features.scorecards.service.closing.staging import Made
from bot.settings import Settings
from tests.chaos.crowd import channels, crowd, figures_csv, last_month, seat
from tests.chaos.record import keys_seen
from tests.chaos.victim import Place, ended, kill, place, until

PEOPLE, TEAMS = 120, 20
AT_ONCE, DEADLY = 30, 3
"""Members in a batch; the batch in which the first process dies."""
CLOSE_KILLS, SEND_KILLS = 6, 3


def test_a_month_is_closed_whole_and_every_card_arrives_once(sqlite_url: str, tmp_path: Path) -> None:
    asyncio.run(a_month_is_closed_through_kills(sqlite_url, tmp_path))


async def a_month_is_closed_through_kills(url: str, folder: Path) -> None:
    people, dice = crowd(PEOPLE), random.Random(11)
    month = f"{last_month():%Y-%m}"
    async with place(url, folder, people, channels(TEAMS, people)) as at:
        await seat(at, people, TEAMS)
        table = folder / "figures.csv"
        table.write_text(figures_csv([person.id for person in people]))
        await at.finish("import", "entries", str(table))
        expected, seconds = await undisturbed(at, url, month)
        assert await ended(at.evenhand("close", month, before=die_in_the_third_batch)) == -signal.SIGKILL
        assert await staged(at.database) == 2 * AT_ONCE, "what was made until then is kept"
        whole = 0
        for number in range(CLOSE_KILLS):
            process = at.evenhand("close", month, before=small_batches)
            # Later each time: the first surely cut it off, however fast the machine has become since it was measured.
            await asyncio.sleep((number + dice.random()) / CLOSE_KILLS * seconds)
            process.kill()
            await ended(process)
            found = len(await cards(at.database))
            assert found in (0, PEOPLE)
            whole += found == PEOPLE
        assert whole < CLOSE_KILLS
        await at.finish("close", month)
        await at.finish("close", month)
        assert await cards(at.database) == expected
        assert await staged(at.database) == 0
        await sent_through_kills(at, dice)
        await everything_has_arrived_once(at, month)


def small_batches() -> None:
    """In the process that is killed, so that there is something between them."""
    from bot.features.scorecards.service.closing import steps

    steps.BATCH = AT_ONCE


def die_in_the_third_batch() -> None:
    """As the kernel's out-of-memory killer would do it, with the batch computed and half written."""
    from bot.features.scorecards.service.closing import steps

    small_batches()
    keep, kept = steps.keep, itertools.count(1)

    async def keep_or_die(close: Close, made: Made, *, wish: int) -> None:
        await keep(close, made, wish=wish)
        if next(kept) == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)

    steps.keep = keep_or_die


async def staged(database: Database) -> int:
    """How many cards are made and not out."""
    async with database.read() as session:
        return (await session.exec(select(func.count()).select_from(StagedCard))).one()


async def undisturbed(at: Place, url: str, month: str) -> tuple[set[tuple[object, ...]], float]:
    """The cards of a close on a copy of the database, and how long the command took."""
    copy = at.folder / "copy.db"
    with sqlite3.connect(str(make_url(url).database)) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    elsewhere = replace(at, environment=at.environment | {"DATABASE_URL": f"sqlite:///{copy}"})
    start = time.monotonic()
    await elsewhere.finish("close", month)
    seconds = time.monotonic() - start
    settings = Settings.model_validate({"database_url": f"sqlite:///{copy}"})
    database = Database(settings.effective_database_url, info=with_settings(settings))
    found = await cards(database)
    await database.close()
    assert len(found) == PEOPLE
    return found, seconds


async def cards(database: Database) -> set[tuple[object, ...]]:
    async with database.read() as session:
        rows = (await session.exec(select(Card, Member.slack_user).where(Card.member_id == Member.id))).all()
    return {
        (user, card.period, card.revision, card.score, card.band, card.coverage, card.is_complete, card.receipt)
        for card, user in rows
    }


async def sent_through_kills(at: Place, dice: random.Random) -> None:
    for _ in range(SEND_KILLS):
        process = await at.serve()
        enough = len(at.sandbox.call_log.of("chat.postMessage")) + dice.randint(5, (PEOPLE + TEAMS) // (SEND_KILLS + 1))

        async def is_time(enough: int = enough) -> bool:
            return len(at.sandbox.call_log.of("chat.postMessage")) >= enough

        await until(is_time, pause=0.002)
        await kill(process)
        assert not await at.everything_is_sent()
        await at.forget_leases()
    process = await at.serve()
    await until(at.everything_is_sent)
    process.terminate()
    assert await ended(process) == 0


async def everything_has_arrived_once(at: Place, month: str) -> None:
    """A channel's history cannot be read: what may have arrived there is parked, never sent again."""
    async with at.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.kind.startswith("scorecards.")))).all()
    states = Counter((row.kind, row.state) for row in rows)
    assert states["scorecards.card", SENT] == PEOPLE
    for kind in ("scorecards.team", "scorecards.team_details"):
        assert sum(count for (found, _), count in states.items() if found == kind) == TEAMS
    assert states["scorecards.team", SENT] + states["scorecards.team", UNSURE] == TEAMS
    seen = keys_seen(at)
    for row in rows:
        assert seen[row.unique_key] == 1 if row.state == SENT else seen[row.unique_key] <= 1, (month, row)
