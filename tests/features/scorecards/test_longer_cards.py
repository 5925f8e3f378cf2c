"""Cards of quarters, halves and years beside those of months."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

import scoring
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.scorecards import repository, service
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.spans import ending_with
from bot.features.scorecards.service.closing.releasing import locked
from bot.features.scorecards.views import card_message
from bot.i18n.translator import translator
from bot.slack.outcomes import OpenModal, Tell
from scoring.explain import recompute
from scoring.periods import Cadence, Period
from tests.features.people.cast import ANA, BO, CHEN, DEE, account
from tests.features.scorecards.cast import Firm

OCTOBER_7 = datetime(2026, 10, 7, 8, 0, tzinfo=UTC)
JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))
BOS = {
    JULY: {"uv": 1_000, "leads": 30, "mql": 40, "cost": 9_000},
    AUGUST: {"uv": 1_000, "leads": 30, "mql": 60, "cost": 12_000},
    SEPTEMBER: {"uv": 2_000, "leads": 20, "mql": 20, "cost": 15_000},
}


async def quarter(firm: Firm, *others: str) -> None:
    """Bo's figures of the third quarter, and the same for others; his team is held to 50 MQL a month."""
    for user in (BO, *others):
        for month, figures in BOS.items():
            await firm.tell(user, month, **figures)
    await firm.target("mql_count", "50")


async def by_period(firm: Firm, user: str) -> dict[str, Card]:
    key = await firm.key(user)
    return {card.period: card for card in await firm.cards() if card.member_id == key}


async def written(firm: Firm, *periods: str) -> None:
    """Empty cards of Bo's, as if they had come out."""
    async with firm.database.write() as session:
        member, version = await firm.key(BO), await firm.version()
        for period in periods:
            card = Card(
                workspace_id=firm.workspace_id,
                member_id=member,
                team_id=firm.growth,
                period=period,
                scheme_version_id=version,
                coverage=0,
                is_complete=False,
                receipt="{}",
                published_at=datetime(2027, 1, 7, tzinfo=UTC),
            )
            session.add(card)


EVERY = ("2026-06", "2026-Q2", "2026-H1", "2026-09", "2026-Q3", "2026-12", "2026-Q4", "2026-H2", "2026", "2027-01")


async def test_whatever_looks_at_months_in_a_row_finds_months_alone(firm: Firm) -> None:
    await written(firm, *EVERY)
    first, last = Period.parse("2026-01"), Period.parse("2027-01")
    async with firm.database.read() as session:
        found = await service.history_of(session, firm.workspace_id, first, last)
    assert [mark.period for mark in found] == ["2026-06", "2026-09", "2026-12", "2027-01"]


@pytest.mark.parametrize(
    ("before", "gone"),
    [
        (date(2026, 7, 1), {"2026-06", "2026-Q2", "2026-H1"}),
        (date(2026, 12, 1), {"2026-06", "2026-Q2", "2026-H1", "2026-09", "2026-Q3"}),
        (date(2027, 1, 1), set(EVERY) - {"2027-01"}),
    ],
)
async def test_a_card_is_kept_as_long_as_that_of_its_last_month(firm: Firm, before: date, gone: set[str]) -> None:
    await written(firm, *EVERY)
    async with firm.database.write() as session:
        for rows in repository.old_cards(firm.workspace_id, before):
            await rows.batch(session)
    async with firm.database.read() as session:
        kept = (await session.exec(select(col(Card.period)))).all()
    assert set(EVERY) - set(kept) == gone


async def test_a_quarter_is_computed_from_all_its_months_and_is_not_the_mean_of_their_cards(firm: Firm) -> None:
    """Conversion 100 × 80 / 4,000 = 2 % of 3 %: 66.7 %, worth 40 + 60 × 6.67 / 40 = 50. MQL 120 of 3 × 50: 80 %, worth
    70. Cost per lead 36,000 / 120 = 300 of 300: 100. Nobody knows last year's visitors, a weight of 15 of 75."""
    await quarter(firm)
    for month in ("2026-07", "2026-08", "2026-09"):
        await firm.close(month, now=OCTOBER_7)
    published = await firm.published(BO, "2026-Q3")
    receipt = published.receipt
    values = {line.metric: (line.value, line.target, line.points) for line in receipt.metrics}
    assert values["lead_conversion"] == (2, 3, pytest.approx(50))
    assert values["mql_count"] == (120, 150, pytest.approx(70))
    assert values["cpl"] == (300, 300, 100)
    assert receipt.score == pytest.approx((20 * 50 + 25 * 70 + 15 * 100) / 60)
    assert recompute(receipt) == pytest.approx(published.card.score)
    assert (published.card.band, published.card.coverage, published.card.revision) == ("B", 80, 1)
    cards = await by_period(firm, BO)
    assert list(cards) == ["2026-07", "2026-08", "2026-09", "2026-Q3"], "no half ends with September"
    months = [cards[month].score or 0 for month in ("2026-07", "2026-08", "2026-09")]
    assert abs(sum(months) / 3 - (receipt.score or 0)) > 1
    assert len([key for key in await firm.deliveries() if key.startswith(f"card:{await firm.key(BO)}")]) == 3


async def test_a_joiner_a_leaver_a_change_of_team_and_somebody_without_figures(firm: Firm) -> None:
    await quarter(firm, DEE)
    await firm.tell(CHEN, SEPTEMBER, **BOS[SEPTEMBER])
    await firm.cast.change(CHEN, joined_on=date(2026, 9, 21))
    await firm.cast.load(f"member,team,manager,role,channel,lead\n{BO},Brand,,,,\n", on=date(2026, 8, 10))
    async with firm.database.write() as session:
        gone, left = [account(DEE, "Dee", deleted=True)], datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
        await people.upsert_members(
            session, gone, workspace_id=firm.workspace_id, now=left, default_zone="Europe/Berlin"
        )
    await firm.close("2026-09", now=OCTOBER_7)
    assert list(await by_period(firm, DEE)) == [], "who left on the 3rd has neither card"
    bo, chen, ana = [(await firm.published(user, "2026-Q3")) for user in (BO, CHEN, ANA)]
    assert (bo.card.team_id, bo.receipt.score is not None) == (firm.brand, True)
    of_bo, of_chen = ({line.metric: line for line in each.receipt.metrics}["mql_count"] for each in (bo, chen))
    assert (of_bo.value, of_bo.target) == (120, 300), "all that he told, held to what his team of the last day is"
    assert (of_chen.value, of_chen.months_expected) == (20, 1)
    assert of_chen.target == pytest.approx(50 * 8 / 22), "8 of September's 22 working days; July and August not at all"
    assert (chen.card.is_complete, ana.card.score, ana.card.is_complete) == (True, None, False)


async def test_a_quarter_says_that_the_team_changed_to_whom_it_did(firm: Firm) -> None:
    await quarter(firm, CHEN)
    await firm.close("2026-08", now=OCTOBER_7)
    await firm.cast.load(f"member,team\n{BO},Brand\n", on=date(2026, 9, 1))
    await firm.close("2026-09", now=OCTOBER_7)
    for user, is_told in ((BO, True), (CHEN, False)):
        published = await firm.published(user, "2026-Q3")
        for language, note in (
            ("en", "The team changed meanwhile. Team and targets are those of the last day, and all figures count."),
            ("zh-CN", "期间调整过团队，团队和目标值以最后一天为准，全部数据照常计入。"),
        ):
            shown = card_message(translator(language), published, is_own=True)
            assert (note in str(shown.payload())) == is_told


async def test_a_scheme_without_longer_cards_has_none_and_a_year_ends_with_all_of_them(firm: Firm) -> None:
    rules = scoring.scheme.load("promotion").model_copy(update={"cadences": (Cadence.MONTH, Cadence.QUARTER)})
    assert [str(each) for each in ending_with(Period.parse("2026-12"), rules.cadences)] == ["2026-Q4"]
    await firm.tell(BO, date(2026, 12, 1), mql=40)
    await firm.close("2026-12", now=datetime(2027, 1, 7, 8, 0, tzinfo=UTC))
    cards = await by_period(firm, BO)
    assert sorted(cards) == ["2026", "2026-12", "2026-H2", "2026-Q4"]
    assert [cards[each].is_complete for each in ("2026", "2026-H2", "2026-Q4")] == [False] * 3


async def test_the_months_message_tells_of_the_quarter_and_opens_it_for_who_may_see_it(firm: Firm) -> None:
    await quarter(firm)
    await firm.close("2026-09", now=OCTOBER_7)
    shown = str(card_message(translator("en"), await firm.published(BO, "2026-09"), is_own=True).blocks)
    assert "Your third quarter of 2026: *70.8 · B*" in shown
    value = f"{await firm.key(BO)}:2026-Q3:1"
    opened = await firm.press(BO, "scorecards.open", value)
    assert isinstance(opened, OpenModal)
    text = str(opened.view.to_dict())
    assert "Q3 2026" in text
    assert "Computed from everything that was told in its months" in text
    assert "scorecards.read" not in text, "it is read with the month's"
    with pytest.raises(Rejected):
        await firm.press(DEE, "scorecards.open", value)
    assert isinstance(await firm.command(BO, "三季度"), Tell)


async def test_a_month_that_is_held_holds_the_quarter_which_comes_out_with_it(firm: Firm) -> None:
    await quarter(firm)
    async with firm.database.write() as session:
        making = await locked(session, firm.workspace_id, "2026-07")
        making.held_at = OCTOBER_7
        session.add(making)
    await firm.close("2026-09", now=OCTOBER_7)
    assert list(await by_period(firm, BO)) == ["2026-09"]
    async with firm.database.write() as session:
        making = await locked(session, firm.workspace_id, "2026-07")
        making.held_at = None
        session.add(making)
    await firm.close("2026-07", now=OCTOBER_7)
    assert list(await by_period(firm, BO)) == ["2026-07", "2026-09", "2026-Q3"]
    assert [card.period for card in (await firm.published(BO, "2026-07")).longer] == ["2026-Q3"]
