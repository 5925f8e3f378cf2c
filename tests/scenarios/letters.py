"""What people do with kudos, feedback and questions, and what they see of it."""

from typing import Any

from sqlalchemy import select as columns_of
from sqlalchemy import text
from sqlmodel import SQLModel, col, select

from bot.features.feedback.models import Feedback
from bot.features.people import service as people
from bot.features.schemes.service import assign
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from tests.office import (
    ANA,
    BO,
    CHEN,
    DEE,
    EVE,
    FINN,
    HANA,
    MEMBERS_CSV,
    WEDNESDAY,
    Office,
)
from tests.scenarios.audited import shown, words

EVERYBODY = (ANA, BO, CHEN, DEE, EVE, FINN, HANA)
THANKS = "Stayed late & fixed the <form> with me"
SECRET = "quartz-otter"
REFUSED = "There is nobody here that you may look at"


async def seat(at: Office) -> None:
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        for team in await people.teams(session, at.parts.workspace_id):
            await assign(session, at.parts.workspace_id, team.key, "promotion", now=WEDNESDAY)
    assert await at.parts.upkeep.keep_schedules()


async def thank(at: Office, giver: str, name: str, what: str, *, audience: str | None = None) -> Any:
    """By command and form; `name` is the account's."""
    person = at.person(giver)
    done = await person.command(f"/kudos @{name} {what}")
    assert done.ok, done.error
    if done.message:
        return words(done.message.blocks)
    user = f"U0{name.upper()}"
    chosen = {f"dimension:{user}": "traffic"} | ({f"audience:{user}": audience} if audience else {})
    sent = await person.submit(values=chosen)
    await at.settle()
    return sent


async def write(at: Office, giver: str, receiver: str, what: str) -> Any:
    person = at.person(giver)
    await person.command("/perf feedback")
    sent = await person.submit(values={"person": receiver, "text": what})
    await at.settle()
    return sent


async def close_windows(person: Person) -> None:
    while person.views:
        await person.close()


def told(at: Office, user: str, channel: str | None = None) -> list[str]:
    return [words(message.blocks) for message in at.person(user).messages(channel) if not message.is_ephemeral]


def newest(at: Office, user: str, channel: str | None = None) -> Message:
    return at.person(user).messages(channel)[-1]


async def press(at: Office, user: str, action: str) -> str:
    """A button of the newest message; what it opened, or was answered."""
    person = at.person(user)
    await close_windows(person)
    await person.click(newest(at, user), action)
    return shown(person) if person.views else words(newest(at, user).blocks)


async def press_here(at: Office, user: str, action: str) -> str:
    """A button of the window in front."""
    person = at.person(user)
    await person.click(person.view, action)
    await at.settle()
    return shown(person)


async def everything_stored(at: Office) -> str:
    """Every cell of every table, as it is stored and opened."""
    async with at.parts.database.read() as session:
        names = (await session.exec(text("SELECT name FROM sqlite_master WHERE type = 'table'"))).all()
        found = [(await session.exec(text(f'SELECT * FROM "{name}"'))).all() for (name,) in names]
        found += [(await session.exec(columns_of(table))).all() for table in SQLModel.metadata.sorted_tables]
    return str(found)


async def letters(at: Office) -> list[Feedback]:
    query = select(Feedback).where(Feedback.workspace_id == at.parts.workspace_id)
    async with at.parts.database.read() as session:
        return list((await session.exec(query.order_by(col(Feedback.id)))).all())
