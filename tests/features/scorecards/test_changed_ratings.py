"""A manager changes a rating after the card with it came out: the card gets another revision, and keeps the first."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import Card
from scoring.explain import recompute
from scoring.receipt import MetricLine
from tests.features.appraisals.cast import METRIC, MONTH, OUT, SETTINGS, Round, gathered
from tests.features.people.cast import BO, CHEN

CHANGED, NEXT_DAY = OUT + timedelta(hours=6), OUT + timedelta(days=1)
REASON = "I had missed the fair in Hanover"


async def close(at: Round, now: datetime = OUT) -> None:
    async with at.database.write() as session:
        await service.close_month(session, at.workspace_id, MONTH, now=now, settings=SETTINGS)


async def take_in(at: Round, now: datetime = NEXT_DAY) -> int:
    async with at.database.write() as session:
        return await service.take_in_ratings(session, at.workspace_id, now=now)


async def cards(at: Round, user: str) -> list[Card]:
    member = await at.member(user)
    async with at.database.read() as session:
        query = select(Card).where(Card.member_id == member).order_by(col(Card.revision))
        return list((await session.exec(query)).all())


async def published(at: Round, user: str, revision: int | None = None) -> service.PublishedCard:
    sight = people.for_member(at.workspace_id, await at.member(user))
    async with at.database.read() as session:
        return await service.published_card(session, sight, MONTH, revision)


async def line(at: Round, user: str, revision: int | None = None) -> MetricLine:
    found = await published(at, user, revision)
    return next(each for each in found.receipt.metrics if each.metric == METRIC)


async def audited(at: Round) -> list[AuditEntry]:
    async with at.database.read() as session:
        return list((await session.exec(select(AuditEntry).where(AuditEntry.action == "cards.revised"))).all())


async def told(at: Round, user: str) -> str:
    """Of the second revision, as it is sent."""
    key = f"card:{await at.member(user)}:{MONTH}:2"
    async with at.database.read() as session:
        row = (await session.exec(select(Delivery).where(Delivery.unique_key == key))).one()
        assert row.recipient == user
        message = await RENDERERS[row.kind](session, Occasion(row.workspace_id, row.recipient, row.payload, NEXT_DAY))
    return str(message and message.payload())


@pytest.fixture
async def at(database: Database) -> Round:
    """On both databases."""
    return await gathered(database)


async def test_a_changed_rating_makes_a_revision_of_the_card_and_leaves_the_first_as_it_was(at: Round) -> None:
    await at.rate(value=2)
    await at.rate(about=CHEN, value=4)
    await close(at)
    (first,) = await cards(at, BO)
    assert await take_in(at) == 0, "nothing was changed"
    await at.rate(value=5, reason=REASON, now=CHANGED)
    assert len(await cards(at, BO)) == 1, "with the next day's run"
    assert await take_in(at) == 1
    before, after = await cards(at, BO)
    assert before.model_dump() == first.model_dump()
    assert (after.revision, after.reason, after.published_at) == (2, "appraisal", NEXT_DAY)
    assert (await line(at, BO, 1)).value == 2
    found = await line(at, BO)
    assert (found.value, found.points) == (5, 100)
    assert recompute((await published(at, BO)).receipt) == pytest.approx(after.score)
    assert await take_in(at, NEXT_DAY + timedelta(days=1)) == 0, "once"
    assert len(await cards(at, CHEN)) == 1, "nobody said anything else about Chen"
    (entry,) = await audited(at)
    assert (entry.subject_id, entry.reason, '"cards":1' in entry.details) == (MONTH, "appraisal", True)
    words = await told(at, BO)
    assert "Revision 2 of this card" in words
    assert "/perf appraise" in words
    assert REASON not in words, "the reason is read where the rating is"


async def test_each_change_counts_and_chen_is_told_in_chinese(at: Round) -> None:
    """Rated for the first time after the card, then withdrawn, then given again as it was."""
    await at.rate()
    await close(at)
    assert (await line(at, CHEN)).reason == "no_data"
    values = []
    for day, value in enumerate((3, None, 3), start=1):
        await at.rate(about=CHEN, value=value, reason=REASON, now=OUT + timedelta(days=day))
        for _ in range(2):
            await take_in(at, OUT + timedelta(days=day, hours=1))
        values.append(((await cards(at, CHEN))[-1].revision, (await line(at, CHEN)).value))
    assert values == [(2, 3), (3, None), (4, 3)]
    assert (await line(at, CHEN, 3)).reason == "no_data"
    assert "本卡第 2 版" in await told(at, CHEN)
    assert len(await cards(at, BO)) == 1


async def test_a_change_to_the_same_number_revises_nothing(at: Round) -> None:
    await at.rate(value=4)
    await close(at)
    await at.rate(value=4, case="a better case", reason=REASON, now=CHANGED)
    assert await take_in(at) == 0
    assert len(await cards(at, BO)) == 1
    assert await audited(at) == []


async def test_what_was_sent_while_the_cards_were_computed_is_not_lost(at: Round) -> None:
    """By its clock before the close, on no card because the close had read the ratings by then."""
    await at.rate(value=2)
    await close(at)
    await at.rate(value=5, reason=REASON, now=OUT - timedelta(minutes=2))
    assert await take_in(at) == 1
    assert (await line(at, BO)).value == 5


async def test_two_runs_at_once_make_one_revision(at: Round) -> None:
    await at.rate(value=2)
    await close(at)
    await at.rate(value=3, reason=REASON, now=CHANGED)
    assert sorted(await asyncio.gather(take_in(at), take_in(at))) == [0, 1]
    assert [each.revision for each in await cards(at, BO)] == [1, 2]
