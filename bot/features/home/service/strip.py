"""The picture of the last months: brought to Slack for who looks at their Home, after it is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.models import PICTURE
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.turn import Who

STRIP = "home.strip"


async def promise_strip(session: AsyncSession, who: Who, published: PublishedCard, *, now: datetime) -> None:
    """At most once a day for each card and language, for it shows earlier cards, too, and these may be revised; nobody
    waits for it, and who never looks has none."""
    if published.receipt.shown_score is None or settings_of(session).pictures != "on":
        return
    card, day = published.card, who.day_of(now)
    key = f"home:{who.member_id}:strip:{card.period}:{card.revision}:{who.language}:{day}"
    await promise(session, [Promise(who.workspace_id, key, STRIP, who.slack_user, now, operation=PICTURE)], now=now)


async def strip_to_bring(session: AsyncSession, workspace_id: int, slack_user: str) -> tuple[Who, PublishedCard | None]:
    """Whose it is, and of which card. Rejected when the member has left."""
    who = await people.reader(session, workspace_id, slack_user)
    return who, await scorecards.own_newest_card(session, who)


async def then_refreshed(session: AsyncSession, who: Who, *, now: datetime) -> Sequence[Promise]:
    """The Home that shows it."""
    return [people.home_of(await people.member(session, who.workspace_id, who.member_id), now)]
