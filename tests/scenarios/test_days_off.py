"""A few days in which somebody is away, somebody puts a prompt off, and their lead hears who is missing."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.features.people import service as people
from bot.features.schemes.service import assign
from bot.sandbox.messages import Message
from tests.office import ANA, BO, CHEN, DEE, FINN, HANA, MEMBERS_CSV, Office, office
from tests.scenarios.audited import words

MONDAY_NIGHT = datetime(2026, 11, 16, 22, 0, tzinfo=UTC)
BO_ASKED = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
DIGEST = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url, start=MONDAY_NIGHT) as opened:
        async with opened.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, opened.parts.workspace_id, rows, unread, MONDAY_NIGHT.date())
            for team in await people.teams(session, opened.parts.workspace_id):
                await assign(session, opened.parts.workspace_id, team.key, "promotion", now=MONDAY_NIGHT)
        assert await opened.parts.upkeep.keep_schedules()
        yield opened


def read(at: Office, user: str, word: str) -> list[Message]:
    return [
        each
        for each in at.person(user).messages()
        if word in f"{each.text} {words(each.blocks)}" and not each.is_ephemeral
    ]


async def say(at: Office, user: str, line: str) -> str:
    done = await at.person(user).command(line)
    assert done.ok
    assert done.message
    return done.message.text


async def test_a_few_days(at: Office) -> None:
    assert "Hana" not in await say(at, ANA, "/perf calendar off 2026-11-19 Retreat")
    assert "休假" in await say(at, CHEN, "/perf away 2026-11-18..2026-11-20")
    await say(at, FINN, "/perf pause 2026-11-20")

    await at.move_to(BO_ASKED)
    (prompt,) = read(at, BO, "Tuesday’s figures")
    assert read(at, FINN, "figures") == []
    answer = await at.person(BO).click(prompt, "prompts.put_off", value="hour|2026-11-17")
    assert answer.ok
    assert "18:00" in at.person(BO).messages()[-1].text
    await at.move_to(BO_ASKED + timedelta(minutes=59))
    assert len(read(at, BO, "Tuesday")) == 1
    await at.move_to(BO_ASKED + timedelta(minutes=61))
    assert len(read(at, BO, "Tuesday’s figures")) == 2
    await at.move_to(BO_ASKED + timedelta(hours=4))
    assert len(read(at, BO, "Tuesday")) == 2, "who put it off is not reminded as well"
    assert len(read(at, HANA, "still open")) == 1, "who did not is"

    await at.person(BO).command("/checkin mql 58 2026-11-17")
    await at.move_to(DIGEST)
    (told,) = read(at, ANA, "No figures yet")
    assert "陈琳" in str(told.blocks)
    assert "Bo" not in str(told.blocks)
    (other,) = read(at, DEE, "No figures yet")
    assert "Finn Berg, Hana Sato" in str(other.blocks), "a pause stops questions, not expectations"

    for hours in (7, 10, 24, 31, 34, 48):
        await at.move_to(DIGEST + timedelta(hours=hours))
    assert len(read(at, BO, "Wednesday’s figures")) == 2, "the prompt and its reminder"
    for user in (BO, DEE, HANA):
        assert read(at, user, "Thursday") == [], "the whole workspace was off"
    assert at.person(CHEN).messages()[1:] == [], "nothing but the answer to the command"
    assert len(read(at, ANA, "No figures yet")) == 2, "and no digest on Thursday"
    friday = read(at, ANA, "No figures yet")[-1]
    assert "Wed, Nov 18: Bo Lindgren" in str(friday.blocks)
    assert "陈琳" not in str(friday.blocks)


async def test_three_days_down_leave_one_prompt_of_today(at: Office) -> None:
    await at.move_to(BO_ASKED + timedelta(days=3, hours=2))
    asked = [words(each.blocks) for each in at.person(BO).messages() if "figures" in each.text]
    assert len(asked) == 1
    assert "Friday’s figures" in asked[0]


async def test_what_a_night_has_made_pointless_does_not_come(at: Office) -> None:
    await at.move_to(datetime(2026, 11, 18, 7, 30, tzinfo=UTC))
    assert at.person(BO).messages() == []


async def test_bo_flies_over_the_date_line(at: Office) -> None:
    asked: dict[date, int] = {}
    zones = {18: "Pacific/Kiritimati", 19: "Pacific/Honolulu", 20: "Europe/Berlin"}
    for day, zone in zones.items():
        await at.move_to(datetime(2026, 11, day, 12, 0, tzinfo=UTC))
        async with at.parts.database.write() as session:
            member = await people.find_member(session, at.parts.workspace_id, BO)
            member.zone = zone
            session.add(member)
        assert await at.parts.upkeep.keep_schedules()
        for hour in range(1, 24):
            await at.move_to(datetime(2026, 11, day, 12, 0, tzinfo=UTC) + timedelta(hours=hour))
    for each in at.person(BO).messages():
        key = each.metadata["event_payload"]["key"] if each.metadata else ""
        if str(key).startswith("prompt:"):
            on = date.fromisoformat(str(key).rpartition(":")[2])
            asked[on] = asked.get(on, 0) + 1
    assert asked == {date(2026, 11, 19): 1, date(2026, 11, 20): 1}, "where he landed it was Thursday, twice"
