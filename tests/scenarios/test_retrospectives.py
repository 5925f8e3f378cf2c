"""Ana looks back on a launch with her people and Dee's: notes, ratings, what to do next, and who sees what of it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.features.people import service as people
from bot.features.retrospectives.models import RetroNote
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import log_of, say, shown
from tests.scenarios.retrospective import (
    AFTER,
    CLOSES,
    EVERYBODY,
    LAUNCH,
    add,
    close_windows,
    keys,
    launch,
    open_launch,
    open_one,
    rate,
    release,
    seated,
    to_morning,
    told,
    who,
    write,
)

pytestmark = pytest.mark.thorough

SECRET = "quartz-otter"
NOTES = {BO: "The brief came late", CHEN: "设计稿返工太多", FINN: SECRET}


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with seated(sqlite_url) as opened:
        yield opened


async def stored_notes(at: Office) -> list[RetroNote]:
    query = select(RetroNote).where(RetroNote.workspace_id == at.parts.workspace_id)
    async with at.parts.database.read() as session:
        return list((await session.exec(query)).all())


async def test_a_launch_is_looked_back_on(database_url: str) -> None:
    async with seated(database_url) as at:
        assert "is open for 6 people until Tue, Nov 24" in await open_launch(at)
        for user in (BO, CHEN, DEE, FINN, HANA):
            assert len(told(at, user)) == 1, "once each"
        assert "*Ana Costa* would like to look back on *Autumn launch* with you" in told(at, BO)[0]
        assert "邀请您一起复盘 *Autumn launch*" in told(at, CHEN)[0]
        assert told(at, ANA) == told(at, EVE) == []

        for user, text in NOTES.items():
            sent = await write(at, user, not_well=text, well="我们守住了上线时间" if user == CHEN else "")
            assert sent.ok, sent
        seen = await open_one(at, ANA)
        assert "2 others have not written notes yet" in seen, "Dee and Hana; Ana is not told about herself"
        assert "5 others still have ratings to give" in seen
        assert not any(text in seen for text in NOTES.values()), "nothing before the close"

        asked = {user: await rate(at, user, value) for user, value in zip(EVERYBODY, (4, 5, 3, 4, 4, 4), strict=True)}
        ana = (await who(at, ANA)).member_id
        assert all(ana not in asked[each] for each in (BO, CHEN)), "nobody rates their own manager here"
        assert "Everybody else has rated" in await open_one(at, ANA)

        await to_morning(at, AFTER)
        for user in EVERYBODY:
            assert "Autumn launch" in told(at, user)[-1], user
            assert SECRET not in str(told(at, user))
        seen = await open_one(at, HANA)
        assert "3 of 6 people wrote; 4 notes are shown" in seen
        assert "ratings are not out yet" in seen
        hana = at.person(HANA)
        await hana.click(hana.view, "retrospectives.open_notes:not_well")
        page = shown(hana)
        assert all(text in page for text in NOTES.values())
        assert "Bo Lindgren" not in page
        assert {row.author_id for row in await stored_notes(at)} == {None}, "nobody knows any more who wrote what"

        await release(at)
        await to_morning(at, AFTER + timedelta(days=1))
        assert "ratings of *Autumn launch* are out" in told(at, BO)[-1]
        assert "评价结果已公布" in told(at, CHEN)[-1]
        own = await open_one(at, BO)
        assert "*Working with you:*" in own
        assert "by 4 colleagues" in own
        assert "the mean of 6 people" in own
        assert "与您合作" in await open_one(at, CHEN)
        logged = [row.action for row in await log_of(at) if row.action.startswith("retrospective")]
        assert logged[:2] == ["retrospective.opened", "retrospective.closed"]
        assert set(logged[2:]) == {"retrospective.read"}


def asked_to_do(at: Office, user: str) -> list[str]:
    """Keys of messages about actions; that ratings are out is another matter."""
    return [each for each in keys(at, user) if each.startswith(("retro-given", "prompt"))]


async def test_what_is_to_be_done_is_reminded_of_and_not_too_often(at: Office) -> None:
    """Due on Wednesday, the second of December: three working days before is Friday, and Bo is away until Monday."""
    await open_launch(at)
    await to_morning(at, AFTER)
    await say(at, BO, "/perf away 2026-11-27..2026-11-29")
    for text in ("Write the <checklist>", "Book the room"):
        assert (await add(at, ANA, text, BO, date(2026, 12, 2))).ok
    assert (await add(at, DEE, "Ask legal earlier", CHEN, date(2026, 12, 2))).ok
    assert keys(at, BO)[-1] == f"retro-given:{(await who(at, BO)).member_id}:2026-11-25", "both in one message"
    assert "You have 2 things to do" in told(at, BO)[-1]
    assert "Write the &lt;checklist&gt;" in told(at, BO)[-1]
    for other in (ANA, DEE, EVE):
        assert "checklist" not in str(told(at, other)), other

    seen = {}
    for user in (BO, CHEN):
        seen[user] = len(asked_to_do(at, user))
    reminded: dict[str, list[str]] = {BO: [], CHEN: []}
    for day in (date(2026, 11, 26) + timedelta(days=each) for each in range(10)):
        await to_morning(at, day)
        for user, days in reminded.items():
            new, seen[user] = len(asked_to_do(at, user)) - seen[user], len(asked_to_do(at, user))
            assert new <= 1, "one message a day"
            days += [f"{day:%m-%d}"] * new
        if day == date(2026, 11, 30):
            person = at.person(BO)
            await person.click(person.messages()[-1], "retrospectives.finish", value=None)
            await at.settle()
            assert "✓ Write the &lt;checklist&gt; · done on Mon, Nov 30" in told(at, BO)[-1]
    assert reminded == {BO: ["11-30", "12-02", "12-03"], CHEN: ["11-27", "12-02", "12-03"]}
    assert "已逾期" in told(at, CHEN)[-1]
    assert "Book the room" in told(at, BO)[-1]
    assert "checklist" not in told(at, BO)[-1], "that is done"


async def test_putting_off_takes_a_later_day_and_a_reason(at: Office) -> None:
    await open_launch(at)
    await to_morning(at, AFTER)
    await add(at, ANA, "Write the checklist", BO, date(2026, 11, 27))
    bo = at.person(BO)
    await close_windows(at, BO)
    await bo.click(bo.messages()[-1], "retrospectives.open_put_off")
    sent = await bo.submit(values={"due_on": "2026-11-26", "reason": "x"})
    assert "later than Fri, Nov 27" in str(sent.errors)
    sent = await bo.submit(values={"due_on": "2026-12-05", "reason": "x"})
    assert "is not a working day" in str(sent.errors)
    assert (await bo.submit(values={"due_on": "2026-12-04", "reason": SECRET})).ok
    await at.settle()
    assert "by Fri, Dec 4" in told(at, BO)[-1], "the message follows"
    assert SECRET not in await open_one(at, DEE)
    assert f"Put off once: {SECRET}" in await open_one(at, ANA), "the lead reads why"
    await to_morning(at, date(2026, 11, 27))
    assert not any("A reminder" in each for each in told(at, BO)), "not of the old day"
    home = await bo.open_home()
    assert "Write the checklist" in str(home.blocks)  # type: ignore[union-attr]  # it is open
    await bo.click(home, "retrospectives.finish")  # type: ignore[arg-type]  # as above
    await at.settle()
    assert any("✓ Write the checklist · done on Fri, Nov 27" in each for each in told(at, BO))
    assert "✓ Write the checklist" in await open_one(at, ANA)


async def test_what_a_leaver_had_to_do_goes_back_to_the_lead(at: Office) -> None:
    await open_launch(at)
    await write(at, FINN, well=SECRET)
    await to_morning(at, AFTER)
    await add(at, ANA, "Archive the assets", FINN, date(2026, 12, 15))
    at.sandbox.change_person(FINN, deleted=True)
    await at.sandbox.settle()
    await to_morning(at, date(2026, 11, 26))
    assert any("Archive the assets" in each for each in told(at, ANA)), "beside the news that results are out"
    assert "Archive the assets" in await open_one(at, ANA)
    at.sandbox.change_person(ANA, deleted=True)
    await at.sandbox.settle()
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows("member,team,lead\nbo@example.com,Growth,yes\n")
        await people.import_rows(session, at.parts.workspace_id, rows, unread, date(2026, 11, 26))
    await to_morning(at, date(2026, 11, 27))
    assert (await launch(at)).lead_id == (await who(at, BO)).member_id, "who leads the team now"
    assert "Archive the assets" in told(at, BO)[-1]


async def test_outsiders_see_nothing_and_hr_that_it_exists(at: Office) -> None:
    await open_launch(at, (ANA, BO, CHEN, DEE, FINN))
    for user in (BO, CHEN):
        await write(at, user, well=f"{SECRET} {user}")
    await to_morning(at, AFTER)
    await add(at, ANA, "Write the checklist", BO, date(2026, 12, 2))
    outside = await say(at, HANA, "/perf retro")
    assert LAUNCH not in outside
    assert "You have not been in a retrospective yet" in outside
    assert told(at, HANA) == []
    assert "Leads of teams open retrospectives" in await say(at, HANA, "/perf retro Another one")
    await close_windows(at, EVE)
    known = await say(at, EVE, "/perf retro")
    assert f"*{LAUNCH}* · Ana Costa · 5 people · closed on" in known
    assert "checklist" not in known
    assert "retrospectives.open_one" not in known
    seen = await open_one(at, ANA)
    assert "2 of 5 people wrote; 0 notes are shown" in seen
    assert "Fewer than 3 people wrote" in seen
    assert await stored_notes(at) == [], "two writers are too few, and none of them agreed"


async def test_few_who_rated_are_not_shown(at: Office) -> None:
    """Four can have a score, which is too few for the team's; Ana cannot, for two people alone may rate her."""
    message = await open_launch(at, (ANA, BO, CHEN, DEE, FINN))
    assert "Nobody is asked about Ana Costa" in message
    for user in (BO, CHEN):
        await rate(at, user, 4)
    await to_morning(at, AFTER)
    await release(at)
    await to_morning(at, AFTER + timedelta(days=1))
    for user in (ANA, DEE, BO):
        seen = await open_one(at, user)
        assert "*Working with you:* fewer than three colleagues have rated" in seen, user
        assert "It takes five people with a score of their own" in seen
        assert " of 5" not in seen.replace("2 of 5", ""), user


async def test_late_notes_are_refused_and_the_close_is_by_the_workspaces_day(at: Office) -> None:
    await open_launch(at)
    chen = at.person(CHEN)
    await chen.click(chen.messages()[-1], "retrospectives.open_write")
    await at.move_to(datetime.combine(CLOSES, datetime.min.time(), UTC) + timedelta(hours=22, minutes=30))
    assert (await launch(at)).state == "open", "it is still the last day in Berlin"
    await at.move_to(datetime.combine(AFTER, datetime.min.time(), UTC) + timedelta(hours=0, minutes=30))
    sent = await chen.submit(values={"well": SECRET})
    assert "没有保存" in str(sent.errors)
    assert await stored_notes(at) == []
