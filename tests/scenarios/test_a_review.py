"""A review of December in two teams of six, in Berlin and Shanghai, in two languages: from the calendar's opening to
the cards, by signed requests and a clock that moves. Every message that anybody received is listed."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.delivery.models import Delivery
from scoring.raters import estimate
from scoring.rounding import half_up
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, office
from tests.scenarios.audited import say, shown, words
from tests.scenarios.review_month import (
    BRAND,
    GIL,
    GROWTH,
    HAL,
    IDA,
    IN_SHANGHAI,
    JON,
    KAI,
    LIN,
    LONG,
    MARK,
    MARK_IN_CHINESE,
    START,
    Month,
    by_kind,
    kind_of,
    seat,
)
from tests.scenarios.reviewing import close_windows, drafts, fields

REFUSED = "There is nobody here that you may look at"
EVERYBODY = (*GROWTH, *BRAND)
TO_RATE = {
    ANA: ["24 11:00", "29 11:00", "30 11:00"],
    BO: ["24 11:00"],
    CHEN: ["24 11:00", "24 12:00"],
    GIL: ["24 11:00"],
    HAL: ["24 11:00"],
    IDA: ["24 13:00", "29 13:00", "30 13:00", "31 13:00"],
    DEE: ["30 11:00"],
    FINN: ["24 11:00", "29 11:00", "30 11:00", "31 11:00"],
    HANA: ["24 11:00", "29 11:00", "30 11:00", "31 11:00"],
    JON: ["30 11:00", "31 11:00"],
    KAI: ["24 11:00"],
    LIN: ["24 11:00"],
}
"""By everybody's own clock: the first working day, the middle one, and the last two, until they have finished.
Christmas is a holiday in Berlin; in Shanghai it is not, and the 29th is in the middle there, too. Chen puts hers off by
an hour. Ida wants quiet until 13:00. Dee is away until the 29th, Jon has paused until the 30th. Finn rates nobody."""
TO_REPORT = {
    FINN: ["24 11:00", "31 11:00", "04 11:00"],
    IDA: ["24 13:00", "31 13:00", "04 13:00"],
    DEE: ["30 11:00", "31 11:00", "04 11:00"],
    GIL: ["24 11:00"],
}
RUNNING = {
    EVE: ["23 08:00", "24 08:00", "29 08:00", "31 08:00", "04 09:00", "05 08:00"],
    ANA: ["29 08:00", "31 08:00"],
    DEE: ["30 09:00", "31 08:00"],
}
"""Eve hears that it is prepared, open, half over, in its last day, over and released; leads how many are missing."""
FIGURE_DAYS = ("23", "24", "28", "29", "30", "31", "04")
ABSENT = {DEE: ("24", "28", "29"), JON: ("23", "24", "28", "29"), GIL: FIGURE_DAYS[2:], KAI: FIGURE_DAYS[2:]}
PROMPTED, NUDGED = ("11:00", "13:00"), ("12:30", "14:30")
CARD = {True: "05 16:00", False: "05 09:00"}


@pytest.fixture
async def month(sqlite_url: str) -> AsyncIterator[Month]:
    async with office(sqlite_url, start=START, close_day=5) as opened:
        await seat(opened)
        yield Month(opened)


async def test_a_review(month: Month) -> None:
    await the_month_passes(month)
    everybody_has_exactly_these_messages(month)
    nobody_reads_in_a_message_whom_or_what(month)
    await cards_are_what_the_ratings_come_to(month)
    await only_those_look_who_may(month)
    await nothing_holds_what_was_said(month)


@pytest.mark.thorough
async def test_a_review_on_the_other_database(postgres_url: str) -> None:
    """All rate on the first day; then the calendar ends it."""
    async with office(postgres_url, start=START, close_day=5) as opened:
        await seat(opened)
        month = Month(opened)
        for moment in ("2026-12-22T23:05", "2026-12-23T23:05"):
            await opened.move_to(datetime.fromisoformat(f"{moment}+00:00"))
        for user in EVERYBODY:
            assert await month.rate(user) >= 1
        for moment in ("2026-12-31T23:05", "2027-01-04T23:05", "2027-01-05T10:00"):
            await opened.move_to(datetime.fromisoformat(f"{moment}+00:00"))
        await cards_are_what_the_ratings_come_to(month)
        await only_those_look_who_may(month)
        await nothing_holds_what_was_said(month)


async def the_month_passes(month: Month) -> None:
    await some_are_away(month)
    await month.until("2026-12-24", "03:00")
    await chen_puts_it_off_and_rates(month)
    await month.rate(KAI)
    await month.until("2026-12-24", "10:00")
    await bo_writes_at_length(month)
    await hal_declines(month)
    month.eager |= {BO, CHEN, HAL, KAI}
    await month.until("2026-12-25", "07:00")
    await month.rate(LIN)
    month.eager |= {LIN}
    await month.morning("2026-12-28")
    await month.leave(KAI)  # who has rated
    await month.leave(GIL)  # who has not
    await month.morning("2026-12-29")
    await month.until("2026-12-29", "06:00")
    assert await month.rate(IDA, most=1) == 1
    await month.morning("2026-12-30")
    await month.until("2026-12-30", "10:30")
    await month.rate(DEE)
    await month.rate(ANA)
    month.eager |= {ANA, DEE}
    await month.morning("2026-12-31")
    await month.until("2026-12-31", "11:00")
    await month.rate(JON)
    await month.rate(IDA)
    await bo_thinks_again(month)
    await hana_is_late(month)
    await month.until("2027-01-05", "10:00")


async def some_are_away(month: Month) -> None:
    await say(month.office, DEE, "/perf away 2026-12-24..2026-12-29 vacation")
    await say(month.office, IDA, "/perf quiet 22:00-13:00")
    await say(month.office, JON, "/perf pause 2026-12-30")


async def chen_puts_it_off_and_rates(month: Month) -> None:
    """In Chinese, from her second prompt; the window goes on to the next colleague by itself."""
    chen = month.person(CHEN)
    await chen.click(month.prompt(CHEN), "prompts.put_off", value="hour|2026-12-24")
    await month.until("2026-12-24", "04:00")
    await chen.click(month.prompt(CHEN), "reviews.open_next")
    first, second = await month.answer(CHEN), await month.answer(CHEN)
    assert first != second
    assert "的评价已保存" in shown(chen)
    await month.rate(CHEN)
    assert "已全部评价完毕" in words(month.prompt(CHEN).blocks)


async def bo_writes_at_length(month: Month) -> None:
    """Four thousand characters are more than Slack takes in one field, three thousand are not."""
    bo = month.person(BO)
    await bo.click(month.prompt(BO), "reviews.open_next")
    refused = await bo.submit(values=fields(bo, "4", LONG))
    assert "at most 3000 characters" in str(refused.errors)
    await month.rate(BO, case=LONG[:3_000])


async def hal_declines(month: Month) -> None:
    """Somebody else is asked in his place."""
    hal = month.person(HAL)
    await hal.click(month.prompt(HAL), "reviews.open_next")
    about = await month.about(hal)
    await hal.click(hal.view, "reviews.open_decline")
    assert (await hal.submit(values={"reason": f"{MARK}: we have never met"})).ok
    assert await month.rate(HAL) >= 1
    assert (HAL, about) not in month.said


async def bo_thinks_again(month: Month) -> None:
    """On the last evening; what he said first is gone."""
    bo = month.person(BO)
    await month.until("2026-12-31", "20:00")
    about = sorted(about for rater, about in month.said if rater == BO and about not in (KAI, GIL))[0]
    name = month.person(about).profile.real_name
    await say(month.office, BO, "/rate list")
    line = next(block for block in bo.view.blocks if f"✓ *{name}" in str(block))
    await bo.click(bo.view, "reviews.open", line["block_id"])
    assert "This is what you said" in shown(bo)
    assert await month.answer(BO, value=2) == about
    await close_windows(bo)


async def hana_is_late(month: Month) -> None:
    """Her form is open when the year ends, and is sent after it."""
    hana = month.person(HANA)
    await hana.click(month.prompt(HANA), "reviews.open_next")
    await month.until("2027-01-01", "09:00")
    await hana.submit(values=fields(hana, "1", MARK))
    assert "kept as a draft that only you can read" in shown(hana)
    assert len(await drafts(month.office)) == 1
    await close_windows(hana)


def everybody_has_exactly_these_messages(month: Month) -> None:
    """And nothing else: one prompt a day unless one puts it off, which asks for ratings on four days at most."""
    told = {user: by_kind(month.list_of(user)) for user in (*EVERYBODY, EVE)}
    assert {user: asked_to_rate(month, user) for user in EVERYBODY} == TO_RATE
    assert {user: asked_to_report(month, user) for user in TO_REPORT} == TO_REPORT
    assert {user: kinds.pop("review") for user, kinds in told.items() if user in RUNNING} == RUNNING
    for user in (ANA, DEE):
        assert set(told[user].pop("digest")) <= {f"{day} 10:00" for day in (*FIGURE_DAYS, "05")}
    assert told == {user: others(user) for user in EVERYBODY} | {EVE: {"leaders": [CARD[False]]}}
    assert max(Counter(each.ts for each in month.messages(FINN)).values()) == 1


def asked_to_rate(month: Month, user: str) -> list[str]:
    asking = {each.ts for each in month.prompts(user)}
    listed = zip(month.messages(user), month.list_of(user), strict=True)
    return [line.removesuffix(" prompt") for message, line in listed if message.ts in asking]


def asked_to_report(month: Month, user: str) -> list[str]:
    """On which days the one prompt asks for it, too."""
    asking = {each.ts for each in month.messages(user) if "appraisals.open_" in str(each.blocks)}
    listed = zip(month.messages(user), month.list_of(user), strict=True)
    return [line.removesuffix(" prompt") for message, line in listed if message.ts in asking]


def others(user: str) -> dict[str, list[str]]:
    """Of figures that nobody tells, with the quarter's reports, and the card: once each on days on which they work. All
    are asked at eleven; Ida wants quiet until one, and Chen has put the
    second off by an hour, of which nobody reminds her then."""
    is_in_china = user in IN_SHANGHAI
    worked = [day for day in FIGURE_DAYS if day not in ABSENT.get(user, ())]
    if is_in_china:
        worked.insert(2, "25")
    asked = worked if user in (GIL, KAI) else [*worked, "05"]
    nudged = [day for day in (asked if is_in_china else worked) if (user, day) != (CHEN, "24")]
    found = {
        "prompt": [f"{day} {PROMPTED[user == IDA]}" for day in asked],
        "nudge": [f"{day} {NUDGED[user == IDA]}" for day in nudged],
        "card": [CARD[is_in_china]],
    }
    if user == CHEN:
        found["prompt"].insert(2, "24 12:00")
    if user in (GIL, KAI):
        del found["card"]
    return found


def nobody_reads_in_a_message_whom_or_what(month: Month) -> None:
    """Neither in what stands there now nor in anything that was sent before it."""
    names = [month.person(user).profile.real_name for user in EVERYBODY]
    sent = [dict(call.arguments) for call in month.office.sandbox.call_log if call.method.startswith("chat.")]
    assert len(sent) > 100
    for each in map(str, sent):
        assert MARK not in each
        assert MARK_IN_CHINESE not in each
    for user in (*EVERYBODY, EVE):
        for each in month.messages(user):
            if kind_of(each) == "review" or "reviews." in str(each.blocks):
                told = words(each.blocks) + each.text
                own = month.person(user).profile.real_name
                assert not [name for name in names if name in told and name != own], (user, told)


async def cards_are_what_the_ratings_come_to(month: Month) -> None:
    """`scoring.raters` on what people sent, as their receipts show it in their own language."""
    said = month.said
    wanted = estimate([about for _, about in said], [rater for rater, _ in said], list(said.values()))
    raters = Counter(about for _, about in said)
    for place, user in enumerate(wanted.subjects.tolist()):
        if user in (GIL, KAI):
            continue
        await close_windows(month.person(user))
        told = await say(month.office, user, "/scorecard why peer_collaboration")
        if raters[user] < 3:
            assert "fewer than three colleagues" in told or "评价人不足三人" in told
            continue
        value = float(half_up(min(max(wanted.corrected[place], 1), 5), 2))
        error = float(half_up(wanted.subject_se[place], 2))
        for part in receipt_of(user, raters[user], value, error):
            assert part in told, (user, part, told)


def receipt_of(user: str, raters: int, value: float, error: float) -> tuple[str, ...]:
    if user in (CHEN, LIN):
        return f"共 {raters} 人", f"*{value:g}*", f"标准误 {error:g}", f"25 ×（{value:g} − 1）"
    return f"Rated from 1 to 5 by {raters};", f"*{value:g}*, standard error {error:g}", f"25 × ({value:g} − 1)"


async def only_those_look_who_may(month: Month) -> None:
    """Bo at his own; Ana and Eve at Bo's and Chen's; Dee, who leads the other team, at neither."""
    at = month.office
    seen = {
        (user, about): REFUSED not in await say(at, user, f"/scorecard @{name}")
        for user in (ANA, BO, DEE, EVE)
        for about, name in ((BO, "bo"), (CHEN, "chen"))
    }
    assert seen == {
        (ANA, BO): True,
        (ANA, CHEN): True,
        (BO, BO): True,
        (BO, CHEN): False,
        (DEE, BO): False,
        (DEE, CHEN): False,
        (EVE, BO): True,
        (EVE, CHEN): True,
    }
    for user, title in ((BO, "Peer ratings · December 2026"), (CHEN, "同事互评 · 2026年12月")):
        await close_windows(month.person(user))
        assert title in await say(at, user, "/perf ratings")
        await close_windows(month.person(user))
    assert "Nothing has been released yet" in await say(at, EVE, "/perf ratings"), "nobody has rated her"


async def nothing_holds_what_was_said(month: Month) -> None:
    """Neither the log, nor the audit, nor the promises of messages; and late drafts are gone."""
    at = month.office
    assert await drafts(at) == []
    assert await at.parts.upkeep.scrub()
    async with at.parts.database.read() as session:
        rows = [
            str(row.model_dump()) for table in (AuditEntry, Delivery) for row in (await session.exec(select(table)))
        ]
    assert len(rows) > 50
    for text in (*rows, at.watch.log.getvalue()):
        assert MARK not in text
        assert MARK_IN_CHINESE not in text
