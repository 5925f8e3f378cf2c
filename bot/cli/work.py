"""What the commands do, against the configured database."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import open_database, spare_the_collector
from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.cli.output import say
from bot.clock import SystemClock
from bot.db.engine import Database
from bot.db.sealing.known import keep_key, known_keys, require_keys
from bot.errors import Refused, Rejected, TransportError
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards import service as scorecards
from bot.i18n.catalogues import name_commands
from bot.settings import Settings, load_settings
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.upkeep import fetch_members, introduce

Report = Callable[[int, int], None]
ENTRIES_AT_ONCE = 10_000
"""Rows in one transaction: the bot can write in between, and an interrupted import goes on where it was."""
DEFAULT_SCHEME = "promotion"
"""What a team named by an import works by, with all its dimensions, when it has no scheme."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A database, the workspace it belongs to, and the moment."""

    settings: Settings
    database: Database
    workspace_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class MembersImported:
    """`assigned` names the teams that got a scheme by this import, with its dimensions; `by_default` those that had
    none and of which no line asked for one."""

    report: people.ImportReport
    assigned: list[schemes.Assigned]
    by_default: list[schemes.Assigned]
    refused: list[tuple[int, Rejected]]


@asynccontextmanager
async def desk(*, fresh_members: bool = False, needs_keys: bool = True) -> AsyncIterator[Desk]:
    """Refused while no workspace is known, when it is not clear which of several is meant, and when the database gives
    up on the way. With `fresh_members` Slack is asked first, when there is a token. KeyMissing without the keys of what
    is stored, unless they are not needed."""
    settings = load_settings()
    name_commands(CommandNames(settings.command_prefix, settings.commands).all_shown())
    database = await open_database(settings)
    try:
        team = settings.workspace
        if fresh_members and settings.slack_bot_token:
            team = await _ask_slack(settings, database) or team
        async with database.read() as session:
            if team is None and settings.slack_bot_token and await people.is_shared(session):
                team = await _team_of_token(settings)
            workspace_id = await people.only_workspace(session, team)
        if needs_keys:
            await _check_keys(database, workspace_id)
        yield Desk(settings, database, workspace_id, SystemClock().now())
    except OperationalError as error:
        cause = str(error.orig).strip().splitlines()[0]
        raise Refused(f"the database gave up: {cause}; what is not reported as done can be run again") from None
    finally:
        await database.close()


async def _check_keys(database: Database, workspace_id: int) -> None:
    """Much can be done without any as long as nothing is sealed."""
    if database.keyring.ids:
        await keep_key(database, workspace_id)
    else:
        async with database.read() as session:
            require_keys(database, await known_keys(session, workspace_id))


async def import_members(content: bytes, *, is_dry_run: bool = False) -> MembersImported:
    """One transaction: every good line, nothing of a bad one; in a dry run it is taken back."""
    text = people.decoded(content)
    async with desk(fresh_members=True) as at, at.database.write() as session:
        today = at.now.astimezone(at.settings.zone).date()
        rows, unread = people.read_member_rows(text)
        report = await people.import_rows(session, at.workspace_id, rows, unread, today, now=at.now)
        bad_lines = {problem.line for problem in report.problems}
        wishes = [
            schemes.Wish(row.line, row.team, row.scheme, row.groups, row.scheme_from)
            for row in rows
            if row.team and row.line not in bad_lines
        ]
        assigned, refused = await schemes.assign_teams(session, at.workspace_id, wishes, now=at.now)
        by_default = await _assign_default(session, at, wishes)
        counts = {"changed": report.changed, "teams": report.teams_added, "problems": len(report.problems)}
        await record(session, imported(at, Action.MEMBERS_IMPORTED, content, **counts))
        if is_dry_run:
            await session.rollback()
    return MembersImported(report, assigned, by_default, refused)


async def import_entries(content: bytes, report: Report) -> metrics.Imported:
    """Good rows in transactions of `ENTRIES_AT_ONCE`; the others are in the result, by line."""
    rows = list(metrics.read_sheet(content))
    whole = metrics.Imported()
    async with desk() as at:
        for start in range(0, len(rows), ENTRIES_AT_ONCE):
            piece = rows[start : start + ENTRIES_AT_ONCE]
            async with at.database.write() as session:
                done = await _import_piece(session, at, piece)
                counts = {
                    "added": done.added,
                    "corrected": done.corrected,
                    "bad": len(done.bad),
                    "conflicts": len(done.conflicts),
                }
                told = imported(at, Action.ENTRIES_IMPORTED, content, first=start, rows=len(piece), **counts)
                await record(session, told)
            whole.add(done)
            report(start + len(piece), len(rows))
    return whole


async def card_data(member: str, period: str) -> dict[str, Any]:
    async with desk() as at, at.database.write() as session:
        found = await people.find_member(session, at.workspace_id, member)
        published = await scorecards.card_for_operator(session, at.workspace_id, found.key, period)
        return scorecards.card_as_data(published)


async def close_month(period: str, report: Report) -> scorecards.Closed:
    """Makes the cards batch by batch, so that an interrupted close goes on where it was, and lets them out."""
    async with desk() as at:
        await _make_cards(at, period, report)
        async with at.database.write() as session:
            return await scorecards.close_month(
                session, at.workspace_id, period, now=at.now, settings=at.settings, by=By.OPERATOR
            )


async def preview_month(period: str, report: Report) -> scorecards.CloseSummary:
    """Makes the cards, and lets none out. Rejected for a month about which nobody said anything."""
    async with desk() as at:
        await _make_cards(at, period, report)
        async with at.database.read() as session:
            found = await scorecards.summary_of(session, at.workspace_id, period, now=at.now, settings=at.settings)
    if found.state is scorecards.CloseState.WAITING:
        raise Rejected("scorecards-error-no-figures", typed=period)
    return found


async def _make_cards(at: Desk, period: str, report: Report) -> None:
    async with at.database.write() as session:
        if not await scorecards.begin_ahead(session, at.workspace_id, period, now=at.now, settings=at.settings):
            return
    spare_the_collector()
    done: scorecards.Progress | None = scorecards.Progress(0, 0)
    while done is not None:
        async with at.database.write() as session:
            done = await scorecards.make_ahead(session, at.workspace_id, period, now=at.now, settings=at.settings)
        if done and done.total:
            report(done.made, done.total)


def imported(at: Desk, action: Action, content: bytes, **counts: int) -> Entry:
    """The file is named by its SHA-256."""
    details: dict[str, Detail] = {"file": hashlib.sha256(content).hexdigest(), **counts}
    return Entry(at.workspace_id, action, By.OPERATOR, Subject.WORKSPACE, details=details)


async def _assign_default(session: AsyncSession, at: Desk, wishes: list[schemes.Wish]) -> list[schemes.Assigned]:
    """So that everybody in the file can check in at once. A team whose line asked for a scheme that cannot be had is
    left without one, the operator meant another; and so is one for which something is planned."""
    asked = {wish.team.lower() for wish in wishes if wish.scheme}
    named = {wish.team.lower() for wish in wishes} - asked
    today = at.now.astimezone(at.settings.zone).date()
    present = {
        *await schemes.schemes_of_teams(session, at.workspace_id, on=today),
        *await schemes.next_schemes(session, at.workspace_id, on=today),
    }
    assigned = []
    for team in await people.teams(session, at.workspace_id):
        if team.name.lower() in named and team.key not in present:
            rules = await schemes.assign(session, at.workspace_id, team.key, DEFAULT_SCHEME, now=at.now)
            assigned.append(schemes.Assigned(team.name, rules.scheme_id, rules.groups, rules.since))
    return assigned


async def _import_piece(session: AsyncSession, at: Desk, rows: list[metrics.SheetRow]) -> metrics.Imported:
    today = at.now.astimezone(at.settings.zone).date()
    return await metrics.import_entries(session, at.workspace_id, rows, entered_by=None, now=at.now, today=today)


async def _team_of_token(settings: Settings) -> str | None:
    """None when Slack cannot be reached."""
    async with _slack(settings) as client:
        try:
            return str((await introduce(client))["team_id"])
        except TransportError as error:
            say(f"Slack cannot be reached ({error.code}) to say whose SLACK_BOT_TOKEN is.")
            return None


async def _ask_slack(settings: Settings, database: Database) -> str | None:
    """Whose token it is, when Slack can be reached; their members are fresh then."""
    async with _slack(settings) as client:
        try:
            identity = await introduce(client)
            team = str(identity["team_id"])
            if settings.workspace not in (None, team):
                raise Refused(f"SLACK_BOT_TOKEN belongs to {team}, and EVENHAND_WORKSPACE says {settings.workspace}")
            await _take_over(settings, database, client, team, str(identity["team"]))
        except TransportError as error:
            say(f"Slack cannot be reached ({error.code}); going on with the members known so far.")
            return None
    return team


async def _take_over(settings: Settings, database: Database, client: SlackClient, team: str, name: str) -> None:
    async with database.write() as session:
        workspace = await people.ensure_workspace(session, team, name)
    await fetch_members(database, client, workspace.key, settings=settings, now=SystemClock().now())


@asynccontextmanager
async def _slack(settings: Settings) -> AsyncIterator[SlackClient]:
    assert settings.slack_bot_token
    client = SlackClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    await client.start()
    try:
        yield client
    finally:
        await client.close()
