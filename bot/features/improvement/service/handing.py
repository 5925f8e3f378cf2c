"""Files are handed to those who may read what they are attached to, and to nobody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.models import FILE
from bot.delivery.promises import Promise, promise
from bot.errors import Denied, Rejected
from bot.features.improvement.models import Plan, PlanFile
from bot.features.improvement.repository import files as repository
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.documents import files_in
from bot.features.improvement.rules.files import FileState
from bot.features.improvement.rules.states import State
from bot.features.improvement.service.finding import UNKNOWN_TO_THE_PERSON, visible
from bot.features.improvement.service.record import MINUTE, paper_for
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be kept, for whoever has uploaded it."""

    plan_id: int
    name: str
    reason: str


async def ask_for_file(session: AsyncSession, who: Who, plan_id: int, file_id: int, *, now: datetime) -> None:
    """Promise it as a direct message; it is looked up when it is sent. Denied for whoever may not read what it is
    attached to, Rejected while it is on its way from Slack."""
    plan, row = await _readable(session, who, plan_id, file_id, now=now)
    if row.state != FileState.KEPT:
        raise Rejected("improvement-error-file-waiting", name=row.name)
    key = keys.attached_key(row.key, who.member_id, now.strftime(MINUTE))
    place = (who.workspace_id, key, keys.ATTACHED, who.slack_user)
    wanted = Promise(*place, now, {"id": plan.key, "file": row.key}, operation=FILE, is_private=True)
    if await promise(session, [wanted], now=now):
        is_prepared = State(plan.state) in UNKNOWN_TO_THE_PERSON
        action = Audited.PLAN_PREPARED if is_prepared else Audited.PLAN_READ
        await record(session, Entry.of(who, action, About.MEMBER, plan.member_id, plan=plan.key, what="file"))


async def file_for(session: AsyncSession, who: Who, plan_id: int, file_id: int, *, now: datetime) -> PlanFile | None:
    """With its content; that they asked for it is in the log already. None for whoever may not read it (any more)."""
    try:
        _, row = await _readable(session, who, plan_id, file_id, now=now)
    except Denied:
        return None
    return row if row.content is not None else None


async def file_to_fetch(session: AsyncSession, workspace_id: int, file_id: int) -> PlanFile | None:
    """None for one that nobody waits for any more."""
    row = await repository.file_named(session, workspace_id, file_id)
    return row if row and row.state == FileState.WAITING else None


async def refused_of(session: AsyncSession, who: Who, file_id: int, *, now: datetime) -> Refused | None:
    """For whoever has uploaded it, as long as they may know of the plan."""
    row = await repository.file_named(session, who.workspace_id, file_id)
    if row is None or row.reason is None or row.uploaded_by != who.member_id:
        return None
    try:
        plan, _ = await visible(session, who, row.plan_id, now=now)
    except Denied:
        return None
    return Refused(plan.key, row.name, row.reason)


async def _readable(
    session: AsyncSession, who: Who, plan_id: int, file_id: int, *, now: datetime
) -> tuple[Plan, PlanFile]:
    """What is in the document that the viewer could have; Denied for anything else, as if it was not there."""
    plan, sight = await visible(session, who, plan_id, now=now)
    document = await paper_for(session, who, plan_id, now=now)
    row = await repository.file_with_content(session, sight, plan_id, file_id)
    if row is None or file_id not in files_in(document):
        wanted = Action.SEE_PUBLISHED_PLAN if plan.member_id == who.member_id else Action.SEE_PLAN
        raise people.not_visible(who, wanted, plan.member_id)
    return plan, row
