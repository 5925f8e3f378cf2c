"""Cards of quarters, halves and years beside those of months."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from bot.features.scorecards import repository, service
from bot.features.scorecards.models import Card
from scoring.periods import Period
from tests.features.people.cast import BO
from tests.features.scorecards.cast import Firm


async def written(firm: Firm, *periods: str) -> None:
    """Empty cards of Bo's, as if they had come out."""
    async with firm.database.write() as session:
        member, version = await firm.key(BO), await firm.version()
        for period in periods:
            card = Card(
                workspace_id=firm.workspace_id,
                member_id=member,
                team_id=firm.growth,
                period=period,
                scheme_version_id=version,
                coverage=0,
                is_complete=False,
                receipt="{}",
                published_at=datetime(2027, 1, 7, tzinfo=UTC),
            )
            session.add(card)


EVERY = ("2026-06", "2026-Q2", "2026-H1", "2026-09", "2026-Q3", "2026-12", "2026-Q4", "2026-H2", "2026", "2027-01")


async def test_whatever_looks_at_months_in_a_row_finds_months_alone(firm: Firm) -> None:
    await written(firm, *EVERY)
    first, last = Period.parse("2026-01"), Period.parse("2027-01")
    async with firm.database.read() as session:
        found = await service.history_of(session, firm.workspace_id, first, last)
    assert [mark.period for mark in found] == ["2026-06", "2026-09", "2026-12", "2027-01"]


@pytest.mark.parametrize(
    ("before", "gone"),
    [
        (date(2026, 7, 1), {"2026-06", "2026-Q2", "2026-H1"}),
        (date(2026, 12, 1), {"2026-06", "2026-Q2", "2026-H1", "2026-09", "2026-Q3"}),
        (date(2027, 1, 1), set(EVERY) - {"2027-01"}),
    ],
)
async def test_a_card_is_kept_as_long_as_that_of_its_last_month(firm: Firm, before: date, gone: set[str]) -> None:
    await written(firm, *EVERY)
    async with firm.database.write() as session:
        for rows in repository.old_cards(firm.workspace_id, before):
            await rows.batch(session)
    async with firm.database.read() as session:
        kept = (await session.exec(select(col(Card.period)))).all()
    assert set(EVERY) - set(kept) == gone
