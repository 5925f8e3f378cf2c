"""What only its writer knows of: drafts, and how severely they rate. For themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.reviews import repository
from bot.features.reviews.repository import drafts
from bot.features.reviews.rules.leniency import Leaning
from bot.features.reviews.service.drafts import HAVE_KEY, drafts_of
from bot.features.reviews.service.rating import own_pseudonym


async def stored_privately(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: drafts of cycles whose results are not out, and how the member rated in those that are."""
    member = await people.member(session, workspace_id, member_id)
    who, found = who_is(member), []
    for cycle in await repository.unreleased_cycles(session, workspace_id):
        written = await drafts_of(session, who, cycle)
        names = await people.members_by_id(session, workspace_id, written.keys())
        found += [
            {
                "month": cycle.month,
                "about": _name(names.get(key)),
                "metric": metric,
                "choice": each.choice,
                "draft": each.case,
            }
            for key, answers in sorted(written.items())
            for metric, each in answers.items()
        ]
    leanings = await drafts.leanings_of(session, people.own(who))
    return {
        "rating_drafts": found,
        "rating_leanings": [
            {"month": cycle.month, "kind": cycle.kind, "leaning": Leaning(leaning).name.lower().replace("_", " ")}
            for cycle, leaning in leanings
        ],
    }


async def forget_privately(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Drafts by and about the member, and how they rated."""
    who = who_is(await people.member(session, workspace_id, member_id))
    for cycle in await repository.unreleased_cycles(session, workspace_id):
        if cycle.state in HAVE_KEY:
            own = await own_pseudonym(session, who, cycle.key)
            await drafts.remove_draft(session, workspace_id, cycle.key, pseudonym=own)
    await drafts.remove_drafts_about(session, workspace_id, member_id)
    await drafts.remove_leanings(session, workspace_id, member_id)


def _name(member: Member | None) -> str:
    return member.name if member else ""
