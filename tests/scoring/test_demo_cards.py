"""Every card of the sample workspace, computed again from nothing but its published receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.app import assembled
from bot.clock import MovableClock
from bot.demo.history import months_closed
from bot.demo.run import demo_settings, story_start
from bot.demo.seed import seed
from bot.demo.team import BRAND, CHANNELS, CHINA, CONVERSION, GROWTH, PEOPLE, WORKSPACE, ZONE
from bot.features.scorecards.models import Card
from bot.sandbox.server import Sandbox
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from scoring.explain import Receipt, recompute, recompute_interval
from scoring.rounding import half_up
from scoring.scheme import load

SOME_DAY = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Card]:
    return asyncio.run(_published(tmp_path_factory.mktemp("demo")))


async def _published(folder: Path) -> Sequence[Card]:
    """What `evenhand demo` publishes before it says that it is ready."""
    clock = MovableClock(story_start(SOME_DAY))
    sandbox = Sandbox(
        people=PEOPLE,
        channels=CHANNELS,
        manifest=manifest(CommandNames("", {}), request_url=None),
        clock=clock,
        team_name=WORKSPACE,
        zone=ZONE,
    )
    async with sandbox.serve(), assembled(demo_settings(sandbox, folder, "http"), clock) as parts:
        await parts.upkeep.sync_members()
        await seed(parts, clock)
        async with parts.database.read() as session:
            return (await session.exec(select(Card))).all()


def test_scores_and_intervals(cards: Sequence[Card]) -> None:
    of_months = [card for card in cards if card.period[-2:].isdigit() and "-" in card.period]
    assert len(of_months) == len(months_closed(SOME_DAY.date())) * len({*GROWTH, *CONVERSION, *BRAND, *CHINA})
    assert any(card.score is not None for card in cards)
    for card in cards:
        receipt = Receipt.model_validate_json(card.receipt)
        again = recompute(receipt)
        assert again == (None if card.score is None else pytest.approx(card.score, abs=1e-9))
        interval = recompute_interval(receipt)
        assert interval == (None if receipt.interval is None else pytest.approx(receipt.interval, abs=1e-9))


def test_bands_coverage_and_sums(cards: Sequence[Card]) -> None:
    for card in cards:
        receipt = Receipt.model_validate_json(card.receipt)
        bands = {band.id: band.min for band in load(receipt.scheme).bands}
        if card.score is None:
            continue
        shown = half_up(card.score, receipt.decimals)
        reached = [name for name, low in bands.items() if shown >= half_up(low, receipt.decimals)]
        assert receipt.shown_score == str(shown)
        assert card.band == (reached[0] if receipt.is_complete else None)
        assert receipt.own_score == pytest.approx(sum(line.contribution for line in receipt.metrics), abs=1e-9)
        assert card.coverage == pytest.approx(100 * receipt.covered_weight / receipt.due_weight)
