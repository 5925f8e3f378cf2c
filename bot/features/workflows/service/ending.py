"""How steps end: by what came, or because nothing did."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import COMPLETE, UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.workflows import repository, rules
from bot.features.workflows.models import CHECKIN, WorkflowStep

BATCH = 200
"""Steps of one transaction."""


async def is_any_running(session: AsyncSession, workspace_id: int) -> bool:
    """Whether there is anything to look at."""
    return await repository.is_any_running(session, workspace_id)


async def end_steps(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """End what has been waited for and what nobody waits for any more; how many. A few statements however many run."""
    rows = await repository.running(session, workspace_id, limit=BATCH)
    waiting = [each for each in rows if each.kind == CHECKIN]
    told = await metrics.told_among(session, workspace_id, {(each.member_id, each.on) for each in waiting})
    done = [each for each in waiting if (each.member_id, each.on) in told]
    over = [each for each in rows if each.expires_at <= now and each not in done]
    at = int(now.timestamp())
    for each in done:
        await promise_end(session, workspace_id, each.execution, {"done": True, "at": at}, now=now)
    for each in over:
        await promise_end(session, workspace_id, each.execution, {"error": rules.EXPIRED}, now=now)
    await _tell_done(session, done, now=now)
    await repository.remove_steps(session, workspace_id, [each.key for each in (*done, *over)])
    return len(done) + len(over)


async def promise_end(
    session: AsyncSession, workspace_id: int, execution: str, about: Mapping[str, object], *, now: datetime
) -> None:
    """Once; what was promised first is how it ends. It names nobody but whom the workflow itself has named."""
    key = rules.end_key(execution)
    ends = Promise(workspace_id, key, rules.END, execution, now, {**about}, operation=COMPLETE)
    await promise(session, [ends], now=now)


async def _tell_done(session: AsyncSession, done: list[WorkflowStep], *, now: datetime) -> None:
    """In place of the messages that asked."""
    if not done:
        return
    members = await people.members_by_id(session, done[0].workspace_id, {each.member_id for each in done})
    told = [
        Promise(
            each.workspace_id,
            rules.done_key(key := rules.checkin_key(each.member_id, each.on)),
            rules.ASKED_CHECKIN,
            members[each.member_id].slack_user,
            now,
            {"on": each.on.isoformat(), "is_done": True},
            operation=UPDATE,
            updates_key=key,
        )
        for each in done
    ]
    await promise(session, told, now=now)
