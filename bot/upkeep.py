"""What a running process looks after besides requests: fresh members, and schedules that fit them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.db.compacting import compact
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.db.scrubbing import scrub
from bot.db.sealing.keyring import KeyMissing
from bot.db.sealing.known import keep_key
from bot.errors import ConfigurationError, Refused, TransportError, first_line
from bot.features.appraisals.jobs import keep_rounds
from bot.features.audit.jobs import keep_anchor
from bot.features.improvement.jobs import keep_plans, keep_signals
from bot.features.metrics.jobs import keep_digests
from bot.features.people.service import SyncResult, sync_members
from bot.features.privacy import service as privacy
from bot.features.prompts.jobs import keep_prompts
from bot.features.prompts.service import PromptSettings
from bot.features.retrospectives.jobs import keep_retrospectives
from bot.features.reviews import service as reviews
from bot.features.reviews.jobs import keep_reviews
from bot.features.schemes.service import install_builtin
from bot.features.scorecards.jobs import keep_close
from bot.features.talks.jobs import keep_talks
from bot.features.workflows import service as workflows
from bot.settings import TOKEN_HELP, Settings
from bot.slack.client import IDENTITY, SlackClient

log = structlog.get_logger(__name__)

RETRY_SECONDS = 30
OURSELVES = "bots.info"


async def introduce(client: SlackClient) -> Mapping[str, Any]:
    """Who Slack says we are; ConfigurationError when it refuses the token, TransportError when it is away."""
    return await _present(client, IDENTITY, "SLACK_BOT_TOKEN")


async def own_app(client: SlackClient, identity: Mapping[str, Any]) -> str:
    """Slack's id of our app, for links to its Home; empty where Slack does not tell it now: nothing else needs it."""
    try:
        found = await client.read(OURSELVES, bot=str(identity["bot_id"]))
        return str(found["bot"].get("app_id") or "")
    except (TransportError, LookupError) as error:
        log.warning("no links to Home for now", error=first_line(error))
        return ""


async def check_app_token(settings: Settings) -> None:
    """In Socket Mode only: Slack's library would retry a wrong token for ever. Errors as in `introduce`."""
    if settings.slack_app_token is None:
        return
    client = SlackClient(token=settings.slack_app_token.get_secret_value(), base_url=settings.slack_api_url)
    await client.start()
    try:
        await _present(client, "apps.connections.open", "SLACK_APP_TOKEN")
    finally:
        await client.close()


async def _present(client: SlackClient, method: str, variable: str) -> Mapping[str, Any]:
    try:
        return await client.call(method)
    except TransportError as error:
        if not error.permanent:
            raise
        hint = TOKEN_HELP[variable]
        raise ConfigurationError(f"{variable}: Slack answers {error.code}; it should be {hint}") from None


async def fetch_members(
    database: Database, client: SlackClient, workspace_id: int, *, settings: Settings, now: datetime
) -> SyncResult:
    """Read everybody in Slack's users.list, then write what differs."""
    people = [each async for each in client.pages("users.list", "members", include_locale="true")]
    async with database.write() as session:
        return await sync_members(
            session,
            people,
            workspace_id=workspace_id,
            now=now,
            default_zone=settings.time_zone,
            default_language=settings.language,
        )


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Each job may run at any time and again; what is as it should be stays untouched."""

    settings: Settings
    database: Database
    client: SlackClient
    clock: Clock
    workspace_id: int

    async def start(self) -> None:
        """Once at start; waits for Slack or the database when they are away."""
        while True:
            if await self.sync_members() and await self.keep_schedules():
                return
            await asyncio.sleep(RETRY_SECONDS)

    async def sync_members(self) -> bool:
        """Everybody in Slack's users.list; True when it worked."""
        now = self.clock.now()
        try:
            result = await fetch_members(self.database, self.client, self.workspace_id, settings=self.settings, now=now)
            async with self.database.write() as session:
                await install_builtin(session, self.workspace_id, now=now)
        except (TransportError, SQLAlchemyError, OSError) as error:
            log.warning("members not synced, trying again later", error=first_line(error))
            return False
        log.info("members synced", added=result.added, changed=result.changed, deactivated=result.deactivated)
        return True

    async def keep_key(self) -> bool:
        """A rotation may have forgotten a key that this process goes on sealing with; True when it is noted."""
        try:
            await keep_key(self.database, self.workspace_id)
        except KeyMissing as error:
            log.error("another process seals with a key that this one does not have", error=first_line(error))
            return False
        except (SQLAlchemyError, OSError) as error:
            log.warning("keys not checked, trying again later", error=first_line(error))
            return False
        return True

    async def keep_schedules(self) -> bool:
        """Prompts for everybody who may have something to answer, leads' lists, the month's close, reviews and rounds
        of reports; True when it worked."""
        settings = self.settings
        try:
            async with self.database.write() as session:
                now = await DueClock(self.clock).now(session)
                await keep_prompts(session, self.workspace_id, PromptSettings.of(settings), now=now)
                await keep_digests(session, self.workspace_id, settings, now=now)
                await keep_close(
                    session,
                    self.workspace_id,
                    day=settings.close_day,
                    making_day=settings.making_day,
                    minute=settings.close_hour * 60,
                    zone=settings.time_zone,
                    now=now,
                )
                await keep_rounds(session, self.workspace_id, settings, now=now)
                await keep_signals(session, self.workspace_id, settings, now=now)
                await keep_plans(session, self.workspace_id, settings, now=now)
                await keep_anchor(session, self.workspace_id, settings, now=now)
                await keep_retrospectives(
                    session, self.workspace_id, zone=settings.time_zone, working_days=settings.working_days, now=now
                )
                await keep_reviews(session, self.workspace_id, settings, now=now)
                await keep_talks(
                    session, self.workspace_id, zone=settings.time_zone, working_days=settings.working_days, now=now
                )
        except (SQLAlchemyError, OSError) as error:
            log.warning("schedules not checked, trying again later", error=first_line(error))
            return False
        return True

    async def end_steps(self) -> bool:
        """Of workflows, those that wait for nothing any more; True when none has been forgotten over it."""
        try:
            async with self.database.read() as session:
                if not await workflows.is_any_running(session, self.workspace_id):
                    return True
            async with self.database.write() as session:
                now = await DueClock(self.clock).now(session)
                await workflows.end_steps(session, self.workspace_id, now=now)
        except (SQLAlchemyError, OSError) as error:
            log.warning("steps of workflows not looked at, trying again later", error=first_line(error))
            return False
        return True

    async def scrub(self) -> bool:
        """What the release of a review has deleted, out of the database's files; True when nothing is left to do."""
        try:
            async with self.database.read() as session:
                released = await reviews.to_be_scrubbed(session, self.workspace_id)
            if not released:
                return True
            if not await scrub(self.database, reviews.ERASED):
                return False
            async with self.database.write() as session:
                await reviews.mark_scrubbed(session, self.workspace_id, released)
        except Refused as error:
            log.error("who rated whom is still in the database's files", error=first_line(error))
            return False
        except (SQLAlchemyError, OSError) as error:
            log.warning("who rated whom is still in the database's files, trying again later", error=first_line(error))
            return False
        return True

    async def erase(self) -> bool:
        """Whom HR has decided to forget, and what is left of them in the file; True when nothing is left to do. Whoever
        is to decide hears of what is open."""
        try:
            async with self.database.write() as session:
                now = await DueClock(self.clock).now(session)
                await privacy.erase_approved(session, self.workspace_id, now=now, settings=self.settings)
                await privacy.tell_deciders(session, self.workspace_id, now=now)
            async with self.database.read() as session:
                is_clean = not await privacy.is_to_be_cleaned(session, self.workspace_id)
            if not is_clean and await compact(self.database):
                async with self.database.write() as session:
                    await privacy.mark_cleaned(session, self.workspace_id, erased_before=now)
                return True
        except (SQLAlchemyError, OSError) as error:
            log.warning("nobody is erased now, trying again later", error=first_line(error))
            return False
        return is_clean
