"""Whoever presses Submit again, because the first answer was lost, hears that it had arrived."""

import asyncio
from typing import Any

import pytest

from bot.slack.outcomes import Nothing, Outcome
from tests.office import ANA, BO, CHEN
from tests.slack.corner import Corner
from tests.slack.seen.again import FIELD, desk_at, next_step, refusal, seen
from tests.slack.wire import Wire


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


async def opened(at: Corner, user: str) -> None:
    assert (await at.person(user).shortcut("metrics.checkin_shortcut")).ok


async def submit(at: Corner, user: str, leads: str = "42") -> Any:
    return await at.person(user).submit(values={FIELD: leads})


def shown(at: Corner, user: str) -> str:
    return str(at.person(user).view.blocks)


@pytest.mark.parametrize("answer", [Nothing(), next_step()], ids=["closes", "goes on"])
@pytest.mark.parametrize(("user", "told"), [(BO, "arrived after all"), (CHEN, "只处理了一次")])
async def test_after_a_lost_answer_it_is_told_and_not_done_again(
    database_url: str, wire: Wire, answer: Outcome, user: str, told: str
) -> None:
    async with desk_at(database_url) as (desk, at):
        await opened(at, user)
        desk.answer, wire.loses_answers = answer, True
        assert "trouble connecting" in (await submit(at, user)).error
        wire.loses_answers = False
        assert (await submit(at, user)).ok
        assert told in shown(at, user)
        assert "submit" not in at.person(user).view.content, "nothing to press any more"
        await at.person(user).close()
        assert not at.person(user).views
        assert await at.kept() == ["1 open", "2 42"]


async def test_copies_at_the_same_moment_count_once(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await opened(at, BO)
        await submit(at, BO)
        view = dict(wire.payload["view"]) | {"hash": "1.other"}
        acks = await asyncio.gather(*(wire.again(view=view) for _ in range(5)))
        assert sorted(str(ack.body["response_action"]) for ack in acks) == ["clear"] + ["update"] * 4
        assert len(await at.kept()) == 3


async def test_changed_values_are_another_request(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await opened(at, BO)
        wire.loses_answers = True
        await submit(at, BO, "42")
        wire.loses_answers = False
        assert (await submit(at, BO, "43")).response_action == "clear"
        assert await at.kept() == ["1 open", "2 42", "3 43"]


async def test_the_next_step_with_the_same_values_is_another_request(database_url: str) -> None:
    async with desk_at(database_url) as (desk, at):
        await opened(at, BO)
        desk.answer = next_step()
        assert (await submit(at, BO)).response_action == "update"
        desk.answer = Nothing()
        assert (await submit(at, BO)).response_action == "clear"
        assert await at.kept() == ["1 open", "2 42", "3 42"]


@pytest.mark.parametrize("trouble", [refusal(), KeyError("a bug"), OSError("away")], ids=repr)
async def test_a_form_that_was_not_taken_may_be_submitted_as_it_is(
    database_url: str, wire: Wire, trouble: Exception
) -> None:
    async with desk_at(database_url) as (desk, at):
        await opened(at, BO)
        desk.troubles.append(trouble)
        assert (await submit(at, BO)).errors
        assert await seen(at.database) == ["trigger"], "the shortcut's"
        assert (await submit(at, BO)).response_action == "clear"
        assert await at.kept() == ["1 open", "3 42"]


async def test_the_same_form_of_somebody_else_or_opened_anew_is_no_copy(sqlite_url: str) -> None:
    async with desk_at(sqlite_url) as (_, at):
        for user in (BO, ANA, BO):
            await opened(at, user)
            assert (await submit(at, user)).response_action == "clear"
        assert len([each for each in await at.kept() if each.endswith("42")]) == 3


async def test_a_form_without_a_hash_is_taken(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        await opened(at, BO)
        await submit(at, BO)
        view = {name: value for name, value in wire.payload["view"].items() if name != "hash"}
        for _ in range(2):
            assert (await wire.again(view=view)).body == {"response_action": "clear"}
        assert len(await at.kept()) == 4
