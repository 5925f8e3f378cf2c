"""A launch that Growth and Brand look back on: gestures of the stories about it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.retrospectives.models import Retrospective
from bot.features.reviews import service as reviews
from bot.features.reviews.service import Answer
from bot.features.schemes.service import assign
from bot.sandbox.messages import Message
from bot.turn import Who
from tests.office import ANA, BO, CHEN, DEE, FINN, HANA, MEMBERS_CSV, WEDNESDAY, Office, office
from tests.scenarios.audited import shown, words

EVERYBODY = (ANA, BO, CHEN, DEE, FINN, HANA)
LAUNCH = "Autumn launch"
CLOSES = date(2026, 11, 24)
AFTER = date(2026, 11, 25)


@asynccontextmanager
async def seated(database_url: str) -> AsyncIterator[Office]:
    """Growth works by a scheme that has a metric rated in retrospectives, Brand by none."""
    async with office(database_url) as at:
        async with at.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
            ours = col(Member.workspace_id) == at.parts.workspace_id
            await session.exec(update(Member).where(ours).values(prompt_minute=9 * 60))
            growth = next(each for each in await people.teams(session, at.parts.workspace_id) if each.name == "Growth")
            await assign(session, at.parts.workspace_id, growth.key, "integrated_team", now=WEDNESDAY)
        assert await at.parts.upkeep.keep_schedules()
        yield at


async def open_launch(at: Office, members: Sequence[str] = EVERYBODY, *, lead: str = ANA) -> str:
    """What the lead is shown."""
    person = at.person(lead)
    done = await person.command(f"/perf retro {LAUNCH}")
    assert done.ok, done.error
    values = {"members": list(members), "description": "Six weeks, two teams", "closes_on": CLOSES.isoformat()}
    sent = await person.submit(values=values)
    assert sent.ok, sent
    await at.settle()
    return shown(person)


async def write(at: Office, user: str, **notes: str) -> Any:
    """From the message that invites to it, or the list."""
    person = at.person(user)
    await close_windows(at, user)
    await person.command("/perf retro")
    await person.click(person.view, "retrospectives.open_one")
    await person.click(person.view, "retrospectives.open_write")
    sent = await person.submit(values=notes)
    await at.settle()
    return sent


async def add(at: Office, user: str, text: str, owner: str, due_on: date) -> Any:
    await open_one(at, user)
    person = at.person(user)
    await person.click(person.view, "retrospectives.open_add")
    key = str((await who(at, owner)).member_id)
    sent = await person.submit(values={"text": text, "owner": key, "due_on": due_on.isoformat()})
    await at.settle()
    return sent


async def open_one(at: Office, user: str) -> str:
    """The newest."""
    person = at.person(user)
    await close_windows(at, user)
    await person.command("/perf retro")
    await person.click(person.view, "retrospectives.open_one")
    return shown(person)


async def close_windows(at: Office, user: str) -> None:
    while at.person(user).views:
        await at.person(user).close()


def told(at: Office, user: str) -> list[str]:
    """Everything about retrospectives in somebody's direct message, as it is now; all are asked at nine."""
    return [words(each.blocks) for each in _messages(at, user)]


def keys(at: Office, user: str) -> list[str]:
    """For what, without the day of those that have one."""
    return [key_of(each) for each in _messages(at, user)]


def _messages(at: Office, user: str) -> list[Message]:
    """Prompts that remind of actions, too."""
    told = [each for each in at.person(user).messages() if not each.is_ephemeral]
    return [each for each in told if key_of(each).startswith("retro") or "retrospectives." in str(each.blocks)]


def key_of(message: Any) -> str:
    return str(((message.metadata or {}).get("event_payload") or {}).get("key") or "")


async def to_morning(at: Office, on: date) -> None:
    """First the look of seven o'clock in Berlin, then everybody's own nine."""
    assert await at.parts.upkeep.keep_schedules()
    for clock in (time(6, 5), time(8, 5)):
        await at.move_to(datetime.combine(on, clock, UTC))


async def who(at: Office, user: str) -> Who:
    async with at.parts.database.read() as session:
        return who_is(await people.find_member(session, at.parts.workspace_id, user))


async def launch(at: Office) -> Retrospective:
    async with at.parts.database.read() as session:
        query = select(Retrospective).where(Retrospective.workspace_id == at.parts.workspace_id)
        return (await session.exec(query.order_by(col(Retrospective.id).desc()))).first()  # type: ignore[return-value]  # there is one


async def rate(at: Office, user: str, value: int) -> list[int]:
    """Everybody whom somebody is asked about, for everything that is asked; whom that was."""
    rater, cycle_id = await who(at, user), (await launch(at)).cycle_id
    assert cycle_id is not None
    now, settings = at.clock.now(), at.parts.settings
    async with at.parts.database.write() as session:
        asked = await reviews.asked_of(session, rater, cycle_id, now=now, settings=settings)
        for each in asked:
            answers = {question.metric: Answer(value, "They warned us early") for question in each.questions}
            await reviews.submit(session, rater, cycle_id, each.subject_id, answers, now=now, settings=settings)
    return [each.subject_id for each in asked]


async def release(at: Office) -> None:
    cycle_id = (await launch(at)).cycle_id
    assert cycle_id is not None
    now, settings, workspace_id = at.clock.now(), at.parts.settings, at.parts.workspace_id
    async with at.parts.database.write() as session:
        await reviews.close_due(session, workspace_id, now=now, settings=settings)
        await reviews.release(session, workspace_id, cycle_id, now=now, settings=settings)
