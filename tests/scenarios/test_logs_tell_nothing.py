"""The log of a bad day, at the loudest level: it says what broke and where, and nothing of what anybody typed."""

import asyncio
import gc
import json
import logging
import time
from datetime import UTC, datetime
from io import StringIO

import pytest
from sqlalchemy import text

from bot.settings import Settings
from bot.slack.forms import CommandForm
from bot.slack.outcomes import Nothing, Outcome
from bot.turn import Turn
from scoring.definitions import Scheme
from tests.office import ANA, BO, CHEN, EVE, PEOPLE
from tests.scenarios.audited import closed_october, say
from tests.slack.corner import corner, on_checkin
from tests.slack.test_requests import post, signed
from tests.watching import watching

NOTE = "PLANTED 客户取消了 because Chen is ill"
FIGURE = "918273645"
PROMPTS = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


def nothing_of_it(log: StringIO) -> str:
    """The log, when it holds nothing that was planted."""
    logged = log.getvalue()
    for planted in (NOTE, json.dumps(NOTE)[1:-1], "PLANTED", FIGURE):
        assert planted not in logged, planted
    return logged


async def test_a_day_on_which_slack_is_unwell(database_url: str) -> None:
    async with closed_october(database_url) as at:
        for line in (f"leads {FIGURE} {NOTE}", f"leads {FIGURE}9999999", f"{NOTE} 1", f"fix leads 7 2026-10-05 {NOTE}"):
            await say(at, BO, f"/checkin {line}")
        bo, ana = at.person(BO), at.person(ANA)
        await say(at, BO, "/checkin")
        typed = {"goal:2026-11-18": NOTE, "blockers:2026-11-18": NOTE, "figure:uv:2026-11-18": NOTE[:20]}
        assert not (await bo.submit(values=typed)).ok
        assert (await bo.submit(values=typed | {"figure:uv:2026-11-18": FIGURE})).ok
        await say(at, ANA, "/perf people")
        assert (await ana.click(ana.view, "people.open_person", value=CHEN)).ok
        assert (await ana.submit(values={"roles": ["lead"], "reason": NOTE})).ok
        await say(at, EVE, "/perf admin audit")
        for kind in ("server_error", "rate_limit", "drop_answer"):
            at.sandbox.faults.add(kind, times=2)  # type: ignore[arg-type] # each of them is a kind
        await at.move_to(PROMPTS)
        await at.person(BO).open_home()
    logged = nothing_of_it(at.watch.log)
    assert "Slack did not take a call" in logged
    for person in PEOPLE:
        assert person.email not in logged


def value_error(typed: str) -> object:
    return int(typed)


def key_error(typed: str) -> object:
    return {}[typed]


def refused_scheme(typed: str) -> object:
    return Scheme.model_validate({"id": typed})


BROKEN = {"ValueError": value_error, "KeyError": key_error, "ValidationError": refused_scheme}


@pytest.mark.parametrize("kind", BROKEN)
async def test_a_bug_that_quotes_what_was_typed(sqlite_url: str, kind: str) -> None:
    async def break_down(_turn: Turn, form: CommandForm) -> Outcome:
        BROKEN[kind](form.text)
        return Nothing()

    with watching() as watch:
        async with corner(sqlite_url, on_checkin(break_down)) as at:
            done = await at.person(BO).command(f"/checkin {NOTE}")
            assert done.message
            watch.check(at.sandbox, Settings(database_url=sqlite_url, _env_file=None))
    logged = nothing_of_it(watch.log)
    assert "listener failed" in logged
    assert "in break_down" in logged
    assert "Traceback" in logged


async def test_a_database_that_quotes_what_was_typed(postgres_url: str) -> None:
    async def break_down(turn: Turn, form: CommandForm) -> Outcome:
        await turn.session.exec(text("SELECT CAST(:typed AS INTEGER)"), params={"typed": form.text})  # type: ignore[call-overload] # plain SQL
        return Nothing()

    with watching() as watch:
        async with corner(postgres_url, on_checkin(break_down)) as at:
            await at.person(BO).command(f"/checkin {NOTE}")
    assert '"error": "DataError"' in nothing_of_it(watch.log)


async def test_requests_that_cannot_be_read(sqlite_url: str) -> None:
    with watching() as watch:
        async with corner(sqlite_url, on_checkin()) as at:
            secret = at.sandbox.signing_secret
            for body in (
                f"payload={{{NOTE}",
                f"payload=%5B%22{NOTE}%22%5D",
                NOTE,
                f"command=%2Fcheckin&text={NOTE}&user=x",
            ):
                await post(at, body.encode(), signed(secret, body, at=time.time()))
                await post(at, body.encode(), signed("0" * 32, body, at=time.time()))
            assert secret not in watch.log.getvalue()
    logged = nothing_of_it(watch.log)
    assert "request refused: it cannot be read" in logged
    assert "its signature is forged" in logged


async def test_a_task_that_nobody_waited_for() -> None:
    async def lost() -> None:
        raise ValueError(NOTE)

    with watching() as watch:
        task = asyncio.create_task(lost())
        await asyncio.wait([task])
        del task
        gc.collect()
    assert "Task exception was never retrieved" in nothing_of_it(watch.log)


def test_libraries_at_their_loudest_are_not_heard() -> None:
    with watching() as watch:
        for name in (
            "slack_bolt",
            "slack_bolt.App",
            "slack_sdk.web",
            "sqlalchemy.engine",
            "httpx",
            "aiosqlite",
            "psycopg",
        ):
            logging.getLogger(name).debug("body: %s", NOTE)
            logging.getLogger(name).info("rows: %s", NOTE)
        logging.getLogger("bot.slack").debug("ours is heard")
    assert "ours is heard" in nothing_of_it(watch.log)
