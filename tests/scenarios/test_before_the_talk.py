"""The cards of November are out: Bo and Ana are to talk, and each knows how much there is to talk about."""

from datetime import UTC, date, datetime, timedelta

from bot.features.people import service as people
from bot.features.scorecards.service import close_month
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.audited import shown, words
from tests.scenarios.letters import SECRET, THANKS, close_windows, press_here, seat, thank, write
from tests.scenarios.month import import_figures

CLOSE = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)  # nine in Berlin, a Wednesday; four in the afternoon in Shanghai
MONTH, REPORTS = "feedback.open_month", "feedback.open_digest"


def heard(at: Office, user: str, button: str) -> list[str]:
    return [text for each in at.person(user).messages() if button in (text := words(each.blocks))]


async def test_bo_decides_what_ana_reads_before_they_talk(database_url: str) -> None:
    async with office(database_url, close_day=2, close_hour=9) as at:
        await seat(at)
        await thank(at, CHEN, "bo", THANKS)
        await write(at, DEE, BO, SECRET)
        await write(at, FINN, CHEN, "amber-heron")
        await import_figures(at, {BO: {"leads": 42}}, date(2026, 11, 17))
        await at.move_to(CLOSE)
        assert [heard(at, user, MONTH) for user in (BO, CHEN)] == [[], []], "the card comes first"
        await at.move_by(timedelta(minutes=15))
        await bo_and_chen_are_told(at)
        await bo_shares_from_the_window(at)
        assert heard(at, ANA, REPORTS) == [], "on the morning after"
        await at.move_to(CLOSE + timedelta(days=1))
        await ana_reads_what_she_may(at)
        await nobody_else_hears_of_it_and_nothing_comes_again(at)


async def bo_and_chen_are_told(at: Office) -> None:
    (bos,), (chens,) = heard(at, BO, MONTH), heard(at, CHEN, MONTH)
    assert "What *November 2026* brought you: one kudos · one piece of feedback" in bos
    assert "*Ana Costa*, your manager, may read so far: one public kudos" in bos
    assert "您在 *2026年11月* 收到：反馈 1 条" in chens
    assert "上级 *Ana Costa* 目前还看不到其中任何内容" in chens
    for text in (SECRET, "amber-heron", "Stayed late"):
        assert text not in bos + chens


async def bo_shares_from_the_window(at: Office) -> None:
    bo = at.person(BO)
    await close_windows(bo)
    message = next(each for each in bo.messages() if MONTH in words(each.blocks))
    await bo.click(message, MONTH)
    assert SECRET in shown(bo)
    assert "Ana Costa may read it" in await press_here(at, BO, "feedback.share")


async def ana_reads_what_she_may(at: Office) -> None:
    (anas,) = heard(at, ANA, REPORTS)
    assert "*Bo Lindgren*: one public kudos · one piece shared with you" in anas
    assert "陈琳" not in anas, "what Chen got is hers"
    assert SECRET not in anas
    ana = at.person(ANA)
    await close_windows(ana)
    await ana.click(
        next(each for each in ana.messages() if REPORTS in words(each.blocks)), f"{REPORTS}:{await bo_key(at)}"
    )
    assert SECRET in shown(ana)
    assert "amber-heron" not in shown(ana)


async def bo_key(at: Office) -> int:
    async with at.parts.database.read() as session:
        return (await people.find_member(session, at.parts.workspace_id, BO)).key


async def nobody_else_hears_of_it_and_nothing_comes_again(at: Office) -> None:
    async with at.parts.database.write() as session:
        again = await close_month(
            session, at.parts.workspace_id, "2026-11", now=at.clock.now(), settings=at.parts.settings
        )
    assert not again.is_new
    await at.move_to(CLOSE + timedelta(days=6))
    for user in (ANA, BO, CHEN, DEE, EVE, FINN, HANA):
        told = len(heard(at, user, MONTH)), len(heard(at, user, REPORTS))
        assert told == {ANA: (0, 1), BO: (1, 0), CHEN: (1, 0)}.get(user, (0, 0)), user
