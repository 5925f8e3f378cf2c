"""Who finds in the audit log what about a plan."""

from bot.audit.actions import CONFIDENTIAL, Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.reading import Asked, exported, search
from bot.features.audit import service as audit
from bot.features.improvement import service
from bot.turn import Turn
from tests.features.improvement.cast import ANA, BO, EVE, HAL, IVY, Desk


async def found(desk: Desk, user: str, person: str | None = None, action: str | None = None) -> list[str]:
    who = await desk.cast.who(user)
    async with desk.database.write() as session:
        searched = await audit.searched(Turn(who, desk.now, session), person=person, action=action)
    return [each.action for each in searched.page.entries if not isinstance(each, audit.Spoilt)]


async def told_to(desk: Desk, user: str) -> list[str]:
    who = await desk.cast.who(user)
    async with desk.database.write() as session:
        page = await audit.about_me(Turn(who, desk.now, session))
    return [each.action for each in page.entries if not isinstance(each, audit.Spoilt)]


async def test_an_auditor_finds_nothing_of_it(anywhere: Desk) -> None:
    await anywhere.published()
    for person in (None, BO, ANA, EVE):
        assert not CONFIDENTIAL & set(await found(anywhere, IVY, person))
    assert await found(anywhere, IVY, action="plan.moved") == []
    assert "plan.moved" in await found(anywhere, EVE, BO)


async def test_what_hr_looked_for_tells_an_auditor_nothing(desk: Desk) -> None:
    await desk.published()
    await found(desk, EVE, BO, "plan.moved")
    await found(desk, EVE, BO)
    open_to_all = len(await found(desk, IVY, BO))
    async with desk.database.read() as session:
        entries = await search(session, desk.workspace_id, Asked(), limit=50)
    looked = [each for each in entries if not isinstance(each, audit.Spoilt) and each.action == "audit.searched"]
    assert [(each.details["wanted"], each.details["found"]) for each in looked] == [
        (None, open_to_all),
        (None, open_to_all - 1),  # before there was this search itself to find
    ]


async def test_nobody_finds_what_was_prepared_about_themselves(desk: Desk) -> None:
    plan_id = await desk.draft(HAL)
    await desk.does(ANA, service.submit, plan_id)
    assert not CONFIDENTIAL & set(await found(desk, HAL, HAL))
    assert not CONFIDENTIAL & set(await told_to(desk, HAL))
    await desk.does(EVE, service.publish, plan_id)
    assert not CONFIDENTIAL & set(await found(desk, HAL, HAL)), "nor afterwards by a search"
    assert CONFIDENTIAL & set(await told_to(desk, HAL)) == {"plan.moved"}


async def test_an_export_has_no_more_than_its_place_in_the_chain(desk: Desk) -> None:
    await desk.published()
    async with desk.database.read() as session:
        lines = [each async for each in exported(session, desk.workspace_id)]
    withheld = [each for each in lines if each.get("withheld")]
    assert len(withheld) > 3
    assert {frozenset(each) for each in withheld} == {frozenset({"workspace", "seq", "previous", "hash", "withheld"})}


async def test_hr_finds_signals_but_none_about_themselves(anywhere: Desk) -> None:
    """An entry does not say whose a signal is: whoever found one that is on no list of theirs would know."""
    about_bo, about_hal = await anywhere.proposal(BO), await anywhere.proposal(HAL)
    async with anywhere.database.write() as session:
        for number in (about_bo, about_hal):
            made = (Action.SIGNAL_MADE, By.PROGRAM, Subject.SIGNAL, number)
            await record(session, Entry(anywhere.workspace_id, *made))
    for user, numbers in ((EVE, {about_bo, about_hal}), (HAL, {about_bo}), (IVY, set())):
        who = await anywhere.cast.who(user)
        for action in (None, "signal.made"):
            async with anywhere.database.write() as session:
                page = (await audit.searched(Turn(who, anywhere.now, session), action=action)).page
            seen = [each for each in page.entries if not isinstance(each, audit.Spoilt)]
            assert {int(each.subject or 0) for each in seen if each.kind is Subject.SIGNAL} == numbers
    async with anywhere.database.read() as session:
        lines = [each async for each in exported(session, anywhere.workspace_id)]
    assert "signal" not in str(lines)
