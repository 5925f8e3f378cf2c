"""What whoever tries the sample workspace finds of plans: as those whom they are about, as Ana, as Eve, and as Dee."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.demo.coaching import CHECKINS, NOTES, REACHED, TALKS
from bot.demo.team import PEOPLE
from bot.features.improvement.models import Plan, PlanNote, PlanSignal
from bot.features.people.models import Member
from tests.demo.workspace import demo
from tests.office import ANA, CHEN, DEE, EVE, Office
from tests.scenarios.audited import say, words
from tests.scenarios.reviewing import close_windows

KEN, SOFIA = "U0KEN", "U0SOFIA"
PRIVATE = ("You have a private message about your work.", "You have a message about your work.")


@pytest.mark.thorough
async def test_one_warning_one_proposal_and_a_plan_that_runs(tmp_path: Path) -> None:
    async with demo(tmp_path) as at:
        await at.settle()
        assert await _noticed(at) == {(KEN, "warning"), (SOFIA, "proposal")}
        await _those_concerned(at)
        await _ana_and_eve(at)
        await _nobody_else(at)


async def _noticed(at: Office) -> set[tuple[str, str]]:
    async with at.parts.database.read() as session:
        users = {each.key: each.slack_user for each in (await session.exec(select(Member))).all()}
        return {(users[each.member_id], each.kind) for each in (await session.exec(select(PlanSignal))).all()}


async def _those_concerned(at: Office) -> None:
    """Sofía knows of nothing."""
    assert "under the line of 100" in _heard(at, KEN)[0]
    assert _heard(at, SOFIA) == []
    assert "nothing here for you" in await say(at, SOFIA, "/perf plan")
    for told in ("里程碑* · 已达成 2/3", f"已写 {len(CHECKINS)}/{len(CHECKINS) + 1} 周", "说说进展"):
        assert told in await say(at, CHEN, "/perf plan")
    assert "已达成 2/3" in await _home(at, CHEN)


async def _ana_and_eve(at: Office) -> None:
    for user in (ANA, EVE):
        assert "Sofía Rivas" in await say(at, user, "/perf proposals")
        await close_windows(at.person(user))
        assert "陈琳" in await say(at, user, "/perf plans")
        await close_windows(at.person(user))
        assert "Plans that you look after" in await _home(at, user)
    assert [each for each in _heard(at, ANA) if "Ken Okafor" in each] != []
    assert [each for each in _heard(at, EVE) if "Ken Okafor" in each] == []


async def _nobody_else(at: Office) -> None:
    for person in PEOPLE:
        if person.id not in (ANA, CHEN, EVE, KEN):
            assert _heard(at, person.id) == []
    assert "nothing to look after" in await say(at, DEE, "/perf plans")
    assert "nobody here" in (await say(at, DEE, "/perf plan @chen")).lower()
    home = await _home(at, DEE)
    assert "Scorecard" in home or "October" in home
    assert [each for each in ("Your plan", "Plans that", "陈琳") if each in home] == []


def _heard(at: Office, user: str) -> list[str]:
    """But for what asks whether a win may be told, which comes as quietly."""
    told = [words(each.blocks) for each in at.person(user).messages() if each.text in PRIVATE]
    return [each for each in told if "/perf sharing" not in each and "scorecards.share_win" not in each]


async def _home(at: Office, user: str) -> str:
    home = await at.person(user).open_home()
    return words(home.blocks) if home else ""


@pytest.mark.thorough
async def test_the_same_in_another_month(tmp_path: Path) -> None:
    """Nobody else is low, and every week of the plan was told of."""
    async with demo(tmp_path, day=datetime(2027, 10, 18, tzinfo=UTC)) as at:
        assert await _noticed(at) == {(KEN, "warning"), (SOFIA, "proposal")}
        async with at.parts.database.read() as session:
            states = [each.state for each in (await session.exec(select(Plan))).all()]
            notes = [each.kind for each in (await session.exec(select(PlanNote))).all()]
    assert states == ["active"]
    assert len(notes) == len(CHECKINS) + len(NOTES) + len(REACHED) + len(TALKS)
