"""Half a year, day by day, and a table of what each was told in it.

A story goes on to another morning, nine in Berlin: through every morning before it, or straight to the next one on
which something happens. As long as there are `evenings`, when people are asked for figures and for something of their
own, it goes through these, too. Whoever is asked for something of their own does at once what the story has them do.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.messages import Message
from tests.office import ANA, BERLIN, BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import words
from tests.scenarios.lows import Lows

MORNING, EVENING = time(9, 0), time(17, 0)
FIGURES_ON = 28
NAMES = {ANA: "Ana", BO: "Bo", CHEN: "Chen", DEE: "Dee", EVE: "Eve", FINN: "Finn", HANA: "Hana"}
OWN_DUE = ("Something of your own is due", "您有 1 项个人事项")
OWN = (*OWN_DUE, "Nothing of your own is due any more", "个人事项已全部完成")
WIDTH = 110
Figures = Mapping[str, Mapping[str, Mapping[str, int]]]
"""What is not good, by month and person."""
Act = Callable[["Diary"], Awaitable[None]]


@dataclass(slots=True)
class Diary:
    lows: Lows
    figures: Figures
    today: date
    evenings: bool = False
    at_once: dict[str, Act] = field(default_factory=dict)
    """What somebody does who is asked for something of their own."""

    @property
    def office(self) -> Office:
        return self.lows.office

    async def morning(self, day: str) -> None:
        goal = date.fromisoformat(day)
        assert self.today < goal, "time goes on"
        while self.today < goal:
            await self._next(self.today + timedelta(days=1))

    async def straight_to(self, *days: str) -> None:
        for each in days:
            await self._next(date.fromisoformat(each))

    async def _next(self, day: date) -> None:
        await self._rest_of_today()
        self.today = day
        await self.office.move_to(moment(day, MORNING))

    async def _rest_of_today(self) -> None:
        """A month's figures are told on its 28th."""
        if self.evenings:
            await self.office.move_to(moment(self.today, EVENING))
        if self.today.day == FIGURES_ON:
            month = f"{self.today:%Y-%m}"
            await self.lows.month(month, self.figures.get(month))
        for user, act in self.at_once.items():
            if self.asked(user):
                await act(self)

    def asked(self, user: str) -> Message | None:
        """Today's prompt, if something of one's own is due in it."""
        found = [each for each in self.lows.direct(user) if key_of(each).startswith("prompt:")]
        is_new = found and key_of(found[-1]).endswith(str(self.today))
        return found[-1] if is_new and any(each in words(found[-1].blocks) for each in OWN_DUE) else None

    def table(self, user: str) -> str:
        """What lasts in somebody's direct message, but for figures and digests that everybody is asked and told. What
        comes at the same moment has no order."""
        rows = sorted(
            f"{sent_at(each):%Y-%m-%d %a %H:%M}  {line}"
            for each in self.lows.direct(user)
            if (line := line_of(each)) is not None
        )
        return "\n".join([f"== {NAMES[user]}", *rows, ""])

    def prompts(self, user: str) -> list[date]:
        """The days on which somebody was asked for anything."""
        return [sent_at(each).date() for each in self.lows.direct(user) if key_of(each).startswith("prompt:")]


def moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


def key_of(message: Message) -> str:
    return str(message.metadata["event_payload"]["key"]) if message.metadata else ""


def sent_at(message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), ZoneInfo(BERLIN))


def line_of(message: Message) -> str | None:
    """A prompt by its part of somebody's own; everything else by how it begins."""
    kind = key_of(message).partition(":")[0]
    if kind == "digest":
        return None
    if kind == "prompt":
        return "prompt: something of one's own" if any(each in words(message.blocks) for each in OWN) else None
    if message.files:
        return f"file: {message.text}"
    text = str(message.blocks[0]["text"]["text"]) if message.blocks else message.text
    plain = " ".join(text.replace("*", "").split())
    return plain if len(plain) <= WIDTH else f"{plain[:WIDTH].rstrip()}…"
