"""What is stored about a member in retrospectives: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.retrospectives.repository.personal import every_action, every_membership, every_note, remove_own

RETROSPECTIVE = ("title", "opened_on", "closes_on", "state")
ACTION = ("due_on", "state", "done_on")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind. Notes as long as the retrospective is open: afterwards nobody knows whose they are."""
    rows = await every_membership(session, workspace_id, member_id)
    titles = {row.key: row.title for row in rows}
    notes = await every_note(session, workspace_id, member_id)
    actions = await every_action(session, workspace_id, member_id)
    return {
        "retrospectives": [
            {**{name: getattr(row, name) for name in RETROSPECTIVE}, "is_lead": row.lead_id == member_id}
            for row in rows
        ],
        "retro_notes": [
            {"title": titles.get(each.retrospective_id), "kind": each.kind, "text": each.text} for each in notes
        ],
        "retro_actions": [
            {
                "text": each.text,
                **{name: getattr(each, name) for name in ACTION},
                # Why somebody else has put it off is not theirs to have.
                "reason": each.reason if each.owner_id == member_id else "",
                "is_owner": each.owner_id == member_id,
            }
            for each in actions
        ],
    }


async def forget_notes(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What is left of them has no author; actions are the project's and go back to its lead."""
    await remove_own(session, workspace_id, member_id)
