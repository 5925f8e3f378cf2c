"""A review in two teams of six, run by the calendar and by Eve from HR, by signed requests and a clock that moves."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import product

import pytest
from sqlmodel import select

from bot.app import web_of
from bot.errors import Rejected
from bot.features.catalogue import LISTENERS
from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.models import ReviewNomination
from bot.sandbox.http_push import HttpPush
from bot.sandbox.payloads import Payloads
from bot.sandbox.person import Person
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.audited import log_of, say, shown, words
from tests.scenarios.test_who_may_what import Door
from tests.scenarios.two_teams import (
    BRAND,
    GIL,
    GROWTH,
    HAL,
    IDA,
    JON,
    KAI,
    LIN,
    REFUSED,
    START,
    ZOE,
    cycles,
    heard,
    leave,
    open_cycle,
    pairs,
    rate,
    seat,
    through,
    told,
    who,
)


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url, start=START) as opened:
        await seat(opened)
        yield opened


async def test_a_december_from_its_preparation_to_its_release(at: Office) -> None:
    """With a colleague who leaves, one who declines, one whose account is gone after rating, and an extension."""
    await through(at, "2026-12-17", "2026-12-25")
    (cycle,) = await cycles(at)
    assert cycle.state == "open"
    assert [("is prepared" in each, "has opened" in each) for each in told(at, EVE)] == [(True, False), (False, True)]
    raters = Counter(subject for _, subject in await pairs(at))
    assert set(raters) == {*GROWTH, *BRAND}
    assert min(raters.values()) >= 3
    eve = await open_cycle(at)
    assert "0 done · 0 in progress · 12 not started" in shown(eve)
    await rate(at, cycle.key, BO, KAI)
    await leave(at, KAI)  # after rating
    await leave(at, GIL)  # before
    gone = {each for pair in await pairs(at, "asked") for each in pair} & {GIL, KAI}
    assert gone, "until the night"
    await through(at, "2026-12-26", "2026-12-29")
    assert not {GIL, KAI} & {each for pair in await pairs(at, "asked") for each in pair}
    assert {rater for rater, _ in await pairs(at, "done")} == {BO, KAI}
    assert "is half over" in told(at, EVE)[-1]
    (ana,) = heard(at, ANA, "have not finished yet")
    assert "of 4 people in Growth" in ana, "without Ana herself, and without names"
    assert not any(name in ana for name in ("Bo", "陈琳", "Hal", "Ida"))
    await extend(at)
    await through(at, "2026-12-30", "2027-01-04")
    assert "ends today" in told(at, EVE)[-1]
    await rate(at, cycle.key)
    await through(at, "2027-01-05", "2027-01-05")
    assert "has ended" in told(at, EVE)[-1]
    assert "6 Jan" in told(at, EVE)[-1] or "Jan 6" in told(at, EVE)[-1]
    await through(at, "2027-01-06", "2027-01-06")
    (cycle,) = await cycles(at)
    assert (cycle.state, cycle.n_done) == ("released", cycle.n_asked)
    assert await pairs(at) == set()
    assert "who rated whom is erased" in told(at, EVE)[-1]
    assert not cycle.is_scrubbed
    assert await at.parts.upkeep.scrub()
    assert (await cycles(at))[0].is_scrubbed
    for user in (BO, CHEN, DEE, FINN):
        assert heard(at, user, "reviews.hr") == [], "nobody but HR has HR's buttons"


async def extend(at: Office) -> None:
    eve = await open_cycle(at)
    await eve.click(eve.view, "reviews.hr_extend")
    refused = await eve.submit(values={"closes_on": "2027-01-03", "reason": "Many are ill"})
    assert "is not a working day" in str(refused.errors)
    assert (await eve.submit(values={"closes_on": "2027-01-04", "reason": "Many are ill"})).ok
    assert "Jan 4" in shown(eve) or "4 Jan" in shown(eve)
    moves = [json.loads(row.details)["move"] for row in await log_of(at) if row.action == "review.moved"]
    assert moves == ["draft", "open", "extend"]


async def test_nobody_but_hr_has_a_way_in(at: Office) -> None:
    """Every button and form of HR's, with what it carries and with what it never carried, by everybody else."""
    await through(at, "2026-12-17", "2026-12-25")
    (cycle,) = await cycles(at)
    buttons = sorted(each for each in LISTENERS.actions if each.startswith("reviews.hr_"))
    forms = sorted(each for each in LISTENERS.submissions if each.startswith("reviews.hr_"))
    assert len(buttons) >= 13
    assert len(forms) == 4
    async with served_locally(web_of(at.parts)) as url:
        push = HttpPush(url + EVENTS_PATH, signing_secret=at.sandbox.signing_secret, ack_seconds=30.0)
        door = Door(at, push, Payloads(at.sandbox.core), {}, {})
        said = {user: {REFUSED in await say(at, user, "/perf reviews")} for user in (ANA, DEE)}
        carried = (f"{cycle.key}:0", f"{cycle.key}:1:2", "4711:0", "", "x:y:z")
        for user, button in product((ANA, DEE), buttons):
            said[user] |= {REFUSED in await door.press(user, button, value) for value in carried}
        for user, form, key in product((ANA, DEE), forms, (cycle.key, 4711, "x")):
            said[user] |= {REFUSED in await door.submit(user, form, {"cycle": key})}
        assert said == {ANA: {True}, DEE: {True}}
        assert "没有您可以查看的人员" in await say(at, CHEN, "/perf reviews")
        for button, value in product(buttons, ("4711:0", "x:y:z", "")):
            answer = await door.press(EVE, button, value)
            assert "Something went wrong" not in answer, (button, value)
        await push.close()
    (after,) = await cycles(at)
    assert (after.state, after.is_held, after.closes_on) == ("open", False, cycle.closes_on)
    denied = [row for row in await log_of(at) if row.action == "access.denied"]
    assert len(denied) > len(buttons) * len(carried)


async def test_eve_sees_who_has_finished_and_nobody_sees_about_whom(at: Office) -> None:
    await through(at, "2026-12-17", "2026-12-25")
    (cycle,) = await cycles(at)
    await rate(at, cycle.key, BO)
    eve = await open_cycle(at)
    assert "*Growth*: 1 of 6 done" in shown(eve)
    async with at.parts.database.read() as session:
        growth = next(each for each in await people.teams(session, at.parts.workspace_id) if each.name == "Growth")
    await eve.click(eve.view, f"reviews.hr_people:{growth.key}")
    page = shown(eve)
    assert "● Bo Lindgren · done" in page
    assert page.count("not started") == 5
    assert "Dee Walsh" not in page
    await eve.click(eve.view, "reviews.hr_cycle")
    await eve.click(eve.view, "reviews.hr_people")
    assert "all teams: 12 raters" in shown(eve)


@pytest.mark.thorough
async def test_eve_ends_early_holds_the_results_and_opens_one_rating_again(at: Office) -> None:
    await through(at, "2026-12-17", "2026-12-25")
    eve = await open_cycle(at)
    await eve.click(eve.view, "reviews.hr_close")
    assert (await eve.submit(values={"reason": "A power cut"})).ok
    assert "Ended on Fri, Dec 25" in shown(eve)
    await eve.click(eve.view, "reviews.hr_hold")
    assert "Results wait for you" in shown(eve)
    asked = await pairs(at, "asked")
    rater, subject = min(asked)
    wrong = next(each for each in BRAND if (rater, each) not in asked)
    answers = []
    for about in (wrong, subject):
        await eve.click(eve.view, "reviews.hr_reopen")
        form = {"rater": rater, "subject": about, "until": "2026-12-28", "reason": "She was ill"}
        assert (await eve.submit(values=form)).ok
        answers.append(shown(eve))
        await eve.click(eve.view, "reviews.hr_release")
        answers.append(str([words(each.blocks) for each in eve.views]))
        await eve.close()
    assert answers[:2] == answers[2:], "nothing says whether there is such a rating"
    assert "HR wanted a rating open again until" in answers[1]
    await through(at, "2026-12-26", "2027-01-23")
    assert [each.state for each in await cycles(at)] == ["closed"]
    await through(at, "2027-01-24", "2027-01-24")
    assert [each.state for each in await cycles(at)] == ["released"], "not for ever"
    reasons = {row.action: row.reason for row in await log_of(at) if row.action.startswith("review.rating")}
    assert reasons == {"review.rating_reopened": "She was ill"}


async def test_two_of_hr_press_at_once_and_twice(at: Office) -> None:
    await through(at, "2026-12-17", "2026-12-19")
    eve, zoe = await open_cycle(at), await open_cycle(at, ZOE)
    await eve.click(eve.view, "reviews.hr_start")
    assert "Open from" in shown(eve)
    await zoe.click(zoe.view, "reviews.hr_start")
    assert "cannot be done with a review that is open" in str([each.blocks for each in zoe.views])
    assert Counter(each.state for each in await cycles(at)) == {"open": 1}
    await at.move_by(timedelta(hours=3))
    assert [row.action for row in await log_of(at)].count("review.moved") == 2


async def test_eve_prepares_a_test_for_one_team_and_throws_it_away(at: Office) -> None:
    eve = at.person(EVE)
    await say(at, EVE, "/perf reviews")
    await eve.click(eve.view, "reviews.hr_new")
    assert "Did you mean Brand" in str((await eve.submit(values={"teams": "Brnd"})).errors)
    wrong = await eve.submit(values={"teams": "brand", "opens_on": "2026-12-21"})
    assert "both days" in str(wrong.errors)
    days = {"opens_on": "2026-12-21", "closes_on": "2026-12-22"}
    assert "at least 3 working days" in str((await eve.submit(values={"teams": "brand", **days})).errors)
    days["closes_on"] = "2026-12-23"
    assert (await eve.submit(values={"teams": "brand，", **days, "test": ["test"]})).ok
    assert "· test" in shown(eve)
    await eve.click(eve.view, "reviews.hr_discard")
    assert "Was never opened" in shown(eve)
    await through(at, "2026-12-18", "2026-12-21")
    assert [(each.state, each.is_test) for each in await cycles(at)] == [("discarded", True), ("draft", False)]


async def test_eve_asks_others_where_everybody_has_declined(at: Office) -> None:
    await through(at, "2026-12-17", "2026-12-25")
    (cycle,) = await cycles(at)
    while waiting := sorted(pair for pair in await pairs(at, "asked") if pair[1] == IDA):
        for rater, subject in waiting:
            own, about = await who(at, rater), await who(at, subject)
            async with at.parts.database.write() as session:
                await service.decline(
                    session,
                    own,
                    cycle.key,
                    about.member_id,
                    reason="We have not met",
                    now=at.clock.now(),
                    settings=at.parts.settings,
                )
    declined = {rater for rater, _ in await pairs(at, "declined")}
    eve = await open_cycle(at)
    assert f"{len(declined)} ratings were declined" in shown(eve)
    assert "1 person has too few raters" in shown(eve)
    await eve.click(eve.view, "reviews.hr_short")
    assert "*Ida Holm* has 0 raters" in shown(eve)
    await eve.click(eve.view, "reviews.hr_ask:0-0")
    assert "*Ida Holm* has 1 rater" in shown(eve)
    (asked,) = {rater for rater, subject in await pairs(at, "asked") if subject == IDA}
    assert asked not in declined | {ANA, EVE, ZOE}
    assert at.sandbox.workspace.people[asked].name not in shown(eve), "chance has drawn, and tells nobody"


async def press(at: Office, user: str, part: str, action: str) -> Person:
    """The button of the newest message with these words."""
    person = at.person(user)
    while person.views:
        await person.close()
    message = next(each for each in reversed(person.messages()) if part in words(each.blocks))
    done = await person.click(message, action)
    assert done.ok, done.error
    return person


async def test_members_name_their_raters_and_managers_approve(at: Office) -> None:
    """Bo's names are approved, Chen's are changed, Hal's wait too long; Finn, whom they named, hears of nothing."""
    await through(at, "2026-12-17", "2026-12-20")
    eve = await open_cycle(at)
    await eve.click(eve.view, "reviews.hr_nominate")
    assert "Members name who should rate them" in shown(eve)
    await through(at, "2026-12-21", "2026-12-21")
    bo = await press(at, BO, "who should rate you", "reviews.name_open")
    for wrong in ([ANA], [BO], [EVE], [CHEN, "U0NOBODY"]):
        assert "cannot rate this person" in str((await bo.submit(values={"raters": wrong})).errors), wrong
    assert (await bo.submit(values={"raters": [FINN, HAL, JON]})).ok
    assert "Finn Berg" in shown(bo)
    chen = await press(at, CHEN, "由谁来评价您", "reviews.name_open")
    assert (await chen.submit(values={"raters": [LIN]})).ok
    await at.settle()
    assert "You have named 3 colleagues" in heard(at, BO, "who should rate you")[-1], "the prompt follows"
    hal = await press(at, HAL, "who should rate you", "reviews.name_open")
    await through(at, "2026-12-22", "2026-12-22")
    ana = await press(at, ANA, "named raters", "reviews.approve_open")
    assert "*Bo Lindgren* names" in shown(ana)
    assert "*Hal Berg*" not in shown(ana)
    await ana.click(ana.view, "reviews.approve")
    assert "✓ *Bo Lindgren* is rated by" in shown(ana)
    await ana.click(ana.view, "reviews.change_open", find(ana, "陈琳"))
    assert (await ana.submit(values={"raters": [BO, HANA]})).ok
    await at.settle()
    assert heard(at, ANA, "No names of raters are waiting")
    await through(at, "2026-12-23", "2026-12-24")
    assert (await hal.submit(values={"raters": [KAI]})).ok
    await through(at, "2026-12-25", "2026-12-25")
    (cycle,) = await cycles(at)
    found = await pairs(at)
    assert {(FINN, BO), (HAL, BO), (JON, BO), (BO, CHEN), (HANA, CHEN)} <= found
    assert min(Counter(subject for _, subject in found).values()) >= 3
    assert heard(at, FINN, "Bo Lindgren") == []
    async with at.parts.database.read() as session:
        rows = select(ReviewNomination).where(ReviewNomination.workspace_id == at.parts.workspace_id)
        assert (await session.exec(rows)).all() == []
    assert len(heard(at, ANA, "named raters")) <= 3
    late = await press(at, BO, "who should rate you", "reviews.name_open")
    assert not late.views
    own = await who(at, BO)
    async with at.parts.database.read() as session:
        with pytest.raises(Rejected, match="reviews-error-too-late-to-name"):
            await service.own_names(session, own, cycle.key, now=at.clock.now(), settings=at.parts.settings)


def find(person: Person, name: str) -> str:
    """The block of buttons under the line about somebody."""
    blocks = person.view.blocks
    place = next(place for place, block in enumerate(blocks) if name in words([block]))
    return str(blocks[place + 1]["block_id"])
