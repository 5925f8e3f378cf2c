"""A team's post with its picture and its quarter: what was told, in both languages, brought to Slack ahead."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import select

from bot.charts.drawing import svg
from bot.charts.figures import Bars, Trend
from bot.delivery.promises import Ahead, Occasion
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import Card
from bot.features.scorecards.views import team_message
from bot.i18n.translator import translator
from bot.slack.messages import Message
from bot.slack.pictures import PictureBlock
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.scorecards.cast import CLOSING, FIGURES, SETTINGS, Firm
from tests.features.scorecards.test_longer_cards import OCTOBER_7, quarter

SEPTEMBER, OCTOBER = date(2026, 9, 1), "2026-10"
MONTHS = ("2026-09", OCTOBER)
REVISED = datetime(2026, 9, 20, 8, 0, tzinfo=UTC)
LOCKED = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)


async def two_months(firm: Firm) -> None:
    """September is out, and everybody has told their October."""
    for user, figures in FIGURES.items():
        await firm.tell(user, SEPTEMBER, **{name: value + 3 for name, value in figures.items()})
        await firm.tell(user, date(2025, 9, 1), uv=512)
    await firm.target("mql_count", "50")
    await firm.close("2026-09", now=datetime(2026, 10, 7, 8, 0, tzinfo=UTC))
    await firm.tell_all()


async def post(firm: Firm, team_id: int, period: str = OCTOBER, language: str = "en") -> Message:
    async with firm.database.read() as session:
        published = await service.team_card_to_send(session, firm.workspace_id, team_id, period)
    assert published
    return team_message(translator(language), published, team="Growth")


def picture(message: Message) -> PictureBlock | None:
    return next((each for each in message.blocks if isinstance(each, PictureBlock)), None)


@pytest.mark.parametrize(("language", "before"), [("en", "September 2026"), ("zh-CN", "2026年9月")])
async def test_it_shows_the_scores_and_figures_that_were_told_and_nobody(
    firm: Firm, language: str, before: str
) -> None:
    await two_months(firm)
    await firm.close()
    shown = picture(await post(firm, firm.growth, language=language))
    assert shown
    trend, bars = shown.picture.panels
    assert isinstance(trend, Trend)
    assert isinstance(bars, Bars)
    async with firm.database.read() as session:
        cards = [await service.team_card_to_send(session, firm.workspace_id, firm.growth, each) for each in MONTHS]
    assert [each.value for each in trend.points] == [each.card.score for each in cards if each]
    assert cards[-1]
    told = [each.attainment for each in cards[-1].figures if each.attainment is not None]
    assert [each.value for each in bars.rows] == told
    assert f"{before} {trend.points[0].text}" in shown.alt_text
    assert not any(name in shown.alt_text for name in ("Ana", "Bo", "Chen"))
    assert (shown.about, shown.slot) == (None, f"team:{firm.growth}:{OCTOBER}")
    assert picture(await post(firm, firm.brand, language=language)) is None, "Dee alone is no team"


async def promised(firm: Firm) -> dict[str, dict[str, Any]]:
    """Payloads of the pictures of posts, by channel."""
    async with firm.database.write() as session:
        await service.want_cards(session, firm.workspace_id, OCTOBER, now=LOCKED, anew=True)
    going_on = True
    while going_on:
        async with firm.database.write() as session:
            going_on = await service.step(session, firm.workspace_id, now=LOCKED, settings=SETTINGS) == LOCKED
    rows = (await firm.deliveries()).values()
    return {each.recipient: each.payload for each in rows if each.kind == service.TEAM_PICTURE}


async def test_what_is_brought_ahead_is_what_the_post_shows(firm: Firm) -> None:
    await two_months(firm)
    ahead = await promised(firm)
    assert await promised(firm) == ahead, "made again as it was, it is not promised anew"
    [about] = [each for each in ahead.values() if each["team_id"] == firm.growth]
    occasion = Occasion(firm.workspace_id, "C0GROWTH", about, CLOSING)
    async with firm.database.read() as session:
        brought = await RENDERERS[service.TEAM_PICTURE](session, occasion)
    assert isinstance(brought, Ahead)
    await firm.close()
    shown = picture(await post(firm, firm.growth))
    assert shown
    assert [svg(each.picture) for each in brought.blocks] == [svg(shown.picture)]
    async with firm.database.read() as session:
        assert await RENDERERS[service.TEAM_PICTURE](session, occasion) is None, "the post brings its own"


async def test_the_post_of_its_last_month_tells_the_quarter(firm: Firm) -> None:
    await quarter(firm, ANA, CHEN)
    for month in (8, 9, 10):
        await firm.close(f"2026-{month - 1:02d}", now=OCTOBER_7.replace(month=month))
    async with firm.database.read() as session:
        published = await service.team_card_to_send(session, firm.workspace_id, firm.growth, "2026-Q3")
    assert published
    assert published.card.score is not None
    text = str((await post(firm, firm.growth, "2026-09")).payload())
    assert f"*Q3 2026: {published.card.score:.1f}*, the mean of 3 complete cards" in text
    assert "Q3" not in str((await post(firm, firm.growth, "2026-08")).payload())


@pytest.mark.parametrize(("users", "is_told"), [((), True), ((BO,), False), ((ANA, BO, CHEN), True)])
async def test_a_quarter_beside_its_months_tells_of_no_few_that_were_corrected(
    firm: Firm, users: tuple[str, ...], *, is_told: bool
) -> None:
    """August's post was out before their cards of it were revised, and the quarter is made from what is true now."""
    await quarter(firm, ANA, CHEN)
    for month in (8, 9):
        await firm.close(f"2026-{month - 1:02d}", now=OCTOBER_7.replace(month=month))
    async with firm.database.write() as session:
        for user in users:
            own = select(Card).where(Card.member_id == await firm.key(user), Card.period == "2026-08")
            card = (await session.exec(own)).one()
            later = {"id": None, "revision": 2, "score": (card.score or 0) - 9, "published_at": REVISED}
            session.add(Card(**{**card.model_dump(), **later}))
    await firm.close("2026-09", now=OCTOBER_7)
    async with firm.database.read() as session:
        published = await service.team_card_to_send(session, firm.workspace_id, firm.growth, "2026-Q3")
    assert published
    assert (published.card.score is not None) == is_told
    assert ("Q3 2026" in str((await post(firm, firm.growth, "2026-09")).payload())) == is_told
