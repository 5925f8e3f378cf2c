"""What the process is set to, for whoever holds one of its sessions: the workspace's time zone and working days."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.settings import Settings

SETTINGS = "settings"


def with_settings(settings: Settings) -> Mapping[str, object]:
    """The `info` of a database whose sessions are asked by `settings_of`."""
    return {SETTINGS: settings}


def settings_of(session: AsyncSession) -> Settings:
    """LookupError for a session of a database that was opened without them."""
    found = session.info.get(SETTINGS)
    if not isinstance(found, Settings):
        raise LookupError("this database was opened without settings; give it info=with_settings(settings)")
    return found


def workspace_day(session: AsyncSession, now: datetime) -> date:
    """The date in the workspace's time zone, for what goes by no reader's own."""
    return now.astimezone(settings_of(session).zone).date()
