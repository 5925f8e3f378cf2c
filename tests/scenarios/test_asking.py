"""People ask each other for feedback, and nobody else reads it."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from tests.office import (
    ANA,
    BO,
    CHEN,
    DEE,
    EVE,
    FINN,
    HANA,
    WEDNESDAY,
    Office,
    office,
)
from tests.scenarios.audited import say, shown, words
from tests.scenarios.letters import (
    REFUSED,
    SECRET,
    close_windows,
    everything_stored,
    newest,
    press,
    press_here,
    seat,
    told,
)


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url) as opened:
        await seat(opened)
        yield opened


async def test_chen_is_asked_once_reminded_once_and_answers(at: Office) -> None:
    assert "*陈琳* is asked now" in await say(at, BO, f"/perf ask @chen How was my talk about {SECRET}?")
    await at.settle()
    (asked,) = told(at, CHEN)
    assert "*Bo Lindgren* 想听听您的反馈" in asked
    assert SECRET in asked
    home = await at.person(CHEN).open_home()
    assert home
    assert "feedback.open_answer" in words(home.blocks)
    days = []
    for day in range(1, 12):
        await at.move_to(WEDNESDAY + timedelta(days=day))
        days.append(len([each for each in told(at, CHEN) if "仅提醒这一次" in each]))
    assert days == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1], "on Monday, the third working day, and never again"
    chen = at.person(CHEN)
    await close_windows(chen)
    request = next(each for each in reversed(chen.messages()) if "仅提醒这一次" in words(each.blocks))
    await chen.click(request, "feedback.open_answer")
    assert "How was my talk" in shown(chen)
    assert (await chen.submit(values={"text": "很清楚，例子再多一些更好"})).ok
    await at.settle()
    assert sum("您已回复" in each for each in told(at, CHEN)) == 2, "both messages say so"
    assert SECRET not in str(told(at, CHEN))
    assert "很清楚" not in str(told(at, BO))
    assert told(at, BO) == [], "not on a Sunday"
    await at.move_by(timedelta(days=1))
    assert "*陈琳* has written feedback for you" in told(at, BO)[0]
    assert "很清楚" in await press(at, BO, "feedback.read")
    assert "answered" in await listed_requests(at, BO)
    assert REFUSED in await say(at, EVE, f"/perf kudos <@{BO}>")


async def listed_requests(at: Office, user: str) -> str:
    await close_windows(at.person(user))
    await at.person(user).command("/perf kudos")
    return await press_here(at, user, "feedback.open_list:requests")


async def test_chen_says_no_and_is_left_in_peace(at: Office) -> None:
    await say(at, BO, "/perf ask @chen How was my talk?")
    await at.settle()
    chen = at.person(CHEN)
    await chen.click(newest(at, CHEN), "feedback.open_decline")
    assert (await chen.submit(values={"reason": "in_person"})).ok
    await at.settle()
    assert "cannot give you feedback this time: “I would rather tell you in person”" in told(at, BO)[0]
    assert "您已婉拒" in told(at, CHEN)[0]
    await at.move_by(timedelta(days=7))
    assert not [each for each in told(at, CHEN) if "仅提醒这一次" in each], "no reminder"
    assert "How was my talk" not in await everything_stored(at)


async def test_bo_calls_off_what_he_asked(at: Office) -> None:
    await say(at, BO, "/perf ask @chen How was my talk?")
    await at.settle()
    assert "called off" in await call_off(at)
    assert "不再等待您的反馈" in told(at, CHEN)[0]
    assert "*陈琳* is asked" in await say(at, BO, "/perf ask @chen And the second one?")
    assert "has your question already" in await say(at, BO, "/perf ask @chen And the third one?")


async def call_off(at: Office) -> str:
    await listed_requests(at, BO)
    said = await press_here(at, BO, "feedback.call_off")
    await close_windows(at.person(BO))
    return said


FRIDAY_NIGHT = datetime.fromisoformat("2026-11-20T21:30:00+01:00")
AWAY = "/perf away 2026-11-23..2026-11-24 vacation"


async def test_nobody_is_asked_at_night_or_on_a_day_off(at: Office) -> None:
    await say(at, DEE, AWAY)
    await at.move_to(FRIDAY_NIGHT)
    before = len(told(at, DEE))
    assert "is asked on Wed, Nov 25 at 09:00" in await say(at, BO, "/perf ask @dee How was the hand-over?")
    for day in range(1, 5):
        await at.move_to(FRIDAY_NIGHT + timedelta(days=day))
        assert not [each for each in told(at, DEE)[before:] if "How was the hand-over" in each], day
    await at.move_to(datetime.fromisoformat("2026-11-25T09:01:00+01:00"))
    assert [each for each in told(at, DEE)[before:] if "How was the hand-over" in each]


async def test_who_falls_ill_meanwhile_finds_the_question_on_home(at: Office) -> None:
    await at.move_to(FRIDAY_NIGHT)
    await say(at, BO, "/perf ask @dee How was the hand-over?")
    await say(at, DEE, "/perf away 2026-11-23..2026-11-30 sick")
    await at.move_to(FRIDAY_NIGHT + timedelta(days=10))
    assert "How was the hand-over" not in str(told(at, DEE))
    home = await at.person(DEE).open_home()
    assert home
    assert "*Bo Lindgren* asks you for feedback" in words(home.blocks)


async def test_a_person_who_is_asked_by_many_is_not_asked_by_more(at: Office) -> None:
    for user in (ANA, BO, DEE, EVE, FINN):
        assert "is asked" in await say(at, user, "/perf ask @chen How was it?")
    assert "is being asked by several people" in await say(at, HANA, "/perf ask @chen How was it?")
