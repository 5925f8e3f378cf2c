"""A plan is written, returned, mended, published and answered; only those concerned ever hear of it."""

from datetime import date

from sqlmodel import select

from bot.delivery.models import Delivery
from bot.delivery.private import PRIVATE, inside
from bot.features.improvement.models import Plan
from bot.features.people import service as people
from bot.features.schemes.service import assign
from tests.office import (
    ANA,
    BO,
    BRAND_CHANNEL,
    CHEN,
    DEE,
    EVE,
    FINN,
    GROWTH_CHANNEL,
    HANA,
    MEMBERS_CSV,
    WEDNESDAY,
    Office,
    office,
)
from tests.scenarios.audited import log_of, say, shown, words
from tests.scenarios.planning import close_windows, fill, heard, moment, newest, opens, press

OTTER, WHY = "quartz-otter", "amber-heron"
SEEN_BY_NOBODY = (OTTER, WHY, "oaching plan", "辅导计划", "improvement plan", "绩效改进计划")
TABLE = MEMBERS_CSV.replace("dee@example.com,member,,\neve", "dee@example.com,auditor,,\neve")


async def seat(at: Office) -> None:
    """Both teams work by a scheme with a coaching plan; Hana is an auditor."""
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(TABLE)
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        for team in await people.teams(session, at.parts.workspace_id):
            await assign(session, at.parts.workspace_id, team.key, "work_plan", now=WEDNESDAY)
    assert await at.parts.upkeep.keep_schedules()


async def plan_row(at: Office, user: str) -> Plan:
    async with at.parts.database.read() as session:
        member = await people.find_member(session, at.parts.workspace_id, user)
        query = select(Plan).where(Plan.workspace_id == at.parts.workspace_id, Plan.member_id == member.key)
        return (await session.exec(query)).one()


async def test_from_draft_to_a_plan_that_runs(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await seat(at)
        assert "nothing here for you" in await opens(at, BO, "/perf plan")
        await ana_drafts(at)
        await eve_returns_and_ana_mends(at)
        await nobody_knows_yet(at)
        await eve_publishes(at)
        await bo_does_not_agree(at)
        await it_begins_and_pauses_for_leave(at)
        await new_terms(at)
        await eve_extends(at)
        await nobody_else_ever_heard(at)
        await only_hr_finds_it_in_the_log(at)


async def ana_drafts(at: Office) -> None:
    """Everything is saved as she goes; what is wrong stands beside its field."""
    text = await opens(at, ANA, f"/perf plan <@{BO}>")
    assert "has no plan that you could read" in text
    assert "Still missing: reasons" in await press(at, ANA, "improvement.begin")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    refused = await fill(at, ANA, text="   ")
    assert "This cannot be empty" in str(refused.errors)
    assert (await fill(at, ANA, text=OTTER)).ok
    assert OTTER in shown(at.person(ANA))
    await close_windows(at.person(ANA))
    assert OTTER in await opens(at, ANA, f"/perf plan <@{BO}>"), "it was kept"
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.part:milestones")
    await press(at, ANA, "improvement.item", value=":m1")
    outside = await fill(at, ANA, due_on="2028-01-03")
    assert "does not lie in the plan" in str(outside.errors)
    await fill(at, ANA, due_on="2026-12-20")
    assert "Dec 21, 2026" in shown(at.person(ANA)), "a Sunday becomes the Monday after"
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.preview")
    assert "This is how the person will read it" in shown(at.person(ANA))
    await press(at, ANA, "improvement.write")
    assert "Waits for HR" in await press(at, ANA, "improvement.submit")
    await at.settle()


async def eve_returns_and_ana_mends(at: Office) -> None:
    eve = at.person(EVE)
    assert "A plan for *Bo Lindgren* waits for you" in heard(at, EVE)[-1]
    assert OTTER not in heard(at, EVE)[-1], "what is written is read behind the button"
    await eve.click(newest(at, EVE), "improvement.open")
    assert OTTER in shown(eve)
    assert "the person does not" in await press(at, EVE, "improvement.reason:return")
    assert "Please give a reason" in str((await fill(at, EVE, reason=" ")).errors)
    assert (await fill(at, EVE, reason=WHY)).ok
    await at.settle()
    assert "has returned the plan" in heard(at, ANA)[-1]
    ana = at.person(ANA)
    await close_windows(ana)
    await ana.click(newest(at, ANA), "improvement.open")
    assert WHY in shown(ana)
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.part:meetings")
    await press(at, ANA, "improvement.resources")
    assert (await fill(at, ANA, resources="An hour every Tuesday")).ok
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.submit")
    await at.settle()


async def nobody_knows_yet(at: Office) -> None:
    """Bo reads what everybody reads who has none; a forged button is refused like one for nothing."""
    for user in (BO, CHEN, DEE, FINN, HANA):
        text = await opens(at, user, "/perf plan")
        assert "nothing here for you" in text or "暂时没有与您相关的内容" in text
        await opens(at, user, "/perf plans")
        person = at.person(user)
        assert "ndgren" not in shown(person)
        said = await opens(at, user, f"/perf plan <@{BO}>")
        assert "nothing here for you" in said if user == BO else "nobody here" in said or "您可以查看" in said
        assert heard(at, user) == []


async def eve_publishes(at: Office) -> None:
    eve = at.person(EVE)
    await close_windows(eve)
    assert "*Waits for HR*" in await opens(at, EVE, "/perf plans")
    await press_line(at, EVE)
    assert "An hour every Tuesday" in shown(eve)
    assert "Waits for the person" in await press(at, EVE, "improvement.publish")
    await at.settle()
    assert "has published the plan" in heard(at, ANA)[-1]
    assert "is meant to help you" in heard(at, BO)[-1]


async def press_line(at: Office, user: str) -> None:
    """The button beside the first line of a list."""
    person = at.person(user)
    done = await person.click(person.view, "improvement.open")
    assert done.ok, done.error


async def bo_does_not_agree(at: Office) -> None:
    bo = at.person(BO)
    await close_windows(bo)
    await bo.click(newest(at, BO), "improvement.open")
    text = shown(bo)
    assert OTTER in text
    assert "nobody may hold it against you" in text
    assert WHY not in text, "what HR and Ana said to each other before is theirs"
    await press(at, BO, "improvement.say:no")
    assert (await fill(at, BO, comment="The launch was moved twice")).ok
    assert "You do not agree" in shown(bo)
    await at.settle()
    assert "does not agree" in heard(at, ANA)[-1]
    assert "does not agree" in heard(at, EVE)[-1]
    assert "moved twice" in await opens(at, ANA, f"/perf plan <@{BO}>")


async def it_begins_and_pauses_for_leave(at: Office) -> None:
    await moment(at, "2026-11-25")
    assert "has begun" in heard(at, BO)[-1]
    assert "has begun" in heard(at, ANA)[-1]
    await say(at, BO, "/perf away 2026-12-07..2026-12-11 vacation")
    await moment(at, "2026-12-07")
    await moment(at, "2026-12-14")
    assert "every day of the pause was added" in heard(at, BO)[-1]
    assert (await plan_row(at, BO)).ends_on == date(2027, 3, 3), "five working days later"


async def new_terms(at: Office) -> None:
    """Ana proposes, Eve publishes, the plan waits for Bo."""
    await opens(at, ANA, f"/perf plan <@{BO}>")
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    assert (await fill(at, ANA, text="Two campaigns now")).ok
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.propose")
    await at.settle()
    assert "Two campaigns" not in await opens(at, BO, "/perf plan")
    eve = at.person(EVE)
    await close_windows(eve)
    await eve.click(newest(at, EVE), "improvement.open")
    assert "Two campaigns now" in await press(at, EVE, "improvement.proposed")
    await press(at, EVE, "improvement.reason:change")
    assert (await fill(at, EVE, reason="The team has changed")).ok
    await at.settle()
    assert "terms of your plan have changed" in heard(at, BO)[-1]
    assert "Two campaigns now" in await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.say:yes")
    assert (await fill(at, BO, comment="")).ok
    assert "running" in shown(at.person(BO))


async def eve_extends(at: Office) -> None:
    await opens(at, EVE, f"/perf plan <@{BO}>")
    await press(at, EVE, "improvement.reason:extend")
    early = await fill(at, EVE, reason="More time", ends_on="2027-03-01")
    assert "Choose a day after" in str(early.errors)
    assert (await fill(at, EVE, ends_on="2027-03-31")).ok
    await at.settle()
    assert "runs until Mar 31, 2027" in heard(at, BO)[-1]


async def nobody_else_ever_heard(at: Office) -> None:
    """No message, no Home, no channel, no delivery says anything to anybody else."""
    for user in (CHEN, DEE, FINN, HANA):
        assert heard(at, user) == []
        home = await at.person(user).open_home()
        everything = words(home.blocks if home else []) + str([each.blocks for each in at.person(user).messages()])
        assert [each for each in SEEN_BY_NOBODY if each in everything] == []
    for channel, user in ((GROWTH_CHANNEL, CHEN), (BRAND_CHANNEL, DEE)):
        assert [each for each in SEEN_BY_NOBODY if each in str(at.person(user).messages(channel))] == []
    for user in (ANA, BO, EVE):
        texts = [each.text for each in at.person(user).messages() if not each.is_ephemeral]
        assert [text for text in texts if "plan" in text.lower()] == []
    async with at.parts.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.kind == PRIVATE))).all()
    assert {key for row in rows for key in inside(row.kind, row.payload)[1]} == {"id", "n"}
    assert all(isinstance(value, int) for row in rows for value in inside(row.kind, row.payload)[1].values())


async def only_hr_finds_it_in_the_log(at: Office) -> None:
    """Hana, an auditor, searches for everything and for Bo; Eve finds it; Bo finds what was published to him."""
    kept = [each.action for each in await log_of(at) if each.action.startswith("plan.")]
    assert set(kept) == {"plan.prepared", "plan.moved", "plan.read", "plan.denied"}
    assert len(kept) > 40
    await opens(at, HANA, "/perf admin audit")
    pages = [shown(at.person(HANA))]
    while "audit.turn_search:older" in str(at.person(HANA).view.blocks):
        pages.append(await press(at, HANA, "audit.turn_search:older"))
    lines = [line for page in pages for line in page.split("\\n") if " · *" in line]
    assert len(lines) > 10
    assert [line for line in lines if " plan" in line] == []
    assert "published plan" in await opens(at, EVE, "/perf admin audit")
    own = await opens(at, BO, "/perf audit")
    assert "moved a published plan on" in own
    assert "not published" not in own
