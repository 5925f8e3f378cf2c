"""What a member may have of plans in their own copy."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.improvement.models import Plan, PlanAppeal, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.repository import personal
from bot.features.improvement.rules.documents import Document, Reader, files_in, seen_by
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.documents import Around, Rows, compose
from bot.features.people import service as people
from bot.features.people.service.lookup import who_is

SECTIONS = (
    "plan_warnings",
    "plans",
    "plan_terms",
    "plan_history",
    "plan_notes",
    "plan_files",
    "plan_appeals",
    "plan_words_given",
)
Section = dict[str, Any]
UNTOLD = ("ref", "file")
"""Names by which parts of terms go among themselves."""


async def stored_about(
    session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime
) -> dict[str, list[Section]]:
    """By kind: early warnings; of each plan that was published to them what `rules.documents` lets the person see; what
    they wrote in plans of others. Nothing of proposals, drafts, and what others wrote for each other."""
    found: dict[str, list[Section]] = {name: [] for name in SECTIONS}
    for row in await personal.every_warning(session, workspace_id, member_id):
        found["plan_warnings"].append({"month": row.month, "noticed_at": row.made_at})
    zone = who_is(await people.member(session, workspace_id, member_id)).zone
    for number, plan in enumerate(await personal.every_plan_about(session, workspace_id, member_id), 1):
        rows = await _rows(session, plan)
        around = Around(await _names(session, rows), zone)
        try:
            document = seen_by(compose(rows, around, made_at=now), Reader.PERSON)
        except Rejected:
            continue
        for name, told in {**_told(document), "plan_files": _files(rows, document)}.items():
            found[name] += [{"number": number, **each} for each in told]
    found["plan_words_given"] = await _given(session, workspace_id, member_id)
    return found


async def _rows(session: AsyncSession, plan: Plan) -> Rows:
    terms, moves, notes, appeals = [
        await personal.every_row_of(session, table, plan) for table in (PlanTerms, PlanMove, PlanNote, PlanAppeal)
    ]
    files = await personal.every_file_about(session, plan)
    return Rows(plan, terms, moves, notes, appeal=appeals[0] if appeals else None, files=files)


async def _names(session: AsyncSession, rows: Rows) -> Mapping[int, str]:
    keys = {rows.plan.member_id, rows.plan.owner_id, *(each.author_id for each in rows.notes)}
    keys |= {each.written_by for each in rows.terms} | {each.approved_by for each in rows.terms if each.approved_by}
    keys |= {each.by_id for each in rows.moves if each.by_id}
    return {key: each.name for key, each in (await people.members_by_id(session, rows.plan.workspace_id, keys)).items()}


def _told(document: Document) -> dict[str, list[Section]]:
    """Cells of the person's view; whoever of a committee decided is not named."""
    plan = {
        "kind": document.kind,
        "state": document.state.value,
        "manager": document.manager,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "consequence": document.consequence.value if document.consequence else None,
    }
    appeal = document.appeal
    return {
        "plans": [plan],
        "plan_terms": [
            {
                "version": each.number,
                "published_on": each.published_on,
                "content": _plainly(each.terms),
                "answer": each.answer,
                "answered_on": each.answered_on,
                "comment": each.comment,
            }
            for each in document.versions
        ],
        "plan_history": [
            {"on": each.on, "move": each.move.value, "state": each.to.value, "by": each.by.value, "reason": each.reason}
            for each in document.moves
        ],
        "plan_notes": [
            {
                "on": each.on,
                "kind": each.kind.value,
                "author": each.name,
                "ref": each.ref,
                "mood": each.mood,
                "text": each.text,
            }
            for each in document.notes
        ],
        "plan_appeals": [asdict(appeal)] if appeal else [],
    }


def _files(rows: Rows, document: Document) -> list[Section]:
    """What is attached to what the person may read; the files themselves are behind their buttons in the plan."""
    readable = files_in(document)
    told = ("media_type", "size", "sha256", "uploaded_at")
    return [
        {"file_name": each.name, **{name: getattr(each, name) for name in told}}
        for each in rows.files
        if each.key in readable
    ]


def _plainly(terms: Terms) -> str:
    """Texts, numbers and days as they stand in the form, one after the other."""
    told = terms.model_dump(mode="json")
    return " · ".join(f"{name}: {_joined(value)}" for name, value in told.items())


def _joined(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(each) for name, each in value.items() if each not in (None, "") and name not in UNTOLD)
    return "; ".join(_joined(each) for each in value) if isinstance(value, list) else str(value)


async def _given(session: AsyncSession, workspace_id: int, member_id: int) -> list[Section]:
    """In order of what it is; each with whom it is about."""
    terms = await personal.every_terms_by(session, workspace_id, member_id)
    notes = await personal.every_note_by(session, workspace_id, member_id)
    reasons = await personal.every_reason_by(session, workspace_id, member_id)
    files = await personal.every_file_by(session, workspace_id, member_id)
    about = {key for key, _ in (*terms, *notes, *reasons, *files)}
    names = {key: each.name for key, each in (await people.members_by_id(session, workspace_id, about)).items()}
    said = [
        *((key, "terms", row.published_at, _plainly(Terms.model_validate_json(row.content))) for key, row in terms),
        *((key, row.kind, row.written_at, row.text) for key, row in notes),
        *((key, row.move, row.at, row.reason) for key, row in reasons),
        *((key, "file", row.uploaded_at, row.name) for key, row in files),
    ]
    return [{"about": names.get(key), "kind": kind, "at": at, "text": text} for key, kind, at, text in said]
