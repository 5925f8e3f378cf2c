"""Eve has people rate their managers, and colleagues of other teams, in chat from the preparation to what each sees."""

from collections import Counter
from collections.abc import AsyncIterator
from itertools import product

import pytest

from bot.errors import Denied
from bot.features.people import service as people
from bot.features.reviews import service
from bot.sandbox.errors import Refused
from bot.sandbox.person import Person
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.audited import say, shown, words
from tests.scenarios.two_teams import (
    BRAND,
    GIL,
    GROWTH,
    HAL,
    IDA,
    JON,
    KAI,
    LIN,
    START,
    cycles,
    open_cycle,
    pairs,
    seat,
    through,
    who,
)

pytestmark = pytest.mark.thorough

DAYS = {"opens_on": "2026-12-17", "closes_on": "2026-12-21"}
NOTHING = "Nothing has been released yet that colleagues said about you"
VALUES = {BO: "4", CHEN: "4", GIL: "5", HAL: "3", IDA: "3"}


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url, start=START) as opened:
        await seat(opened)
        yield opened


async def prepare(at: Office, kind: str, **more: str) -> Person:
    """With the days that HR chooses."""
    eve = at.person(EVE)
    await say(at, EVE, "/perf reviews")
    await eve.click(eve.view, "reviews.hr_new")
    assert "Ratings about a project are opened by its retrospective" in str(eve.view.blocks)
    with pytest.raises(Refused, match=r"offered: \['peer', 'cross', 'upward'\]"):
        await eve.submit(values={"kind": "project", **DAYS})
    done = await eve.submit(values={"kind": kind, **DAYS, **more})
    assert done.ok, done.errors
    assert "Dec 17" in shown(eve)
    assert "reviews.hr_nominate" not in shown(eve), "who rates is settled"
    return eve


async def fill_in(person: Person, value: str, case: str) -> None:
    """Every question of the form in front, and it is sent."""
    names = [block["block_id"] for block in person.view.blocks if block["type"] == "input"]
    sent = await person.submit(values={name: value if number % 2 == 0 else case for number, name in enumerate(names)})
    assert sent.ok, sent.errors


async def leave_windows(person: Person) -> None:
    while person.views:
        await person.close()


async def released(at: Office) -> None:
    """Closed by the night after the last day, and released by Eve."""
    await through(at, "2026-12-18", "2026-12-22")
    eve = await opened_by_hand(at)
    await eve.click(eve.view, "reviews.hr_release")
    assert "Results are out" in shown(eve)


async def opened_by_hand(at: Office) -> Person:
    """The cycle that Eve has prepared, in her window; the calendar prepares another one."""
    eve = await open_cycle(at)
    await leave_windows(eve)
    await say(at, EVE, "/perf reviews")
    done = await eve.click(eve.view, f"reviews.hr_cycle:{(await cycles(at))[0].key}")
    assert done.ok, done.error
    return eve


async def nobody_else_reads(at: Office, subject: str, *others: str) -> None:
    """What a cycle came to for somebody: refused in the same words as for somebody who does not exist."""
    (cycle_id, about) = (await cycles(at))[0].key, (await who(at, subject)).member_id
    said = set()
    for other, key in product(others, (about, 10**9)):
        reader = await who(at, other)
        async with at.parts.database.write() as session:
            with pytest.raises(Denied) as refused:
                await service.shown_results(session, reader, key, cycle_id, now=at.clock.now())
        said.add(refused.value.key)
    assert len(said) == 1


async def test_eve_has_people_rate_their_managers(at: Office) -> None:
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(f"member,team,manager,role,lead\n{JON},Brand,{LIN},,")
        assert (await people.import_rows(session, at.parts.workspace_id, rows, unread, START.date())).problems == []
    eve = await prepare(at, "upward")
    assert "*Feedback to managers · December 2026*" in shown(eve)
    assert "2 managers have fewer than 5 reports who are there" in shown(eve)
    await eve.click(eve.view, "reviews.hr_unrated")
    assert "Dee Walsh" in shown(eve)
    assert "林悦" in shown(eve)
    assert "Ana Costa" not in shown(eve)
    await eve.click(eve.view, "reviews.hr_cycle")
    await eve.click(eve.view, "reviews.hr_start")
    assert "5 not started" in shown(eve)
    assert "too few raters" not in shown(eve)
    assert await pairs(at) == {(each, ANA) for each in GROWTH if each != ANA}
    await reports_rate_ana(at)
    for user in (ANA, DEE, JON, FINN):
        assert "Nobody is waiting for a rating of yours" in await say(at, user, "/rate")
        await leave_windows(at.person(user))
    await released(at)
    anas = await say(at, ANA, "/perf ratings")
    assert anas.count("of 5, from 5 raters") == 5
    assert len(half_points(anas)) == 5
    assert set(half_points(anas)) <= {"3.5", "4"}
    assert "rounded to a half point" in anas
    assert anas.count("She asks first") == 5, "five examples to each question, each of a rater"
    assert not any(name in anas for name in ("Bo Lindgren", "陈琳", "Gil", "Hal", "Ida"))
    for other in (BO, DEE, HANA):
        for door in ("/perf ratings @ana", "/perf ratings"):
            assert NOTHING in await say(at, other, door)
            await leave_windows(at.person(other))
    await nobody_else_reads(at, ANA, BO, DEE, HANA)


async def reports_rate_ana(at: Office) -> None:
    for user, value in VALUES.items():
        person = at.person(user)
        await say(at, user, "/rate")
        about = "在 *Ana Costa* 的带领下工作，感受如何" if user == CHEN else "How is it to work for *Ana Costa*?"
        assert about in shown(person)
        assert person.view.content["title"]["text"] == ("评价上级" if user == CHEN else "Rate your manager")
        await person.click(person.view, "reviews.open_decline")
        assert ("不会另请他人评价" if user == CHEN else "Nobody else is asked about *Ana Costa*") in shown(person)
        assert ("不显示您的姓名" if user == CHEN else "HR reads it without your name") in str(person.view.blocks)
        await leave_windows(person)
        await say(at, user, "/rate")
        await fill_in(person, value, "She asks first" if user == BO else f"case {value}")
        await leave_windows(person)


def half_points(page: str) -> list[str]:
    return [part.rpartition("*")[2] for part in page.split("* of 5, from")[:-1]]


async def test_eve_has_other_teams_rate_and_reads_why_some_would_not(at: Office) -> None:
    eve = await prepare(at, "cross", teams="Growth")
    assert "*Ratings by other teams · December 2026*" in shown(eve)
    await eve.click(eve.view, "reviews.hr_start")
    asked = await pairs(at)
    assert {rater for rater, _ in asked} <= set(BRAND)
    assert {subject for _, subject in asked} <= set(GROWTH)
    assert Counter(subject for _, subject in asked)[ANA] >= 3
    await some_decline(at, DEE, FINN, LIN)
    for user in BRAND:
        await rate_all(at, user)
    eve = await opened_by_hand(at)
    assert "3 ratings were declined" in shown(eve)
    assert "Reasons can be read once it has ended" in shown(eve)
    assert "reviews.hr_reasons" not in shown(eve)
    await through(at, "2026-12-18", "2026-12-22")
    eve = await opened_by_hand(at)
    await eve.click(eve.view, "reviews.hr_reasons")
    page = shown(eve)
    assert all(f"没有合作过 {number}" in page for number in range(3))
    assert not any(name in page for name in ("Dee", "Finn", "林悦", "Bo", "Ana", "陈琳"))
    raters = Counter(subject for _, subject in await pairs(at, "done"))
    await released(at)
    anas = await say(at, ANA, "/perf ratings")
    assert "Ratings by other teams · December 2026" in anas
    assert f"of 5, from {raters[ANA]} raters" in anas
    assert "corrected for raters who are severe" in anas
    assert NOTHING in await say(at, DEE, "/perf ratings @ana")
    await nobody_else_reads(at, ANA, BO, DEE, KAI)
    await nobody_else_reads(at, BO, CHEN, DEE, FINN)


async def some_decline(at: Office, *users: str) -> None:
    """Somebody who is not Ana, with a reason of their own."""
    for number, user in enumerate(users):
        person = at.person(user)
        names = {each: (await who(at, each)).member_id for each in GROWTH}
        about = min((subject for rater, subject in await pairs(at, "asked") if rater == user and subject != ANA))
        (cycle,) = await cycles(at)
        await say(at, user, "/rate list")
        await person.click(person.view, "reviews.open", value=f"{cycle.key}:{names[about]}")
        title = person.view.content["title"]["text"]
        assert title == ("评价同事" if user == LIN else "Rate a colleague")
        await person.click(person.view, "reviews.open_decline")
        assert ("另请他人" if user == LIN else "Somebody else will be asked") in shown(person)
        assert (await person.submit(values={"reason": f"没有合作过 {number}"})).ok
        await leave_windows(person)


async def rate_all(at: Office, user: str) -> None:
    person = at.person(user)
    await say(at, user, "/rate")
    while any(block["type"] == "input" for block in person.view.blocks):
        assert ("跨部门评价" if user == LIN else "Ratings by other teams") in words(person.view.blocks)
        await fill_in(person, "3", "")
    await leave_windows(person)
