"""Growth and Brand over some months, and who has been told what about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import col, select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.private import inside
from bot.features.improvement import service
from bot.features.improvement.models import PlanSignal
from bot.features.improvement.rules.signal_keys import MESSAGE, Part
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.models import Card
from bot.settings import Settings
from bot.turn import Turn
from scoring.periods import Period
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.features.scorecards.cast import SETTINGS, Firm

GOOD = {"uv": 90_000, "leads": 7_000, "mql": 90, "cost": 4_000}
BAD = {"uv": 1_007, "leads": 11, "mql": 3, "cost": 9_000}
Told = set[tuple[str, str]]


def after(month: str, day: int) -> datetime:
    """On a day of the following month, at eight in the morning in Berlin or later."""
    following = Period.parse(month).previous(-1).start
    return datetime(following.year, following.month, day, 8, tzinfo=UTC)


@dataclass
class Desk:
    """Months close on the 7th and are looked at on the 8th; every call opens a transaction of its own."""

    firm: Firm
    settings: Settings = SETTINGS
    seen: set[str] = field(default_factory=set)

    @property
    def database(self) -> Database:
        return self.firm.database

    @property
    def workspace_id(self) -> int:
        return self.firm.workspace_id

    async def month(self, month: str, *low: str, but: tuple[str, ...] = ()) -> Told:
        """Everybody who is not low is good, and who is in `but` tells nothing; what is told on the day after."""
        first = date.fromisoformat(f"{month}-01")
        for user in {ANA, BO, CHEN, DEE} - set(but):
            await self.firm.tell(user, first, **(BAD if user in low else GOOD))
            await self.firm.tell(user, first.replace(year=first.year - 1), uv=40_000)
        await self.firm.close(month, now=after(month, 7))
        return await self.look(after(month, 8))

    async def look(self, now: datetime) -> Told:
        """What is promised by that look."""
        async with self.database.write() as session:
            await service.look(session, self.workspace_id, now=now, settings=self.settings)
        return await self.news()

    async def news(self) -> Told:
        """(part, reader) of messages that were promised since it was last asked."""
        rows = await self.promised()
        new = {key: row for key, row in rows.items() if key not in self.seen}
        self.seen |= new.keys()
        return {(Part(row.payload["part"]).name, row.recipient) for row in new.values()}

    async def promised(self) -> Mapping[str, Delivery]:
        async with self.database.read() as session:
            found = (await session.exec(select(Delivery))).all()
        return {row.unique_key: row for row in found if inside(row.kind, row.payload)[0] == MESSAGE}

    async def signals(self, user: str) -> list[PlanSignal]:
        key = await self.firm.key(user)
        async with self.database.read() as session:
            query = select(PlanSignal).where(PlanSignal.member_id == key).order_by(col(PlanSignal.id))
            return list((await session.exec(query)).all())

    async def proposal_about(self, user: str) -> int:
        return next(each.key for each in await self.signals(user) if each.kind == "proposal")

    async def proposal(self, viewer: str, user: str, now: datetime) -> service.Proposal:
        async with self.database.write() as session:
            who, signal_id = await self.firm.cast.who(viewer), await self.proposal_about(user)
            return await service.proposal(session, who, signal_id, now=now)

    async def correct(self, user: str, month: str, own_score: float) -> None:
        """Another revision of the card, as after ratings that came late."""
        key = await self.firm.key(user)
        async with self.database.write() as session:
            query = select(Card).where(Card.member_id == key, Card.period == month).order_by(col(Card.revision).desc())
            newest = (await session.exec(query)).first()
            assert newest
            receipt = {**json.loads(newest.receipt), "own_score": own_score, "score": own_score}
            values: dict[str, Any] = newest.model_dump(exclude={"id"}) | {
                "revision": newest.revision + 1,
                "reason": "ratings",
                "score": own_score,
                "receipt": json.dumps(receipt),
            }
            session.add(Card(**values))

    async def ask(self, user: str, month: str, now: datetime) -> int:
        async with self.database.write() as session:
            turn = Turn(await self.firm.cast.who(user), now, session)
            asked = await scorecards.ask(turn, f"{turn.who.member_id}:{month}:1", "My campaign is missing.")
            return asked.key

    async def answer(self, user: str, question: int, now: datetime, *, sets_aside: bool = False) -> None:
        async with self.database.write() as session:
            turn = Turn(await self.firm.cast.who(user), now, session)
            await scorecards.answer(turn, question, "They are right.", sets_aside=sets_aside)
