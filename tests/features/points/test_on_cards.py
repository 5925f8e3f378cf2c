"""On the card: the number, the line on its receipt, and nothing once the month is out."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.delivery.promises import Occasion
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.points.models import AGREED, LAPSED, OPEN, PointsAgreement, SpecialPoints
from bot.features.points.repository import add_rows
from bot.features.points.rules.parties import Party
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import MonthMaking
from bot.features.scorecards.service.closing import begin_ahead
from bot.features.scorecards.views import card_message, receipt_modal
from bot.i18n.translator import translator
from bot.slack.files import Upload
from bot.turn import Turn
from scoring.card_file import read_card_file
from scoring.recompute import recompute
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.points.cast import OCTOBER_20, WHY, Office
from tests.features.scorecards.cast import CLOSING, SETTINGS

NOVEMBER_3, JANUARY_7 = datetime(2026, 11, 3, 9, 0, tzinfo=UTC), datetime(2027, 1, 7, 9, 0, tzinfo=UTC)
DECEMBER_7 = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


async def test_what_three_agreed_to_is_on_the_months_card_and_nothing_else(everywhere: Office) -> None:
    """MQL 58 of 80 are 72.5 %: 40 + 60 × 12.5 / 40 = 58.75 points, and 2. What is still open when the cards come out is
    over."""
    office, firm = everywhere, everywhere.firm
    await _told(office, 58)
    given = await office.agreed(EVE, DEE)
    waiting = await office.propose(ANA, points="1", reason="And the brochure")
    early = await _provisional(office)
    await firm.close()
    card = await firm.published(BO)
    receipt = card.receipt
    assert (receipt.own_score, receipt.special) == (pytest.approx(58.75), 2)
    assert receipt.shown_score == "60.8", "60.75, half up"
    assert recompute(receipt) == pytest.approx(60.75)
    assert early.receipt == receipt
    for shown in (str(receipt_modal(translator("en"), each).to_dict()) for each in (card, early)):
        assert "+ special points 2" in shown
        assert WHY in shown
        assert "proposed by Ana Costa, agreed by Eve Moreau" in shown
        assert "brochure" not in shown
    assert "*Special points* +2" in str(card_message(translator("en"), card, is_own=True).payload())
    assert "Ana Costa 提出" in str(receipt_modal(translator("zh-CN"), card).to_dict())
    assert (await firm.published(CHEN)).receipt.special == 0
    file = read_card_file(await _file(office))
    assert file.computed().score == pytest.approx(60.75), "the owner's own computation"
    assert (await office.now(waiting)).state == LAPSED
    for late in (
        office.agree(EVE, waiting, now=CLOSING),
        office.propose(ANA, CHEN, now=CLOSING),
        office.take_back(EVE, given, "Too late", now=CLOSING),
    ):
        with pytest.raises(Rejected, match="points-error-out"):
            await late


async def test_cards_made_ahead_are_made_again_when_points_come_or_go(office: Office) -> None:
    firm = office.firm
    await _told(office, 58)
    row = await office.agreed(EVE, DEE)
    async with firm.database.write() as session:
        await begin_ahead(session, firm.workspace_id, "2026-10", now=NOVEMBER_3, settings=SETTINGS)
    await office.take_back(EVE, row, "It was somebody else", now=NOVEMBER_3)
    await firm.close()
    assert (await firm.published(BO)).receipt.special == 0


async def test_longer_cards_do_not_count_them_again(office: Office) -> None:
    """December ends the quarter, the half and the year."""
    firm = office.firm
    for month in (10, 11, 12):
        await firm.tell(BO, datetime(2026, month, 1, tzinfo=UTC).date(), mql=58)
    await firm.target("mql_count", "80")
    december = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    row = await office.propose(ANA, month="2026-12", now=december)
    for user in (EVE, DEE):
        await office.agree(user, row, now=december)
    await firm.close("2026-12", now=JANUARY_7)
    found = {period: (await firm.published(BO, period)).receipt for period in ("2026-12", "2026-Q4", "2026")}
    assert {period: each.special for period, each in found.items()} == {"2026-12": 2, "2026-Q4": 0, "2026": 0}
    assert {period: len(each.special_points) for period, each in found.items()} == {
        "2026-12": 1,
        "2026-Q4": 0,
        "2026": 0,
    }


async def test_more_than_the_scheme_allows_counts_as_much_as_it_allows(office: Office) -> None:
    """As after a merge of two accounts, or under rules that have changed since."""
    firm = office.firm
    await _told(office, 58)
    first = await office.agreed(EVE, DEE, points="4")
    given = await office.rows(PointsAgreement)
    async with firm.database.write() as session:
        second = SpecialPoints(**first.model_dump(exclude={"id"}))
        await add_rows(session, [second])
        again = [{**each.model_dump(exclude={"id"}), "points_id": second.key} for each in given]
        await add_rows(session, [PointsAgreement(**each) for each in again])
    await firm.close()
    card = await firm.published(BO)
    assert card.receipt.special == 5
    shown = str(receipt_modal(translator("en"), card).to_dict())
    assert "8 were agreed on; the scheme allows 5" in shown


@pytest.mark.parametrize("is_held", [False, True])
async def test_a_month_that_was_passed_over_is_over_and_one_that_is_held_is_not(
    everywhere: Office, is_held: bool
) -> None:
    """Nobody told anything in October; in December November's cards come out."""
    office, firm = everywhere, everywhere.firm
    row = await office.propose(ANA)
    if is_held:
        held = MonthMaking(workspace_id=firm.workspace_id, month="2026-10", held_at=CLOSING, held_for="Figures lack")
        async with firm.database.write() as session:
            session.add(held)
    await firm.tell(BO, date(2026, 11, 1), mql=58)
    await firm.close("2026-11", now=DECEMBER_7)
    assert (await office.now(row)).state == (OPEN if is_held else LAPSED)
    if is_held:
        await office.agree(EVE, row, now=DECEMBER_7)
        return
    for late in (
        office.agree(EVE, row, now=DECEMBER_7),
        office.propose(ANA, month="2026-10", now=datetime(2026, 11, 30, 9, tzinfo=UTC)),
    ):
        with pytest.raises(Rejected, match="points-error-out"):
            await late


async def test_two_agree_at_once(everywhere: Office) -> None:
    row = await everywhere.propose(ANA)
    done = await asyncio.gather(*(everywhere.agree(user, row) for user in (EVE, DEE, EVE, DEE)), return_exceptions=True)
    assert [each for each in done if isinstance(each, Exception)] == []
    assert ((await everywhere.now(row)).state, set(await everywhere.parties(row))) == (AGREED, set(Party))


async def test_the_last_agreement_and_the_release_wait_for_each_other(everywhere: Office) -> None:
    """Whoever comes first: what is agreed to is on the card, and what is not never comes to be."""
    await _told(everywhere, 58)
    row = await everywhere.propose(ANA)
    await everywhere.agree(EVE, row)
    agreed, closed = await asyncio.gather(
        everywhere.agree(DEE, row, now=CLOSING), everywhere.firm.close(), return_exceptions=True
    )
    assert not isinstance(closed, BaseException), closed
    state, receipt = (await everywhere.now(row)).state, (await everywhere.firm.published(BO)).receipt
    if isinstance(agreed, Rejected):
        assert (agreed.key, state, receipt.special) == ("points-error-is-lapsed", LAPSED, 0)
    else:
        assert not isinstance(agreed, BaseException), agreed
        assert (state, receipt.special) == (AGREED, 2)


async def _told(office: Office, mql: int) -> None:
    """By Bo, in chat; Chen told something, too."""
    await office.firm.target("mql_count", "80")
    async with office.firm.database.write() as session:
        for user, value in ((BO, mql), (CHEN, 50)):
            who = await office.firm.cast.who(user)
            await metrics.check_in(session, who, f"mql {value} 2026-10-06", now=OCTOBER_20, today=OCTOBER_20.date())


async def _provisional(office: Office) -> service.PublishedCard:
    async with office.firm.database.write() as session:
        turn = Turn(await office.firm.cast.who(BO), NOVEMBER_3, session)
        return await service.card_asked_for(turn, await office.firm.key(BO), "2026-10")


async def _file(office: Office) -> bytes:
    firm = office.firm
    about = {"member_id": await firm.key(BO), "period": "2026-10", "revision": 1}
    async with firm.database.read() as session:
        shown = await RENDERERS[service.CARD_FILE](session, Occasion(firm.workspace_id, BO, about, CLOSING))
    assert isinstance(shown, Upload)
    return shown.content
