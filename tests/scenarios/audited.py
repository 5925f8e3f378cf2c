"""An office whose October is closed, and what its log says."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.audit.verifying import Verified, verify
from bot.features.metrics import service as metrics
from bot.features.metrics.service import SheetRow
from bot.features.people import service as people
from bot.features.schemes.service import assign
from bot.features.scorecards.service import close_month
from bot.sandbox.person import Person
from tests.office import ANA, BO, CHEN, DEE, MEMBERS_CSV, WEDNESDAY, Office, office

LEADS = {ANA: 70, BO: 42, CHEN: 55, DEE: 31}


@asynccontextmanager
async def closed_october(database_url: str, **fields: object) -> AsyncIterator[Office]:
    async with office(database_url, **fields) as opened:
        workspace_id = opened.parts.workspace_id
        async with opened.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, workspace_id, rows, unread, WEDNESDAY.date())
            for team in await people.teams(session, workspace_id):
                await assign(session, workspace_id, team.key, "promotion", now=WEDNESDAY)
            told = [
                SheetRow(n, "2026-10-05", user, "leads", str(value)) for n, (user, value) in enumerate(LEADS.items())
            ]
            today = WEDNESDAY.date()
            await metrics.import_entries(session, workspace_id, told, entered_by=None, now=WEDNESDAY, today=today)
            await close_month(session, workspace_id, "2026-10", now=WEDNESDAY, settings=opened.parts.settings)
        yield opened


async def log_of(at: Office) -> Sequence[AuditEntry]:
    async with at.parts.database.read() as session:
        ours = select(AuditEntry).where(AuditEntry.workspace_id == at.parts.workspace_id)
        return (await session.exec(ours.order_by(col(AuditEntry.seq)))).all()


async def verified(at: Office) -> Verified:
    async with at.parts.database.read() as session:
        return await verify(session, at.parts.workspace_id)


async def say(at: Office, user: str, line: str) -> str:
    """The answer in words, whether a message or a window."""
    person = at.person(user)
    done = await person.command(line)
    assert done.ok, done.error
    if done.message:
        return words(done.message.blocks)
    return shown(person)


def shown(person: Person) -> str:
    """The window in front."""
    return words(person.view.blocks)


def words(blocks: Any) -> str:
    """Without what Slack numbers by itself."""
    plain = [{name: value for name, value in block.items() if name != "block_id"} for block in blocks]
    return json.dumps(plain, ensure_ascii=False)
