"""Three years later: the figures are gone, the card still tells what it was made of, and the log is whole."""

import re
from datetime import UTC, datetime

from sqlmodel import func, select

from bot.features.metrics.models import Entry, RollUp
from bot.features.scorecards.models import Card, MonthClose
from bot.retention.nightly import Nightly
from tests.office import BO, EVE
from tests.scenarios.audited import closed_october, log_of, say, verified

YEARS_LATER = datetime(2030, 1, 10, 4, 0, tzinfo=UTC)


def without_dates(receipt: str) -> str:
    """A day of another year is written with its year."""
    return re.sub(r"published [^\\]*", "", receipt)


async def test_a_receipt_outlives_its_figures(database_url: str) -> None:
    async with closed_october(database_url, keep_figures_months=36, keep_cards_months=0) as at:
        before = without_dates(await say(at, BO, "/scorecard 2026-10 why"))
        parts = at.parts
        async with parts.database.write() as session:
            session.add(MonthClose(workspace_id=parts.workspace_id, month="2029-12", closed_at=YEARS_LATER))
            cards = (await session.exec(select(Card.receipt).order_by(Card.id))).all()
        at.clock.move_to(YEARS_LATER)
        nightly = Nightly(
            settings=parts.settings, database=parts.database, clock=at.clock, workspace_id=parts.workspace_id
        )
        assert await nightly.run() == {"figures": 4}
        async with parts.database.read() as session:
            for table in (Entry, RollUp):
                ours = select(func.count()).select_from(table).where(table.workspace_id == parts.workspace_id)
                assert (await session.exec(ours)).one() == 0
            assert (await session.exec(select(Card.receipt).order_by(Card.id))).all() == cards
        assert without_dates(await say(at, BO, "/scorecard 2026-10 why")) == before
        assert (await log_of(at))[-1].action == "retention.applied"
        assert "deleted what is not kept any longer" in await say(at, EVE, "/perf admin audit")
        assert (await verified(at)).findings == ()
