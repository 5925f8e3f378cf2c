"""The card of a month that is not out: what it says, to whom, and that it is what the close would make."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.db.configured import settings_of
from bot.errors import Denied, Rejected
from bot.features.metrics import service as metrics
from bot.features.scorecards import service
from bot.features.scorecards.views import card_message, receipt_modal
from bot.features.scorecards.views.closing import close_view
from bot.i18n.translator import translator
from bot.slack.messages import Message
from bot.slack.outcomes import OpenModal, Tell
from bot.turn import Turn
from scoring.explain import recompute
from scoring.periods import Period
from scoring.scorecard import Evidence, RollUp, compute
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, FIGURES, LAST_OCTOBER, OCTOBER, Firm
from tests.scoring import build

MID_OCTOBER, NOVEMBER_3 = datetime(2026, 10, 14, 10, 0, tzinfo=UTC), datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


async def provisional(firm: Firm, user: str, about: str = BO, *, now: datetime = NOVEMBER_3) -> service.PublishedCard:
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), now, session)
        return await service.card_asked_for(turn, await firm.key(about), "2026-10")


def text_of(published: service.PublishedCard, *, is_own: bool = True, language: str = "en") -> str:
    message = card_message(translator(language), published, is_own=is_own)
    assert isinstance(message, Message)
    return str(message.payload())


async def test_it_is_the_card_that_comes_out_and_is_kept_nowhere(firm: Firm) -> None:
    await firm.tell_all()
    await firm.target("mql_count", "80")
    early = await provisional(firm, BO)
    assert (early.card.revision, early.card.id, list(await firm.cards())) == (0, None, [])
    await firm.close()
    out = await firm.published(BO)
    assert early.receipt == out.receipt
    assert recompute(early.receipt) == pytest.approx(out.card.score)
    assert (await provisional(firm, BO)).card.revision == 1, "once it is out, that is the card"


async def test_the_running_month_goes_by_the_days_worked_and_the_whole_months_target(firm: Firm) -> None:
    """October 1 to 14, 2026 are ten working days of 22; cost per lead is the quarter's. Half a month of visitors beside
    the whole October before would read as a fall."""
    await firm.target("mql_count", "80")
    await firm.tell(BO, OCTOBER, uv=900)
    await firm.tell(BO, LAST_OCTOBER, uv=1_800)
    async with firm.database.write() as session:
        who = await firm.cast.who(BO)
        await metrics.check_in(session, who, "mql 40 2026-10-12", now=MID_OCTOBER, today=MID_OCTOBER.date())
    found = await provisional(firm, BO, now=MID_OCTOBER)
    line = next(each for each in found.receipt.metrics if each.metric == "mql_count")
    assert (line.value, line.target, line.attainment) == (40, 80, 50)
    shown = text_of(found)
    assert "October 2026 · 33.3 · provisional" in shown
    assert "working day 10 of 22" in shown
    assert "figures can be entered until Thu, Nov 5, 10:00" in shown
    assert {"scorecards.why", "scorecards.what_if"} == {
        each
        for each in ("scorecards.why", "scorecards.what_if", "scorecards.read", "scorecards.question")
        if each in shown
    }
    assert "is compared with a whole earlier period, once this one is over" in shown
    assert "talks.prepare" not in shown
    assert "预估" in text_of(found, language="zh-CN")
    receipt = str(receipt_modal(translator("en"), found, is_own=True).to_dict())
    assert "kept nowhere" in receipt
    assert "scorecards.recompute" not in receipt


def test_a_month_that_runs_is_beside_no_earlier_one_also_where_a_yearly_metric_counts_that() -> None:
    """Leads of the year look at September; half of October beside it would read as a fall."""
    growth = build.metric("growth", "100 * (leads / lag(leads, 1) - 1)", weight=50, target=10)
    yearly = build.metric("yearly", "leads", weight=50, target=100, cadence="year")
    rules = build.scheme([build.figure("leads")], build.dimension("all", growth, yearly), cadences=["month", "year"])
    rows = [RollUp(1, "leads", date(2026, month, 1), 9, 10.0, 10.0, 10.0) for month in (9, 10)]
    reasons = []
    for has_earlier in (True, False):
        known = replace(Evidence.from_rows(rows, members=[1]), has_earlier=has_earlier)
        card = compute(rules, known, Period.parse("2026-10")).card(0)
        reasons.append({line.metric.id: (line.reason.code, line.value) for line in card.metrics})
    assert reasons == [
        {"growth": ("scored", 0.0), "yearly": ("in_progress", 20.0)},
        {"growth": ("no_history", None), "yearly": ("in_progress", 20.0)},
    ]


async def test_own_eyes_the_managers_and_hrs_and_the_log_hears_of_theirs(firm: Firm) -> None:
    await firm.tell_all()
    for user in (BO, ANA, EVE):
        assert (await provisional(firm, user)).receipt.period == "2026-10"
    for user in (CHEN, DEE):
        with pytest.raises(Denied):
            await provisional(firm, user)
    assert "scorecards.what_if" not in text_of(await provisional(firm, ANA), is_own=False)
    async with firm.database.read() as session:
        rows = (await session.exec(select(AuditEntry).where(AuditEntry.action == "card.read"))).all()
    assert {row.actor_id for row in rows} >= {await firm.key(ANA), await firm.key(EVE)}
    assert all('"revision":0' in row.details for row in rows)


async def test_receipt_entries_and_what_if_work_and_the_rest_is_refused(firm: Firm) -> None:
    month = CLOSING.replace(month=11, day=7)
    await firm.tell(BO, date(2026, 11, 1), **FIGURES[BO])
    card = f"{await firm.key(BO)}:2026-11:0"
    for action, value in (
        ("scorecards.open", card),
        ("scorecards.why", card),
        ("scorecards.what_if", card),
        ("scorecards.entries", f"{card}:mql_count:0"),
        ("scorecards.provisional", "2026-11"),
    ):
        assert isinstance(await firm.press(BO, action, value), OpenModal)
    for action in ("scorecards.read", "scorecards.question", "scorecards.recompute"):
        with pytest.raises(Denied):
            await firm.press(BO, action, card)
    with pytest.raises(Denied):
        await firm.press(ANA, "scorecards.what_if", card)
    for typed in ("now", "本月", "2026-11", f"<@{BO}> now"):
        assert isinstance(await firm.command(BO, typed, now=month), Tell)
    for typed in ("2026-12", "2026-03"):
        with pytest.raises(Rejected, match="no-card"):
            await firm.command(BO, typed, now=month)


@pytest.mark.parametrize(
    ("now", "words", "chinese"),
    [
        (NOVEMBER_3, "figures can be entered until Thu, Nov 5, 10:00", "数据可填报至11月5日"),
        (datetime(2026, 11, 5, 9, 0, tzinfo=UTC), "Figures have been locked since Thu, Nov 5, 10:00", "10:00 锁定"),
    ],
)
async def test_it_says_until_when_figures_can_be_entered_or_since_when_not(
    firm: Firm, now: datetime, words: str, chinese: str
) -> None:
    await firm.tell_all()
    found = await provisional(firm, BO, now=now)
    assert words in text_of(found)
    assert chinese in text_of(found, language="zh-CN")
    async with firm.database.read() as session:
        summary = await service.close_summary(
            session, await firm.cast.who(EVE), "2026-10", now=now, settings=settings_of(session)
        )
    shown = str(close_view(translator("en"), summary, zone="Europe/Berlin").to_dict())
    assert ("People can enter figures until" in shown, "Figures have been locked since" in shown) == (
        now == NOVEMBER_3,
        now != NOVEMBER_3,
    )
