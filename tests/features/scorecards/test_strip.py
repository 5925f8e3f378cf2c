"""The strip for Home says what the card says, in both languages, with the months before where there are any."""

from dataclasses import replace

import pytest

from bot.charts.drawing import svg
from bot.charts.figures import Strip
from bot.features.scorecards.rules.highlights import lines_of
from bot.features.scorecards.service import PublishedCard, Standing
from bot.features.scorecards.views.strip import card_strip
from bot.i18n.translator import translator
from tests.features.people.cast import BO
from tests.features.scorecards.cast import Firm


async def of_bo(firm: Firm) -> PublishedCard:
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.close()
    return await firm.published(BO)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "October 2026: Score 118.3 (line 60), MQL count 58 (target 50), Lead conversion rate 4% (target 3%)"),
        ("zh-CN", "2026年10月：得分 118.3（达标线 60）、合格线索量 58（目标值 50）、线索转化率 4%（目标值 3%）"),
    ],
)
async def test_it_says_what_the_card_says(firm: Firm, language: str, words: str) -> None:
    [block] = card_strip(translator(language), await of_bo(firm))
    assert block.alt_text.startswith(words)
    assert (block.about, block.slot) == (BO, f"home:{BO}:{language}")
    assert "118.3" in svg(block.picture)
    [strip] = block.picture.panels
    assert isinstance(strip, Strip)
    assert [list(each.values) for each in strip.sparks] == [[]] * 4, "one month makes no line"


async def test_months_before_are_in_their_order_and_missing_ones_gaps(firm: Firm) -> None:
    published = await of_bo(firm)
    lines = lines_of(published.receipt)
    before = {name: line.model_copy(update={"value": 12.0, "points": 0.0}) for name, line in lines.items()}
    run = [Standing("2026-08", "71.25", True, 60), None, *published.run[-1:]]
    [block] = card_strip(translator("en"), replace(published, run=run, past=[None, before]))
    [strip] = block.picture.panels
    assert isinstance(strip, Strip)
    score, mql = strip.sparks[:2]
    assert list(score.values) == [71.25, None, float(published.receipt.shown_score or 0)]
    assert (list(mql.values), mql.target, mql.is_met) == ([12, None, 58], 50, True)
    assert strip.title == "October 2026, with the months before"
    assert block.alt_text.startswith("October 2026: Score")
    told = "Your scores over time (line 60): August 2026 71.25, October 2026 118.3."
    assert block.alt_text.endswith(told), "every figure that is drawn is told"
    assert len(block.alt_text) <= 1_000


@pytest.mark.parametrize(
    "change", [{"reason": "in_progress"}, {"unit": "EUR"}, {"formula": "leads"}, {"source": "peer"}, {"value": None}]
)
async def test_what_cannot_be_compared_is_a_gap(firm: Firm, change: dict[str, object]) -> None:
    """A quarter that was not over yet, or a metric that was computed in another way."""
    published = await of_bo(firm)
    lines = lines_of(published.receipt)
    like = {name: line.model_copy(update={"value": 12.0}) for name, line in lines.items()}
    other = {name: line.model_copy(update=change) for name, line in like.items()}
    [block] = card_strip(translator("en"), replace(published, past=[like, other]))
    [strip] = block.picture.panels
    assert isinstance(strip, Strip)
    assert list(strip.sparks[1].values) == [None, 12, 58]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Score 118.3 (incomplete)"), ("zh-CN", "得分 118.3（数据不完整）")]
)
async def test_an_incomplete_card_counts_for_nothing(firm: Firm, language: str, words: str) -> None:
    published = await of_bo(firm)
    receipt = published.receipt.model_copy(update={"is_complete": False, "band": None})
    run = [
        Standing("2026-08", "71.25", True, 60),
        Standing("2026-09", "20", False, 60),
        replace(published.run[-1] or Standing("2026-10", "118.3", True, 60), is_complete=False),
    ]
    [block] = card_strip(translator(language), replace(published, receipt=receipt, run=run))
    [strip] = block.picture.panels
    assert isinstance(strip, Strip)
    assert (strip.sparks[0].is_met, list(strip.sparks[0].values)) == (None, [])
    assert words in block.alt_text


async def test_without_a_score_there_is_none(firm: Firm) -> None:
    published = await of_bo(firm)
    empty = replace(published, receipt=published.receipt.model_copy(update={"shown_score": None, "score": None}))
    assert card_strip(translator("en"), empty) == []
