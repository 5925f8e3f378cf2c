"""Files come with forms, are written down with what they belong to, and are brought from Slack afterwards."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import FETCH
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import PlanFile, PlanNote
from bot.features.improvement.repository import files as repository
from bot.features.improvement.repository import plans
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.files import (
    MEDIA_TYPES,
    MOST_FILES,
    Attached,
    FileState,
    clean_name,
    end_of,
    fault_in,
    fault_of,
    refusal,
)
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.files import attached
from bot.features.improvement.service.finding import terms_in
from bot.features.improvement.service.stepping import Held, held_by_dates
from bot.features.people import service as people
from bot.slack.forms import Uploaded
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form says of files: those that were `uploaded`, and keys of earlier ones that are to be `taken_out`."""

    uploaded: Sequence[Uploaded] = ()
    taken_out: Collection[int] = ()


NOTHING = Sent()


async def files_with(session: AsyncSession, it: Held, note: PlanNote | None) -> tuple[Attached, ...]:
    """Of a note, if it has been written already."""
    return attached(await repository.files_of_note(session, it.sight, note.key)) if note else ()


async def attach_to_note(
    session: AsyncSession, who: Who, it: Held, note: PlanNote, sent: Sent, *, now: datetime
) -> None:
    """RejectedFields as `take_down` says."""
    there = await repository.files_of_note(session, it.sight, note.key)
    for each in there:
        if each.key in sent.taken_out:
            await session.delete(each)
    left = [each for each in there if each.key not in sent.taken_out]
    await take_down(session, who, it, sent.uploaded, left, note_id=note.key, now=now)


async def take_down(
    session: AsyncSession,
    who: Who,
    it: Held,
    uploaded: Iterable[Uploaded],
    there: Sequence[PlanFile],
    *,
    note_id: int | None = None,
    now: datetime,
) -> list[PlanFile]:
    """Beside those that are `there`; the same file twice is once. They are brought once this has been committed.
    RejectedFields for too many, and for what can be seen at once not to be taken."""
    known = {each.slack_id for each in there}
    fresh = [each for each in {each.id: each for each in uploaded}.values() if each.id not in known]
    if len(there) + len(fresh) > MOST_FILES:
        raise RejectedFields({"files": Rejected("improvement-error-files-many", limit=MOST_FILES)})
    rows = [_row(who, it, each, note_id, now=now) for each in fresh]
    for each in rows:
        if fault := fault_of(each.name, each.size):
            raise RejectedFields({"files": refusal(fault, each.name)})
    session.add_all(rows)
    await session.flush()
    await promise(session, [_fetch(who, each, now=now) for each in rows], now=now)
    return rows


async def require_brought(session: AsyncSession, it: Held, terms: Terms) -> None:
    """Rejected while a file of these terms is still on its way from Slack: nobody approves what is not there."""
    named = {each.file for each in terms.attachments}
    if not named:
        return
    found = await repository.files_of_plan(session, it.sight, it.plan.key)
    waiting = [each.name for each in found if each.key in named and each.state == FileState.WAITING]
    if waiting:
        raise Rejected("improvement-error-file-waiting", name=waiting[0])


async def forget_unnamed(session: AsyncSession, it: Held) -> None:
    """Files that were uploaded into terms and that no version names any more."""
    await session.flush()
    versions = await termsheets.versions_of(session, it.sight, it.plan.key)
    named = {each.file for row in versions for each in terms_in(row).attachments}
    for each in await repository.files_of_plan(session, it.sight, it.plan.key):
        if each.note_id is None and each.key not in named:
            await session.delete(each)
    await session.flush()


async def keep(session: AsyncSession, content: bytes | None, *, workspace_id: int, file_id: int, now: datetime) -> None:
    """What was brought from Slack, if it is still waited for; None when it is not there any more. What cannot be kept
    is taken out of terms, and whoever has uploaded it hears of it."""
    found = await repository.file_named(session, workspace_id, file_id)
    member_id = await plans.subject_of(session, workspace_id, found.plan_id) if found else None
    if found is None or member_id is None:
        return
    it = await held_by_dates(session, people.for_member(workspace_id, member_id), found.plan_id)
    row = await repository.file_to_keep(session, workspace_id, file_id)
    if it is None or row is None or row.state != FileState.WAITING:
        return
    fault = fault_in(row.name, content)
    if fault is None and content is not None:
        row.state, row.content = FileState.KEPT, content
        row.size, row.sha256 = len(content), sha256(content).hexdigest()
    else:
        row.state, row.reason = FileState.REFUSED, fault
        await _leave_out(session, it, row.key)
        await _tell_refused(session, row, now=now)
    session.add(row)
    await session.flush()


async def _leave_out(session: AsyncSession, it: Held, file_id: int) -> None:
    """Of terms that nobody has published; the others wait for their files before they are sent."""
    for row in await termsheets.versions_of(session, it.sight, it.plan.key):
        terms = terms_in(row)
        left = tuple(each for each in terms.attachments if each.file != file_id)
        if row.published_at is None and left != terms.attachments:
            row.content = terms.model_copy(update={"attachments": left}).model_dump_json()
            session.add(row)


async def _tell_refused(session: AsyncSession, row: PlanFile, *, now: datetime) -> None:
    member = await people.member(session, row.workspace_id, row.uploaded_by)
    if not member.is_active:
        return
    due_at = await people.when_to_tell(session, member, now=now)
    place = (row.workspace_id, keys.refused_key(row.key), keys.REFUSED, member.slack_user)
    await promise(session, [Promise(*place, due_at, {"id": row.key}, is_private=True)], now=now)


def _row(who: Who, it: Held, each: Uploaded, note_id: int | None, *, now: datetime) -> PlanFile:
    name = clean_name(each.name)
    return PlanFile(
        workspace_id=who.workspace_id,
        plan_id=it.plan.key,
        note_id=note_id,
        uploaded_by=who.member_id,
        uploaded_at=now,
        slack_id=each.id,
        name=name,
        media_type=MEDIA_TYPES.get(end_of(name), ""),
        size=each.size,
    )


def _fetch(who: Who, row: PlanFile, *, now: datetime) -> Promise:
    place = (who.workspace_id, keys.fetch_key(row.key), keys.FETCH, who.slack_user)
    return Promise(*place, now, {"id": row.key}, operation=FETCH, is_private=True)
