"""Who sees what on Home; the cast is that of the scorecards."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.db.engine import Database
from bot.errors import RejectedFields
from bot.features.home import service
from bot.features.home.rules.due import What
from bot.features.home.service import Board, Wish
from bot.features.home.service.due import talks_due
from bot.features.home.views import home_view
from bot.features.home.views.month import month_blocks
from bot.features.metrics import service as metrics
from bot.features.privacy import service as privacy
from bot.features.privacy.views.requests import waiting_view
from bot.features.scorecards import service as scorecards
from bot.features.talks.models import Talk
from bot.features.talks.service import Line, Summary
from bot.i18n.translator import translator
from bot.slack.messages import view_payload
from bot.turn import Turn
from tests.features.metrics.cast import Statements
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import Firm, founded

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
async def firm(database: Database) -> Firm:
    return await founded(database)


async def board(firm: Firm, user: str, now: datetime = NOW) -> Board:
    async with firm.database.read() as session:
        return await service.board_of(session, await firm.cast.who(user), now)


@pytest.mark.parametrize(("on", "is_open"), [(3, True), (5, False)])
async def test_in_the_first_days_it_says_until_when_the_month_before_can_be_told(
    firm: Firm, on: int, *, is_open: bool
) -> None:
    found = await board(firm, BO, datetime(2026, 11, on, 9, 0, tzinfo=UTC))
    shown = str([block.to_dict() for block in month_blocks(translator("en"), found)])
    assert ("Figures of October 2026 can be entered until Thu, Nov 5, 10:00." in shown) is is_open


async def test_everybody_sees_their_own_part(firm: Firm) -> None:
    async with firm.database.write() as session:
        await metrics.check_in(session, await firm.cast.who(BO), "leads 42", now=NOW, today=NOW.date())
    await firm.target("mql_count", "600")
    await firm.tell(CHEN, NOVEMBER, mql=30)
    ana, bo, dee, eve = [await board(firm, user) for user in (ANA, BO, DEE, EVE)]
    reports = ana.reports
    assert reports
    assert (reports.people, reports.expected, reports.told) == (2, 2, 1)
    chen = (await firm.cast.member(CHEN)).name
    assert [each.name for each in reports.missing] == [chen]
    assert [each.member.name for each in reports.behind] == [chen]
    assert [bo.reports, dee.reports, eve.reports] == [None, None, None], "who manages nobody, or others"
    assert [ana.firm, bo.firm, dee.firm] == [None, None, None]
    assert eve.firm
    assert (eve.firm.late_talks, eve.firm.close.month, eve.firm.close.state) == (0, "2026-10", "waiting")
    assert bo.due[0].what is What.FIGURES
    assert bo.due[0].count < dee.due[0].count, "what is told is not due"
    assert (bo.month.days.passed, bo.month.days.whole) == (13, 21)
    for shown in (bo, dee, eve):
        assert chen not in str(view_payload(home_view(translator("en"), shown)))


async def test_the_tour_is_shown_until_it_is_over(firm: Firm) -> None:
    shown = [(await board(firm, BO)).tour]
    for value in (None, "2", "2", "3", "9", "1"):
        async with firm.database.write() as session:
            who = await firm.cast.who(BO)
            opened = (
                service.open_home(session, who, NOW) if value is None else service.take_tour(session, who, value, NOW)
            )
            shown.append((await opened).tour)
    async with firm.database.write() as session:
        shown.append((await service.open_home(session, await firm.cast.who(BO), NOW)).tour)
    assert shown == [0, 1, 2, 2, 3, 0, 1, 1], "it begins with the first look, and is remembered"


@pytest.mark.parametrize(("shown", "band", "said"), [("87.45", "A", "87.45 · A"), ("88", None, "88 · incomplete")])
async def test_a_score_is_the_card_s_own(firm: Firm, shown: str, band: str | None, said: str) -> None:
    await firm.tell_all()
    await firm.close()
    bo = await board(firm, BO)
    assert bo.card
    receipt = bo.card.receipt.model_copy(update={"shown_score": shown, "band": band})
    bo = replace(bo, card=replace(bo.card, receipt=receipt))
    assert said in str(view_payload(home_view(translator("en"), bo)))


def test_a_talk_is_due_when_both_are_there_and_a_signature_today() -> None:
    today, late = date(2026, 11, 18), date(2026, 11, 12)

    def line(due_on: date | None, *, to_sign: bool = False) -> Line:
        row = Talk(workspace_id=1, member_id=2, manager_id=1, period="2026-10", since_on=late, due_on=due_on)
        return Line(row, None, is_mine=False, to_sign=to_sign)

    def due(own: Line | None, *to_hold: Line) -> list[tuple[What, date, int]]:
        found = Summary(own, to_hold, None, "UTC")
        return [(each.what, each.until, each.count) for each in talks_due(found, today)]

    assert due(line(None), line(None)) == []
    assert due(line(late, to_sign=True), line(late, to_sign=True)) == [(What.SIGN, today, 2)], "not to be held again"
    assert due(line(late), line(None), line(late)) == [(What.TALK, late, 1), (What.TALKS, late, 1)]


async def test_questions_wait_for_the_manager_and_for_hr_and_requests_for_hr_alone(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    async with firm.database.write() as session:
        bo = Turn(await firm.cast.who(BO), NOW, session)
        await scorecards.ask(bo, f"{bo.who.member_id}:2026-10:1", "Where is the fair?")
        await privacy.ask_to_be_forgotten(bo, "I move on")
    ana, eve, dee = [await board(firm, user) for user in (ANA, EVE, DEE)]
    assert [each.questions for each in (ana, eve, dee, await board(firm, BO))] == [1, 1, 0, 0]
    assert eve.firm
    assert (eve.firm.erasures, eve.firm.close.state) == (1, "released")
    texts = [str(view_payload(home_view(translator("en"), shown))) for shown in (ana, eve, dee)]
    assert ["Questions about cards" in each for each in texts] == [True, True, False]
    assert ["to be forgotten" in each for each in texts] == [False, True, False]
    async with firm.database.read() as session:
        [asked] = await privacy.waiting(session, await firm.cast.who(EVE), now=NOW)
        assert await privacy.waiting(session, await firm.cast.who(ANA), now=NOW) == []
    assert "I move on" in str(view_payload(waiting_view(translator("en"), [asked])))


async def test_nobody_is_asked_for_figures_on_a_business_trip(firm: Firm) -> None:
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(BO), NOW, session)
        await service.save_away(turn, NOW.date(), None, "trip")
    bo, ana = await board(firm, BO), await board(firm, ANA)
    assert bo.due == ()
    assert bo.month.days.passed == 13, "it is work all the same"
    assert ana.reports
    assert (ana.reports.expected, [each.slack_user for each in ana.reports.missing]) == (1, [CHEN])


async def test_a_larger_firm_costs_no_more_statements(firm: Firm) -> None:
    """Of a manager and of HR: their own part is the widest."""
    await firm.tell_all()
    await firm.close()
    counts = []
    for users in ((BO,), (CHEN, DEE)):
        async with firm.database.write() as session:
            for user in users:
                turn = Turn(await firm.cast.who(user), NOW, session)
                await scorecards.ask(turn, f"{turn.who.member_id}:2026-10:1", "Why?")
                await privacy.ask_to_be_forgotten(turn, "")
        asked = Statements(firm.database)
        for user in (ANA, EVE):
            assert (await board(firm, user)).questions
        counts.append(len(asked.seen))
        await firm.cast.report_to(DEE, ANA)
    assert counts[0] == counts[1]


async def test_nothing_is_due_on_a_sunday(firm: Firm) -> None:
    assert (await board(firm, BO, datetime(2026, 11, 22, 12, 0, tzinfo=UTC))).due == ()


async def test_settings_are_saved_together_or_not_at_all(firm: Firm) -> None:
    who = await firm.cast.who(BO)
    with pytest.raises(RejectedFields) as refused:
        async with firm.database.write() as session:
            await service.save_settings(Turn(who, NOW, session), Wish("zh-CN", "25:00", "noon", None))
    assert set(refused.value.fields) == {"hours", "quiet"}
    assert (await firm.cast.member(BO)).language is None
    async with firm.database.write() as session:
        await service.save_settings(Turn(who, NOW, session), Wish("zh-CN", "9:30", "20:00-8:00", date(2026, 12, 1)))
    bo = await firm.cast.member(BO)
    assert (bo.language, bo.prompt_minute, bo.quiet_start, bo.paused_until) == ("zh-CN", 570, 1200, date(2026, 12, 1))
    async with firm.database.write() as session:
        saved = await service.save_away(Turn(who, NOW, session), date(2026, 12, 1), None, "vacation")
    assert [(each.first_on, each.last_on) for each in saved.presence.absences] == [
        (date(2026, 12, 1), date(2026, 12, 1))
    ]
