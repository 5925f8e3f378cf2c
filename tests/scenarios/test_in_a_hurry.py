"""People who ask faster than a hand can: told kindly when to go on, nothing lost, nobody else slowed down."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from prometheus_client import generate_latest
from sqlmodel import select

from bot.features.metrics.models import Entry
from bot.i18n.translator import translator
from tests.office import ANA, BO, CHEN, EVE, GUS, Office
from tests.scenarios.audited import closed_october, log_of, say, shown

pytestmark = pytest.mark.thorough

FEW = 3
WAIT = timedelta(minutes=1) / FEW
TOO_FAST = re.compile(r"That was a little fast for me\. Please go on in \d\d seconds: nothing you entered is lost\.")


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with closed_october(sqlite_url, requests_per_minute=FEW, heavy_requests_per_minute=1) as opened:
        yield opened


async def figures(at: Office) -> list[float]:
    async with at.parts.database.read() as session:
        ours = select(Entry.value).where(Entry.workspace_id == at.parts.workspace_id, Entry.source != "import")
        return [float(each) for each in (await session.exec(ours)).all()]


async def exhaust(at: Office, user: str, n: int = FEW) -> None:
    for _ in range(n):
        await say(at, user, "/perf help")


async def test_a_command_is_answered_to_the_person_alone_in_their_language(at: Office) -> None:
    for user in (BO, CHEN):
        await exhaust(at, user)
    done = await at.person(BO).command("/checkin leads 42", "#growth")
    assert done.message
    assert TOO_FAST.fullmatch(done.message.text)
    assert done.message.is_ephemeral
    assert re.search(r"请在 \d\d 秒后继续", await say(at, CHEN, "/checkin leads 7"))
    assert await figures(at) == []
    assert "42" in await say(at, ANA, "/checkin leads 42")
    await at.move_by(WAIT)
    await say(at, BO, "/checkin leads 43")
    assert await figures(at) == [42, 43]


async def test_a_form_keeps_what_was_typed(at: Office) -> None:
    bo = at.person(BO)
    await say(at, BO, "/checkin")
    await exhaust(at, BO, FEW - 1)
    values = {"figure:leads:2026-11-18": "42", "goal:2026-11-18": "call the partner"}
    refused = await bo.submit(values=values)
    assert not refused.ok
    assert TOO_FAST.fullmatch(" ".join(refused.errors.values()))
    assert "call the partner" in str(bo.view.state)
    assert await figures(at) == []
    await at.move_by(WAIT)
    assert (await bo.submit(values=values)).ok
    assert await figures(at) == [42]


async def test_whoever_hammers_a_button_is_told_once_and_takes_nothing_from_others(at: Office) -> None:
    await at.person(BO).open_home()
    await exhaust(at, BO, FEW - 1)
    home = at.person(BO).home
    assert home
    opened = len(at.sandbox.call_log.of("views.open"))
    for _ in range(20):
        assert (await at.person(BO).click(home, "metrics.open_checkin")).ok
    assert len(at.sandbox.call_log.of("views.open")) == opened + 1
    assert "a little fast" in shown(at.person(BO))
    assert "Evenhand" in await say(at, EVE, "/perf help")


async def test_a_double_click_storm_is_one_request(at: Office) -> None:
    bo = at.person(BO)
    home = await bo.open_home()
    assert home
    for _ in range(30):
        assert (await bo.click(home, "metrics.open_checkin")).ok
    await exhaust(at, BO, FEW - 2)
    assert "a little fast" in await say(at, BO, "/perf help")


async def test_home_shows_what_it_did_until_somebody_goes_slower(at: Office) -> None:
    bo = at.person(BO)
    for _ in range(9):
        await bo.open_home()
    assert len(at.sandbox.call_log.of("views.publish")) == FEW
    assert not bo.views
    await at.move_by(WAIT)
    assert len(at.sandbox.call_log.of("views.publish")) == FEW
    await bo.open_home()
    assert len(at.sandbox.call_log.of("views.publish")) == FEW + 1


async def test_searches_have_a_tighter_limit_and_leave_the_rest_alone(at: Office) -> None:
    assert "Who saw or changed what" in await say(at, EVE, "/perf admin audit")
    for line in ("/perf admin audit", "/perf 管理 审计"):
        assert "Searches and files take me a little longer. Please go on in" in await say(at, EVE, line)
    assert [row.action for row in await log_of(at)].count("audit.searched") == 1
    await at.move_by(timedelta(minutes=2))
    assert (await at.person(EVE).click(at.person(EVE).view, "audit.pick_person", value=BO)).ok
    assert (await at.person(EVE).click(at.person(EVE).view, "audit.pick_action", value="card.read")).ok
    assert [row.action for row in await log_of(at)].count("audit.searched") == 2
    assert "Evenhand" in await say(at, EVE, "/perf help")


async def test_strangers_are_limited_too_and_accounts_change_at_any_rate(at: Office) -> None:
    for _ in range(FEW):
        assert "not on Evenhand’s list" in await say(at, GUS, "/checkin leads 1")
    assert "a little fast" in await say(at, GUS, "/checkin leads 1")
    for n in range(20):
        at.sandbox.change_person(BO, real_name=f"Bo Lindgren {n}")
    await at.sandbox.settle()
    counted = generate_latest(at.parts.instruments.registry).decode()
    assert 'evenhand_listener_seconds_count{kind="event",result="ok"} 20.0' in counted


async def test_it_is_counted_without_naming_anybody(at: Office) -> None:
    await exhaust(at, BO, FEW + 3)
    counted = generate_latest(at.parts.instruments.registry).decode()
    assert 'evenhand_listener_seconds_count{kind="command",result="rate_limited"} 3.0' in counted
    assert BO not in counted


async def test_a_busy_minute_of_a_person_stays_below_the_default(sqlite_url: str) -> None:
    """Everything at once that a lead does on the first of a month."""
    async with closed_october(sqlite_url, requests_per_minute=90, heavy_requests_per_minute=12) as at:
        ana = at.person(ANA)
        hasty = translator("en")("edge-too-fast", seconds=1)
        for n in range(10):
            assert hasty not in await say(at, ANA, f"/checkin leads {n} 2026-11-{n + 1:02}")
            assert hasty not in await say(at, ANA, f"/scorecard <@{BO}>")
            assert hasty not in await say(at, ANA, "/perf people")
            assert (await ana.click(ana.view, "people.open_person", value=CHEN)).ok
            assert await ana.open_home()
        assert 'result="rate_limited"' not in generate_latest(at.parts.instruments.registry).decode()
