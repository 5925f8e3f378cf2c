"""People thank each other and write to each other, and nobody else reads it."""

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.delivery.models import Delivery
from bot.features.people import service as people
from bot.features.scorecards.models import Card
from bot.features.scorecards.service import close_month
from tests.office import (
    ANA,
    BO,
    CHEN,
    DEE,
    EVE,
    GROWTH_CHANNEL,
    GUS,
    HANA,
    WEDNESDAY,
    Office,
    office,
)
from tests.scenarios.audited import log_of, say, shown, words
from tests.scenarios.letters import (
    EVERYBODY,
    REFUSED,
    SECRET,
    THANKS,
    close_windows,
    everything_stored,
    letters,
    newest,
    press,
    press_here,
    seat,
    thank,
    told,
    write,
)
from tests.scenarios.month import import_figures


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url) as opened:
        await seat(opened)
        yield opened


async def test_bo_thanks_chen_before_the_team_and_takes_it_back(database_url: str) -> None:
    async with office(database_url) as at:
        await seat(at)
        bo = at.person(BO)
        await bo.command(f"/kudos @chen {THANKS}")
        assert "Traffic" in shown(bo), "the dimensions of Chen's scheme"
        assert bo.view.state["text"]["value"]["value"] == THANKS
        sent = await bo.submit(values={f"dimension:{CHEN}": "traffic"})
        assert sent.ok, sent
        assert "gets your kudos now" in shown(bo)
        await at.settle()
        post = words(newest(at, ANA, GROWTH_CHANNEL).blocks)
        assert "*Bo Lindgren* thanks *陈琳* · Traffic" in post
        assert "&gt; Stayed" not in post
        assert "> Stayed late &amp; fixed the &lt;form&gt; with me" in post
        (hers,) = told(at, CHEN)
        assert "*Bo Lindgren* 为您点赞" in hers
        assert "Stayed late" in hers
        for other in (ANA, DEE, EVE, BO):
            assert told(at, other) == [], other
        home = await at.person(CHEN).open_home()
        assert home
        assert "点赞 1 次" in words(home.blocks)
        assert await actions(at) == []
        await close_windows(bo)
        await bo.command("/kudos list")
        await press_here(at, BO, "feedback.open_list:given")
        assert "You have not given any yet" in await press_here(at, BO, "feedback.withdraw")
        assert "have been taken back or deleted" in words(newest(at, ANA, GROWTH_CHANNEL).blocks)
        assert "已被撤回或删除" in told(at, CHEN)[0]
        assert len(told(at, CHEN)) == 1
        assert [each[0] for each in await actions(at)] == ["feedback.withdrawn"]
        (row,) = await letters(at)
        assert (row.text, row.dimension) == ("", None)


async def actions(at: Office) -> list[tuple[str, str | None]]:
    return [
        (row.action, row.subject_id) for row in await log_of(at) if row.action.startswith(("feedback", "access.denied"))
    ]


async def test_private_kudos_are_read_by_the_receiver_alone(at: Office) -> None:
    assert (await thank(at, DEE, "bo", SECRET, audience="private")).ok
    assert SECRET in told(at, BO)[0]
    assert "Only you see this" in told(at, BO)[0]
    for user in (ANA, CHEN, DEE, EVE):
        assert SECRET not in str(told(at, user)), user
    assert told(at, ANA, GROWTH_CHANNEL) == []
    async with at.parts.database.read() as session:
        payloads = [row.payload for row in (await session.exec(select(Delivery))).all()]
    assert SECRET not in json.dumps(payloads)
    assert REFUSED in await say(at, EVE, f"/perf kudos <@{BO}>"), "not even HR"
    assert SECRET not in await say(at, ANA, f"/perf kudos <@{BO}>"), "not the manager either"


async def test_what_was_meant_for_one_channel_is_not_posted_in_another(at: Office) -> None:
    bo = at.person(BO)
    await bo.command(f"/kudos @chen {SECRET}")
    async with at.parts.database.write() as session:
        growth = next(each for each in await people.teams(session, at.parts.workspace_id) if each.name == "Growth")
        growth.channel = "C0BRAND"
        session.add(growth)
    sent = await bo.submit(values={f"dimension:{CHEN}": "traffic"})
    assert "channel has changed in the meantime" in str(sent.errors)
    assert await letters(at) == []


async def test_whoever_has_no_team_is_thanked_in_private(at: Office) -> None:
    person = at.person(BO)
    await person.command("/kudos @eve for the onboarding")
    assert "their team has no channel" in shown(person)
    assert "audience" not in shown(person)
    assert (await person.submit()).ok
    await at.settle()
    assert "for the onboarding" in told(at, EVE)[0]


NOT_THESE = {
    "/kudos @bo for me": "That would be you",
    "/kudos @gus thanks": "guests, bots and people who have left",
    "/kudos @hana thanks": "guests, bots and people who have left",
    "/kudos @evenhand thanks": "Nobody here is called “evenhand”",
    "/kudos @Nobody thanks": "Nobody here is called “Nobody”",
    "/perf ask @gus How was it?": "guests, bots and people who have left",
    "/perf ask @bo How was it?": "That would be you",
    "/perf feedback @gus well done": "guests, bots and people who have left",
}


async def test_nobody_thanks_themselves_or_people_who_are_not_members(at: Office) -> None:
    at.sandbox.change_person(HANA, deleted=True)
    await at.settle()
    for line, reason in NOT_THESE.items():
        assert reason in await say(at, BO, line), line
        assert at.person(BO).views == ()
    assert await letters(at) == []
    assert [user for user in EVERYBODY if told(at, user)] == []


async def test_a_guest_who_is_picked_in_the_form_gets_nothing(at: Office) -> None:
    """The refusal comes over the form, which still shows the guest; what was sent for the person before must not go."""
    bo = at.person(BO)
    await bo.command("/kudos @chen wonderful")
    form = bo.view
    await bo.click(form, "feedback.pick_person", value=GUS)
    assert "guests, bots" in shown(bo)
    await bo.close()
    sent = await bo.submit(form, {f"dimension:{CHEN}": "traffic"})
    assert not sent.ok or "guests, bots" in shown(bo)
    await at.settle()
    assert await letters(at) == []


async def test_another_person_in_the_form_brings_their_dimensions_and_keeps_the_text(at: Office) -> None:
    bo = at.person(BO)
    await bo.command("/kudos")
    assert "Whom would you like to thank" in shown(bo)
    await bo.click(bo.view, "feedback.pick_person", value=CHEN)
    assert f"dimension:{CHEN}" in json.dumps(bo.view.blocks)
    sent = await bo.submit(values={"text": SECRET})
    assert not sent.ok, "no dimension yet"
    await bo.click(bo.view, "feedback.pick_person", value=DEE)
    await bo.submit(values={"text": SECRET, f"dimension:{DEE}": "conversion", f"audience:{DEE}": "private"})
    await at.settle()
    assert told(at, CHEN) == []
    assert SECRET in told(at, DEE)[0]


async def test_a_message_becomes_kudos_for_who_wrote_it(at: Office) -> None:
    bo, chen = at.person(BO), at.person(CHEN)
    message = await bo.say("@chen the landing page is live & <b>fast</b>, see #growth", GROWTH_CHANNEL)
    await chen.shortcut("feedback.kudos_message", message)
    entered = chen.view.state
    assert entered["to"]["feedback.pick_person"]["selected_user"] == BO
    assert entered["text"]["value"]["value"] == "@陈琳 the landing page is live & <b>fast</b>, see #C0GROWTH"
    assert entered[f"audience:{BO}"]["value"]["selected_option"]["value"] == "private", "nothing is posted unasked"
    assert (await chen.submit(values={f"dimension:{BO}": "traffic"})).ok
    await at.settle()
    assert "*陈琳* gives you kudos · Traffic" in told(at, BO)[0]
    assert len(at.person(ANA).messages(GROWTH_CHANNEL)) == 1
    await close_windows(bo)
    await bo.shortcut("feedback.kudos_message", message)
    assert bo.view.state["to"]["feedback.pick_person"]["selected_user"] is None, "not for one's own"


async def test_shortcuts_open_the_forms(at: Office) -> None:
    bo, chen = at.person(BO), at.person(CHEN)
    await bo.shortcut("feedback.kudos_shortcut")
    assert bo.view.content["title"]["text"] == "Give kudos"
    await chen.shortcut("feedback.ask_shortcut")
    assert chen.view.content["title"]["text"] == "邀请反馈"


async def test_thanks_do_not_become_a_flood(at: Office) -> None:
    for _ in range(2):
        assert (await thank(at, BO, "chen", "thanks")).ok
        await close_windows(at.person(BO))
    sent = await thank(at, BO, "chen", "thanks")
    assert "2 times today already" in sent.errors["text"]
    for name in ("dee", "eve", "finn"):
        await close_windows(at.person(BO))
        assert (await thank_plainly(at, BO, name)).ok
    await close_windows(at.person(BO))
    sent = await thank_plainly(at, BO, "hana")
    assert "You have thanked 5 people today, which is lovely" in sent.errors["text"]
    assert len(await letters(at)) == 5
    await at.move_by(timedelta(days=1))
    await close_windows(at.person(BO))
    assert (await thank_plainly(at, BO, "hana")).ok
    assert len(await letters(at)) == 6


async def thank_plainly(at: Office, giver: str, name: str) -> Any:
    person, user = at.person(giver), f"U0{name.upper()}"
    await person.command(f"/kudos @{name} thanks")
    fields = json.dumps(person.view.blocks)
    return await person.submit(values={f"dimension:{user}": "traffic"} if f"dimension:{user}" in fields else {})


async def test_feedback_is_the_receivers_who_may_share_it_with_their_manager(at: Office) -> None:
    await write(at, DEE, BO, SECRET)
    (hers,) = told(at, BO)
    assert SECRET not in hers, "feedback is not in a message"
    assert "*Dee Walsh* has written feedback for you" in hers
    assert SECRET in await press(at, BO, "feedback.read")
    for other in (ANA, EVE, CHEN):
        assert SECRET not in await say(at, other, f"/perf kudos <@{BO}>")
        await close_windows(at.person(other))
    assert told(at, ANA) == []
    assert "Ana Costa may read it" in await press_here(at, BO, "feedback.share")
    (anas,) = told(at, ANA)
    assert SECRET not in anas
    assert "*Bo Lindgren* lets you read what somebody wrote to them" in anas
    opened = await press(at, ANA, "feedback.read_shared")
    assert SECRET in opened
    assert "Dee Walsh" in opened, "never anonymous"
    await close_windows(at.person(ANA))
    assert SECRET in await say(at, ANA, f"/perf kudos <@{BO}>")
    assert [each[0] for each in await actions(at)][-2:] == ["feedback.read", "feedback.read"]
    assert "*Ana Costa* read feedback that was shared" in await say(at, BO, "/perf audit")
    button = newest(at, ANA)
    assert "Ana Costa may read it" in await say_list(at, BO)
    await press_here(at, BO, "feedback.unshare")
    assert "no longer shared with you" in told(at, ANA)[0]
    await close_windows(at.person(ANA))
    assert SECRET not in await say(at, ANA, f"/perf kudos <@{BO}>")
    assert button.ts == newest(at, ANA).ts


async def say_list(at: Office, user: str) -> str:
    await close_windows(at.person(user))
    return await say(at, user, "/kudos list")


async def test_a_former_manager_reads_nothing_and_a_new_one_only_what_is_shared_with_them(at: Office) -> None:
    await write(at, CHEN, BO, SECRET)
    await press(at, BO, "feedback.read")
    await press_here(at, BO, "feedback.share")
    message = newest(at, ANA)
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(f"member,manager\n{BO},{DEE}\n")
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
    for manager in (ANA, DEE):
        assert SECRET not in await say(at, manager, f"/perf kudos <@{BO}>")
        await close_windows(at.person(manager))
    await at.person(ANA).click(message, "feedback.read_shared")
    assert REFUSED in words(newest(at, ANA).blocks)


async def test_what_bo_deletes_is_nowhere_any_more(at: Office) -> None:
    await thank(at, CHEN, "bo", SECRET)
    await close_windows(at.person(CHEN))
    assert SECRET in await everything_stored(at)
    assert SECRET in told(at, ANA, GROWTH_CHANNEL)[0]
    await at.move_by(timedelta(days=40))
    assert SECRET in await say(at, BO, "/perf kudos")
    assert "Nobody has written to you yet" in await press_here(at, BO, "feedback.remove")
    assert SECRET not in await everything_stored(at)
    for user in EVERYBODY:
        assert SECRET not in str(told(at, user)), user
    assert SECRET not in told(at, ANA, GROWTH_CHANNEL)[0]
    assert SECRET not in await say_list(at, CHEN)
    removed = [row for row in await log_of(at) if row.action == "feedback.removed"]
    assert [row.actor_id for row in removed] == [int(row.subject_id or 0) for row in removed], "not who wrote it"


async def test_after_a_day_the_text_belongs_to_whom_it_was_written(at: Office) -> None:
    await thank(at, BO, "chen", THANKS)
    await close_windows(at.person(BO))
    await at.person(BO).command("/kudos list")
    assert "feedback.withdraw" in await press_here(at, BO, "feedback.open_list:given")
    window = at.person(BO).view
    await at.move_by(timedelta(hours=25))
    await at.person(BO).click(window, "feedback.withdraw")
    assert "more than 24 hours old" in shown(at.person(BO))
    assert "feedback.withdraw" not in (await say_list(at, BO))
    assert THANKS.split()[0] in told(at, CHEN)[0]


async def test_kudos_never_count(at: Office) -> None:
    await import_figures(at, {BO: {"leads": 42}, CHEN: {"leads": 42}}, date(2026, 10, 5))
    await thank(at, DEE, "chen", THANKS)
    async with at.parts.database.write() as session:
        await close_month(session, at.parts.workspace_id, "2026-10", now=WEDNESDAY, settings=at.parts.settings)
        cards = {row.member_id: row.score for row in (await session.exec(select(Card))).all()}
        bo, chen = [(await people.find_member(session, at.parts.workspace_id, user)).key for user in (BO, CHEN)]
    assert cards[bo] == cards[chen]
