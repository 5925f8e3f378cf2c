"""The office's cards of December, with what colleagues said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlmodel import col, select

from bot.features.metrics.models import RollUp
from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.models import Card
from scoring.receipt import MetricLine
from tests.features.reviews.cast import METRIC, MONTH, SETTINGS, Office

CLOSING = datetime(2027, 1, 7, 8, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
Said = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Books:
    """The office at the end of the year."""

    office: Office

    async def rated(self, *, but: str | None = None) -> tuple[int, Said]:
        """A cycle in which everybody has rated, closed; only two rate `but`."""
        cycle_id = await self.office.opened()
        said = await self.office.everybody_rates(cycle_id, but=but)
        await self.office.close()
        return cycle_id, said

    async def close(self, month: str = MONTH) -> service.Closed:
        async with self.office.database.write() as session:
            return await service.close_month(session, self.office.workspace_id, month, now=CLOSING, settings=SETTINGS)

    async def take_in(self) -> int:
        async with self.office.database.write() as session:
            return await service.take_in_ratings(session, self.office.workspace_id, now=LATER)

    async def tell(self, user: str, figure: str, total: int) -> None:
        exact, month = Decimal(total), date(2026, 12, 1)
        more = {"month": month, "n": 9, "total": exact, "last": exact, "last_on": month, "peak": exact}
        async with self.office.database.write() as session:
            key = await self.office.key(user)
            session.add(RollUp(workspace_id=self.office.workspace_id, member_id=key, figure=figure, **more))

    async def published(self, user: str, revision: int | None = None) -> service.PublishedCard:
        sight = people.for_member(self.office.workspace_id, await self.office.key(user))
        async with self.office.database.read() as session:
            return await service.published_card(session, sight, MONTH, revision)

    async def line(self, user: str) -> MetricLine:
        return next(each for each in (await self.published(user)).receipt.metrics if each.metric == METRIC)

    async def cards(self) -> list[Card]:
        async with self.office.database.read() as session:
            found = await session.exec(select(Card).order_by(col(Card.member_id), col(Card.revision)))
            return list(found.all())
