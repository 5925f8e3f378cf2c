"""A member's own reports, what was said about them and by them: for themselves, and how it is forgotten."""

import json
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.models import Appraisal, AppraisalRating
from bot.features.appraisals.repository import personal
from bot.features.people import service as people

REPORT = ("results", "shortcomings", "plan", "submitted_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: own reports; ratings about them that are published, with their authors; ratings that they gave, and
    forms that they have begun, with whom these are about."""
    reports = await personal.every_report(session, workspace_id, member_id)
    about = await personal.every_rating_about(session, workspace_id, member_id)
    given = await personal.every_rating_by(session, workspace_id, member_id)
    drafts = await personal.every_draft(session, workspace_id, member_id)
    others = {row.author_id for _, row, _ in about} | {row.member_id for _, row, _ in given}
    others |= {row.subject_id for _, row in drafts}
    names = {key: each.name for key, each in (await people.members_by_id(session, workspace_id, others)).items()}
    return {
        "self_reports": [{"month": month, **{name: getattr(row, name) for name in REPORT}} for month, row in reports],
        "appraisals": [{**_cells(*each), "author": names.get(each[1].author_id)} for each in about],
        "appraisals_given": [{**_cells(*each), "about": names.get(each[1].member_id)} for each in given],
        "appraisal_drafts": [
            {"month": month, "about": names.get(row.subject_id), "content": _plainly(row.content)}
            for month, row in drafts
        ],
    }


async def forget_appraisals(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What they reported, what was said about them and what they have begun. What they said about others stays with
    those others, signed by a number."""
    await personal.remove_reports(session, workspace_id, member_id)
    await personal.remove_appraisals(session, workspace_id, member_id)
    await personal.remove_drafts(session, workspace_id, member_id)


def _cells(month: str, row: Appraisal, rating: AppraisalRating) -> dict[str, Any]:
    return {
        "month": month,
        "revision": row.revision,
        "metric": rating.metric,
        "value": rating.value,
        "case": rating.case_text,
        "reason": row.reason,
        "submitted_at": row.submitted_at,
    }


def _plainly(content: str) -> str:
    """Texts and numbers as they stand in the form, one after the other."""
    told = json.loads(content)
    return " · ".join(f"{name}: {value}" for name, value in told.items())
