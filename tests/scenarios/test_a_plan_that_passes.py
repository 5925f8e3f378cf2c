"""Half a year of Bo's, from his first low month to the end of a plan that he passes: everybody acts through signed
requests, day after day, and at the end stands the whole list of what each was told.

September and October 2026 come out low. Ana drafts a plan, Eve publishes it, Bo reads it. He says every Friday how it
goes, but for one; Ana notes every Monday, but for two in a row. He is away for two weeks; the plan is extended; January
and February are good.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.office import ANA, BO, DEE, EVE, FINN, HANA
from tests.scenarios.audited import say, words
from tests.scenarios.diary import OWN_DUE, Diary
from tests.scenarios.lows import BAD, EVERYBODY, START, opened
from tests.scenarios.planning import close_windows, fill, newest, opens, opens_newest, press, press_on, writes

TOLD = Path(__file__).with_name("told_of_a_plan_that_passes.txt")
FIGURES = {month: {BO: BAD} for month in ("2026-09", "2026-10", "2026-11", "2026-12")}
OTTER, HERON, LYNX, WHY, VIEW = "quartz-otter", "amber-heron", "velvet-lynx", "teal-marten", "ink-raven"
UNTOLD, UNNOTED = date(2026, 11, 27), (date(2026, 12, 7), date(2026, 12, 14))
"""A Friday on which Bo says nothing, and two Mondays on which Ana notes nothing."""
MID_TERM = date(2027, 1, 8)
AWAY = (date(2026, 12, 21), date(2027, 1, 1))
APRIL = ("2027-03-28", "2027-04-02", "2027-04-12")
JUNE = ("2027-04-28", "2027-05-02", "2027-05-28", "2027-06-02", "2027-06-11")
"""Days on which something happens after the plan."""


@pytest.mark.thorough
async def test_half_a_year(sqlite_url: str) -> None:
    async with opened(sqlite_url) as lows:
        diary = Diary(lows, FIGURES, START.date())
        await lows.month("2026-09", FIGURES["2026-09"])
        await a_warning(diary)
        await a_proposal(diary)
        await ana_drafts(diary)
        await eve_publishes(diary)
        await bo_reads(diary)
        await twelve_weeks(diary)
        await eve_extends(diary)
        await all_say_their_part(diary)
        await eve_lets_it_pass(diary)
        await afterwards(diary)
        what_each_was_told(diary)


async def a_warning(diary: Diary) -> None:
    await diary.straight_to("2026-10-02", "2026-10-05")
    warning = diary.lows.direct(BO)[-1]
    assert "MQL" in await press_on(diary.office, BO, warning, "scorecards.why")
    assert (await diary.office.person(BO).click(warning, "improvement.talk")).ok
    await diary.office.settle()


async def a_proposal(diary: Diary) -> None:
    await diary.straight_to("2026-10-28", "2026-11-02", "2026-11-03")
    for user in (ANA, EVE):
        text = await press_on(
            diary.office, user, newest(diary.office, user, "improvement.proposal"), "improvement.proposal"
        )
        assert "An early warning came before." in text


async def ana_drafts(diary: Diary) -> None:
    at = diary.office
    assert "at least 100 in 2 months" in await press(at, ANA, "improvement.draft")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    assert OTTER in await writes(at, ANA, text=OTTER)
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.part:criteria")
    for metric, at_least in (("mql_count", "95"), ("lead_conversion", "100")):
        await press(at, ANA, "improvement.item:new")
        await writes(at, ANA, metric=metric, at_least=at_least, months="1")
    await press(at, ANA, "improvement.write")
    assert "Waits for HR" in await press(at, ANA, "improvement.submit")
    await at.settle()


async def eve_publishes(diary: Diary) -> None:
    at = diary.office
    assert OTTER in await opens_newest(at, EVE)
    assert "Waits for the person" in await press(at, EVE, "improvement.publish")
    await at.settle()


async def bo_reads(diary: Diary) -> None:
    at = diary.office
    await diary.morning("2026-11-05")
    assert OTTER in await opens_newest(at, BO)
    await press(at, BO, "improvement.say:yes")
    await writes(at, BO, comment="")
    await at.settle()
    await close_windows(at.person(BO))


async def twelve_weeks(diary: Diary) -> None:
    """In the third he asks for help, which Ana and Eve hear at once; what he writes is read behind the button."""
    at = diary.office
    for user in (DEE, FINN, HANA):
        await say(at, user, "/perf pause 2027-06-30")
    await diary.morning("2026-11-10")
    diary.evenings, diary.at_once = True, {BO: bo_says, ANA: ana_notes}
    await diary.morning("2026-11-24")
    assert "your weekly note is due" not in await opens(at, ANA, "/perf plans")
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.help")
    await writes(at, BO, text=OTTER)
    await at.settle()
    assert OTTER not in words(newest(at, EVE).blocks)
    await opens_newest(at, EVE)
    assert OTTER in await press(at, EVE, "improvement.notes")
    await say(at, BO, f"/perf away {AWAY[0]}..{AWAY[1]} vacation")
    await diary.morning("2027-02-18")


async def bo_says(diary: Diary) -> None:
    """What is due: how the week goes, and a milestone that is near."""
    at, message = diary.office, diary.asked(BO)
    assert message
    text = await press_on(at, BO, message, "improvement.due")
    if "improvement.reach" in text:
        await press(at, BO, "improvement.reach")
        await writes(at, BO, text=f"{LYNX} https://example.com/report")
        await at.settle()
    if "improvement.checkin" in text and diary.today != UNTOLD:
        await press(at, BO, "improvement.checkin")
        await writes(at, BO, mood="unsure", text=OTTER)
        await at.settle()
        stands = words(diary.lows.direct(BO)[-1].blocks)
        assert OWN_DUE[0] not in stands or "talk" in text, "shown as done in place"


async def ana_notes(diary: Diary) -> None:
    at, message = diary.office, diary.asked(ANA)
    assert message
    text = await press_on(at, ANA, message, "improvement.due")
    if 'improvement.note"' in text and diary.today not in UNNOTED:
        await press(at, ANA, "improvement.note")
        await writes(at, ANA, text=HERON)
    if diary.today == MID_TERM:
        await press(at, ANA, "improvement.hold")
        await writes(at, ANA, text=HERON)
    await at.settle()


async def eve_extends(diary: Diary) -> None:
    """One good month of two, by cards that the month's close has published: what is still to come can decide it."""
    at = diary.office
    assert "Milestones:* 4 of 4 reached" in await opens(at, BO, "/perf plan")
    assert HERON in await press(at, BO, "improvement.notes"), "the person reads what the manager notes"
    for user, line in ((ANA, "Plans that you look after:* 1"), (BO, "*Your plan* · running"), (EVE, "look after:* 1")):
        home = await at.person(user).open_home()
        assert line in words(home.blocks if home else [])
    text = await opens_newest(at, EVE)
    for part in ("1 of 3 criteria met", "January 2027: 108.2 · reached", "February 2027: – · still to come"):
        assert part in text
    await press(at, EVE, "improvement.reason:extend")
    early = await fill(at, EVE, reason=WHY, ends_on="2027-02-22")
    assert "Choose a day after" in str(early.errors)
    await writes(at, EVE, reason=WHY, ends_on="2027-03-12")
    await at.settle()


async def all_say_their_part(diary: Diary) -> None:
    """Both are asked again; what Ana thinks is not for Bo, and Eve cannot decide before both are there."""
    at = diary.office
    await diary.morning("2027-03-09")
    await opens_newest(at, BO)
    await press(at, BO, "improvement.words:words")
    assert "This cannot be empty" in str((await fill(at, BO, text=" ")).errors)
    assert OTTER in await writes(at, BO, text=OTTER)
    text = await opens(at, EVE, f"/perf plan <@{BO}>")
    assert "is awaited until" in text
    assert "improvement.reason:pass" not in text
    await opens_newest(at, ANA)
    await press(at, ANA, "improvement.words:words")
    assert VIEW in await writes(at, ANA, text=VIEW)
    assert VIEW not in await opens(at, BO, "/perf plan")


async def eve_lets_it_pass(diary: Diary) -> None:
    at = diary.office
    await diary.morning("2027-03-11")
    text = await opens(at, EVE, f"/perf plan <@{BO}>")
    for part in (
        "2 of 3 criteria met",
        "February 2027: 10",
        "February 2027: 90%",
        "Figures as on the cards. They are evidence",
    ):
        assert part in text, text
    await press(at, EVE, "improvement.reason:pass")
    assert "Please give a reason" in str((await fill(at, EVE, reason=" ")).errors)
    await writes(at, EVE, reason=OTTER)
    await at.settle()


async def afterwards(diary: Diary) -> None:
    """Each reads what the other says; Eve closes it when she is asked to."""
    at = diary.office
    diary.evenings, diary.at_once = False, {}
    for *between, day in APRIL, JUNE:
        await diary.straight_to(*between, day)
        for user, said in ((BO, OTTER), (ANA, HERON)):
            await opens_newest(at, user)
            await press(at, user, "improvement.words:followup")
            await writes(at, user, text=f"{said} {day}")
        assert f"{HERON} {day}" in await opens(at, BO, "/perf plan")
    await diary.straight_to("2027-06-21", "2027-06-22")
    await opens_newest(at, EVE)
    await press(at, EVE, "improvement.close")
    await writes(at, EVE, reason="")
    await at.settle()


def what_each_was_told(diary: Diary) -> None:
    """Nobody but Ana, Bo and Eve heard anything; nobody is asked twice on a day, nor on one on which they are off."""
    assert "\n".join(diary.table(user) for user in EVERYBODY) == TOLD.read_text(encoding="utf-8")
    for user in EVERYBODY:
        days = diary.prompts(user)
        assert len(days) == len(set(days))
        assert [day for day in days if day.isoweekday() > 5] == []
    assert [day for day in diary.prompts(BO) if AWAY[0] <= day <= AWAY[1]] == []
