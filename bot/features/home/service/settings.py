"""What people set for themselves, from one form: the same as the commands do."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.rules.settings import AUTOMATIC
from bot.features.people.service import Presence
from bot.turn import Turn, Who

OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds now."""

    own: Member
    presence: Presence


@dataclass(frozen=True, slots=True)
class Wish:
    """As it was typed or picked; an empty one goes back to what is usual."""

    language: str
    hours: str
    quiet: str
    pause: date | None


async def own_settings(session: AsyncSession, who: Who, *, today: date) -> Settings:
    """The reader's own."""
    presence = await people.presence_of(session, who, today=today)
    return Settings(await people.own_settings(session, who), presence)


async def save_settings(turn: Turn, wish: Wish) -> None:
    """RejectedFields with every field that cannot be understood; then nothing is saved."""
    session, who = turn.session, turn.who
    pause = wish.pause.isoformat() if wish.pause else OFF
    await _all(
        {
            "language": partial(people.set_language, session, who, wish.language or AUTOMATIC),
            "hours": partial(people.set_hours, session, who, wish.hours or AUTOMATIC),
            "quiet": partial(people.set_quiet, session, who, wish.quiet or OFF),
            "pause": partial(people.pause, session, who, pause, today=turn.today),
        }
    )
    await people.refresh_home(session, who, now=turn.now)


async def save_away(turn: Turn, first: date, last: date | None, kind: str) -> Settings:
    """RejectedFields for days that overlap others or are the wrong way round."""
    typed = f"{first.isoformat()}..{(last or first).isoformat()} {kind}"
    go = partial(people.go_away, turn.session, turn.who, typed, now=turn.now, today=turn.today)
    await _all({"first": go})
    await people.refresh_home(turn.session, turn.who, now=turn.now)
    return await own_settings(turn.session, turn.who, today=turn.today)


async def _all(steps: Mapping[str, Callable[[], Awaitable[object]]]) -> None:
    wrong: dict[str, Rejected] = {}
    for field, step in steps.items():
        try:
            await step()
        except Rejected as rejected:
            wrong[field] = rejected
    if wrong:
        raise RejectedFields(wrong)
