"""What HR and whoever stands above leads read of a month's teams."""

import json

from sqlmodel import select

from bot.delivery.promises import Occasion
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import TeamCard
from bot.slack.messages import Message
from tests.features.people.cast import ANA, BO, DEE, EVE
from tests.features.scorecards.cast import CLOSING, Firm


async def read_by(firm: Firm, user: str) -> str | None:
    occasion = Occasion(firm.workspace_id, user, {"period": "2026-10"}, CLOSING)
    async with firm.database.read() as session:
        message = await RENDERERS[service.LEADERS](session, occasion)
    return json.dumps(message.payload(), ensure_ascii=False) if isinstance(message, Message) else None


async def digests(firm: Firm) -> set[str]:
    return {each.recipient for key, each in (await firm.deliveries()).items() if key.startswith("leaders:")}


async def test_hr_reads_of_every_team_and_small_ones_stay_hidden(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    assert await digests(firm) == {EVE}
    text = await read_by(firm, EVE)
    assert text
    score = (await firm.team_cards())[firm.growth].score
    assert f"• *Growth* {score:.1f} · 3 of 3 cards complete" in text
    assert "came and went since the last months: Brand" in text
    assert "The 2 teams" not in text, "a total of both would tell the small one's"
    for name in ("Ana", "Bo", "陈琳", "Dee"):
        assert name not in text


async def test_above_a_lead_only_the_teams_below_are_told_and_a_lead_gets_none(firm: Firm) -> None:
    await firm.tell_all()
    await firm.cast.load(f"member,team,manager,role,channel,lead\n{ANA},Growth,{DEE},,,yes\n")
    await firm.close()
    assert await digests(firm) == {EVE, DEE}
    text = await read_by(firm, DEE)
    assert text
    assert "*Growth*" in text
    assert "Brand" not in text
    for user in (ANA, BO):
        assert await read_by(firm, user) is None


async def test_the_mean_is_that_of_the_teams_shown(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    async with firm.database.write() as session:
        cards = {card.team_id: card for card in (await session.exec(select(TeamCard))).all()}
        cards[firm.growth].score, cards[firm.brand].score = 80.0, 90.0
        session.add_all(cards.values())
    text = await read_by(firm, EVE)
    assert text
    assert "The 2 teams below: *82.5*, the mean of 4 complete cards" in text
