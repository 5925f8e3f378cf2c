"""A computed card as a row, and the message about it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import scoring
from bot.delivery.models import PICTURE as BRING
from bot.delivery.promises import Promise
from bot.features.people.models import Member
from bot.features.scorecards.models import FIRST_REVISION

if TYPE_CHECKING:
    from scoring.card import Card as Computed
    from scoring.receipt import SpecialLine, TeamGoalLine

CARD, PICTURE = "scorecards.card", "scorecards.picture"
DIGITS = 16


def card_row(
    card: "Computed",
    *,
    workspace_id: int,
    member_id: int,
    team_id: int,
    scheme_version_id: int,
    now: datetime,
    revision: int = FIRST_REVISION,
    reason: str = "",
    goals: Sequence["TeamGoalLine"] = (),
    special: Sequence["SpecialLine"] = (),
) -> dict[str, Any]:
    """With its receipt, which takes a thousandth of a second; `goals` are what the team's attainment is made of,
    `special` what the special points are."""
    return {
        "workspace_id": workspace_id,
        "member_id": member_id,
        "team_id": team_id,
        "period": str(card.period),
        "revision": revision,
        "reason": reason,
        "scheme_version_id": scheme_version_id,
        "score": card.score,
        "band": card.band.id if card.band else None,
        "coverage": card.coverage,
        "is_complete": card.is_complete,
        "receipt": scoring.explain.explain(card, team_goals=goals, special_points=special).model_dump_json(),
        "published_at": now,
    }


def card_key(member_id: int, period: str, revision: int) -> str:
    """Of the message that tells somebody of a revision."""
    return f"card:{member_id}:{period}:{revision}"


def card_payload(member_id: int, period: str, revision: int) -> dict[str, Any]:
    """Of the same message."""
    return {"member_id": member_id, "period": period, "revision": revision}


def card_promise(
    member: Member, *, workspace_id: int, period: str, now: datetime, revision: int = FIRST_REVISION
) -> Promise:
    return Promise(
        workspace_id=workspace_id,
        key=card_key(member.key, period, revision),
        kind=CARD,
        recipient=member.slack_user,
        due_at=now,
        payload=card_payload(member.key, period, revision),
    )


def picture_promise(member: Member, *, workspace_id: int, period: str, receipt: str, now: datetime) -> Promise:
    """The picture of a card that is made and not out yet comes to Slack ahead; anew when the card comes to differ."""
    digest = hashlib.sha256(receipt.encode()).hexdigest()[:DIGITS]
    return Promise(
        workspace_id=workspace_id,
        key=f"picture:{member.key}:{period}:{digest}",
        kind=PICTURE,
        recipient=member.slack_user,
        due_at=now,
        payload={"member_id": member.key, "period": period},
        operation=BRING,
    )
