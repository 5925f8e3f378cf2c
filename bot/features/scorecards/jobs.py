"""What cards do unasked: the monthly close, revisions, the message to each person, the post to each team."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.views import answered_message, card_message, questioned_message, team_message
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, MONTHLY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence, is_working_day, local_day
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message


def close_due_months(settings: Settings) -> Handler:
    """Closes every month that has ended since the last closed one, also those an outage made us miss."""

    async def close(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            months = await service.months_due(
                session, each.workspace_id, scheduled_at=each.scheduled_at, zone=each.zone
            )
            for month in months:
                await service.close_month(session, each.workspace_id, month, now=now, settings=settings)

    return close


def revise_for_ratings(settings: Settings) -> Handler:
    """On working days, puts ratings that were released after a month's cards on them."""

    async def revise(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            if is_working_day(local_day(now, each.zone), settings.working_days):
                await service.take_in_ratings(session, each.workspace_id, now=now)

    return revise


async def keep_close(
    session: AsyncSession, workspace_id: int, *, day: int, minute: int, zone: str, now: datetime
) -> None:
    """Close on this day of each month, `minute` after midnight in `zone`; look for later ratings every day then."""
    wanted = {
        service.CLOSE: Recurrence(MONTHLY, minute, zone, day=day),
        service.REVISE: Recurrence(DAILY, minute, zone),
    }
    for kind, recurrence in wanted.items():
        await keep(session, workspace_id=workspace_id, kind=kind, wanted={WHOLE_WORKSPACE: recurrence}, now=now)


async def _card(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the person it is about, in their language; nothing when they have left."""
    about = occasion.payload
    published = await service.card_to_send(
        session, occasion.workspace_id, about["member_id"], about["period"], about["revision"]
    )
    if published is None:
        return None
    return card_message(translator(people.language_of(published.member)), published, is_own=True)


async def _team(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the team's channel, in the team's language; nothing when the team has gone."""
    about = occasion.payload
    published = await service.team_card_to_send(session, occasion.workspace_id, about["team_id"], about["period"])
    if published is None:
        return None
    team = await people.team(session, occasion.workspace_id, about["team_id"])
    return team_message(translator(people.team_language(team)), published, team=team.name)


async def _questioned(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who may answer it, as long as nobody has."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    question = await service.read_question(session, who, occasion.payload["question"], now=occasion.now)
    return questioned_message(translator(who.language), question) if question.may_answer else None


async def _answered(session: AsyncSession, occasion: Occasion) -> Message:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    question = await service.read_question(session, who, occasion.payload["question"], now=occasion.now)
    return answered_message(translator(who.language), question)


RENDERERS: Mapping[str, Renderer] = {
    service.CARD: _card,
    service.TEAM: _team,
    service.QUESTIONED: _questioned,
    service.ANSWERED: _answered,
}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {service.CLOSE: close_due_months(settings), service.REVISE: revise_for_ratings(settings)}
