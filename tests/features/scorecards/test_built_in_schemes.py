"""Every scheme that comes with Evenhand, lived with: assigned, asked about, checked in to, closed and explained.

Nobody has rated anybody yet: metrics that people rate say so, and nothing breaks.
"""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.sandbox.messages import Message
from bot.slack.text import escape
from scoring.scheme import Scheme, builtin_ids, load
from tests.office import BO, CHEN, GROWTH_CHANNEL, MEMBERS_CSV, Office, office

DECEMBER = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
CLOSED = datetime(2027, 1, 8, 12, 0, tzinfo=UTC)
NOT_RATED = {"en": "nobody has rated it yet", "zh-CN": "尚无人评价"}
PEOPLE = ((BO, "en"), (CHEN, "zh-CN"))


@pytest.fixture(params=builtin_ids())
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return load(request.param)


@pytest.fixture
async def firm(scheme: Scheme, sqlite_url: str) -> AsyncIterator[Office]:
    """The cast in their teams; Growth works by the scheme."""
    async with office(sqlite_url, start=DECEMBER, team_minimum=3) as opened:
        workspace_id, today = opened.parts.workspace_id, DECEMBER.date()
        async with opened.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, workspace_id, rows, unread, today)
            growth = next(team for team in await people.teams(session, workspace_id) if team.name == "Growth")
            await schemes.assign(session, workspace_id, growth.key, scheme.id, now=DECEMBER)
        assert await opened.parts.upkeep.keep_schedules()
        yield opened


def written(blocks: object) -> str:
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.thorough
async def test_a_year_end_with_every_scheme(firm: Office, scheme: Scheme) -> None:
    for user, language in PEOPLE:
        await the_rules_are_readable(firm, scheme, user, language)
        await figures_are_told(firm, scheme, user)
        home = await firm.person(user).open_home()
        assert home is not None
    await firm.move_to(CLOSED)
    rated = [metric for metric in scheme.metrics if metric.is_rated]
    for user, language in PEOPLE:
        card = await the_card_opens(firm, user)
        for metric in rated:
            assert escape(metric.title.into(language)) in card
        assert card.count(NOT_RATED[language]) == len(rated)
        await the_receipt_opens(firm, scheme, user, language)
    posts = [message.text for message in firm.person(BO).messages(GROWTH_CHANNEL)]
    assert any("Growth · December 2026" in text for text in posts)


@pytest.mark.parametrize("scheme", [load("work_plan")], ids=["only rated"])
async def test_a_team_whose_metrics_are_all_rated(firm: Office) -> None:
    """There is no figure to tell; every door opens all the same."""
    async with firm.parts.database.write() as session:
        for team in await people.teams(session, firm.parts.workspace_id):
            groups = ["execution", "collaboration"]
            await schemes.assign(session, firm.parts.workspace_id, team.key, "work_plan", groups, now=DECEMBER)
    person = firm.person(BO)
    assert (await person.command("/checkin")).error is None
    assert [block for block in person.view.blocks if block["block_id"].startswith("figure:")] == []
    assert (await person.submit(values={f"goal:{DECEMBER.date()}": "Talk to three customers"})).ok
    for command in ("/checkin leads 42", "/checkin fix", "/checkin fix leads"):
        refused = (await person.command(command)).message
        assert refused
        assert "people rate all of its metrics" in refused.text
    waiting = (await person.command("/scorecard")).message
    assert waiting
    assert waiting.text.startswith("You have no card yet")
    home = await person.open_home()
    assert home is not None
    assert "no figures to fill in" in written(home.blocks)
    await firm.move_to(DECEMBER + timedelta(hours=9))
    assert not [message for message in person.messages() if "metrics.open_checkin" in written(message.blocks)]


async def the_rules_are_readable(firm: Office, scheme: Scheme, user: str, language: str) -> None:
    person = firm.person(user)
    assert (await person.command("/perf scheme")).error is None
    rules = written(person.view.blocks)
    for each in (*scheme.metrics, *scheme.rewards, *scheme.plans, *scheme.aims):
        assert escape(each.title.into(language)) in rules, each.id
    await person.close()


async def figures_are_told(firm: Office, scheme: Scheme, user: str) -> None:
    """All of them, on a line each; then the form opens with what was told."""
    person = firm.person(user)
    for k, figure in enumerate(scheme.figures, start=10):
        done = await person.command(f"/checkin {figure.id} {k}")
        assert done.error is None
        assert done.message
        assert done.message.text.startswith("✓"), done.message.text
    assert (await person.command("/checkin")).error is None
    assert (await person.submit()).ok
    for view in list(person.views):
        await person.close(view)


async def the_card_opens(firm: Office, user: str) -> str:
    done = await firm.person(user).command("/scorecard 2026-12")
    assert done.error is None
    assert isinstance(done.message, Message)
    return written(done.message.blocks)


async def the_receipt_opens(firm: Office, scheme: Scheme, user: str, language: str) -> None:
    person = firm.person(user)
    assert (await person.command("/scorecard why")).error is None
    receipt = written(person.view.blocks)
    for metric in scheme.metrics:
        assert escape(metric.title.into(language)) in receipt
    assert receipt.count(NOT_RATED[language]) == sum(metric.is_rated for metric in scheme.metrics)
    await person.close()
