"""What happens at the same moment, on both databases."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

from bot.errors import Rejected
from bot.features.feedback import service
from tests.features.feedback.cast import Letters
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW


async def outcome(attempt: Awaitable[Any]) -> str:
    try:
        await attempt
    except Rejected as refusal:
        return refusal.key
    return "done"


async def test_the_limit_holds_for_ten_kudos_at_once(letters: Letters) -> None:
    receivers = (ANA, CHEN, DEE, EVE) * 3
    ended = await asyncio.gather(*(outcome(letters.thank(BO, each)) for each in (ANA, CHEN) * 5))
    assert sorted(ended)[:4] == ["done"] * 4
    assert len([each for each in ended if each == "done"]) == 4, "two for each of them"
    ended = await asyncio.gather(*(outcome(letters.write(BO, each, "well done")) for each in receivers))
    assert ended.count("done") == 8


async def test_one_question_at_a_time(letters: Letters) -> None:
    ended = await asyncio.gather(*(outcome(letters.ask(BO, CHEN)) for _ in range(4)))
    assert sorted(ended) == ["done", *["feedback-error-asked-already"] * 3]


async def test_two_who_ask_each_other_at_once_do_not_wait_for_ever(letters: Letters) -> None:
    pairs = [(BO, CHEN), (CHEN, BO), (ANA, BO), (BO, ANA), (CHEN, ANA), (ANA, CHEN)]
    ended = await asyncio.gather(*(outcome(letters.ask(*pair)) for pair in pairs))
    assert ended == ["done"] * 6


async def test_a_request_is_answered_or_called_off_but_not_both(letters: Letters) -> None:
    request = await letters.ask(BO, CHEN)
    ended = await asyncio.gather(
        outcome(letters.write(CHEN, BO, "clear", request_id=request)),
        outcome(letters.write(CHEN, BO, "clear", request_id=request)),
        outcome(letters.press(BO, "feedback.call_off", str(request))),
    )
    (row,), answers = await letters.requests(), await letters.rows()
    assert len(answers) == (row.state == "answered")
    assert row.state in ("answered", "called_off")
    assert ended[:2].count("done") == len(answers)


async def test_what_is_deleted_and_withdrawn_at_once_ends_once(letters: Letters) -> None:
    letter = await letters.thank(DEE, BO, is_public=True)
    ended = await asyncio.gather(
        outcome(letters.press(BO, "feedback.remove", f"{letter}:received:0")),
        outcome(letters.press(DEE, "feedback.withdraw", f"{letter}:given:0")),
    )
    assert sorted(ended) == ["done", "people-error-not-visible"]
    overs = [key for key in await letters.deliveries() if key.endswith(":over")]
    assert sorted(overs) == [f"feedback:{letter}:over", f"feedback:{letter}:post:over"]


async def test_nobody_waits_who_has_left(letters: Letters) -> None:
    await letters.ask(BO, CHEN)
    chen = await letters.who(CHEN)
    await letters.cast.change(BO, is_active=False)
    async with letters.database.read() as session:
        assert not (await service.summary_of(session, chen, now=NOW)).waiting


async def test_after_a_month_nobody_waits_and_one_may_ask_again(letters: Letters) -> None:
    await letters.ask(BO, CHEN)
    later = NOW + timedelta(days=31)
    await letters.ask(BO, CHEN, now=later)
    assert [row.state for row in await letters.requests()] == ["expired", "open"]
    chen = await letters.who(CHEN)
    async with letters.database.read() as session:
        assert len((await service.summary_of(session, chen, now=later)).waiting) == 1


async def test_nobody_is_asked_again_and_again_by_calling_off(letters: Letters) -> None:
    """Each question is a message with words in it."""
    for _ in range(2):
        request = await letters.ask(BO, CHEN)
        await letters.press(BO, "feedback.call_off", str(request))
    assert await outcome(letters.ask(BO, CHEN)) == "feedback-error-asked-today"
    assert await outcome(letters.ask(BO, DEE)) == "done"
    assert await outcome(letters.ask(BO, CHEN, now=NOW + timedelta(days=1))) == "done"
