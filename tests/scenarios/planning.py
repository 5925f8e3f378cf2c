"""What people do in the windows of a plan, and what they are told of it."""

from datetime import datetime
from typing import Any

from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from tests.office import Office
from tests.scenarios.audited import say, shown, words

NOTICES = {translator(each)("improvement-notice") for each in LANGUAGES}
"""What a locked phone shows."""


async def moment(at: Office, day: str, time: str = "10:00") -> None:
    await at.move_to(datetime.fromisoformat(f"{day}T{time}:00+01:00"))


async def close_windows(person: Person) -> None:
    while person.views:
        await person.close()


async def press(at: Office, user: str, action: str, value: str | None = None) -> str:
    """A button of the window in front; `value` tells one of several."""
    person = at.person(user)
    block_id = None
    if value is not None:
        blocks = [
            each for each in person.view.blocks if value in str([e.get("value") for e in each.get("elements", ())])
        ]
        block_id = str(blocks[0]["block_id"])
    done = await person.click(person.view, action, block_id)
    assert done.ok, done.error
    return shown(person)


async def opens(at: Office, user: str, line: str) -> str:
    """A window by command, with no other in the way."""
    await close_windows(at.person(user))
    return await say(at, user, line)


async def press_on(at: Office, user: str, message: Message, action: str) -> str:
    """A button of a message, with no window in the way."""
    person = at.person(user)
    await close_windows(person)
    done = await person.click(message, action)
    assert done.ok, done.error
    return shown(person)


async def opens_newest(at: Office, user: str) -> str:
    """The plan of the newest message that has a way to one."""
    return await press_on(at, user, newest(at, user), "improvement.open")


async def fill(at: Office, user: str, **values: Any) -> Any:
    return await at.person(user).submit(values=values)


async def writes(at: Office, user: str, **values: Any) -> str:
    """A form that is not refused; the window afterwards."""
    done = await fill(at, user, **values)
    assert done.ok, (done.errors, done.error)
    return shown(at.person(user))


def newest(at: Office, user: str, action: str = "improvement.open") -> Message:
    """The last one with that button."""
    return [each for each in at.person(user).messages() if f'"{action}"' in words(each.blocks)][-1]


def heard(at: Office, user: str) -> list[str]:
    """What somebody was told of plans, by what a locked phone shows."""
    return [words(each.blocks) for each in at.person(user).messages() if each.text in NOTICES]
