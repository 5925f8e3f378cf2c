"""October's cards are out: Ana talks with Bo, from the message that asks her to what he wanted to learn."""

from datetime import UTC, date, datetime, time

from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import closed_october, log_of, shown, words
from tests.scenarios.planning import newest
from tests.scenarios.retrospective import close_windows

OWN, AGREED = "quartz-otter", "amber-heron"
OTHERS = (CHEN, DEE, EVE, FINN, HANA)


async def test_ana_and_bo_talk_about_his_card(database_url: str) -> None:
    async with closed_october(database_url) as at:
        assert await at.parts.upkeep.keep_schedules()
        await to(at, date(2026, 11, 19), time(6, 5))
        assert told(at, ANA, "talks.prepare:") == [], "not before her morning"
        await to(at, date(2026, 11, 19), time(8, 5))
        await ana_prepares_and_proposes_a_time(at)
        await bo_prepares_and_agrees(at)
        await both_are_reminded_an_hour_before(at)
        await ana_notes_what_came_of_it_and_bo_signs(at)
        await hr_sees_that_it_was_held_and_nobody_else_anything(at)
        await what_bo_wanted_to_learn_comes_back(at)


async def ana_prepares_and_proposes_a_time(at: Office) -> None:
    (asked,) = told(at, ANA, "talks.prepare:")
    assert "there are 2 talks to hold" in asked
    assert "*Bo Lindgren* · October 2026 · by Fri, Nov 27" in asked
    assert "*陈琳*" in asked
    assert [told(at, user, "talks.prepare:") for user in (BO, CHEN, EVE)] == [[], [], []]
    ana = at.person(ANA)
    done = await ana.command("/perf talk @bo")
    assert done.ok, done.error
    sheet = shown(ana)
    assert sheet.index("What went well") < sheet.index("Questions to ask")
    assert "What are you proud of this month?" in sheet
    await ana.click(ana.view, "talks.open_time")
    assert (await ana.submit(values={"day": "2026-11-20", "time": "10:30"})).ok
    await at.settle()
    assert "Fri, Nov 20 at 10:30 is proposed" in shown(ana)


async def bo_prepares_and_agrees(at: Office) -> None:
    bo = at.person(BO)
    (proposed,) = told(at, BO, "talks.agree")
    assert "*Ana Costa* proposes *Fri, Nov 20 at 10:30*" in proposed
    await bo.click(newest(at, BO, "talks.agree"), "talks.agree")
    await bo.click(bo.view, "talks.open_notes")
    assert (await bo.submit(values={"highlights": OWN})).ok
    assert OWN in shown(bo)
    assert OWN not in await sheet_of_bo(at), "his until he shares it"
    await bo.click(bo.view, "talks.open_notes")
    assert (await bo.submit(values={"topics": OWN, "share": ["share"]})).ok
    assert OWN in await sheet_of_bo(at)
    await at.settle()
    assert any("agrees" in each for each in told(at, ANA, "talks.open_one"))


async def both_are_reminded_an_hour_before(at: Office) -> None:
    await to(at, date(2026, 11, 20), time(8, 31))
    for user, other in ((ANA, "Bo Lindgren"), (BO, "Ana Costa")):
        soon = [each for each in told(at, user, "talks.open_one") if "In an hour" in each]
        assert len(soon) == 1, user
        assert other in soon[0]


async def ana_notes_what_came_of_it_and_bo_signs(at: Office) -> None:
    await to(at, date(2026, 11, 20), time(10, 0))
    await sheet_of_bo(at)
    ana, bo = at.person(ANA), at.person(BO)
    await ana.click(ana.view, "talks.open_outcome")
    bos = next(each["value"] for each in owners(ana.view.blocks) if each["text"]["text"] == "Bo Lindgren")
    wrong = await ana.submit(values={"summary": AGREED, "item_1": "Learn SQL", "owner_1": bos})
    assert "due_1" in str(wrong.errors), "and what was typed stays"
    sent = await ana.submit(values={"summary": AGREED, "item_1": "Learn SQL", "owner_1": bos, "due_1": "2026-11-25"})
    assert sent.ok, sent.errors
    await at.settle()
    assert "waits for Bo Lindgren" in shown(ana)
    noted = told(at, BO, "talks.open_one")[-1]
    assert "has noted what came of your talk" in noted
    await close_windows(at, BO)
    await bo.click(newest(at, BO, "talks.open_one"), "talks.open_one")
    assert AGREED in shown(bo)
    await bo.click(bo.view, "talks.sign")
    assert "Signed by Ana Costa and Bo Lindgren" in shown(bo)
    await at.settle()
    assert any("has signed" in each for each in told(at, ANA, "talks.open_one"))


async def hr_sees_that_it_was_held_and_nobody_else_anything(at: Office) -> None:
    eve, chen = at.person(EVE), at.person(CHEN)
    await eve.command("/perf talk")
    assert "1 of 4 held" in shown(eve)
    assert "Ana Costa (1)" in shown(eve)
    await chen.command("/perf 面谈")
    assert "您的2026年10月绩效面谈" in shown(chen)
    for user in (*OTHERS, ANA, BO):
        everything = str([words(each.blocks) for each in at.person(user).messages()])
        assert AGREED not in everything, f"{user}: what people write is never in a message"
        assert OWN not in everything, user
    for user in OTHERS:
        assert AGREED not in str([view.blocks for view in at.person(user).views])
    actions = [row.action for row in await log_of(at) if row.action.startswith("talk.")]
    assert set(actions) == {"talk.read", "talk.noted", "talk.signed"}


async def what_bo_wanted_to_learn_comes_back(at: Office) -> None:
    await to(at, date(2026, 11, 25), time(16, 5))
    (prompt,) = told(at, BO, "talks.finish")
    assert "Learn SQL" in prompt
    bo = at.person(BO)
    await bo.click(newest(at, BO, "talks.finish"), "talks.finish")
    await at.settle()
    assert "✓ Learn SQL" in told(at, BO, "talks.reopen")[-1]
    await to(at, date(2026, 11, 26), time(16, 5))
    assert told(at, BO, "talks.finish") == []
    late = [each for each in told(at, ANA, "talks.prepare:") if "nearly over" in each]
    assert len(late) == 1, "Chen's talk ends tomorrow"
    assert "*陈琳*" in late[0]
    assert "Bo Lindgren" not in late[0]


def told(at: Office, user: str, action: str) -> list[str]:
    """Messages with such a button, as they are now."""
    found = [words(each.blocks) for each in at.person(user).messages() if not each.is_ephemeral]
    return [each for each in found if f'"{action}' in each]


async def to(at: Office, on: date, clock: time) -> None:
    await at.move_to(datetime.combine(on, clock, UTC))


async def sheet_of_bo(at: Office) -> str:
    await close_windows(at, ANA)
    await at.person(ANA).command("/perf talk @bo")
    return shown(at.person(ANA))


def owners(blocks: object) -> list[dict[str, dict[str, str]]]:
    found = next(each for each in blocks if each.get("block_id") == "owner_1")  # type: ignore[attr-defined]
    return list(found["element"]["options"])
