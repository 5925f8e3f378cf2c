"""A page for people outside, without Slack: the cast with schemes, links that Ana made, and a browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
from sqlmodel import col, func, select

from bot.clock import MovableClock
from bot.db.engine import Database
from bot.features.voices import service
from bot.features.voices.models import VoiceAnswer, VoiceComment, VoiceLink, VoiceRequest
from bot.features.voices.service import Subject
from bot.turn import Place, Turn
from bot.web.application import build_web
from bot.web.health import Health
from bot.web.server import served_locally
from bot.web.voices import VoicesDesk, voices_routes
from tests.features.feedback.cast import Letters, gathered
from tests.features.people.cast import ANA, BERLIN, BO, NOW
from tests.features.voices.outside import PACKAGED, PUBLIC_URL, Outside

HERE = Place(BERLIN, PUBLIC_URL)
CHOSEN = dict.fromkeys(PACKAGED, "4")


@dataclass(frozen=True, slots=True)
class Counter:
    """What people outside meet, and what is kept of it."""

    letters: Letters
    outside: Outside
    clock: MovableClock

    async def ask(self, *labels: str, user: str = ANA, about: str = BO, now: datetime = NOW) -> list[str]:
        """The paths of links about a member."""
        who, member = await self.letters.who(user), await self.letters.cast.member(about)
        async with self.letters.database.write() as session:
            turn = Turn(who, now, session, HERE)
            sent = await service.ask(turn, Subject.of(member).reference, "\n".join(labels))
        return [address.removeprefix(PUBLIC_URL) for _, address in sent.links]

    async def revoke_all(self, user: str = ANA) -> None:
        who = await self.letters.who(user)
        async with self.letters.database.write() as session:
            for key in (await session.exec(select(VoiceRequest.id))).all():
                await service.revoke(session, who, key or 0)

    async def kept(self) -> tuple[int, int]:
        """How many answers (three a form) and comments there are."""
        async with self.letters.database.read() as session:
            answers = (await session.exec(select(func.count()).select_from(VoiceAnswer))).one()
            return answers, (await session.exec(select(func.count()).select_from(VoiceComment))).one()

    async def answered(self) -> int:
        async with self.letters.database.read() as session:
            used = (await session.exec(select(VoiceLink).where(col(VoiceLink.used_with) != ""))).all()
            counted = (await session.exec(select(func.sum(VoiceRequest.answered)))).one()
        assert len(used) == counted
        return len(used)


@asynccontextmanager
async def counter(database: Database) -> AsyncIterator[Counter]:
    letters, clock = await gathered(database), MovableClock(NOW)
    desk = VoicesDesk(database, letters.cast.workspace_id, clock, ZoneInfo(BERLIN))
    health = Health(database=database, workspace_id=letters.cast.workspace_id, clock=clock)
    app = build_web(bolt=None, health=health, pages=voices_routes(desk))
    async with (
        served_locally(app) as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as client,
    ):
        yield Counter(letters, Outside(client), clock)
