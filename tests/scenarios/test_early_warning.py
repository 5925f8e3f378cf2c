"""Bo and Chen stay under the line in September and in October 2026: what everybody reads of it, and what nobody does.

The first cards come out on Friday, 2 October; they are looked at in the night to Saturday.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.messages import Message
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA
from tests.scenarios.audited import shown, words
from tests.scenarios.lows import BAD, Lows, opened
from tests.scenarios.month import text_of

pytestmark = pytest.mark.thorough

NEUTRAL = ("You have a private message about your work.", "您有一条与工作有关的私信。")
TELLING = ("under the line", "improvement plan", "proposal", "达标线", "改进计划", "建议")


@pytest.fixture
async def lows(sqlite_url: str) -> AsyncIterator[Lows]:
    async with opened(sqlite_url) as found:
        yield found


async def test_two_low_months(lows: Lows) -> None:
    await september_is_low(lows)
    await bo_does_what_the_warning_offers(lows)
    await nobody_else_gets_at_it(lows)
    await october_is_low_too(lows)
    await home_leads_to_what_waits(lows)
    await ana_and_eve_read_the_evidence(lows)
    await bo_finds_nothing_of_it(lows)
    await eve_dismisses_it(lows)
    nobody_else_has_read_anything(lows)


async def september_is_low(lows: Lows) -> None:
    await lows.month("2026-09", {BO: BAD, CHEN: BAD})
    await lows.closed("2026-09")
    assert lows.told() == {}
    await lows.office.move_to(datetime(2026, 10, 5, 0, 59, tzinfo=UTC))  # Monday, one minute to nine in Shanghai
    assert lows.told() == {}
    await lows.office.move_to(datetime(2026, 10, 5, 1, 0, tzinfo=UTC))
    (chen,) = lows.told()[CHEN]
    assert "2026年9月得分 8.5，低于达标线 100" in text_of(chen)
    assert "如果下一个有效月份仍低于达标线，系统会请 Ana Costa 和 HR 考虑" in text_of(chen)
    await lows.office.move_to(datetime(2026, 10, 5, 7, 0, tzinfo=UTC))  # nine in Berlin
    told = lows.told()
    assert {user: len(messages) for user, messages in told.items()} == {ANA: 2, BO: 1}
    (bo,) = told[BO]
    for part in ("September 2026 came out at 8.5", "MQL count: 3% of the target", "Ana Costa and HR will be asked"):
        assert part in text_of(bo)
    assert {name for each in told[ANA] for name in ("Bo Lindgren", "陈琳") if name in text_of(each)} == {
        "Bo Lindgren",
        "陈琳",
    }
    assert_neutral([chen, bo, *told[ANA]])


def assert_neutral(messages: list[Message]) -> None:
    """What a locked phone shows."""
    assert {each.text for each in messages} <= set(NEUTRAL)


async def bo_does_what_the_warning_offers(lows: Lows) -> None:
    bo, warning = lows.office.person(BO), lows.direct(BO)[-1]
    assert (await bo.click(warning, "scorecards.why")).ok
    assert "MQL" in shown(bo)
    await bo.close()
    assert (await bo.click(warning, "improvement.talk")).ok
    assert (await bo.click(warning, "improvement.talk")).ok
    await lows.office.settle()
    (asked,) = lows.told()[ANA]
    assert "Bo Lindgren would like to talk with you" in text_of(asked)
    assert_neutral([asked])
    ana = lows.office.person(ANA)
    note = next(each for each in lows.direct(ANA) if "Bo Lindgren*: September" in text_of(each))
    assert (await ana.click(note, "scorecards.why:2026-09")).ok
    assert "Bo Lindgren · September" in shown(ana)


async def nobody_else_gets_at_it(lows: Lows) -> None:
    """Whoever sends the same clicks from elsewhere sees nothing, and nobody is told anything."""
    for user in (DEE, FINN):
        for action in ("improvement.talk", "improvement.proposal", "improvement.decide:dismiss"):
            for number in (*map(str, range(1, 6)), "99", "x"):
                assert await lows.forge(user, action, number) == 0
    await lows.office.settle()
    assert lows.told() == {}


async def october_is_low_too(lows: Lows) -> None:
    await lows.month("2026-10", {BO: BAD, CHEN: BAD})
    lows.told()
    await lows.closed("2026-10")
    await lows.office.move_to(datetime(2026, 11, 3, 7, 0, tzinfo=UTC))  # Tuesday, eight in Berlin
    told = lows.told()
    assert {user: len(messages) for user, messages in told.items()} == {ANA: 2, EVE: 2}
    for user in (ANA, EVE):
        assert_neutral(told[user])
        (about_bo,) = [each for each in told[user] if "Bo Lindgren" in text_of(each)]
        for part in ("• September 2026: *8.5*, under the line of 100", "• October 2026: *", "Nothing starts by itself"):
            assert part in text_of(about_bo)


async def home_leads_to_what_waits(lows: Lows) -> None:
    """Of two proposals; nobody else has a line about it."""
    line = "Proposals that wait for a decision:* 2"
    for user in (ANA, EVE):
        person = lows.office.person(user)
        home = await person.open_home()
        assert home
        assert line in words(home.blocks)
        assert (await person.click(home, "improvement.proposals")).ok
        assert "Bo Lindgren" in shown(person)
        await person.close()
    for user in (BO, CHEN, DEE, FINN):
        home = await lows.office.person(user).open_home()
        assert home
        assert "roposals" not in words(home.blocks)
        assert "建议" not in words(home.blocks)


async def ana_and_eve_read_the_evidence(lows: Lows) -> None:
    for user, may, may_not in ((ANA, "Draft a plan", "Dismiss"), (EVE, "Dismiss with a reason", "Draft")):
        person = lows.office.person(user)
        about_bo = next(
            each for each in reversed(lows.direct(user)) if "Bo Lindgren*: the last 2 months" in text_of(each)
        )
        assert (await person.click(about_bo, "improvement.proposal")).ok
        assert may in shown(person)
        assert may_not not in shown(person).replace("dismisses", "")
        assert "An early warning came before." in shown(person)
        for month, name in (("2026-09", "September"), ("2026-10", "October")):
            assert (await person.click(person.view, f"scorecards.why:{month}")).ok
            assert f"Bo Lindgren · {name} 2026" in shown(person)
            await person.close()
        await person.close()
    opened_by_ana = [await lows.forge(ANA, "improvement.proposal", str(number)) for number in range(1, 20)]
    assert 1 in opened_by_ana  # what is refused to others is there
    await lows.office.person(ANA).close()


async def bo_finds_nothing_of_it(lows: Lows) -> None:
    bo = lows.office.person(BO)
    await lows.office.settle()
    assert lows.told() == {}
    for number in map(str, range(1, 20)):
        assert await lows.forge(BO, "improvement.proposal", number) == 0
    assert (await bo.command("/perf proposals")).ok
    assert "Nothing waits for your decision." in shown(bo)
    await bo.close()
    assert (await bo.command("/perf audit")).ok
    assert not any(part in shown(bo).lower() for part in ("run of months", "plan", "proposal"))
    await bo.close()
    home = await bo.open_home()
    assert home
    assert not any(part in str(home.content) for part in TELLING)


async def eve_dismisses_it(lows: Lows) -> None:
    eve = lows.office.person(EVE)
    assert (await eve.command("/perf proposals")).ok
    first = eve.view
    assert "Bo Lindgren" in shown(eve)
    assert (await eve.click(first, "improvement.proposal")).ok
    assert (await eve.click(eve.view, "improvement.decide:dismiss")).ok
    refused = await eve.submit(values={"reason": "  "})
    assert refused.errors or refused.error
    assert (await eve.submit(values={"reason": "We stopped his campaign."})).ok
    assert "Dismissed by Eve Moreau" in shown(eve)
    assert "We stopped his campaign." in shown(eve)
    await lows.office.settle()
    assert lows.told() == {}


def nobody_else_has_read_anything(lows: Lows) -> None:
    for user in (DEE, FINN, HANA):
        assert not any(part in text_of(each) for each in lows.direct(user) for part in TELLING)
    for channel in (GROWTH_CHANNEL, BRAND_CHANNEL):
        posted = lows.office.person(EVE).messages(channel)
        assert not any(part in text_of(each) for each in posted for part in TELLING)


async def test_chen_finds_that_something_is_wrong(sqlite_url: str) -> None:
    async with opened(sqlite_url) as lows:
        await lows.month("2026-09", {CHEN: BAD})
        await lows.closed("2026-09")
        await lows.office.move_to(datetime(2026, 10, 5, 7, 0, tzinfo=UTC))
        chen, ana, eve = (lows.office.person(user) for user in (CHEN, ANA, EVE))
        assert (await chen.click(lows.direct(CHEN)[-1], "scorecards.question")).ok
        assert (await chen.submit(values={"text": " "})).errors
        assert (await chen.submit(values={"text": "秋季活动的线索没有算进来"})).ok
        assert "已转给上级和 HR" in shown(chen)
        await chen.close()
        await lows.office.settle()
        for person in (ana, eve):
            told = lows.direct(person.id)[-1]
            assert "陈琳 says that something is wrong with the figures of September 2026." in text_of(told)
            assert "秋季" not in text_of(told)
        assert await lows.forge(DEE, "scorecards.read_question", "1") == 0
        assert (await chen.click(lows.direct(CHEN)[-1], "scorecards.question")).error is None
        assert not chen.views  # there is an open one
        assert (await eve.command("/scorecard questions")).ok
        assert (await eve.click(eve.view, "scorecards.read_question")).ok
        assert "秋季活动的线索没有算进来" in shown(eve)
        assert (await eve.submit(values={"answer": "They come from the fair: we leave it out.", "aside": ["yes"]})).ok
        await lows.office.settle()
        assert (await chen.click(lows.direct(CHEN)[-1], "scorecards.read_question")).ok
        assert "They come from the fair" in shown(chen)
        assert "HR 已将该月排除" in shown(chen)
        await lows.month("2026-10", {CHEN: BAD})
        lows.told()
        await lows.closed("2026-10")
        await lows.office.move_to(datetime(2026, 11, 3, 9, 0, tzinfo=UTC))
        told = lows.told()  # October is the first low month that counts
        assert {user: len(messages) for user, messages in told.items()} == {ANA: 1, CHEN: 1}
        assert "2026年10月得分" in text_of(told[CHEN][0])
