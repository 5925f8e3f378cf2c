"""An office in which colleagues rate each other in December, and what happens around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import update
from sqlmodel import col, select

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment, ReviewCycle, ReviewDraft, ReviewRating
from bot.features.reviews.service import Tie, Worked
from bot.features.schemes.service import assign
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from bot.turn import Who
from scoring.periods import Period
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, MEMBERS_CSV, Office, office

METRIC = "peer_collaboration"
EVERYBODY = (ANA, BO, CHEN, DEE, FINN, HANA)
EVE_OF_IT = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 12, 25, 6, 0, tzinfo=UTC)
"""A Friday; 7:00 in Berlin, 14:00 in Shanghai."""
LAST_DAY = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@asynccontextmanager
async def rating_office(
    database_url: str, *, start: datetime = EVE_OF_IT, is_open: bool = True, **fields: object
) -> AsyncIterator[Office]:
    """Two teams of three, all of whom are asked at eleven, with a cycle of December that is open from the 25th to the
    31st."""
    async with office(database_url, start=start, **fields) as at:
        await seat(at, start)
        if is_open:
            await open_cycle(at, start)
        yield at


async def seat(at: Office, now: datetime) -> None:
    workspace_id = at.parts.workspace_id
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        await people.import_rows(session, workspace_id, rows, unread, now.date())
        for team in await people.teams(session, workspace_id):
            await assign(session, workspace_id, team.key, "integrated_team", now=now)
        await session.exec(update(Member).where(col(Member.workspace_id) == workspace_id).values(prompt_minute=11 * 60))
        keys = {user: each.key for user, each in (await _members(session, workspace_id)).items()}
        across = [(BO, FINN), (BO, HANA), (CHEN, FINN), (CHEN, HANA), (ANA, DEE), (ANA, FINN), (DEE, BO), (DEE, CHEN)]
        worked = [Worked(keys[one], keys[other], Tie.PROJECT) for one, other in across]
        await service.note_collaboration(session, workspace_id, worked, month=Period.parse("2026-11"))
    assert await at.parts.upkeep.keep_schedules()


async def open_cycle(at: Office, now: datetime, month: str = "2026-12", **more: object) -> int:
    eve = await who(at, EVE)
    async with at.parts.database.write() as session:
        cycle = await service.draft(session, eve, month, now=now, settings=at.parts.settings, **more)
        await service.open_cycle(session, at.parts.workspace_id, cycle.key, now=now, settings=at.parts.settings)
    assert await at.parts.upkeep.keep_schedules()
    return cycle.key


async def who(at: Office, user: str) -> Who:
    async with at.parts.database.read() as session:
        return who_is((await _members(session, at.parts.workspace_id))[user])


async def _members(session, workspace_id: int) -> dict[str, Member]:
    found = await session.exec(select(Member).where(Member.workspace_id == workspace_id))
    return {each.slack_user: each for each in found.all()}


async def asked(at: Office, user: str, *states: str) -> list[str]:
    """Slack ids of whom the member is asked about, by their names, as the list shows them."""
    async with at.parts.database.read() as session:
        members = await _members(session, at.parts.workspace_id)
        rows = await session.exec(select(ReviewAssignment).where(ReviewAssignment.rater_id == members[user].key))
        by_key = {each.key: each for each in members.values()}
        about = [by_key[row.subject_id] for row in rows.all() if not states or row.state in states]
    return [each.slack_user for each in sorted(about, key=lambda each: (each.name, each.key))]


async def ratings(at: Office) -> list[ReviewRating]:
    return await _rows(at, ReviewRating)


async def drafts(at: Office) -> list[ReviewDraft]:
    return await _rows(at, ReviewDraft)


async def cycles(at: Office) -> list[ReviewCycle]:
    return await _rows(at, ReviewCycle)


async def _rows(at: Office, table) -> list:
    async with at.parts.database.read() as session:
        query = select(table).where(table.workspace_id == at.parts.workspace_id)
        return list((await session.exec(query.order_by(col(table.id)))).all())


async def rate(at: Office, user: str, value: str = "4", case: str = "", **more: str):
    """The form in front, filled in and sent."""
    person = at.person(user)
    sent = await person.submit(values=fields(person, value, case) | more)
    await at.settle()
    return sent


def fields(person: Person, value: str, case: str = "") -> dict[str, str]:
    """The first question's, by the block ids of the form in front."""
    names = [block["block_id"] for block in person.view.blocks if block["type"] == "input"]
    number, text = names[:2]
    return {number: value, text: case}


async def close_windows(person: Person) -> None:
    while person.views:
        await person.close()


def prompts(at: Office, user: str) -> list[Message]:
    """Somebody's prompts that ask for ratings, as they stand now."""
    told = [each for each in at.person(user).messages() if not each.is_ephemeral]
    return [each for each in told if "reviews.open_" in str(each.blocks)]
