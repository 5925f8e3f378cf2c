"""What nobody asks for: the daily look at talks, and what is said about them when it is sent."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.talks import service
from bot.features.talks.rules import keys
from bot.features.talks.service import Place
from bot.features.talks.views import messages
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Handler, keep
from bot.slack.links import led_home
from bot.slack.messages import Message
from bot.turn import Who

EARLY = 7 * 60
"""Before anybody's morning, so that what came out the day before is told in it."""


async def keep_talks(session: AsyncSession, workspace_id: int, *, zone: str, working_days: str, now: datetime) -> None:
    """A look every day."""
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, EARLY, zone, working_days)}
    await keep(session, workspace_id=workspace_id, kind=keys.UPKEEP, wanted=wanted, now=now)


async def render_asked(session: AsyncSession, occasion: Occasion) -> Message | None:
    """The manager's people of today whose talks are open; nothing when there are none any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    lines = await service.lines_asked(session, who, date.fromisoformat(occasion.payload["on"]), now=occasion.now)
    if not lines:
        return None
    t, today = translator(who.language), who.day_of(occasion.now)
    message = messages.asked_message(t, lines, today=today, zone=who.zone)
    return led_home(t, await people.links_into(session, occasion.workspace_id), message)


async def render_reminded(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    lines = await service.lines_reminded(session, who, date.fromisoformat(occasion.payload["on"]), now=occasion.now)
    t, today = translator(who.language), who.day_of(occasion.now)
    if not lines:
        return None
    message = messages.reminded_message(t, lines, today=today, zone=who.zone)
    return led_home(t, await people.links_into(session, occasion.workspace_id), message)


async def render_digest(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Nothing to who is not of HR any more, and when all are held by now."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    held = (await service.overview(session, who, now=occasion.now)).held
    if held is None or held.period != occasion.payload["period"] or held.late == 0:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), messages.digest_message(t, held))


async def render_proposed(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who is to agree; nothing when it is another time by now, or agreed."""
    who, place = await _at_time(session, occasion)
    if place is None or place.row.is_agreed:
        return None
    return messages.proposed_message(translator(who.language), place, zone=who.zone)


async def render_agreed(session: AsyncSession, occasion: Occasion) -> Message | None:
    who, place = await _at_time(session, occasion)
    if place is None or not place.row.is_agreed:
        return None
    return messages.agreed_message(translator(who.language), place, zone=who.zone)


async def render_soon(session: AsyncSession, occasion: Occasion) -> Message | None:
    who, place = await _at_time(session, occasion)
    if place is None or not place.row.is_agreed:
        return None
    return messages.soon_message(translator(who.language), place, zone=who.zone)


async def render_noted(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the other one; nothing when there is a later revision, of which they hear by itself."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told_outcome(session, who, int(occasion.payload["id"]), now=occasion.now)
    if found is None:
        return None
    return messages.noted_message(translator(who.language), found.place, is_again=found.revision > 1)


async def render_replied(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told_reply(session, who, int(occasion.payload["id"]), now=occasion.now)
    if found is None:
        return None
    place, is_signed = found
    return messages.replied_message(translator(who.language), place, is_signed=is_signed)


async def _at_time(session: AsyncSession, occasion: Occasion) -> tuple[Who, Place | None]:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    about = occasion.payload
    return who, await service.arranged(session, who, int(about["id"]), str(about["at"]), now=occasion.now)


RENDERERS: Mapping[str, Renderer] = {
    keys.ASKED: render_asked,
    keys.REMINDED: render_reminded,
    keys.DIGEST: render_digest,
    keys.PROPOSED: render_proposed,
    keys.AGREED: render_agreed,
    keys.SOON: render_soon,
    keys.NOTED: render_noted,
    keys.REPLIED: render_replied,
}
HANDLERS: Mapping[str, Handler] = {keys.UPKEEP: service.look_after}
