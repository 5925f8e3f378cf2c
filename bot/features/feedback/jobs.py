"""What is sent about kudos and feedback. All of it is looked up when it is sent: what is gone by then is not shown."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.feedback import service
from bot.features.feedback.rules import keys
from bot.features.feedback.rules.months import Month
from bot.features.feedback.views import messages, months
from bot.features.people import service as people
from bot.i18n.catalogues import DEFAULT_LANGUAGE
from bot.i18n.translator import Translator, translator
from bot.slack.links import led_home
from bot.slack.messages import Message
from bot.turn import Who


async def render_given(session: AsyncSession, occasion: Occasion) -> Message:
    """To the receiver."""
    who = await _reader(session, occasion)
    item = await service.read_own(session, who, _feedback(occasion), now=occasion.now)
    return messages.given_message(translator(who.language), item)


async def render_ended(session: AsyncSession, occasion: Occasion) -> Message:
    return messages.ended_message(await _own(session, occasion))


async def render_posted(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the channel, in its team's language."""
    posted = await service.public_item(session, occasion.workspace_id, _feedback(occasion))
    return messages.posted_message(await _of_channel(session, occasion), posted) if posted else None


async def render_post_ended(session: AsyncSession, occasion: Occasion) -> Message:
    return messages.post_ended_message(await _of_channel(session, occasion))


async def render_shared(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the manager, as long as it is shared and they are still that."""
    who = await _reader(session, occasion)
    member_id, feedback_id = int(occasion.payload["member"]), _feedback(occasion)
    subject = await service.sharing(session, who, member_id, feedback_id, now=occasion.now)
    return messages.shared_message(translator(who.language), subject, feedback_id) if subject else None


async def render_unshared(session: AsyncSession, occasion: Occasion) -> Message:
    return messages.unshared_message(await _own(session, occasion))


async def render_asked(session: AsyncSession, occasion: Occasion) -> Message | None:
    return await _asking(session, occasion, is_reminder=False)


async def render_reminded(session: AsyncSession, occasion: Occasion) -> Message | None:
    return await _asking(session, occasion, is_reminder=True)


async def render_request_over(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    asking = await service.request_over(session, who, _request(occasion))
    return messages.request_over_message(translator(who.language), asking) if asking else None


async def render_declined(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    asking = await service.request_of_mine(session, who, _request(occasion))
    return messages.declined_message(translator(who.language), asking) if asking else None


async def render_month(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To whoever got something in it, on a day and at an hour at which they work."""
    who, month = await _reader(session, occasion), Month.from_payload(occasion.payload)
    brought = await service.brought(session, who, month, now=occasion.now)
    if brought is None or not await people.may_disturb_now(session, who, now=occasion.now):
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), months.month_message(t, brought))


async def render_reports(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To a manager, about all reports together."""
    who, month = await _reader(session, occasion), Month.from_payload(occasion.payload)
    reports = await service.of_reports(session, who, month, now=occasion.now)
    if not reports or not await people.may_disturb_now(session, who, now=occasion.now):
        return None
    return months.reports_message(translator(who.language), month, reports)


RENDERERS: Mapping[str, Renderer] = {
    keys.GIVEN: render_given,
    keys.ENDED: render_ended,
    keys.POSTED: render_posted,
    keys.POST_ENDED: render_post_ended,
    keys.SHARED: render_shared,
    keys.UNSHARED: render_unshared,
    keys.ASKED: render_asked,
    keys.REMINDED: render_reminded,
    keys.REQUEST_OVER: render_request_over,
    keys.ANSWER_DECLINED: render_declined,
    keys.MONTH: render_month,
    keys.REPORTS: render_reports,
}


async def _asking(session: AsyncSession, occasion: Occasion, *, is_reminder: bool) -> Message | None:
    """Nobody is asked on a day off that was not known of before; Home shows who waits."""
    who = await _reader(session, occasion)
    asking = await service.request_waiting(session, who, _request(occasion))
    if asking is None or not await people.may_disturb_now(session, who, now=occasion.now):
        return None
    return messages.asked_message(translator(who.language), asking, is_reminder=is_reminder)


async def _reader(session: AsyncSession, occasion: Occasion) -> Who:
    """Rejected, and nothing sent, for somebody who has left."""
    return await people.reader(session, occasion.workspace_id, occasion.recipient)


async def _own(session: AsyncSession, occasion: Occasion) -> Translator:
    return translator((await _reader(session, occasion)).language)


async def _of_channel(session: AsyncSession, occasion: Occasion) -> Translator:
    teams = await people.teams(session, occasion.workspace_id)
    team = next((each for each in teams if each.channel == occasion.recipient), None)
    return translator(people.team_language(team) if team else DEFAULT_LANGUAGE)


def _feedback(occasion: Occasion) -> int:
    return int(occasion.payload["feedback"])


def _request(occasion: Occasion) -> int:
    return int(occasion.payload["request"])
