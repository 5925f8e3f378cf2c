"""What becomes of voices: a copy for whom they are about, forgetting, time, and two accounts of one person."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.app import forget_links
from bot.clock import MovableClock
from bot.db.engine import Database
from bot.errors import Denied
from bot.features.voices import service
from bot.features.voices.models import VoiceAnswer, VoiceComment, VoiceLink, VoiceRequest
from bot.features.voices.service import Counted, ratings_for
from bot.features.voices.service.personal import forget_voices, stored_about
from scoring.periods import Period
from tests.features.people.cast import ANA, BO, CHEN, NOW
from tests.features.voices.counter import CHOSEN, Counter, counter
from tests.features.voices.outside import PACKAGED

NEXT_YEAR = datetime(2027, 1, 2, tzinfo=UTC)
TABLES = (VoiceRequest, VoiceLink, VoiceAnswer, VoiceComment)


@pytest.fixture
async def at(database: Database) -> AsyncIterator[Counter]:
    async with counter(database) as opened:
        yield opened


async def answer(at: Counter, about: str, *values: str, comment: str = "") -> None:
    links = await at.ask(*(f"Customer {number} of {about}" for number in range(len(values))), about=about)
    for link, value in zip(links, values, strict=True):
        form = dict.fromkeys(PACKAGED, value) | {"form": "a" * 32, "comment": comment}
        assert (await at.outside.send(link, form)).status_code == 303


async def rows(at: Counter) -> list[int]:
    async with at.letters.database.read() as session:
        return [len((await session.exec(select(table))).all()) for table in TABLES]


async def copy(at: Counter, user: str, now: datetime) -> dict[str, list[dict[str, object]]]:
    member = await at.letters.cast.member(user)
    async with at.letters.database.read() as session:
        return await stored_about(session, member.workspace_id, member.key, now=now)


async def test_the_copy_has_what_is_shown_and_whom_one_has_asked(at: Counter) -> None:
    await answer(at, BO, "5", "4", "4", "3", "none", comment="a joy")
    await answer(at, CHEN, "1", "1", comment="never again")
    assert (await copy(at, BO, NOW))["voices"] == []
    own = await copy(at, BO, NEXT_YEAR)
    assert [(each["value"], each["people"]) for each in own["voices"]] == [(4.0, 4)] * 3
    assert [each["note"] for each in own["voice_comments"]] == ["a joy"] * 5
    hers = await copy(at, CHEN, NEXT_YEAR)
    assert [(each["value"], each["people"]) for each in hers["voices"]] == [(None, None)] * 3
    assert hers["voice_comments"] == []
    asked = (await copy(at, ANA, NOW))["voice_requests"]
    assert [each["people"] for each in asked] == [5, 2]
    assert "Customer 0 of U0BO" in str(asked[0]["note"])


async def test_who_is_forgotten_leaves_nothing_behind(at: Counter) -> None:
    await answer(at, BO, "5", "4", "4", comment="a joy")
    await answer(at, CHEN, "1", comment="hm")
    for user in (BO, ANA):
        member = await at.letters.cast.member(user)
        async with at.letters.database.write() as session:
            await forget_voices(session, member.workspace_id, member.key)
    assert await rows(at) == [1, 1, 3, 1], "what was said about Chen stays hers"
    async with at.letters.database.read() as session:
        assert (await session.exec(select(VoiceLink.label))).all() == [""]


async def test_time_takes_links_first_then_comments_then_answers(at: Counter) -> None:
    await answer(at, BO, "5", "4", "4", comment="a joy")
    database, workspace_id = at.letters.database, at.letters.cast.workspace_id
    for days, gone in ((14, 0), (15, 3)):
        clock = MovableClock(NOW + timedelta(days=days))
        assert await forget_links(database, workspace_id, clock) == gone
    for before, kept in ((date(2026, 12, 31), 1), (date(2027, 1, 1), 0)):
        async with database.write() as session:
            await service.old_comments(workspace_id, before).batch(session)
        assert (await rows(at))[3] == 3 * kept
        async with database.write() as session:
            for old in service.old_answers(workspace_id, before):
                await old.batch(session)
        assert await rows(at) == [kept, 0, 9 * kept, 3 * kept]


async def test_two_accounts_of_one_person_are_told_apart(at: Counter) -> None:
    """Chen turns out to be Bo: what was too little to be shown of each is not shown of both together."""
    await answer(at, BO, "5", "5", "5", "5")
    await answer(at, CHEN, "1", "1", comment="never again")
    ana = await at.letters.who(ANA)
    bo, chen = [await at.letters.cast.member(user) for user in (BO, CHEN)]
    async with at.letters.database.write() as session:
        row = (await session.exec(select(type(chen)).where(type(chen).id == chen.key))).one()
        row.merged_into, row.is_active = bo.key, False
        session.add(row)
    assert [(each["value"], each["people"]) for each in (await copy(at, BO, NEXT_YEAR))["voices"]] == [
        *[(5.0, 4)] * 3,
        *[(None, None)] * 3,
    ]
    async with at.letters.database.read() as session:
        period, today = Period.parse("2026-Q4"), NEXT_YEAR.date()
        found = await ratings_for(session, ana.workspace_id, period, today=today)
        assert found == {bo.key: dict.fromkeys(PACKAGED, Counted(4, 5.0))}
        assert await ratings_for(session, ana.workspace_id, Period.parse("2026-12"), today=today) == {}
        assert await ratings_for(session, ana.workspace_id, period, today=period.end) == {}


async def test_what_was_said_before_a_merge_counts_where_there_is_nothing_since(at: Counter) -> None:
    await answer(at, CHEN, "2", "3", "4")
    bo, chen = [await at.letters.cast.member(user) for user in (BO, CHEN)]
    async with at.letters.database.write() as session:
        row = (await session.exec(select(type(chen)).where(type(chen).id == chen.key))).one()
        row.merged_into = bo.key
        session.add(row)
    async with at.letters.database.read() as session:
        found = await ratings_for(session, bo.workspace_id, Period.parse("2026-Q4"), today=NEXT_YEAR.date())
    assert found == {bo.key: dict.fromkeys(PACKAGED, Counted(3, 3.0))}


async def test_nobody_is_asked_about_somebody_who_has_left_and_earlier_links_still_work(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    await at.letters.cast.change(BO, is_active=False)
    with pytest.raises(Denied):
        await at.ask("Bolt")
    assert (await at.outside.send(link, CHOSEN | {"form": "a" * 32})).status_code == 303
