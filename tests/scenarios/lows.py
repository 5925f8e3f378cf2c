"""Months of the two teams in which some stay under the line: figures, closes, and what everybody has read since."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.sandbox.messages import Message
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.month import import_figures, seat_everybody

START = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
EVERYBODY = (ANA, BO, CHEN, DEE, EVE, FINN, HANA)
GOOD = {"uv": 90_000, "leads": 7_000, "mql": 90, "cost": 4_000}
BAD = {"uv": 1_007, "leads": 11, "mql": 3, "cost": 9_000}
CLOSE_DAY, CLOSE_HOUR = 2, 9
NOTICES = {translator(each)("improvement-private") for each in LANGUAGES}


@dataclass
class Lows:
    """Everybody acts through signed requests; `news` tells what lasts in a direct message since it was last asked."""

    office: Office
    read: dict[str, int] = field(default_factory=dict)
    low: set[str] = field(default_factory=set)

    def direct(self, user: str) -> list[Message]:
        return [each for each in self.office.person(user).messages() if not each.is_ephemeral]

    def news(self, user: str) -> list[Message]:
        """Private ones about work; cards, questions about wins and other messages are left out."""
        messages = self.direct(user)
        new = messages[self.read.get(user, 0) :]
        self.read[user] = len(messages)
        private = [each for each in new if each.text in NOTICES]
        asked = [each for each in private if _key(each).startswith("win:")]
        assert not [each for each in asked if user in self.low], "somebody under the line was asked for a win"
        return [each for each in private if each not in asked and "scorecards.read_question" not in str(each.blocks)]

    def told(self) -> dict[str, list[Message]]:
        """What each has got privately, but for those who got nothing."""
        found = {user: self.news(user) for user in EVERYBODY}
        return {user: messages for user, messages in found.items() if messages}

    async def month(self, month: str, lows: Mapping[str, Mapping[str, int]] | None = None) -> None:
        """Growth's figures of a month, told before it ends; everybody who is not named is good."""
        self.low = set(lows or {})
        on = date.fromisoformat(f"{month}-15")
        late = datetime(on.year, on.month, 28, 12, tzinfo=UTC)
        if self.office.clock.now() < late:
            await self.office.move_to(late)
        if month != "2026-10":  # last year's are known
            last_year = {user: {"uv": 40_000} for user in (ANA, BO, CHEN)}
            await import_figures(self.office, last_year, on.replace(year=on.year - 1))
        await import_figures(self.office, {user: (lows or {}).get(user, GOOD) for user in (ANA, BO, CHEN)}, on)

    async def closed(self, month: str) -> None:
        """The month closes on its day, and the night after that is over."""
        year, number = map(int, month.split("-"))
        following = date(year + number // 12, number % 12 + 1, CLOSE_DAY)
        at = datetime(following.year, following.month, following.day, CLOSE_HOUR, tzinfo=UTC)
        await self.office.move_to(at)
        await self.office.move_to(at + timedelta(hours=16))

    async def forge(self, user: str, action_id: str, value: str) -> int:
        """Press a button that they were never shown; how many windows that opens."""
        person = self.office.person(user)
        windows = len(person.views)
        element = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        await person._interactions.act_on_message(user, self.direct(user)[-1], element, {})
        return len(person.views) - windows


def _key(message: Message) -> str:
    return str(message.metadata["event_payload"]["key"]) if message.metadata else ""


@asynccontextmanager
async def opened(url: str, **fields: object) -> AsyncIterator[Lows]:
    async with office(url, start=START, close_day=CLOSE_DAY, close_hour=CLOSE_HOUR, **fields) as found:
        await seat_everybody(found)
        yield Lows(found)
