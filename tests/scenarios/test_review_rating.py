"""People rate their colleagues: asked by a message a day, in a form for each, and nobody else reads it."""

import re
from datetime import timedelta

from bot.features.people.models import Member
from bot.features.reviews import service
from bot.features.reviews.views.rating import NOTE
from tests.office import BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import say, shown, words
from tests.scenarios.reviewing import (
    EVERYBODY,
    FIRST_DAY,
    LAST_DAY,
    asked,
    close_windows,
    cycles,
    drafts,
    fields,
    prompts,
    rate,
    rating_office,
    ratings,
    who,
)

SECRET = "quartz-otter 帮我们排查 👍 <b>&"
MIDDAY_IN_SHANGHAI = FIRST_DAY - timedelta(hours=2)


async def test_chen_rates_four_colleagues_one_after_the_other(database_url: str) -> None:
    async with rating_office(database_url) as at:
        await at.move_to(MIDDAY_IN_SHANGHAI)
        chen = at.person(CHEN)
        (prompt,) = prompts(at, CHEN)
        assert "请您评价 4 位同事，约需 6 分钟" in words(prompt.blocks)
        assert await asked(at, CHEN) == [BO, DEE, FINN, HANA]
        await chen.click(prompt, "reviews.open_next")
        assert "*Bo Lindgren*" in shown(chen)
        assert "还剩 4 位" in shown(chen)
        assert "再三催要" in shown(chen), "the sentences for each number"
        refused = await rate(at, CHEN, "5")
        assert list(refused.errors) == [name for name in fields(chen, "5") if name.startswith("case:")]
        assert "具体事例" in str(refused.errors)
        assert (await rate(at, CHEN, "5", SECRET)).ok
        assert "对 *Bo Lindgren* 的评价已保存" in shown(chen)
        assert "*Dee Walsh*" in shown(chen), "the next one, in the same window"
        assert SECRET not in shown(chen)
        assert (await rate(at, CHEN, "none")).ok
        await chen.click(chen.view, "reviews.open_decline")
        assert (await chen.submit(values={"reason": "没有合作过"})).ok
        assert "*Hana Sato*" in shown(chen)
        assert (await rate(at, CHEN, "3")).ok
        assert "✓ 已全部评价完毕" in shown(chen)
        (prompt,) = prompts(at, CHEN)
        assert "✓ 已全部评价完毕" in words(prompt.blocks), "the prompt is no more than what is left"
        values = {row.subject_id: (row.value, row.case_text) for row in await ratings(at)}
        keys = [(await who(at, user)).member_id for user in (BO, DEE, HANA)]
        assert values == dict(zip(keys, [(5, SECRET), (None, ""), (3, "")], strict=True))
        assert await asked(at, CHEN, "declined") == [FINN]
        assert await drafts(at) == []
        await at.move_to(LAST_DAY)
        assert len(prompts(at, CHEN)) == 1, "whoever has finished is not reminded"


async def test_what_bo_writes_is_his_until_it_is_sent_and_nobodys_afterwards(sqlite_url: str) -> None:
    async with rating_office(sqlite_url, requests_per_minute=90) as at:
        await at.move_to(FIRST_DAY)
        await drafts_are_kept_and_only_their_writer_reads_them(at)
        await what_was_said_can_be_changed(at)
        await a_form_serves_only_whom_it_was_opened_for(at)
        await nobody_is_asked_about_who_has_left(at)
        await what_comes_after_the_close_is_kept_until_the_release(at)
        sent = without_own_names(at)
        assert sent
        assert not [each for each in sent if "quartz-otter" in each], "what was said is in no message"
        names = ("Lindgren", "Walsh", "Berg", "Sato", "Costa", "陈琳")
        assert not [each for each in sent if "reviews." in each and any(name in each for name in names)]


def without_own_names(at: Office) -> list[str]:
    """What was sent to whom, without the name by which they are asked for their own figures."""
    places = {user: {user, *(each.channel for each in at.person(user).messages())} for user in EVERYBODY}
    sent = []
    for call in at.sandbox.call_log:
        if call.method.startswith("chat."):
            readers = [user for user, places_ in places.items() if call.arguments["channel"] in places_]
            own = [at.person(user).profile.real_name for user in readers]
            sent.append(re.sub("|".join(own) or "$", "", str(call.arguments)))
    return sent


async def drafts_are_kept_and_only_their_writer_reads_them(at: Office) -> None:
    bo = at.person(BO)
    await say(at, BO, "/rate")
    assert "*Dee Walsh*" in shown(bo)
    number, case = fields(bo, "2")
    await bo.click(bo.view, NOTE, number, value="2")
    for length in range(1, len(SECRET) + 1):
        await bo.click(bo.view, NOTE, case, value=SECRET[:length])
    assert len(bo.views) == 1, "nobody who types is told that they are too fast"
    await at.move_by(timedelta(seconds=2))
    await bo.click(bo.view, NOTE, case, value=SECRET)
    await close_windows(bo)
    (row,) = await drafts(at)
    assert row.subject_id == (await who(at, DEE)).member_id
    await say(at, BO, "/rate list")
    assert "*Dee Walsh* · draft\\nPeer ratings · December 2026 · until Thu, Dec 31" in shown(bo)
    await close_windows(bo)
    await say(at, BO, "/rate")
    assert "This is your draft" in shown(bo)
    assert bo.view.state[case][NOTE]["value"] == SECRET
    for other in (DEE, EVE):
        await say(at, other, "/rate list")
        assert "quartz" not in shown(at.person(other))
    assert (await rate(at, BO, "2", SECRET)).ok
    assert await drafts(at) == [], "sent is no draft any more"
    assert "*Finn Berg*" in shown(bo)
    await bo.click(bo.view, "reviews.save")
    assert await drafts(at) == [], "nothing written is no draft"
    await close_windows(bo)


async def what_was_said_can_be_changed(at: Office) -> None:
    """And sending it twice is sending it once."""
    bo = at.person(BO)
    await say(at, BO, "/rate @dee")
    assert "This is what you said" in shown(bo)
    for _ in range(2):
        await close_windows(bo)
        await say(at, BO, "/rate list")
        assert "✓ *Dee Walsh*" in shown(bo)
        dee = next(block for block in bo.view.blocks if "✓ *Dee" in str(block))
        await bo.click(bo.view, "reviews.open", dee["block_id"])
        assert (await rate(at, BO, "4")).ok
    assert [(row.value, row.case_text) for row in await ratings(at)] == [(4, "")]
    home = await bo.open_home()
    assert home
    assert "*Ratings due* · 3 colleagues" in words(home.blocks)
    await close_windows(bo)


async def a_form_serves_only_whom_it_was_opened_for(at: Office) -> None:
    bo, finn = at.person(BO), at.person(FINN)
    await say(at, BO, "/rate @hana")
    await say(at, FINN, "/rate @hana")
    finn.view.content["private_metadata"] = bo.view.content["private_metadata"]
    refused = await rate(at, FINN, "4")
    assert "opened by somebody else" in str(refused.errors), "both are asked about Hana, and still"
    (cycle,) = await cycles(at)
    for subject in ((await who(at, EVE)).member_id, (await who(at, FINN)).member_id, 0, "x"):
        finn.view.content["private_metadata"] = f'{{"cycle": {cycle.key}, "subject": "{subject}", "for": "{FINN}"}}'
        refused = await rate(at, FINN, "3")
        assert "You are not asked to rate this person" in str(refused.errors)
    assert len(await ratings(at)) == 1
    assert "You are not asked" in await say(at, BO, "/rate @eve")
    assert "You are not asked" in await say(at, EVE, "/rate @bo")
    assert "You are not asked" in await say(at, BO, "/rate nobody")
    await close_windows(bo)


async def nobody_is_asked_about_who_has_left(at: Office) -> None:
    """And who has left rates nobody."""
    bo = at.person(BO)
    await say(at, BO, "/rate @finn")
    async with at.parts.database.write() as session:
        finn = await session.get(Member, (await who(at, FINN)).member_id)
        assert finn
        finn.is_active = False
        session.add(finn)
    assert "You are not asked" in str((await rate(at, BO, "4")).errors)
    await close_windows(bo)
    await say(at, BO, "/rate list")
    assert "Finn" not in shown(bo)
    assert "reviews.rate" not in await say(at, FINN, "/rate")
    assert len(await ratings(at)) == 1
    await close_windows(bo)


async def what_comes_after_the_close_is_kept_until_the_release(at: Office) -> None:
    bo = at.person(BO)
    await say(at, BO, "/rate @hana")
    after = LAST_DAY + timedelta(days=1)  # before the calendar releases
    at.clock.move_to(after)
    settings, (cycle,) = at.parts.settings, await cycles(at)
    async with at.parts.database.write() as session:
        assert await service.close_due(session, at.parts.workspace_id, now=after, settings=settings) == [cycle.key]
    await rate(at, BO, "1", SECRET)
    assert "kept as a draft that only you can read" in shown(bo)
    assert len(await ratings(at)) == 1
    assert len(await drafts(at)) == 1
    await bo.click(bo.view, "reviews.open_list")
    assert "Drafts that came too late" in shown(bo)
    await bo.click(bo.view, "reviews.open_late")
    assert "quartz-otter" in shown(bo)
    async with at.parts.database.write() as session:
        await service.release(session, at.parts.workspace_id, cycle.key, now=after, settings=settings)
    assert await drafts(at) == []
    await bo.click(bo.view, "reviews.discard")
    await say(at, BO, "/rate")
    assert "Nobody is waiting for a rating of yours" in shown(bo)
