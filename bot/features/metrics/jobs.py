"""What nobody asks for: to leads, who is missing; and the confirmation of a day's form."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.errors import Rejected
from bot.features.metrics import service
from bot.features.metrics.rules.keys import DIGEST, DONE, digest_key
from bot.features.metrics.views.prompts import digest_message, done_message
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.scheduling.asking import is_over
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Recurrence, at_local_time
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.links import led_home
from bot.slack.messages import Message
from bot.turn import Who


async def keep_digests(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """One for everybody who leads a team, as their zone wants it."""
    minute = settings.digest_hour * 60
    wanted = {
        lead.key: Recurrence(DAILY, minute, lead.zone, settings.working_days)
        for lead in (await people.leads(session, workspace_id, on=now.date())).values()
    }
    await keep(session, workspace_id=workspace_id, kind=DIGEST, wanted=wanted, now=now)


async def plan_digests(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each lead's list of the day; who is missing is found out when it is sent."""
    for planned in await people.plans_of(session, fired, now=now):
        await people.promise_planned(session, planned, kind=DIGEST, key_of=digest_key, now=now)


async def render_done(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    done = await service.done_of(session, who, _day(occasion), now=occasion.now) if who else None
    if who is None or done is None:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), done_message(t, done))


async def render_digest(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    if who is None or is_over(_day(occasion), _wanted_at(who, occasion), occasion.now, who.zone):
        return None
    missing = await service.missing_for(session, who, wanted_at=_wanted_at(who, occasion))
    if not missing:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), digest_message(t, missing))


RENDERERS: dict[str, Renderer] = {DONE: render_done, DIGEST: render_digest}
HANDLERS: dict[str, Handler] = {DIGEST: plan_digests}


async def _reader(session: AsyncSession, occasion: Occasion) -> Who | None:
    try:
        return await people.reader(session, occasion.workspace_id, occasion.recipient)
    except Rejected:
        return None


def _day(occasion: Occasion) -> date:
    return date.fromisoformat(occasion.payload["on"])


def _wanted_at(who: Who, occasion: Occasion) -> datetime:
    """What was promised by a version that did not write the moment down is good for its day."""
    if "at" in occasion.payload:
        return datetime.fromisoformat(occasion.payload["at"])
    return at_local_time(_day(occasion), 0, who.zone) or occasion.now
