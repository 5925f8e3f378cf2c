"""People report about their month, their managers rate it with cases, and nobody reads what is not theirs."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes.service import assign
from bot.features.scorecards.models import Card
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, MEMBERS_CSV, WEDNESDAY, Office, office
from tests.scenarios.audited import log_of, say, shown, words
from tests.scenarios.month import import_figures
from tests.scenarios.test_own_rights import exported

pytestmark = pytest.mark.thorough

OPENING = datetime.fromisoformat("2026-11-25T10:05:00+01:00")
PUBLICATION = datetime.fromisoformat("2026-12-07T09:05:00+01:00")
REFUSED = "There is nobody here that you may look at"
METRIC = "execution"
HIS, HERS = "quartz-otter", "琥珀色的苍鹭"
CASE = "Shipped the launch page two days early"
PROMPTS = ("reports and ratings, until", "自评与上级评价，截止")


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url) as opened:
        await seat(opened)
        yield opened


async def seat(at: Office) -> None:
    """Both teams, asked at ten, work by a scheme in which the manager rates something each month."""
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        for team in await people.teams(session, at.parts.workspace_id):
            await assign(session, at.parts.workspace_id, team.key, "work_plan", now=WEDNESDAY)
        await session.exec(
            update(Member).where(col(Member.workspace_id) == at.parts.workspace_id).values(prompt_minute=600)
        )
    assert await at.parts.upkeep.keep_schedules()
    told = {BO: {"signings": 7, "valid_leads": 100}, CHEN: {"signings": 9, "valid_leads": 90}}
    await import_figures(at, told, date(2026, 11, 5))


async def key(at: Office, user: str) -> int:
    async with at.parts.database.read() as session:
        return (await people.find_member(session, at.parts.workspace_id, user)).key


async def close_windows(person: Person) -> None:
    while person.views:
        await person.close()


def prompts(at: Office, user: str) -> list[Message]:
    found = at.person(user).messages()
    return [each for each in found if not each.is_ephemeral and any(part in str(each.blocks) for part in PROMPTS)]


def told(at: Office, user: str) -> str:
    return "\n".join(words(each.blocks) for each in at.person(user).messages() if not each.is_ephemeral)


async def report(at: Office, user: str, results: str) -> Any:
    person = at.person(user)
    await close_windows(person)
    await say(at, user, "/perf report")
    sent = await person.submit(values={"results": results, "shortcomings": "Answered late", "plan": "Answer daily"})
    await at.settle()
    return sent


async def rate(at: Office, about: str, value: str, case: str, **more: str) -> Any:
    """In Ana's window in front."""
    number = await key(at, about)
    return await at.person(ANA).submit(
        values={f"value:{number}:{METRIC}": value, f"case:{number}:{METRIC}": case, **more}
    )


async def rated_both(at: Office) -> None:
    await report(at, BO, HIS)
    await report(at, CHEN, HERS)
    for about, value, case in ((BO, "4", CASE), (CHEN, "3", "准时完成")):
        await close_windows(at.person(ANA))
        await say(at, ANA, f"/perf appraise <@{about}>")
        assert (await rate(at, about, value, case)).ok
    await close_windows(at.person(ANA))
    await at.settle()


async def test_bo_and_chen_report_and_ana_rates_both(database_url: str) -> None:
    async with office(database_url) as at:
        await seat(at)
        await at.move_to(OPENING)
        (asked,) = prompts(at, BO)
        assert "your report" in words(asked.blocks)
        assert "2 people who report to you" in words(prompts(at, ANA)[0].blocks)
        assert "您的自评" in words(prompts(at, CHEN)[0].blocks)
        assert prompts(at, EVE) == [], "nobody rates her"
        await bo_writes(at, asked)
        assert (await report(at, CHEN, HERS)).ok
        await ana_rates(at)
        await nobody_else_reads(at)
        await at.move_to(PUBLICATION)
        await what_is_out(at)
        await ana_changes_her_mind(at)
        await copies(at)
        assert [each.action for each in await log_of(at) if each.action.startswith("appraisal")] == [
            *["appraisal.report_read"] * 3,
            "appraisal.given",
            "appraisal.report_read",
            "appraisal.given",
            "appraisal.report_read",
            "appraisal.given",
            "appraisal.read",
            "appraisals.published",
            "appraisal.read",
            "appraisal.report_read",
            "appraisal.revised",
        ]


async def bo_writes(at: Office, asked: Message) -> None:
    """A first attempt is kept; Ana reads it once it is sent."""
    bo = at.person(BO)
    await bo.click(asked, "appraisals.open_report")
    assert "lead conversion" in shown(bo).lower(), "the month's figures"
    state = bo.view.state
    state["results"]["value"]["value"] = HIS
    await bo.click(bo.view, "appraisals.keep_report")
    assert "Nobody else reads it until you send it" in shown(bo)
    await close_windows(bo)
    await say(at, ANA, f"/perf appraise <@{BO}>")
    assert HIS not in shown(at.person(ANA))
    await close_windows(at.person(ANA))
    await say(at, BO, "/perf report")
    assert bo.view.state["results"]["value"]["value"] == HIS
    late = await bo.submit(values={"shortcomings": "   ", "plan": "Answer daily"})
    assert "Should it be nothing, say so" in str(late.errors)
    assert (await bo.submit(values={"shortcomings": "Answered late", "plan": "Answer daily"})).ok
    await at.settle()
    assert "you have written all that was asked" in words(prompts_or_done(at, BO).blocks)


def prompts_or_done(at: Office, user: str) -> Message:
    """The newest that Evenhand has sent and may have changed."""
    return [each for each in at.person(user).messages() if not each.is_ephemeral][-1]


def told_of_his_rating(at: Office) -> Message:
    """The newest of Bo's that leads to what Ana has written: it comes beside the card, before or after it."""
    leading = [each for each in at.person(BO).messages() if "appraisals.open_own" in str(each.blocks)]
    return [each for each in leading if not each.is_ephemeral][-1]


async def ana_rates(at: Office) -> None:
    ana, bo = at.person(ANA), await key(at, BO)
    await ana.click(prompts(at, ANA)[0], "appraisals.open_list")
    assert "not rated yet" in shown(ana)
    await ana.click(ana.view, "appraisals.open_form", value=None, block_id=block_of(ana, str(bo)))
    assert HIS in shown(ana)
    assert "Finishes work by the agreed date" in shown(ana)
    assert "without a case" not in shown(ana)
    refused = await rate(at, BO, "4", "  ")
    assert "every rating carries a case" in str(refused.errors)
    ana.view.state[f"case:{bo}:{METRIC}"]["value"]["value"] = CASE
    await ana.click(ana.view, "appraisals.choose", value="4")
    await close_windows(ana)
    await say(at, ANA, "/perf appraise")
    assert "begun" in shown(ana)
    await ana.click(ana.view, "appraisals.open_form", block_id=block_of(ana, str(bo)))
    assert ana.view.state[f"case:{bo}:{METRIC}"]["value"]["value"] == CASE
    assert (await ana.submit()).ok
    assert "Next: *陈琳*" in shown(ana)
    await ana.click(ana.view, "appraisals.open_form")
    assert HERS in shown(ana)
    assert CASE not in str(ana.view.state), "nothing of Bo's stands in Chen's form"
    assert (await rate(at, CHEN, "none", "我们本月没有共事")).ok
    assert "rated everybody" in shown(ana)
    await close_windows(ana)
    await say(at, ANA, f"/perf appraise <@{BO}>")
    assert (await rate(at, BO, "5", CASE)).ok
    await close_windows(ana)
    await at.settle()
    assert "Your manager has sent the rating" in await say(at, BO, "/perf report")


def block_of(person: Person, value: str) -> str:
    """Of the button that carries it."""
    blocks = [each for each in person.view.blocks if any(e.get("value") == value for e in each.get("elements", ()))]
    return str(blocks[0]["block_id"])


async def nobody_else_reads(at: Office) -> None:
    """Before it is out: Bo does not know, Eve sees who has written and, as HR, what; others are refused alike."""
    for user, about in ((CHEN, BO), (DEE, BO), (FINN, CHEN), (HANA, BO)):
        said = await say(at, user, f"/perf appraise <@{about}>")
        assert REFUSED in said or "您可以查看" in said, (user, said)
    assert "nothing to read yet" in await say(at, BO, f"/perf appraise <@{BO}>")
    eve = at.person(EVE)
    await say(at, EVE, "/perf appraise")
    await eve.click(eve.view, "appraisals.open_status")
    assert "Ratings: 2 of 4" in shown(eve)
    assert "*Finn Berg*: the report is missing, Dee Walsh has not rated" in shown(eve)
    assert "Bo Lindgren" not in shown(eve)
    assert HIS not in shown(eve)
    await close_windows(eve)
    assert "Not published yet" in await say(at, EVE, f"/perf appraise <@{BO}>")
    await close_windows(eve)


async def what_is_out(at: Office) -> None:
    """With the cards; Bo reads his own, and the card has the number."""
    bo = at.person(BO)
    newest = told_of_his_rating(at)
    assert "rating of your November 2026 is out" in words(newest.blocks)
    assert CASE not in told(at, BO), "never in a message"
    await bo.click(newest, "appraisals.open_own")
    assert "5 of 5" in shown(bo)
    assert CASE in shown(bo)
    assert "准时" not in shown(bo)
    await close_windows(bo)
    assert "无法判断" in await say(at, CHEN, f"/perf appraise <@{CHEN}>")
    await close_windows(at.person(CHEN))
    async with at.parts.database.read() as session:
        query = select(Card).where(Card.workspace_id == at.parts.workspace_id, Card.member_id == await key(at, BO))
        (card,) = (await session.exec(query)).all()
    assert f'"metric":"{METRIC}"' in card.receipt
    assert "100" in await say(at, BO, "/scorecard why execution")


async def ana_changes_her_mind(at: Office) -> None:
    """With a reason, which Bo reads beside it."""
    ana, bo = at.person(ANA), at.person(BO)
    await close_windows(bo)
    await say(at, ANA, f"/perf appraise <@{BO}>")
    await ana.click(ana.view, "appraisals.revise")
    assert "why do you change it" in shown(ana).lower()
    refused = await rate(at, BO, "4", CASE, reason=" ")
    assert "the person knows the earlier rating" in str(refused.errors)
    assert (await rate(at, BO, "4", CASE, reason="I had counted the relaunch twice")).ok
    await at.settle()
    await bo.click(told_of_his_rating(at), "appraisals.open_own")
    assert "4 of 5" in shown(bo)
    assert "counted the relaunch twice" in shown(bo)


async def copies(at: Office) -> None:
    """Everybody's own has all that is theirs, in words."""
    page, plain = await exported(at, BO)
    assert [each["value"] for each in plain["appraisals"]] == [5, 4]
    assert [HIS in page, CASE in page, HERS in page] == [True, True, False]
    page, plain = await exported(at, CHEN)
    assert "已公布的上级评价" in page
    assert [HERS in page, CASE in page] == [True, False]
    page, plain = await exported(at, ANA)
    assert [each["about"] for each in plain["appraisals_given"]] == ["Bo Lindgren", "陈琳", "Bo Lindgren"]
    assert HIS not in page


async def test_who_writes_nothing_is_reminded_three_times_and_never_on_a_day_off(at: Office) -> None:
    await say(at, CHEN, "/perf away 2026-11-25..2026-11-27 vacation")
    days: dict[str, list[str]] = {user: [] for user in (ANA, BO, CHEN, DEE, EVE, FINN)}
    seen = dict.fromkeys(days, 0)
    for offset in range(14):
        moment = OPENING - timedelta(days=1) + timedelta(days=offset)
        await at.move_to(moment)
        for user in days:
            found = len(prompts(at, user))
            days[user] += [f"{moment:%m-%d}"] * (found - seen[user])
            seen[user] = found
    four = ["11-25", "12-01", "12-03", "12-04"]
    assert days == {ANA: four, BO: four, CHEN: ["11-30", *four[1:]], DEE: four, EVE: [], FINN: four}
    assert "Nothing is open" in await say(at, BO, "/perf report")


async def test_after_an_outage_of_days_one_prompt_comes(at: Office) -> None:
    for moment in (OPENING + timedelta(days=5, hours=-10), OPENING + timedelta(days=8, hours=-10)):
        at.clock.move_to(moment)
        await at.parts.ticks.tick()  # promised in the night, and not sent in the morning
    await at.move_to(OPENING + timedelta(days=8, hours=3))
    assert [len(prompts(at, user)) for user in (ANA, BO, DEE)] == [1, 1, 1]
    assert prompts(at, BO)[0].ts > str((OPENING + timedelta(days=8)).timestamp())


async def test_a_new_manager_takes_over_what_is_left(at: Office) -> None:
    await at.move_to(OPENING)
    await rated_both(at)
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(f"member,team,manager\n{BO},Growth,{DEE}\n")
        await people.import_rows(session, at.parts.workspace_id, rows, unread, date(2026, 11, 25))
    assert REFUSED in await say(at, ANA, f"/perf appraise <@{BO}>")
    said = await say(at, DEE, f"/perf appraise <@{BO}>")
    assert "This is what Ana Costa has sent" in said
    number = await key(at, BO)
    values = {f"value:{number}:{METRIC}": "2", f"case:{number}:{METRIC}": "Dee has seen something else"}
    assert (await at.person(DEE).submit(values=values)).ok
    await at.move_to(PUBLICATION)
    assert "*Dee Walsh*" in await say(at, BO, f"/perf appraise <@{BO}>")


async def test_a_form_that_was_open_is_refused_when_its_time_is_over(at: Office) -> None:
    await at.move_to(OPENING)
    ana, bo = at.person(ANA), at.person(BO)
    await say(at, BO, "/perf report")
    await say(at, ANA, f"/perf appraise <@{BO}>")
    await at.move_to(datetime.fromisoformat("2026-12-05T12:00:00+01:00"))
    late = await bo.submit(values={"results": HIS, "shortcomings": "x", "plan": "y"})
    assert "could be written until" in str(late.errors) + shown(bo)
    await at.move_to(PUBLICATION)
    refused = await rate(at, BO, "4", CASE)
    assert "Say why" in str(refused.errors) + shown(ana), "it is out, even if nothing was said"


async def test_hr_asks_for_a_report_that_no_scheme_asks_for(at: Office) -> None:
    await at.move_to(OPENING)
    eve = at.person(EVE)
    assert "Nobody asks you for a report" in await say(at, ANA, "/perf report")
    await say(at, EVE, "/perf appraise")
    await eve.click(eve.view, "appraisals.open_status")
    await eve.click(eve.view, "appraisals.open_ask")
    assert "nobody asks themselves" in str((await eve.submit(values={"people": [EVE]})).errors)
    assert (await eve.submit(values={"people": [ANA]})).ok
    await at.move_by(timedelta(days=1))
    assert "• your report" not in words(prompts(at, ANA)[0].blocks)
    assert (await report(at, ANA, HIS)).ok
    assert HIS not in await say(at, BO, "/perf appraise")
