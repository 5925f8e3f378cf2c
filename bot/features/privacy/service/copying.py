"""A member's right to a copy: everything that is stored about them, once a day at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.reading import Asked, Found, search
from bot.delivery.models import FILE
from bot.delivery.personal import stored_about as deliveries_to
from bot.delivery.promises import Promise, promise
from bot.delivery.uploaded import pictures_about
from bot.errors import Rejected
from bot.features.appraisals.service.personal import stored_about as appraised
from bot.features.campaigns.service.personal import stored_about as campaigns_of
from bot.features.feedback.service.personal import stored_about as feedback_of
from bot.features.goals.service.personal import stored_about as goals_of
from bot.features.metrics.service.personal import stored_about as told_by
from bot.features.people import service as people
from bot.features.people.service.personal import stored_about as known_of
from bot.features.points.service.personal import stored_about as points_of
from bot.features.privacy import repository
from bot.features.retrospectives.service.personal import stored_about as looked_back_by
from bot.features.reviews.service.named import stored_about as names_of
from bot.features.reviews.service.personal import stored_about as reviews_of
from bot.features.reviews.service.private import stored_privately as ratings_of
from bot.features.schemes.service.personal import stored_about as targets_of
from bot.features.scorecards.service.personal import stored_about as cards_of
from bot.features.talks.service.personal import stored_about as talks_of
from bot.features.voices.service.personal import stored_about as voices_about
from bot.features.workflows.service.personal import stored_about as steps_of
from bot.scheduling.personal import stored_about as planned_for
from bot.turn import Turn, Who

EXPORT = "privacy.export"
REQUEST = ("asked_at", "state", "reason", "decided_at", "decision_reason")
MOST_AUDITED = 10_000
"""The newest; whoever has more finds the older ones in `/perf audit`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`sections` by kind in a fixed order, each a list of rows; `who` it is about, and when it was made."""

    who: Who
    made_at: datetime
    sections: Mapping[str, list[dict[str, Any]]]


async def ask_for_copy(turn: Turn) -> None:
    """Promise the file as a direct message; it is made when it is sent. Rejected for a second one on the same day."""
    who = turn.who
    key = f"export:{who.member_id}:{turn.today.isoformat()}"
    wanted = Promise(
        who.workspace_id, key, EXPORT, who.slack_user, turn.now, {"member_id": who.member_id}, operation=FILE
    )
    if not await promise(turn.session, [wanted], now=turn.now):
        raise Rejected("privacy-error-once-a-day")
    await record(turn.session, Entry.of(who, Action.OWN_DATA_EXPORTED, Subject.MEMBER, who.member_id))


async def copy_of(session: AsyncSession, workspace_id: int, slack_user: str, member_id: int, now: datetime) -> Copy:
    """For the direct message of exactly this member; Rejected when the account belongs to nobody active, or another."""
    # Here, for it takes what computes cards, of which a process that makes no copy has no need.
    from bot.features.improvement.service.copied import stored_about as plans_of

    who = await people.reader(session, workspace_id, slack_user)
    if who.member_id != member_id:
        raise Rejected("edge-not-a-member")
    earlier = await people.earlier_accounts(session, workspace_id, member_id)
    accounts = await people.members_by_id(session, workspace_id, earlier)
    users = [slack_user, *(each.slack_user for each in accounts.values())]
    deliveries = [row for user in users for row in (await deliveries_to(session, workspace_id, user))["deliveries"]]
    pictures = [row for user in users for row in await pictures_about(session, workspace_id, user)]
    requests = await repository.requests_of(session, workspace_id, member_id)
    known = await known_of(session, workspace_id, member_id)
    for each in earlier:
        known["profile"] += (await known_of(session, workspace_id, each))["profile"]
    sections = {
        **known,
        **await told_by(session, workspace_id, member_id),
        **await targets_of(session, workspace_id, member_id),
        **await cards_of(session, workspace_id, member_id),
        **await feedback_of(session, workspace_id, member_id),
        **await reviews_of(session, workspace_id, member_id),
        **await voices_about(session, workspace_id, member_id, now=now),
        **await looked_back_by(session, workspace_id, member_id),
        **await campaigns_of(session, workspace_id, member_id),
        **await appraised(session, workspace_id, member_id),
        **await plans_of(session, workspace_id, member_id, now=now),
        **await goals_of(session, workspace_id, member_id),
        **await points_of(session, workspace_id, member_id),
        **await talks_of(session, workspace_id, member_id),
        **await steps_of(session, workspace_id, member_id),
        **await ratings_of(session, workspace_id, member_id),
        **await names_of(session, workspace_id, member_id),
        **await planned_for(session, workspace_id, member_id),
        "requests": [{name: getattr(each, name) for name in REQUEST} for each in requests],
        "deliveries": deliveries,
        "pictures": pictures,
        "audit": await _audited(session, who, earlier),
    }
    return Copy(who, now, sections)


async def _audited(session: AsyncSession, who: Who, earlier: tuple[int, ...]) -> list[dict[str, Any]]:
    """What `/perf audit` shows: what others did with what is the member's own."""
    asked = Asked(about=who.member_id, by_others=True, earlier=earlier)
    entries = await search(session, who.workspace_id, asked, limit=MOST_AUDITED)
    found = [each for each in entries if isinstance(each, Found)]
    actors = {each.actor_id for each in found if each.actor_id is not None}
    names = {key: each.name for key, each in (await people.members_by_id(session, who.workspace_id, actors)).items()}
    return [{"at": each.at, "action": each.action.value, "by": _by(each, names)} for each in found]


def _by(found: Found, names: Mapping[int, str]) -> str:
    if found.by is not By.MEMBER or found.actor_id is None:
        return found.by.value
    return names.get(found.actor_id, str(found.actor_id))
