"""What happens at the same moment, on both databases."""

import asyncio
from collections.abc import Awaitable
from threading import Thread
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.errors import Rejected
from bot.features.appraisals import service
from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRating, AppraisalRound, SelfReport
from bot.features.appraisals.rules import keys
from bot.features.appraisals.rules.answers import Answer
from bot.features.scorecards.service import close_month
from tests.databases import opened
from tests.features.appraisals.cast import CASE, METRIC, MONTH, OUT, SETTINGS, Round, gathered
from tests.features.people.cast import ANA, BO, CHEN


async def outcome(attempt: Awaitable[Any]) -> str:
    try:
        await attempt
    except Rejected as refusal:
        return refusal.key
    return "done"


async def test_a_form_that_is_sent_twice_is_one_report_and_one_rating(anywhere: Round) -> None:
    assert {await outcome(each) for each in [anywhere.report(), anywhere.report()]} == {"done"}
    ended = await asyncio.gather(*(outcome(anywhere.report()) for _ in range(4)))
    ended += await asyncio.gather(*(outcome(anywhere.rate(value=each)) for each in (1, 2, 3, 4)))
    assert set(ended) == {"done"}
    assert [len(await anywhere.rows(table)) for table in (SelfReport, Appraisal, AppraisalRating)] == [1, 1, 1]


async def test_numbers_chosen_quickly_are_one_draft(anywhere: Round) -> None:
    bo = await anywhere.member(BO)
    place = {"round": anywhere.key, "member": bo}
    values = {f"case:{bo}:{METRIC}": {"value": {"value": "so far"}}}
    press = [anywhere.press(ANA, "appraisals.choose", "4", metadata=place, values=values) for _ in range(4)]
    assert set(await asyncio.gather(*map(outcome, press))) == {"done"}
    assert len(await anywhere.rows(AppraisalDraft)) == 1


async def test_what_is_published_while_people_write_is_whole(anywhere: Round) -> None:
    await anywhere.rate(value=2)
    ended = await asyncio.gather(
        outcome(anywhere.rate(value=5)), outcome(anywhere.publish()), outcome(anywhere.rate(about=CHEN))
    )
    assert ended[1] == "done"
    (found,) = await anywhere.rows(AppraisalRound)
    assert found.published_at
    for said in (ended[0], ended[2]):
        assert said in ("done", "appraisals-error-no-reason")
    numbers = [row[3] for row in await anywhere.ratings() if row[1] == await anywhere.member(BO)]
    assert numbers == [5.0 if ended[0] == "done" else 2.0]


async def test_a_change_that_is_sent_from_two_windows_is_one(anywhere: Round) -> None:
    """And the person is told once."""
    await anywhere.rate(value=2)
    await anywhere.publish()
    change = {"value": 4, "reason": "I had missed something", "now": OUT}
    ended = await asyncio.gather(*(outcome(anywhere.rate(**change)) for _ in range(3)))
    assert set(ended) == {"done"}
    assert [row.revision for row in await anywhere.rows(Appraisal)] == [1, 2]
    assert len(await anywhere.deliveries(keys.REVISED)) == 1
    await anywhere.rate(value=5, reason="I had missed something", now=OUT)
    assert [row.revision for row in await anywhere.rows(Appraisal)] == [1, 2, 3]


async def test_nobody_changes_what_a_card_is_being_made_of(postgres_url: str) -> None:
    """Else the card would have one number and the rating beside it another, and no revision would say so."""
    database = opened(postgres_url)
    november = await gathered(database)
    await november.rate(value=2)
    ana, bo = await november.who(ANA), await november.member(BO)
    ended: list[str] = []

    async def rate_elsewhere() -> None:
        elsewhere = opened(postgres_url)
        try:
            async with elsewhere.write() as session:
                await session.exec(text("SET LOCAL lock_timeout = '1ms'"))
                answers = {METRIC: Answer(5, CASE)}
                await service.rate(session, ana, november.key, bo, answers, reason="", now=OUT)
            ended.append("rated")
        except DBAPIError:
            ended.append("has to wait")
        finally:
            await elsewhere.close()

    def once_cards_are_computed(_done: int, _total: int) -> None:
        other = Thread(target=lambda: asyncio.run(rate_elsewhere()))
        other.start()
        other.join()

    async with database.write() as session:
        more = {"now": OUT, "settings": SETTINGS, "progress": once_cards_are_computed}
        await close_month(session, november.workspace_id, MONTH, **more)
    assert ended
    assert set(ended) == {"has to wait"}
    assert [row[3] for row in await november.ratings()] == [2.0]
    await database.close()
