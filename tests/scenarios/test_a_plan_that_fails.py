"""Two plans that are not passed, Bo's and Chen's, with all that follows: everybody acts through signed requests, day
after day, and at the end stands the whole list of what each was told.

Ana notes nothing, of which Eve hears every two weeks. Both appeal. Of Bo's the committee finds the same; he gets
another post once the checklist is complete. Chen's is granted.
"""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from bot.delivery.models import Delivery
from bot.delivery.private import PRIVATE, inside
from bot.features.improvement.models import PlanCheck
from bot.features.improvement.rules.checklists import Consequence, packaged_checklists
from bot.features.people import service as people
from tests.documents.pages import text as text_of_pages
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, Office
from tests.scenarios.audited import shown, words
from tests.scenarios.diary import Diary
from tests.scenarios.figures import MEMBERS_WITH_SCHEMES
from tests.scenarios.lows import BAD, EVERYBODY, START, opened
from tests.scenarios.planning import (
    NOTICES,
    close_windows,
    fill,
    heard,
    newest,
    opens,
    opens_newest,
    press,
    press_on,
    writes,
)

TOLD = Path(__file__).with_name("told_of_a_plan_that_fails.txt")
MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02")
FIGURES = {month: {BO: BAD, CHEN: BAD} for month in MONTHS}
OTTER, WHY, HERON, NOTED, SAME = "quartz-otter", "amber-heron", "silver-heron", "teal-lynx", "plain-wren"
SECRET = (OTTER, WHY, HERON, NOTED, SAME, "mprovement plan", "绩效改进计划", "appeal", "申诉")
THROUGH_WINTER = (
    *("2026-11-10", "2026-11-25", "2026-11-28", "2026-12-02", "2026-12-09", "2026-12-23", "2026-12-28"),
    *("2027-01-02", "2027-01-06", "2027-01-20", "2027-01-28", "2027-02-02", "2027-02-03", "2027-02-04"),
)
"""Days on which months end and cards come, or Eve hears that Ana has noted nothing."""
NAMED = {BO: "Bo Lindgren", CHEN: "陈琳"}
SITTING = MEMBERS_WITH_SCHEMES.replace(
    "finn@example.com,Brand,dee@example.com,member", "finn@example.com,Brand,dee@example.com,committee"
).replace("hana@example.com,Brand,dee@example.com,member", "hana@example.com,Brand,dee@example.com,committee")


@pytest.mark.thorough
async def test_two_that_are_not_passed(postgres_url: str) -> None:
    async with opened(postgres_url) as lows:
        diary = Diary(lows, FIGURES, START.date())
        await finn_and_hana_sit(diary.office)
        await lows.month("2026-09", FIGURES["2026-09"])
        await diary.straight_to("2026-10-02", "2026-10-05", "2026-10-28", "2026-11-02", "2026-11-03")
        for user in NAMED:
            await is_published(diary.office, user)
        await diary.morning("2026-11-05")
        await both_answer(diary.office)
        await diary.straight_to(*THROUGH_WINTER)
        await some_have_their_say(diary.office)
        await diary.morning("2027-02-11")
        await eve_decides(diary.office)
        await diary.morning("2027-02-12")
        await both_appeal(diary.office)
        await diary.morning("2027-02-15")
        await finn_decides(diary.office)
        await diary.morning("2027-02-18")
        await eve_sees_to_the_checklist(diary.office)
        await eve_closes_both(diary.office)
        await diary.straight_to("2027-02-28", "2027-03-02", "2027-03-16")
        assert "\n".join(diary.table(user) for user in EVERYBODY) == TOLD.read_text(encoding="utf-8")
        await everybody_can_have_a_file(diary.office)
        await nobody_else_ever_heard(diary.office)


async def finn_and_hana_sit(at: Office) -> None:
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(SITTING)
        report = await people.import_rows(session, at.parts.workspace_id, rows, unread, START.date())
        assert report.problems == []


async def is_published(at: Office, user: str) -> None:
    """From the proposal to the person's message: Ana's part, and Eve's."""
    for reader in (ANA, EVE):
        (proposal,) = [
            each
            for each in at.person(reader).messages()
            if "improvement.proposal" in words(each.blocks) and f"*{NAMED[user]}*" in words(each.blocks)
        ]
        await press_on(at, reader, proposal, "improvement.proposal")
    await press(at, ANA, "improvement.draft")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    await writes(at, ANA, text=OTTER)
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.submit")
    await at.settle()
    assert OTTER in await opens_newest(at, EVE)
    await press(at, EVE, "improvement.publish")
    await at.settle()


async def both_answer(at: Office) -> None:
    """Bo does not agree, which stops nothing; Chen reads in Chinese."""
    assert "nobody may hold it against you" in await opens_newest(at, BO)
    await press(at, BO, "improvement.say:no")
    assert "You do not agree" in await writes(at, BO, comment=OTTER)
    assert "期待您的答复" in await opens_newest(at, CHEN)
    await press(at, CHEN, "improvement.say:yes")
    assert "即将开始" in await writes(at, CHEN, comment="谢谢")
    await at.settle()


async def some_have_their_say(at: Office) -> None:
    """Ana's view is not for Bo; Eve cannot decide before both are there, or their days are over: Chen says nothing."""
    await opens_newest(at, BO)
    await press(at, BO, "improvement.words:words")
    assert OTTER in await writes(at, BO, text=OTTER)
    for user in NAMED:
        assert "improvement.reason:fail" not in await opens(at, EVE, f"/perf plan <@{user}>")
        await opens(at, ANA, f"/perf plan <@{user}>")
        await press(at, ANA, "improvement.words:words")
        assert NOTED in await writes(at, ANA, text=NOTED)
        assert NOTED not in await opens(at, user, "/perf plan")
    assert "improvement.reason:fail" not in await opens(at, EVE, f"/perf plan <@{CHEN}>")


async def eve_decides(at: Office) -> None:
    for user in NAMED:
        text = await opens(at, EVE, f"/perf plan <@{user}>")
        assert NOTED in text
        assert "0 of 1 criteria met" in text
        await press(at, EVE, "improvement.reason:fail")
        text = await writes(at, EVE, reason=WHY)
        assert "improvement.close" not in text, "not before the days of an appeal are over"
        await at.settle()
        assert WHY not in heard(at, user)[-1], "what is written is read behind the button"


async def both_appeal(at: Office) -> None:
    for user, until in ((BO, "until Feb 25, 2027"), (CHEN, "2027年2月25日")):
        text = await opens_newest(at, user)
        assert WHY in text
        assert until in text
        await press(at, user, "improvement.words:appeal")
        await writes(at, user, text=HERON)
        await at.settle()
        assert HERON not in await opens(at, ANA, f"/perf plan <@{user}>"), "that there is one, not what it says"
    await opens(at, DEE, "/perf plans")
    assert not any(name in shown(at.person(DEE)) for name in NAMED.values())


async def finn_decides(at: Office) -> None:
    """The decision about Bo stays; Chen counts as passed. Nobody reads that it was Finn, and he reads no more."""
    for user, move in ((BO, "uphold"), (CHEN, "grant")):
        text = await opened_by_committee(at, FINN, user)
        for each in (OTTER, NOTED, WHY, HERON):
            assert each in text
        assert "improvement.checklist" not in text
        await press(at, FINN, f"improvement.reason:{move}")
        assert "Please give a reason" in str((await fill(at, FINN, reason=" ")).errors)
        assert "You cannot read the plan any more" in await writes(at, FINN, reason=SAME)
        await at.settle()
        own = await opens(at, user, "/perf plan")
        assert SAME in own
        assert "Finn" not in own
        assert SAME not in await opens(at, ANA, f"/perf plan <@{user}>")
    await close_windows(at.person(FINN))
    await at.person(FINN).click(newest(at, FINN), "improvement.open")
    assert not at.person(FINN).views


async def opened_by_committee(at: Office, sitter: str, user: str) -> str:
    (asked,) = [each for each in at.person(sitter).messages() if f"an appeal of *{NAMED[user]}*" in words(each.blocks)]
    return await press_on(at, sitter, asked, "improvement.open")


async def eve_sees_to_the_checklist(at: Office) -> None:
    """Item by item, with notes; another post waits until nothing is open."""
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.close")
    assert "checklist" in str((await fill(at, EVE, consequence="transfer")).errors)
    needed = {each.id for each in packaged_checklists()["neutral"].items_for(Consequence.TRANSFER)}
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.checklist")
    for left, item in sorted(enumerate(sorted(needed)), reverse=True):
        await press(at, EVE, f"improvement.check:{item}")
        assert NOTED in await writes(at, EVE, note=NOTED)
        if left == 1:
            await press(at, EVE, "improvement.open:plan")
            await press(at, EVE, "improvement.close")
            assert "one item of the checklist is open" in shown(at.person(EVE))
            assert (await fill(at, EVE, consequence="transfer")).errors
            await opens(at, EVE, f"/perf plan <@{BO}>")
            await press(at, EVE, "improvement.checklist")
    async with at.parts.database.read() as session:
        ours = select(PlanCheck).where(PlanCheck.workspace_id == at.parts.workspace_id)
        assert {each.item for each in (await session.exec(ours)).all()} == needed


async def eve_closes_both(at: Office) -> None:
    """Chen before anything is asked of him afterwards: then nothing is."""
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.close")
    assert "Another post" in await writes(at, EVE, consequence="transfer", reason="Agreed with Bo")
    await opens(at, EVE, f"/perf plan <@{CHEN}>")
    await press(at, EVE, "improvement.close")
    await writes(at, EVE, reason="")
    await at.settle()


async def everybody_can_have_a_file(at: Office) -> None:
    """Each their own version; the name says nothing."""
    pages = {}
    for user, line in ((BO, "/perf plan"), (ANA, f"/perf plan <@{BO}>"), (EVE, f"/perf plan <@{BO}>")):
        await opens(at, user, line)
        await press(at, user, "improvement.paper")
        await at.settle()
        (message,) = [each for each in at.person(user).messages() if each.files]
        (file,) = message.files
        assert str(file["name"]).startswith("document-")
        assert "ndgren" not in json.dumps(file)
        assert "plan" not in message.text.lower()
        stored = at.sandbox.core.files.find(str(file["id"]))
        assert stored
        pages[user] = text_of_pages(stored.content)
    assert [user for user in pages if HERON in pages[user]] == [BO, EVE], "what Bo wrote against the decision"
    assert [user for user in pages if NOTED in pages[user]] == [ANA, EVE], "Ana's view"
    assert [user for user in pages if "Labour-lawchecklist" in pages[user]] == [EVE]
    assert all("Finn" not in each for each in pages.values())


async def nobody_else_ever_heard(at: Office) -> None:
    """No message, no Home, no channel; deliveries hold numbers, and a locked phone shows the same sentence."""
    home = await at.person(DEE).open_home()
    everything = words(home.blocks if home else []) + str([each.blocks for each in at.person(DEE).messages()])
    assert [each for each in SECRET if each in everything] == []
    for channel, user in ((GROWTH_CHANNEL, CHEN), (BRAND_CHANNEL, DEE)):
        assert [each for each in SECRET if each in str(at.person(user).messages(channel))] == []
    async with at.parts.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.kind == PRIVATE))).all()
    kinds = {"improvement.message", "improvement.question", "improvement.paper", "improvement.noticed"}
    assert {inside(row.kind, row.payload)[0] for row in rows} == kinds
    numbers = [value for row in rows for name, value in inside(row.kind, row.payload)[1].items() if name != "part"]
    assert all(isinstance(value, int) for value in numbers)
    for user in EVERYBODY:
        assert {each.text for each in at.person(user).messages() if "improvement.open" in str(each.blocks)} <= NOTICES
