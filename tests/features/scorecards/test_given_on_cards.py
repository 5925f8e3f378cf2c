"""What managers and people outside say counts, and what other rules had from others is in nobody's way."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.db.engine import Database
from bot.features.appraisals.models import Appraisal, AppraisalRating, AppraisalRound
from bot.features.schemes import service as schemes
from bot.features.voices.models import VoiceAnswer
from scoring.explain import recompute
from scoring.receipt import MetricLine
from tests.databases import opened
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.reviews.cast import METRIC, MONTH, founded
from tests.features.scorecards.books import CLOSING, Books

EVALUATION, YEAR_END = "customer_evaluation", date(2026, 12, 31)


@pytest.fixture
async def books(sqlite_url: str) -> AsyncIterator[Books]:
    database = opened(sqlite_url)
    yield Books(await founded(database))
    await database.close()


@pytest.fixture
async def everywhere(database: Database) -> Books:
    """On both databases, for what depends on them."""
    return Books(await founded(database))


async def answered(books: Books, about: str, metric: str, *values: int | None, period: str = "2026-Q4") -> None:
    subject, workspace_id = await books.office.key(about), books.office.workspace_id
    place = {"workspace_id": workspace_id, "subject_id": subject, "period": period, "last_day": YEAR_END}
    async with books.office.database.write() as session:
        session.add_all([VoiceAnswer(**place, metric=metric, value=value) for value in values])


async def line_of(books: Books, user: str, metric: str) -> MetricLine:
    card = await books.published(user)
    assert card.card.score is None or recompute(card.receipt) == pytest.approx(card.card.score)
    return next(each for each in card.receipt.metrics if each.metric == metric)


async def test_what_customers_say_is_on_the_card(everywhere: Books) -> None:
    """Of Bo, about whom three could judge; the two about Chen are as little there as on his board."""
    books = everywhere
    async with books.office.database.write() as session:
        for team_id in await schemes.schemes_of_teams(session, books.office.workspace_id, on=CLOSING.date()):
            await schemes.assign(
                session, books.office.workspace_id, team_id, "marketing_team", now=CLOSING, since=date(2026, 12, 1)
            )
    await answered(books, BO, EVALUATION, 3, 4, 5, 5, None)
    await answered(books, BO, EVALUATION, 1, 1, period=MONTH)
    await answered(books, CHEN, EVALUATION, 5, 5, None)
    await answered(books, ANA, "collaboration", 1, 1, 1)
    await books.tell(ANA, "campaign_cost", 5)
    await books.close()
    line = await line_of(books, BO, EVALUATION)
    assert line.rated
    assert (line.rated.raters, line.value, line.points) == (4, 4.25, pytest.approx(25 * 3.25))
    assert (await line_of(books, CHEN, EVALUATION)).points is None
    assert (await line_of(books, ANA, "collaboration")).points is None, "that is for colleagues to say"


async def test_a_metric_that_managers_rated_by_other_rules_stops_no_close(books: Books) -> None:
    """Bo was in a team where the manager rated what colleagues rate here."""
    cycle_id, _ = await books.rated()
    await books.office.release(cycle_id)
    ana, bo, workspace_id = await books.office.key(ANA), await books.office.key(BO), books.office.workspace_id
    async with books.office.database.write() as session:
        version = next(
            iter((await schemes.schemes_of_teams(session, workspace_id, on=CLOSING.date())).values())
        ).scheme_version_id
        found = AppraisalRound(workspace_id=workspace_id, month=MONTH, opens_on=YEAR_END, closes_on=YEAR_END)
        session.add(found)
        await session.flush()
        more = {"round_id": found.key, "member_id": bo, "author_id": ana, "scheme_version_id": version}
        said = Appraisal(workspace_id=workspace_id, submitted_at=CLOSING, **more)
        session.add(said)
        await session.flush()
        session.add(
            AppraisalRating(
                workspace_id=workspace_id, appraisal_id=said.key, metric=METRIC, value=1, case_text="of another team"
            )
        )
    assert (await books.close()).cards == 12
    line = await line_of(books, BO, METRIC)
    assert line.rated
    assert line.rated.raters > 1
