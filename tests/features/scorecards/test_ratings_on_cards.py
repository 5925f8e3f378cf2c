"""What colleagues said in a round is on the card of its month: the number that `scoring.raters` gives for the ratings,
as it is shown."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews.models import ReviewCycle
from bot.features.scorecards.jobs import RENDERERS, handlers, keep_close
from bot.features.scorecards.views import metric_receipt_modal
from bot.i18n.translator import translator
from bot.scheduling.service import fire_due
from bot.slack.messages import view_payload
from scoring.explain import recompute
from scoring.raters import estimate
from scoring.rounding import half_up
from tests.databases import opened
from tests.features.people.cast import BO, CHEN
from tests.features.reviews.cast import BRAND, GROWTH, IDA, METRIC, MONTH, SETTINGS, founded
from tests.features.scorecards.books import CLOSING, LATER, Books, Said

REVENUE, COST = "campaign_revenue", "campaign_cost"


@pytest.fixture
async def everywhere(database: Database) -> Books:
    """On both databases, for what depends on them."""
    return Books(await founded(database))


@pytest.fixture
async def books(sqlite_url: str) -> AsyncIterator[Books]:
    database = opened(sqlite_url)
    yield Books(await founded(database))
    await database.close()


def shown(value: float) -> float:
    return float(half_up(value, 2))


async def require_equal(books: Books, said: Said) -> None:
    """Every card has what `scoring.raters` says about the ratings."""
    wanted = estimate([about for _, about in said], [rater for rater, _ in said], list(said.values()))
    raters = Counter(about for _, about in said)
    for place, user in enumerate(wanted.subjects.tolist()):
        line = await books.line(user)
        assert line.rated
        assert line.rated.raters == raters[user]
        assert line.value == line.rated.corrected == shown(min(max(wanted.corrected[place], 1), 5))
        assert line.rated.plain_mean is None
        assert line.rated.standard_error == shown(wanted.subject_se[place])
        assert line.rated.component_mean == shown(wanted.component_mean[place])
        assert line.points == pytest.approx(25 * (line.value - 1), abs=1e-9)


async def test_the_corrected_mean_is_on_the_card_with_its_error_and_the_number_of_raters(everywhere: Books) -> None:
    books = everywhere
    cycle_id, said = await books.rated()
    await books.office.release(cycle_id)
    assert (await books.close()).cards == 12  # although nobody told a figure
    await require_equal(books, said)
    for user in (*GROWTH, *BRAND):
        card = await books.published(user)
        assert recompute(card.receipt) == pytest.approx(card.card.score)
        assert card.receipt.interval
    assert await books.take_in() == 0


async def test_bo_is_told_how_his_ratings_were_corrected_and_chen_in_chinese(books: Books) -> None:
    cycle_id, _ = await books.rated()
    await books.office.release(cycle_id)
    await books.close()
    rated = (await books.line(CHEN)).rated
    assert rated
    for user, words in (
        (
            BO,
            (
                "Rated from 1 to 5 by",
                "uncorrected mean is not kept",
                "Corrected for strict and lenient raters",
                "standard error",
            ),
        ),
        (
            CHEN,
            (
                f"共 {rated.raters} 人按 1–5 分评价",
                f"*{rated.corrected:g}*",
                f"标准误 {rated.standard_error:g}",
            ),
        ),
    ):
        published = await books.published(user)
        language = people.language_of(published.member)
        modal = view_payload(metric_receipt_modal(translator(language), published, await books.line(user)))
        assert all(word in str(modal) for word in words)


async def test_two_raters_are_too_few_and_bo_is_told_so_without_a_number(books: Books) -> None:
    cycle_id = await books.office.opened()
    pairs = sorted(await books.office.pairs(cycle_id))
    left_out = [pair for pair in pairs if pair[1] == BO][2:]
    await books.office.all_say(cycle_id, {pair: 4 for pair in pairs if pair not in left_out})
    await books.office.close()
    await books.office.release(cycle_id)
    await books.close()
    line, published = await books.line(BO), await books.published(BO)
    assert (line.reason, line.value, line.points, published.card.score) == ("too_few_raters", None, None, None)
    assert "fewer than three colleagues" in str(view_payload(metric_receipt_modal(translator("en"), published, line)))
    assert "评价人不足三人" in str(view_payload(metric_receipt_modal(translator("zh-CN"), published, line)))


async def test_a_release_after_the_card_makes_a_revision_of_it_with_the_reason(everywhere: Books) -> None:
    books = everywhere
    cycle_id, said = await books.rated()
    for figure in (REVENUE, COST):
        await books.tell(BO, figure, 70_000)
    await books.close()
    first = await books.published(BO)
    assert (await books.line(BO)).reason == "no_data"
    assert await books.take_in() == 0  # nothing is released yet
    await books.office.release(cycle_id)
    assert await books.take_in() == 36, "of the month, of the quarter and of the year"
    await require_equal(books, said)
    assert await books.take_in() == 0
    assert Counter(card.revision for card in await books.cards()) == {1: 36, 2: 36}
    second = await books.published(BO)
    assert (second.card.revision, second.card.reason, second.card.published_at) == (2, "ratings", LATER)
    assert (await books.published(BO, 1)).receipt == first.receipt
    others = [[each for each in card.receipt.metrics if each.metric != METRIC] for card in (first, second)]
    assert [(each.metric, each.value, each.points) for each in others[0]] == [
        (each.metric, each.value, each.points) for each in others[1]
    ]
    assert recompute(second.receipt) == pytest.approx(second.card.score)
    await require_told(books)


async def require_told(books: Books) -> None:
    """Bo and Chen hear of their revision, in their languages; the audit of all, without a number of anybody's."""
    async with books.office.database.read() as session:
        sent = {row.unique_key: row for row in (await session.exec(select(Delivery))).all()}
        (entry,) = (await session.exec(select(AuditEntry).where(AuditEntry.action == "cards.revised"))).all()
        for user, words in ((BO, "Revision 2 of this card"), (CHEN, "本卡第 2 版")):
            row = sent[f"card:{await books.office.key(user)}:{MONTH}:2"]
            assert row.recipient == user
            occasion = Occasion(row.workspace_id, row.recipient, row.payload, LATER)
            message = await RENDERERS[row.kind](session, occasion)
            assert words in str(message.payload())
    assert (entry.subject_id, entry.reason) == (MONTH, "ratings")
    assert '"cards":36' in entry.details
    again = [key for key in sent if key.startswith("card:") and key.endswith(":2")]
    assert len(again) == 12, "everybody hears of it once"


async def test_the_schedule_takes_later_ratings_in_on_the_next_working_day(books: Books) -> None:
    cycle_id, _ = await books.rated()
    await books.tell(BO, REVENUE, 70_000)
    await books.close()
    async with books.office.database.write() as session:
        await keep_close(session, books.office.workspace_id, day=7, minute=540, zone="Europe/Berlin", now=CLOSING)
    await books.office.release(cycle_id)
    for moment, revisions in ((datetime(2027, 1, 9, 8, 0, tzinfo=UTC), 0), (LATER, 36), (LATER, 36)):  # a Saturday
        async with books.office.database.write() as session:
            await fire_due(session, handlers(SETTINGS), now=moment, workspace_id=books.office.workspace_id)
        assert sum(card.revision == 2 for card in await books.cards()) == revisions


async def test_what_was_said_in_a_month_that_came_out_late_is_put_on_the_cards_after_it(books: Books) -> None:
    """November was held while December came out, and its round is released meanwhile: December looks at the quarter."""
    cycle_id, said = await books.rated()
    async with books.office.database.write() as session:
        cycle = (await session.exec(select(ReviewCycle).where(ReviewCycle.id == cycle_id))).one()
        cycle.month = "2026-11"
        session.add(cycle)
    await books.tell(BO, REVENUE, 70_000)
    await books.close()
    await books.office.release(cycle_id)
    assert await books.take_in() == 0, "what is held counts for nothing yet"
    await books.close("2026-11")
    await require_equal(books, said)
    revisions = Counter((card.period, card.revision) for card in await books.cards())
    assert revisions == {
        ("2026-11", 1): 12,
        **{(period, revision): 12 for period in (MONTH, "2026-Q4", "2026-H2") for revision in (1, 2)},
    }
    assert await books.take_in() == 0


async def test_a_test_round_is_on_no_card_and_closes_no_month(books: Books) -> None:
    cycle_id = await books.office.opened(is_test=True)
    await books.office.everybody_rates(cycle_id)
    await books.office.close()
    await books.office.release(cycle_id)
    with pytest.raises(Rejected, match="no-figures"):
        await books.close()


async def test_what_is_not_released_is_on_no_card(books: Books) -> None:
    await books.rated()
    await books.tell(IDA, REVENUE, 70_000)
    await books.close()
    line = await books.line(IDA)
    assert (line.reason, line.rated and line.rated.raters) == ("no_data", 0)
