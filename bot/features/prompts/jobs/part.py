"""What a part of the day's prompt is: how it asks, how it says what is left, and whom it asks outside of teams."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.service import Prompted, Prompts
from bot.features.prompts.views.prompts import Section
from bot.i18n.translator import Translator, translator
from bot.scheduling.asking import Habits
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Asking:
    """A prompt of the day `on` that was wanted `at` a moment and is shown `now`, about figures and actions of `days`.
    `prompts` are all that the reader had lately; `put_off` is the one that this one takes up again."""

    who: Who
    on: date
    at: datetime
    now: datetime
    days: tuple[date, ...]
    habits: Habits
    prompts: Prompts
    put_off: Prompted | None = None

    @property
    def t(self) -> Translator:
        return translator(self.who.language)

    def is_put_off(self, part: str) -> bool:
        """Whether this part was in the prompt that has been put off, and is asked about again whatever day it is."""
        return self.put_off is not None and part in self.put_off.parts

    def asked(self, part: str) -> list[date]:
        """On which days before this one prompts had the part."""
        return self.prompts.days_with(part, before=self.on)


async def nobody(_session: AsyncSession, _workspace_id: int, _on: date) -> set[int]:
    return set()


@dataclass(frozen=True, slots=True)
class Part:
    """`ask` is None when it is not the day to ask for it, or nothing is due; `again` is what has become of it in a
    prompt that was sent, given what its name says after the colon. `outside` are members in no team who have something
    to answer."""

    name: str
    ask: Callable[[AsyncSession, Asking], Awaitable[Section | None]]
    again: Callable[[AsyncSession, Asking, str], Awaitable[Section | None]]
    outside: Callable[[AsyncSession, int, date], Awaitable[set[int]]] = nobody
