"""Bo's plan is not passed: words before it, the appeal, the checklist, another post; and who hears what of it."""

import json

from sqlmodel import select

from bot.delivery.models import Delivery
from bot.delivery.private import PRIVATE, inside
from bot.features.improvement.models import PlanCheck
from bot.features.improvement.rules.checklists import Consequence, packaged_checklists
from bot.features.people import service as people
from bot.features.schemes.service import assign
from tests.documents.pages import text
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA, WEDNESDAY, Office, office
from tests.scenarios.audited import shown, words
from tests.scenarios.test_a_plan_begins import NOTICES, TABLE, close_windows, fill, heard, moment, newest, opens, press

OTTER, WHY, HERON, NOTED = "quartz-otter", "amber-heron", "silver-heron", "teal-lynx"
SECRET = (OTTER, WHY, HERON, NOTED, "oaching plan", "辅导计划", "appeal", "申诉")
OUTSIDERS = (CHEN, DEE, HANA)
NOTHING_NOTED = "the manager has noted nothing for two weeks in a row"
EVERYBODY = (ANA, BO, EVE, FINN, *OUTSIDERS)


async def seat(at: Office) -> None:
    """Finn is on the committee."""
    table = TABLE.replace(
        "finn@example.com,Brand,dee@example.com,member", "finn@example.com,Brand,dee@example.com,committee"
    )
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(table)
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        for team in await people.teams(session, at.parts.workspace_id):
            await assign(session, at.parts.workspace_id, team.key, "work_plan", now=WEDNESDAY)
    assert await at.parts.upkeep.keep_schedules()


async def test_to_not_passed_with_an_appeal_and_the_checklist(database_url: str) -> None:
    async with office(database_url) as at:
        await seat(at)
        await a_plan_runs(at)
        before = {user: len(heard(at, user)) for user in EVERYBODY}
        await both_have_their_say(at)
        await eve_decides(at)
        await bo_appeals(at)
        await finn_decides(at)
        await eve_sees_to_the_checklist(at)
        await everybody_can_have_a_file(at)
        for user, expected in MESSAGES.items():
            said = heard(at, user)[before[user] :]
            told = [each for each in said if NOTHING_NOTED not in each]
            assert len(said) - len(told) == (user == EVE), "Ana writes no weekly notes, of which HR hears"
            assert len(told) == len(expected), (user, told)
            assert [each for each, message in zip(expected, told, strict=True) if each not in message] == [], (
                user,
                told,
            )
        await nobody_else_ever_heard(at)


MESSAGES = {
    BO: [
        "Your plan ends on",
        "You can appeal until Mar 12, 2027",
        "The decision stays",
        "Your plan is closed",
    ],
    ANA: [
        "HR asks for your view until Feb 25, 2027",
        "has not passed the plan",
        "has appealed. That is a right",
        "the decision stays",
        "has closed the plan",
    ],
    EVE: [
        "waits for your decision",
        "waits for your decision",
        "has appealed. Nothing can be closed",
        "the decision stays",
        "record what follows",
    ],
    FINN: ["You are asked to decide an appeal of *Bo Lindgren*"],
    CHEN: [],
    DEE: [],
    HANA: [],
}
"""What each was told privately from the last week on, in order."""


async def a_plan_runs(at: Office) -> None:
    await opens(at, ANA, f"/perf plan <@{BO}>")
    await press(at, ANA, "improvement.begin")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    assert (await fill(at, ANA, text=OTTER)).ok
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.submit")
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.publish")
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.say:yes")
    assert (await fill(at, BO, comment="")).ok
    await moment(at, "2026-11-25")
    text = await opens(at, BO, "/perf plan")
    assert "How it stands" in text, "months to come"
    assert "want you to succeed" in text


async def both_have_their_say(at: Office) -> None:
    """Ana's view is not for Bo; HR cannot decide before both are there."""
    await moment(at, "2027-02-18")
    bo, ana = at.person(BO), at.person(ANA)
    await close_windows(bo)
    await bo.click(newest(at, BO), "improvement.open")
    await press(at, BO, "improvement.words:words")
    assert "Something has to stand here" in str((await fill(at, BO, text=" ")).errors)
    assert (await fill(at, BO, text=OTTER)).ok
    assert OTTER in shown(bo)
    text = await opens(at, EVE, f"/perf plan <@{BO}>")
    assert "is awaited until" in text
    assert "improvement.reason:fail" not in text
    await close_windows(ana)
    await ana.click(newest(at, ANA), "improvement.open")
    await press(at, ANA, "improvement.words:words")
    assert (await fill(at, ANA, text=NOTED)).ok
    assert NOTED in shown(ana)
    assert NOTED not in await opens(at, BO, "/perf plan")


async def eve_decides(at: Office) -> None:
    await moment(at, "2027-02-26")
    text = await opens(at, EVE, f"/perf plan <@{BO}>")
    assert OTTER in text
    assert NOTED in text
    assert "the person reads it" in await press(at, EVE, "improvement.reason:fail")
    assert (await fill(at, EVE, reason=WHY)).ok
    await at.settle()
    assert WHY not in heard(at, BO)[-1], "what is written is read behind the button"
    assert "improvement.close" not in shown(at.person(EVE)), "not before the days of an appeal are over"


async def bo_appeals(at: Office) -> None:
    bo = at.person(BO)
    await close_windows(bo)
    await bo.click(newest(at, BO), "improvement.open")
    assert WHY in shown(bo)
    assert "An appeal is possible until" in shown(bo)
    assert "want you to succeed" not in shown(bo), "it would sound like mockery now"
    await press(at, BO, "improvement.words:appeal")
    assert (await fill(at, BO, text=HERON)).ok
    await at.settle()
    assert HERON not in await opens(at, ANA, f"/perf plan <@{BO}>"), "she knows that there is one, not what it says"
    for user in OUTSIDERS:
        await opens(at, user, "/perf plans")
        assert "ndgren" not in shown(at.person(user))


async def finn_decides(at: Office) -> None:
    finn = at.person(FINN)
    listed = await opens(at, FINN, "/perf plans")
    assert "Plans in your hands" in listed
    assert "notes of the manager" not in listed, "none is due any more"
    await close_windows(finn)
    await finn.click(newest(at, FINN), "improvement.open")
    for each in (OTTER, NOTED, WHY, HERON):
        assert each in shown(finn)
    assert "improvement.checklist" not in shown(finn)
    assert "without your name" in await press(at, FINN, "improvement.reason:uphold")
    assert "Please give a reason" in str((await fill(at, FINN, reason=" ")).errors)
    assert (await fill(at, FINN, reason="We find the same")).ok
    assert "You cannot read the plan any more" in shown(finn)
    await at.settle()
    await close_windows(finn)
    await finn.click(newest(at, FINN), "improvement.open")
    assert not finn.views
    own = await opens(at, BO, "/perf plan")
    assert "We find the same" in own
    assert "Finn" not in own
    assert "We find the same" not in await opens(at, ANA, f"/perf plan <@{BO}>")


async def eve_sees_to_the_checklist(at: Office) -> None:
    """Item by item, with notes; another post waits until nothing is open."""
    await moment(at, "2027-03-15")
    eve = at.person(EVE)
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.close")
    refused = await fill(at, EVE, consequence="transfer")
    assert "checklist" in str(refused.errors)
    for item in packaged_checklists()["neutral"].items_for(Consequence.TRANSFER):
        await opens(at, EVE, f"/perf plan <@{BO}>")
        await press(at, EVE, "improvement.checklist")
        await press(at, EVE, f"improvement.check:{item.id}")
        assert (await fill(at, EVE, note=NOTED)).ok
        assert NOTED in shown(eve)
    async with at.parts.database.read() as session:
        ours = select(PlanCheck).where(PlanCheck.workspace_id == at.parts.workspace_id)
        rows = (await session.exec(ours)).all()
    assert {each.item for each in rows} == {
        each.id for each in packaged_checklists()["neutral"].items_for(Consequence.TRANSFER)
    }
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.close")
    assert (await fill(at, EVE, consequence="transfer", reason="Agreed with Bo")).ok
    assert "Another post" in shown(eve)
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
        pages[user] = text(stored.content)
    assert [user for user in pages if HERON in pages[user]] == [BO, EVE], "what Bo wrote against the decision"
    assert [user for user in pages if NOTED in pages[user]] == [ANA, EVE], "Ana's view"
    assert [user for user in pages if "Labour-lawchecklist" in pages[user]] == [EVE]
    assert all("Finn" not in each for each in pages.values())


async def nobody_else_ever_heard(at: Office) -> None:
    """No message, no Home, no channel; deliveries hold numbers, and a locked phone shows the same sentence."""
    for user in OUTSIDERS:
        home = await at.person(user).open_home()
        everything = words(home.blocks if home else []) + str([each.blocks for each in at.person(user).messages()])
        assert [each for each in SECRET if each in everything] == [], user
    for channel, user in ((GROWTH_CHANNEL, CHEN), (BRAND_CHANNEL, DEE)):
        assert [each for each in SECRET if each in str(at.person(user).messages(channel))] == []
    async with at.parts.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.kind == PRIVATE))).all()
    kinds = {"improvement.message", "improvement.question", "improvement.paper"}
    assert {inside(row.kind, row.payload)[0] for row in rows} == kinds
    assert all(isinstance(value, int) for row in rows for value in inside(row.kind, row.payload)[1].values())
    for user in (ANA, BO, EVE, FINN):
        assert {each.text for each in at.person(user).messages() if "improvement.open" in str(each.blocks)} <= NOTICES
