"""How much correcting for strict and lenient raters matters is told on the card, of the round and of nobody in it."""

import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete
from sqlmodel import select

from bot.db.engine import Database
from bot.features.people import service as people
from bot.features.reviews.models import ReviewCycle
from bot.features.scorecards.models import Card, CardRatings
from bot.features.scorecards.views import metric_receipt_modal
from bot.i18n.translator import translator
from bot.slack.messages import view_payload
from tests.databases import opened
from tests.features.people.cast import BO, CHEN
from tests.features.reviews.cast import METRIC, founded
from tests.features.scorecards.books import Books

NEW = ("correction", "small_rounds")


@pytest.fixture
async def books(sqlite_url: str) -> AsyncIterator[Books]:
    database = opened(sqlite_url)
    yield Books(await founded(database))
    await database.close()


async def released(books: Books, told: dict[str, float | None] | None) -> None:
    """A round of which this is kept."""
    cycle_id, _ = await books.rated()
    await books.office.release(cycle_id)
    async with books.office.database.write() as session:
        cycle = (await session.exec(select(ReviewCycle).where(ReviewCycle.id == cycle_id))).one()
        cycle.corrections = told
        session.add(cycle)


async def receipt_of(books: Books, user: str) -> str:
    published = await books.published(user)
    t = translator(people.language_of(published.member))
    return str(view_payload(metric_receipt_modal(t, published, await books.line(user))))


@pytest.mark.parametrize(
    ("told", "in_english", "in_chinese"),
    [
        (0.3, "In this round the correction typically moved a mean by 0.3 points", "幅度一般为 0.3 分"),
        (0.0, "by less than 0.1 points", "幅度一般不到 0.1 分"),
        (None, "This round is too small", "本轮人数太少"),
    ],
)
async def test_bo_and_chen_read_of_the_round_how_much_correcting_matters(
    books: Books, told: float | None, in_english: str, in_chinese: str
) -> None:
    await released(books, {METRIC: told})
    await books.close()
    assert in_english in await receipt_of(books, BO)
    assert in_chinese in await receipt_of(books, CHEN)


async def test_an_office_of_twelve_is_too_small_to_be_told(database: Database) -> None:
    books = Books(await founded(database))
    cycle_id, _ = await books.rated()
    await books.office.release(cycle_id)
    await books.close()
    rated = (await books.line(BO)).rated
    assert rated
    assert (rated.correction, rated.small_rounds) == (None, 1)


async def test_of_a_round_released_by_an_earlier_version_nothing_is_said(books: Books) -> None:
    await released(books, None)
    await books.close()
    for user in (BO, CHEN):
        text = await receipt_of(books, user)
        assert not [each for each in ("typically", "too small", "幅度") if each in text]


async def test_cards_of_an_earlier_version_open_and_stay_as_they_are(books: Books) -> None:
    """Their receipts do not know of it; looked at again, as when another round is released, they get no revision."""
    await released(books, None)
    await books.close()
    async with books.office.database.write() as session:
        for card in (await session.exec(select(Card))).all():
            plain = json.loads(card.receipt)
            for rated in [line["rated"] for line in plain["metrics"] if line["rated"]]:
                assert [rated.pop(name) for name in NEW] == [None, None]
            card.receipt = json.dumps(plain)
            session.add(card)
        await session.exec(delete(CardRatings))
    before = {user: (await books.published(user)).card for user in (BO, CHEN)}
    assert await books.take_in() == 0
    for user, card in before.items():
        after = (await books.published(user)).card
        assert (after.revision, after.receipt) == (1, card.receipt)
    assert "Corrected for strict" in await receipt_of(books, BO)
    assert "校正评分尺度宽严差异后" in await receipt_of(books, CHEN)


async def test_a_published_card_is_not_changed_by_what_is_known_later(books: Books) -> None:
    """Neither is a revision made for it: the number is of the round's release."""
    await released(books, {METRIC: 0.2})
    await books.close()
    before = (await books.published(BO)).card.receipt
    assert await books.take_in() == 0
    assert (await books.published(BO)).card.receipt == before
    assert (await books.line(BO)).rated.correction == 0.2  # type: ignore[union-attr]  # Bo was rated
