"""What happens by itself, once a day: the close, results that are out, and what leavers leave behind."""

from collections.abc import Sequence
from datetime import date, datetime
from secrets import SystemRandom

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import CLOSED, OPEN, Retrospective
from bot.features.retrospectives.rules import keys
from bot.features.retrospectives.rules.notes import Written, without_authors
from bot.features.retrospectives.service.acting import hand_over
from bot.features.retrospectives.service.telling import tell_all
from bot.features.reviews import service as reviews
from bot.scheduling.service import Fired
from bot.turn import day_in


async def look_after(session: AsyncSession, fired: Sequence[Fired], now: datetime) -> None:
    """All that is due in each workspace, also what an outage made us miss."""
    for each in fired:
        today = day_in(each.zone, now)
        await follow_leavers(session, each.workspace_id, today=today, now=now)
        await close_due(session, each.workspace_id, today=today, now=now)
        await tell_results(session, each.workspace_id, now=now)


async def close_due(session: AsyncSession, workspace_id: int, *, today: date, now: datetime) -> list[int]:
    """Close those whose last day is over; their keys."""
    closed = []
    for key in await repository.over(session, workspace_id, on=today):
        row = await repository.retrospective_to_change(session, workspace_id, key)
        if row is not None and row.state == OPEN:
            await _close(session, row, now=now)
            closed.append(key)
    return closed


async def tell_results(session: AsyncSession, workspace_id: int, *, now: datetime) -> None:
    """Once the ratings have been released."""
    for row in await repository.without_results(session, workspace_id):
        assert row.cycle_id is not None, "only those with ratings are looked for"
        if await reviews.project_is_released(session, workspace_id, row.cycle_id):
            row.is_told = True
            session.add(row)
            await session.flush()
            await tell_all(session, row, await _everybody(session, row), keys.RESULTS, keys.results_key, now=now)


async def follow_leavers(session: AsyncSession, workspace_id: int, *, today: date, now: datetime) -> None:
    """The retrospectives of a lead who has left are of whoever leads the team now, and what somebody had to do who has
    left is the lead's. Where a team has no lead, both wait for one."""
    leads = await people.members_by_id(session, workspace_id, await repository.all_leads(session, workspace_id))
    for gone in (each for each in leads.values() if not each.is_active):
        for row in await repository.led_by(session, workspace_id, gone.key):
            successor = await people.lead_of(session, workspace_id, row.team_id, on=today)
            if successor is not None:
                row.lead_id = successor.key
                session.add(row)
    await session.flush()
    for action in await repository.open_of_leavers(session, workspace_id):
        lead = await _lead_of(session, workspace_id, action.retrospective_id)
        if lead is not None and lead.is_active:
            await hand_over(session, action, lead, now=now)


async def _lead_of(session: AsyncSession, workspace_id: int, key: int) -> Member | None:
    row = await repository.retrospective(session, workspace_id, key)
    return await people.member(session, workspace_id, row.lead_id) if row else None


async def _close(session: AsyncSession, row: Retrospective, *, now: datetime) -> None:
    """From here on nobody knows who wrote what."""
    notes = await repository.all_notes(session, row.workspace_id, row.key)
    written = [Written(each.author_id, each.kind, each.text, each.is_for_few) for each in notes if each.author_id]
    remaining = without_authors(written, SystemRandom())
    kept = [{"kind": each.kind, "text": each.text} for each in remaining.notes]
    await repository.replace_all_notes(session, row.workspace_id, row.key, kept)
    row.state, row.n_writers = CLOSED, remaining.writers
    session.add(row)
    await session.flush()
    await tell_all(session, row, await _everybody(session, row), keys.CLOSED, keys.closed_key, now=now)
    told = Entry(row.workspace_id, Audited.RETRO_CLOSED, By.PROGRAM, About.WORKSPACE, None, {"number": row.key})
    await record(session, told)


async def _everybody(session: AsyncSession, row: Retrospective) -> list[int]:
    return sorted({row.lead_id, *await repository.members_of(session, row.workspace_id, row.key)})
