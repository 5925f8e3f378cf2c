"""What members set for themselves."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people.models import Member
from bot.features.people.rules.settings import AUTOMATIC, language_named, minute_of_day
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.lookup import member
from bot.i18n.catalogues import LANGUAGES
from bot.turn import Who


async def own_settings(session: AsyncSession, who: Who) -> Member:
    """The member's own row."""
    return await member(session, who.workspace_id, who.member_id)


async def set_language(session: AsyncSession, who: Who, typed: str) -> Member:
    """The language of everything the member reads from now on; `auto` follows Slack. Rejected for any other."""
    language = language_named(typed)
    if language is None:
        raise Rejected("people-error-unknown-language", typed=typed, known=[*LANGUAGES, AUTOMATIC])
    own = await own_settings(session, who)
    own.language = None if language == AUTOMATIC else language
    session.add(own)
    await session.flush()
    forget_after_commit(session, [own.slack_user])
    return own


async def set_hours(session: AsyncSession, who: Who, typed: str) -> int | None:
    """When the daily prompt comes, in minutes after the member's midnight; None (`auto`) for the usual hour."""
    minute = None if language_named(typed) == AUTOMATIC else minute_of_day(typed)
    if minute is None and language_named(typed) != AUTOMATIC:
        raise Rejected("people-error-bad-time", typed=typed)
    own = await own_settings(session, who)
    own.prompt_minute = minute
    session.add(own)
    await session.flush()
    return minute
