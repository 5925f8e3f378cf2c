"""A card's picture shows the card's own figures, in both languages, and nothing where there is nothing to show."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.charts.drawing import svg
from bot.charts.figures import Bars, Trend
from bot.delivery.promises import Ahead, Occasion
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.service import PublishedCard, Standing
from bot.features.scorecards.views import card_message
from bot.features.scorecards.views.pictures import card_picture
from bot.i18n.translator import translator
from bot.settings import Settings
from bot.slack.pictures import PictureBlock
from tests.features.people.cast import BO
from tests.features.scorecards.cast import CLOSING, SETTINGS, Firm

LOCKED = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
RUN = [
    None,
    Standing("2026-06", "71.25", True, 60),
    None,
    Standing("2026-08", None, False, 60),
    Standing("2026-09", "-3", False, 60),
]


async def of_bo(firm: Firm) -> PublishedCard:
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.close()
    published = await firm.published(BO)
    return replace(published, run=[*RUN, *published.run[-1:]])


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("en", "Line 60", "June 2026 71.25, August 2026 no score (incomplete), September 2026 −3 (incomplete)"),
        ("zh-CN", "达标线 60", "2026年6月 71.25、2026年8月 无得分（数据不完整）、2026年9月 −3（数据不完整）"),
    ],
)
async def test_it_shows_what_the_cards_show(firm: Firm, language: str, line: str, words: str) -> None:
    published, t = await of_bo(firm), translator(language)
    [block] = card_picture(t, published)
    trend, bars = block.picture.panels
    assert isinstance(trend, Trend)
    assert isinstance(bars, Bars)
    assert [each.value for each in trend.points] == [71.25, None, None, -3.0, float(published.receipt.shown_score or 0)]
    assert trend.points[-1].text == t.number(published.card.score or 0, decimals=1)
    assert [each.value for each in bars.rows] == [each.score for each in published.receipt.dimensions]
    assert words in block.alt_text
    assert all(each.text in block.alt_text for each in bars.rows)
    assert line in svg(block.picture)
    assert block.about == BO


async def test_a_first_card_has_no_run_and_one_without_a_score_no_picture(firm: Firm) -> None:
    published, t = await of_bo(firm), translator("en")
    [first] = card_picture(t, replace(published, run=published.run[-1:]))
    assert [type(each) for each in first.picture.panels] == [Bars]
    dimensions = tuple(each.model_copy(update={"score": None}) for each in published.receipt.dimensions)
    empty = replace(published, run=(), receipt=published.receipt.model_copy(update={"dimensions": dimensions}))
    assert card_picture(t, empty) == []


async def test_only_the_promised_message_has_it(firm: Firm) -> None:
    """An answer that comes at once would show its words below the same words."""
    published, t = await of_bo(firm), translator("en")
    shown = card_message(t, published, is_own=True, has_picture=True)
    assert [isinstance(each, PictureBlock) for each in shown.blocks[:4]] == [False, False, True, False]
    assert not any(isinstance(each, PictureBlock) for each in card_message(t, published, is_own=True).blocks)


async def make_ahead(firm: Firm, *, settings: Settings = SETTINGS) -> dict[str, dict[str, Any]]:
    """Payloads of the promises of pictures, by the person."""
    async with firm.database.write() as session:
        await service.want_cards(session, firm.workspace_id, "2026-10", now=LOCKED, anew=True)
    going_on = True
    while going_on:
        async with firm.database.write() as session:
            going_on = await service.step(session, firm.workspace_id, now=LOCKED, settings=settings) == LOCKED
    return {each.recipient: each.payload for each in (await firm.deliveries()).values() if each.kind == service.PICTURE}


async def test_what_is_drawn_ahead_is_what_the_message_shows(firm: Firm) -> None:
    """And a card that is made again as it was has no second promise."""
    await firm.tell_all()
    promised = await make_ahead(firm)
    assert await make_ahead(firm) == promised
    async with firm.database.read() as session:
        ahead = await RENDERERS[service.PICTURE](session, Occasion(firm.workspace_id, BO, promised[BO], CLOSING))
    assert isinstance(ahead, Ahead)
    await firm.close()
    [shown] = card_picture(translator("en"), await firm.published(BO))
    assert [svg(each.picture) for each in ahead.blocks] == [svg(shown.picture)]
    assert [(each.about, each.slot) for each in ahead.blocks] == [(shown.about, shown.slot)]
    async with firm.database.read() as session:
        late = await RENDERERS[service.PICTURE](session, Occasion(firm.workspace_id, BO, promised[BO], CLOSING))
    assert late is None, "it is out: its message brings the picture"


async def test_without_pictures_none_is_drawn_ahead(firm: Firm) -> None:
    await firm.tell_all()
    assert await make_ahead(firm, settings=SETTINGS.model_copy(update={"pictures": "off"})) == {}
