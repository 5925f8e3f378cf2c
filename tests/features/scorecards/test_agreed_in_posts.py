"""What a team agreed to improve in its retrospectives stands in its own post, in its channel's language."""

from datetime import date
from typing import Any

from sqlmodel import select

from bot.delivery.promises import Occasion
from bot.features.people.models import Team
from bot.features.retrospectives.models import CALLED_OFF, CLOSED, DONE, OPEN, RetroAction, Retrospective
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.slack.messages import Message
from tests.features.people.cast import ANA, DEE
from tests.features.scorecards.cast import CLOSING, Firm

SPOKEN, DUE = date(2026, 10, 28), date(2026, 11, 20)


async def spoken_of(firm: Firm, team_id: int, user: str, text: str, **more: Any) -> None:
    """A retrospective of a team, in which somebody took on something to do."""
    person = await firm.key(user)
    about = {"workspace_id": firm.workspace_id}
    days = {"opened_on": SPOKEN, "closes_on": SPOKEN}
    async with firm.database.write() as session:
        look_back = Retrospective(
            **about, **days, lead_id=person, team_id=team_id, title="Launch", state=more.pop("retro", CLOSED)
        )
        session.add(look_back)
        await session.flush()
        given = {"given_on": SPOKEN, "due_on": DUE, **more}
        action = RetroAction(
            **about, **given, retrospective_id=look_back.key, owner_id=person, added_by=person, text=text
        )
        session.add(action)


async def posted(firm: Firm, team_id: int) -> list[str]:
    """The lines of a team's post of October about what was agreed, as its channel gets them."""
    (promise,) = [
        each
        for each in (await firm.deliveries()).values()
        if each.kind == service.TEAM and each.payload["team_id"] == team_id
    ]
    async with firm.database.read() as session:
        occasion = Occasion(firm.workspace_id, promise.recipient, promise.payload, CLOSING)
        message = await RENDERERS[service.TEAM](session, occasion)
    assert isinstance(message, Message)
    texts = [str(block["text"]["text"]) for block in message.payload()["blocks"] if block["type"] == "section"]
    return [line for text in texts for line in text.splitlines() if line.startswith(("*We agreed", "*我们约定", "• "))]


async def test_each_team_reads_what_it_agreed_and_has_still_to_do(firm: Firm) -> None:
    await firm.tell_all()
    async with firm.database.write() as session:
        growth = (await session.exec(select(Team).where(Team.id == firm.growth))).one()
        growth.language = "zh-CN"
        session.add(growth)
    await spoken_of(firm, firm.growth, ANA, "Check <forms> twice")
    await spoken_of(firm, firm.growth, ANA, "Call the printer", state=DONE, done_on=CLOSING.date())
    await spoken_of(firm, firm.growth, ANA, "Ask earlier", state=CALLED_OFF)
    await spoken_of(firm, firm.growth, ANA, "Not agreed yet", retro=OPEN)
    await spoken_of(firm, firm.growth, ANA, "Only later", given_on=date(2026, 11, 8))
    await spoken_of(firm, firm.brand, DEE, "Book the hall")
    await firm.close()
    assert await posted(firm, firm.growth) == [
        "*我们约定改进的事项*",
        "• Check &lt;forms&gt; twice（11月20日周五前完成）",
    ]
    assert await posted(firm, firm.brand) == ["*We agreed to improve*", "• Book the hall (by Fri, Nov 20)"]
