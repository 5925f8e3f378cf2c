"""The message to each person, the post to each team, and what is asked about cards."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Ahead, Occasion, Renderer
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.features.scorecards import service
from bot.features.scorecards.views import (
    answered_message,
    card_file,
    card_message,
    card_picture,
    close_soon_message,
    corrections_message,
    digest_message,
    questioned_message,
    team_details_message,
    team_message,
    team_picture,
    unread_message,
    win_message,
)
from bot.i18n.translator import translator
from bot.slack.files import Upload
from bot.slack.links import led_home
from bot.slack.messages import Message
from bot.turn import Turn


async def _card(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the person it is about, in their language; nothing when they have left."""
    about = occasion.payload
    published = await service.card_to_send(
        session, occasion.workspace_id, about["member_id"], about["period"], about["revision"]
    )
    if published is None:
        return None
    t = translator(people.language_of(published.member))
    message = card_message(t, published, is_own=True, has_picture=True)
    return led_home(t, await people.links_into(session, occasion.workspace_id), message)


async def _picture(session: AsyncSession, occasion: Occasion) -> Ahead | None:
    """Of a card that is not out yet; nothing when it is, for then its message brings it."""
    about = occasion.payload
    card = await service.card_to_draw(session, occasion.workspace_id, about["member_id"], about["period"])
    return Ahead(card_picture(translator(people.language_of(card.member)), card)) if card else None


async def _team(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the team's channel, in the team's language; nothing when the team has gone."""
    about = occasion.payload
    published = await service.team_card_to_send(session, occasion.workspace_id, about["team_id"], about["period"])
    if published is None:
        return None
    team = await people.team(session, occasion.workspace_id, about["team_id"])
    return team_message(translator(people.team_language(team)), published, team=team.name)


async def _team_picture(session: AsyncSession, occasion: Occasion) -> Ahead | None:
    """Of a post that is not out yet; nothing when it is, for then it brings its own."""
    about = occasion.payload
    published = await service.team_card_to_draw(
        session, occasion.workspace_id, about["team_id"], about["period"], service.told_of(about)
    )
    if published is None:
        return None
    team = await people.team(session, occasion.workspace_id, about["team_id"])
    return Ahead(team_picture(translator(people.team_language(team)), published))


async def _file(session: AsyncSession, occasion: Occasion) -> Upload:
    """To the owner of the card, who has asked for it."""
    who, about = await people.reader(session, occasion.workspace_id, occasion.recipient), occasion.payload
    found = await service.file_of(session, who, about["period"], about["revision"], now=occasion.now)
    return card_file(translator(who.language), *found)


async def _unread(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the person, unless they have read it meanwhile or are away."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    published = await service.unread_to_send(session, who, now=occasion.now)
    return unread_message(translator(who.language), published) if published else None


async def _team_details(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Under the post, in the team's language; nothing where there is no figure to show."""
    about = occasion.payload
    published = await service.team_card_to_send(session, occasion.workspace_id, about["team_id"], about["period"])
    if published is None:
        return None
    team = await people.team(session, occasion.workspace_id, about["team_id"])
    return team_details_message(translator(people.team_language(team)), published)


async def _questioned(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who may answer it, as long as nobody has."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    question = await service.read_question(session, who, occasion.payload["question"], now=occasion.now)
    return questioned_message(translator(who.language), question) if question.may_answer else None


async def _answered(session: AsyncSession, occasion: Occasion) -> Message:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    question = await service.read_question(session, who, occasion.payload["question"], now=occasion.now)
    return answered_message(translator(who.language), question)


async def _win(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    win = await service.win_to_ask(session, who, occasion.payload["win"])
    return win_message(translator(who.language), win) if win else None


async def _close_soon(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To HR; nothing once the cards are out or held, or for somebody who is HR no longer."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    if not await people.may(session, who, Action.CLOSE_MONTHS, Subject(), at=occasion.now):
        return None
    month, settings = occasion.payload["month"], settings_of(session)
    summary = await service.close_summary(session, who, month, now=occasion.now, settings=settings)
    if summary.is_held or not summary.is_open:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), close_soon_message(t, summary))


async def _corrections(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To HR, as long as they are and somebody's else card waits."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    turn = Turn(who, occasion.now, session)
    found = await service.corrected_months(turn) if await service.may_revise(turn) else []
    return corrections_message(translator(who.language), found) if found else None


async def _leaders(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To HR and leads of leads, as long as they are."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    digest = await service.digest_of(session, who, occasion.payload["period"], now=occasion.now)
    if digest is None:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, occasion.workspace_id), digest_message(t, digest))


RENDERERS: Mapping[str, Renderer] = {
    service.CARD: _card,
    service.PICTURE: _picture,
    service.TEAM: _team,
    service.TEAM_PICTURE: _team_picture,
    service.SOON: _close_soon,
    service.UNREAD: _unread,
    service.TEAM_DETAILS: _team_details,
    service.CARD_FILE: _file,
    service.QUESTIONED: _questioned,
    service.ANSWERED: _answered,
    service.WIN_ASKED: _win,
    service.LEADERS: _leaders,
    service.CORRECTIONS: _corrections,
}
