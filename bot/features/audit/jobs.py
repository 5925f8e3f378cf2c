"""The head of the log, posted each month to where whoever owns the database cannot take it back."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Promise, Renderer, promise
from bot.features.audit import service
from bot.features.audit.service import Head
from bot.features.audit.views import anchor_message
from bot.i18n.translator import translator
from bot.scheduling.models import MONTHLY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message

ANCHOR = "audit.anchor"
FIRST = 1


async def keep_anchor(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """On the first of each month, at the hour at which months are closed; never without a channel."""
    monthly = Recurrence(MONTHLY, settings.close_hour * 60, settings.time_zone, day=FIRST)
    wanted = {WHOLE_WORKSPACE: monthly} if settings.operator_channel else {}
    await keep(session, workspace_id=workspace_id, kind=ANCHOR, wanted=wanted, now=now)


def post_heads(settings: Settings) -> Handler:
    """Promises the head as it is when the schedule fires."""

    async def post(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            head = await service.head_of(session, each.workspace_id)
            if settings.operator_channel and head.seq:
                payload = {"seq": head.seq, "hash": head.hash, "language": settings.language}
                key = f"audit-anchor:{each.on.isoformat()}"
                told = Promise(each.workspace_id, key, ANCHOR, settings.operator_channel, now, payload)
                await promise(session, [told], now=now)

    return post


async def _anchor(_session: AsyncSession, occasion: Occasion) -> Message:
    about = occasion.payload
    return anchor_message(translator(about["language"]), Head(about["seq"], about["hash"]))


RENDERERS: Mapping[str, Renderer] = {ANCHOR: _anchor}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {ANCHOR: post_heads(settings)}
