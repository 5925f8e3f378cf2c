"""What is counted and logged about a request: what became of it, never what was typed."""

import asyncio
from typing import Any

import pytest
import structlog
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.errors import Rejected
from bot.slack import deciding
from bot.slack.forms import CommandForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn
from tests.office import BO, CHEN
from tests.slack.corner import Corner, corner, on_checkin

TYPED = "leads 4711 since Chen was ill"


async def refuse(_turn: Turn, form: CommandForm) -> Outcome:
    raise Rejected("topic-unknown-nearest", typed=form.text, nearest="help")


async def break_down(_turn: Turn, _form: CommandForm) -> Outcome:
    raise KeyError("a bug")


async def lose_the_database(_turn: Turn, _form: CommandForm) -> Outcome:
    raise ConnectionError("gone")


async def dawdle(_turn: Turn, _form: CommandForm) -> Outcome:
    await asyncio.Event().wait()
    raise AssertionError("it waits forever")


def results(at: Corner) -> dict[str, float]:
    """How many commands had which result."""
    families = {each.name: each for each in at.instruments.registry.collect()}
    samples = families["evenhand_listener_seconds"].samples
    return {each.labels["result"]: each.value for each in samples if each.name.endswith("_count")}


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_what_was_kept_is_counted(database_url: str, transport: str) -> None:
    async with corner(database_url, on_checkin(), transport=transport) as at:
        for user in (BO, CHEN, BO):
            assert (await at.person(user).command(f"/checkin {TYPED} {user}{len(await at.kept())}")).ok
        assert results(at) == {"ok": 3}


@pytest.mark.parametrize(
    ("handle", "result"),
    [(refuse, "rejected"), (break_down, "failed"), (lose_the_database, "database_away"), (dawdle, "too_late")],
)
async def test_what_was_not_kept_is_counted_by_why(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, handle: Any, result: str
) -> None:
    monkeypatch.setattr(deciding, "LONGEST_SECONDS", 0.2)
    async with corner(sqlite_url, on_checkin(handle)) as at:
        await at.person(BO).command(f"/checkin {TYPED}")
        assert results(at) == {result: 1}


async def test_the_lines_of_a_request_can_be_found_and_do_not_quote_it(database_url: str) -> None:
    async with corner(database_url, on_checkin(break_down)) as at:
        with capture_logs(processors=[merge_contextvars]) as logs:
            await asyncio.gather(*(at.person(user).command(f"/checkin {TYPED}") for user in (BO, CHEN)))
    failed = [each for each in logs if each["event"] == "listener failed"]
    assert {each["request"] for each in failed} == {"command"}
    assert len({each["request_id"] for each in failed}) == 2, "each has its own"
    for each in logs:
        assert "4711" not in str(each)
        assert "ill" not in str(each)
        assert at.sandbox.bot_token not in str(each)
    assert "request" not in structlog.contextvars.get_contextvars()
