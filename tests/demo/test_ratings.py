"""What whoever tries the sample workspace sees of ratings: as a member of Brand in Chinese, as their lead, as HR."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.demo.team import BRAND
from bot.features.people.models import Member
from bot.features.reviews.models import ReviewAssignment, ReviewComment, ReviewRating, ReviewResult
from bot.sandbox.person import Person
from tests.demo.workspace import demo
from tests.office import BO, EVE, FINN, Office
from tests.scenarios.audited import say, shown
from tests.scenarios.reviewing import close_windows, cycles

NADIA, YUE, KOJI, LEILA, OLIVIA, TOMAS = BRAND
MIDNIGHT = datetime(2026, 12, 13, 23, 30, tzinfo=UTC)
"""Half past twelve in Berlin on the day on which the other teams' leads are asked about."""


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with demo(tmp_path) as office:
        await office.settle()
        yield office


async def test_a_quarter_was_rated_and_the_leads_are_now(at: Office) -> None:
    await _what_yue_reads(at)
    await _what_is_left(at)
    await _what_eve_reads(at)
    await _whom_yue_and_bo_rate(at)


async def _what_yue_reads(at: Office) -> None:
    yue = at.person(YUE)
    said = await say(at, YUE, "/perf ratings")
    assert "评价人 5 位" in said
    assert "*3.9* 分" in said
    assert said.count("*跨部门项目满意度*") == 2
    await close_windows(yue)
    card = (await yue.command("/scorecard 2026-09")).message
    assert card
    receipt = await _receipt(yue, card)
    for words in ("共 5 人按 1–5 分评价", "*3.91*", "标准误 0.22"):
        assert words in receipt
    await close_windows(yue)
    assert "nobody here" in (await say(at, FINN, "/scorecard @yue")).lower()
    assert "of 5 from 4" in await say(at, NADIA, "/scorecard 2026-09")
    assert "There are none to show" in await say(at, NADIA, "/perf ratings")


async def _receipt(person: Person, card) -> str:
    done = await person.click(card, "scorecards.why")
    assert done.ok, done.error
    return shown(person)


async def _what_is_left(at: Office) -> None:
    """Scores are the same whoever was asked to rate; nobody's own answers of the quarter are anywhere."""
    async with at.parts.database.read() as session:
        users = {each.key: each.slack_user for each in (await session.exec(select(Member))).all()}
        results = (await session.exec(select(ReviewResult))).all()
        assignments = (await session.exec(select(ReviewAssignment))).all()
        given = (await session.exec(select(ReviewRating))).all()
        comments = (await session.exec(select(ReviewComment))).all()
    scores = {users[each.subject_id]: round(each.corrected or 0, 2) for each in results}
    assert scores == {NADIA: 3.32, YUE: 3.91, KOJI: 3.54, LEILA: 4.22, OLIVIA: 3.33, TOMAS: 2.7}
    past = next(each for each in await cycles(at) if each.kind == "peer")
    assert (past.month, past.state, past.n_done, past.n_asked) == ("2026-09", "released", 29, 29)
    assert past.key not in {each.cycle_id for each in [*assignments, *given]}
    about = [(each.subject_id, each.text) for each in comments]
    assert len(set(about)) == len(about)
    assert {text.isascii() for _, text in about} == {True, False}


async def _what_eve_reads(at: Office) -> None:
    listed = await say(at, EVE, "/perf reviews")
    for words in (
        "*Feedback to managers · December 2026*\\nBeing prepared. Opens on Mon, Dec 14",
        "*Feedback to managers · November 2026*\\nOpen from Fri, Nov 27",
        "*Peer ratings · September 2026*\\nResults are out",
    ):
        assert words in listed
    await close_windows(at.person(EVE))


async def _whom_yue_and_bo_rate(at: Office) -> None:
    """Nadia's own people are asked about her; Bo about his own lead, once that day has come."""
    assert "Nadia Haddad" in await say(at, YUE, "/rate list")
    assert "Nadia Haddad" not in await say(at, NADIA, "/rate list")
    before = await say(at, BO, "/rate list")
    assert "Autumn webinar series" in before
    assert "Feedback to managers" not in before
    await at.move_to(MIDNIGHT)
    listed = await say(at, BO, "/rate list")
    assert "*Ana Costa*\\nFeedback to managers · December 2026" in listed
    assert "Nadia" not in listed


@pytest.mark.thorough
async def test_at_a_quarters_end_the_calendar_has_opened_its_cycle(tmp_path: Path) -> None:
    async with demo(tmp_path, day=datetime(2026, 12, 18, tzinfo=UTC)) as at:
        found = {(each.month, each.state) for each in await cycles(at) if each.kind == "peer"}
        assert found == {("2026-09", "released"), ("2026-12", "open")}
        listed = await say(at, YUE, "/rate list")
        assert "同事互评 · 2026年12月" in listed
        assert "Nadia Haddad" in listed
