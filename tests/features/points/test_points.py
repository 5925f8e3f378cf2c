"""From the proposal to what becomes of it, and who hears and sees what on the way."""

import pytest
from sqlmodel import col, select

from bot.audit.actions import By
from bot.audit.models import AuditEntry
from bot.delivery.models import Delivery
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.audit.service import about_me
from bot.features.people import service as people
from bot.features.people.service import Keep, MergeWish
from bot.features.points.models import AGREED, DECLINED, OPEN, TAKEN_BACK, SpecialPoints
from bot.features.points.repository import add_rows
from bot.features.points.rules.keys import ASKED, ENDED
from bot.features.points.service.counting import points_of_month
from bot.features.points.service.personal import forget_points, stored_about
from bot.turn import Turn
from tests.features.metrics.cast import Statements
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, account
from tests.features.points.cast import OCTOBER_20, WHY, Office, text_of


async def test_three_agree_each_in_person(everywhere: Office) -> None:
    office, key = everywhere, everywhere.firm.key
    row = await office.propose(ANA)
    assert (row.state, await office.parties(row)) == (OPEN, {"manager": await key(ANA)})
    assert await office.told(ASKED) == sorted([DEE, EVE])
    assert "Yours to decide" in await office.command(EVE)
    for _ in range(2):
        await office.agree(EVE, row)
    assert (await office.now(row)).state == OPEN, "twice by one is once"
    assert await office.told(ASKED) == [DEE], "what was decided meanwhile is not asked"
    assert await office.told(ENDED) == []
    shown = text_of(await office.agree(DEE, row))
    assert "agreed to by all three" in shown
    assert await office.parties(row) == {"manager": await key(ANA), "hr": await key(EVE), "committee": await key(DEE)}
    assert await office.told(ENDED) == [ANA]
    with pytest.raises(Rejected, match="is-agreed"):
        await office.decline(EVE, row)


async def test_nobody_else_sees_them_and_the_person_only_what_was_agreed(office: Office) -> None:
    row = await office.propose(ANA)
    for user in (BO, CHEN):
        shown = await office.command(user)
        assert WHY not in shown
        assert "No special points at present" in shown or "目前没有特别加分" in shown
        for press in ("points.open_one", "points.agree", "points.open_decline", "points.open_take_back"):
            with pytest.raises(Denied):
                await office.press(user, press, row.key)
    async with office.firm.database.read() as session:
        found = await about_me(Turn(await office.firm.cast.who(BO), OCTOBER_20, session))
        assert "points" not in str(found), "his own log does not tell of what may come to nothing"
        copied = await stored_about(session, office.firm.workspace_id, await office.firm.key(BO))
        assert copied == {"special_points": [], "points_agreements": []}
        log = (await session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))).all()
    assert [each.subject_kind for each in log if each.action.startswith("points.")] == ["month"]
    assert WHY not in str(log), "no text is in the log"
    await office.agree(EVE, row)
    await office.agree(DEE, row)
    assert WHY in await office.command(BO)
    assert WHY not in await office.command(CHEN)
    with pytest.raises(Denied):
        await office.press(CHEN, "points.open_one", row.key)
    async with office.firm.database.read() as session:
        copied = await stored_about(session, office.firm.workspace_id, await office.firm.key(BO))
    assert [each["reason"] for each in copied["special_points"]] == [WHY]


async def test_one_of_them_declines_and_it_is_over(office: Office) -> None:
    row = await office.propose(ANA)
    with pytest.raises(Rejected, match="points-error-reason"):
        await office.decline(DEE, row, "  ")
    await office.decline(DEE, row)
    row = await office.now(row)
    assert (row.state, row.end_reason) == (DECLINED, "It was part of the job")
    assert await office.told(ENDED) == [ANA]
    assert "It was part of the job" in text_of(await office.press(ANA, "points.open_one", row.key))
    with pytest.raises(Rejected, match="is-declined"):
        await office.agree(EVE, row)
    assert "It was part of the job" not in await office.command(BO)


async def test_taken_back_by_who_proposed_before_it_is_agreed_and_by_hr_with_a_reason(office: Office) -> None:
    row = await office.propose(ANA)
    with pytest.raises(Denied):
        await office.take_back(DEE, row)
    await office.take_back(ANA, row)
    assert (await office.now(row)).state == TAKEN_BACK
    row = await office.agreed(EVE, DEE)
    assert row.state == AGREED
    with pytest.raises(Denied):
        await office.take_back(ANA, row, "I think better of it")
    with pytest.raises(Rejected, match="points-error-reason"):
        await office.take_back(EVE, row)
    await office.take_back(EVE, row, "It was somebody else")
    assert (await office.now(row)).state == TAKEN_BACK
    assert WHY not in await office.command(BO)


async def test_what_became_of_them_over_night_is_told_once(office: Office) -> None:
    """HR takes back what was agreed on before Ana could hear of it."""
    row = await office.agreed(EVE, DEE)
    await office.take_back(EVE, row, "It was somebody else")
    assert len([each for each in await office.rows(Delivery) if each.kind == ENDED]) == 2
    assert await office.told(ENDED) == [ANA]


async def test_who_may_propose_what(office: Office) -> None:
    with pytest.raises(Rejected, match="points-error-self"):
        await office.propose(EVE, EVE)
    for user, about in ((BO, CHEN), (ANA, DEE), (DEE, BO)):
        with pytest.raises(Denied):
            await office.propose(user, about)
    with pytest.raises(RejectedFields) as refused:
        await office.propose(ANA, "", "7.3", reason=" ")
    assert set(refused.value.fields) == {"members", "points", "reason"}
    with pytest.raises(Rejected, match="limit-alone"):
        await office.propose(ANA, points="5.5")
    await office.propose(ANA, points="3")
    assert (await office.propose(ANA, points="3")).points == 3, "the same once more is the same"
    assert len(await office.rows(SpecialPoints)) == 1
    with pytest.raises(Rejected, match="points-error-limit"):
        await office.propose(EVE, points="2.5")
    with pytest.raises(Rejected, match="points-error-month"):
        await office.propose(ANA, month="2026-08")
    with pytest.raises(Rejected, match="points-error-no-scheme"):
        await office.propose(EVE, await _newcomer(office))


async def _newcomer(office: Office) -> str:
    """In no team."""
    await office.firm.cast.sync(account("U0IVY", "Ivy New"))
    return "U0IVY"


async def test_without_a_committee_a_second_of_hr_takes_its_place(office: Office) -> None:
    await office.firm.cast.hold(DEE, "lead")
    row = await office.propose(EVE)
    await office.agree(ANA, row)
    assert "nobody can be this party" in text_of(await office.press(EVE, "points.open_one", row.key))
    await office.firm.cast.hold(DEE, "lead", "hr")
    await office.agree(DEE, row)
    assert (await office.now(row)).state == AGREED


async def test_points_move_with_a_merged_account_and_go_when_somebody_is_forgotten(office: Office) -> None:
    cast, workspace_id = office.firm.cast, office.firm.workspace_id
    row = await office.agreed(EVE, DEE)
    await cast.sync(account("U0BO2", "Bo Lindgren"))
    async with office.firm.database.write() as session:
        wish = MergeWish(BO, "U0BO2", "a new account", Keep.OLD, is_forced=True)
        merged = await people.merge(session, workspace_id, wish, by=await office.firm.key(EVE), now=OCTOBER_20)
    assert "special_points" not in merged.rows, "who merges does not learn of it"
    new = await office.firm.key("U0BO2")
    assert (await office.now(row)).member_id == new
    async with office.firm.database.write() as session:
        await forget_points(session, workspace_id, new)
    assert await office.rows(SpecialPoints) == []


async def test_whoever_turns_out_to_be_the_person_has_agreed_to_nothing(office: Office) -> None:
    row = await office.agreed(EVE, DEE)
    keys = {user: await office.firm.key(user) for user in (BO, DEE)}
    counted = []
    async with office.firm.database.write() as session:
        for user in (BO, DEE):
            kept = await session.merge(row)
            kept.member_id = keys[user]
            await add_rows(session, [kept])
            counted.append(await points_of_month(session, row.workspace_id, row.month, [keys[user]]))
    assert [len(each) for each in counted] == [1, 0]


async def test_one_person_with_two_accounts_is_not_two_parties(everywhere: Office) -> None:
    """Eve agreed as HR, Dee as the committee; they turn out to be one."""
    office, workspace_id = everywhere, everywhere.firm.workspace_id
    row, bo = await office.agreed(EVE, DEE), await office.firm.key(BO)
    async with office.firm.database.write() as session:
        assert list(await points_of_month(session, workspace_id, row.month, [bo])) == [bo]
        wish = MergeWish(EVE, DEE, "two accounts", Keep.NEW, is_forced=True)
        await people.merge(session, workspace_id, wish, by=By.OPERATOR, now=OCTOBER_20)
        assert await points_of_month(session, workspace_id, row.month, [bo]) == {}


async def test_more_proposals_cost_no_more_statements(office: Office) -> None:
    """The window of HR, which is there for everybody."""
    counts = []
    for about in (BO, CHEN, ANA):
        await office.propose(EVE if about == ANA else ANA, about)
        asked = Statements(office.firm.database)
        assert "Special points" in await office.command(EVE)
        counts.append(len(asked.seen))
    assert counts[0] == counts[-1], counts


async def test_in_chinese(office: Office) -> None:
    await office.firm.cast.hold(CHEN, "hr")
    await office.propose(ANA)
    shown = await office.command(CHEN)
    for words in ("待您确认", "+2 分", "待确认：HR、考核委员会"):
        assert words in shown
