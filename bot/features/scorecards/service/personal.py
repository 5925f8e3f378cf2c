"""A member's own cards with their receipts: for themselves, and how they are forgotten."""

import json
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import promise
from bot.features.people import service as people
from bot.features.scorecards import repository
from bot.features.scorecards.service.team_posting import post_edit

CARD = ("period", "revision", "reason", "explanation", "score", "band", "coverage", "is_complete", "published_at")
QUESTION = ("period", "revision", "asked_at", "text", "answered_at", "answer", "sets_aside")
CHOICE = ("is_asked", "may_be_star", "changed_at")
WIN = ("period", "metric", "value", "attainment", "is_best", "state", "asked_at", "answered_at")
STAR = ("period", "scheme", "named_at", "taken_back_at")
LINE = ("metric", "dimension", "reason", "value", "unit", "target", "attainment", "points", "weight")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """`cards` with whole receipts, and `card_lines`, what each of their metrics came to; by period. What they asked
    about them, with the answers, which they have read, and what they are named with."""
    found: dict[str, list[dict[str, Any]]] = {"cards": [], "card_lines": [], "card_questions": [], "card_readings": []}
    for period, revision, read_at in await repository.every_reading(session, workspace_id, member_id):
        found["card_readings"].append({"period": period, "revision": revision, "read_at": read_at})
    for asked in await repository.every_question(session, workspace_id, member_id):
        found["card_questions"].append({name: getattr(asked, name) for name in QUESTION})
    for card in await repository.every_card(session, workspace_id, member_id):
        receipt = json.loads(card.receipt)
        found["cards"].append({**{name: getattr(card, name) for name in CARD}, "receipt": receipt})
        found["card_lines"] += [
            {"period": card.period, "revision": card.revision, **{name: line.get(name) for name in LINE}}
            for line in receipt["metrics"]
        ]
    return found | await _named(session, workspace_id, member_id)


async def _named(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    about = (session, workspace_id, member_id)
    return {
        "sharing": [{name: getattr(row, name) for name in CHOICE} for row in await repository.every_choice(*about)],
        "wins": [{name: getattr(row, name) for name in WIN} for row in await repository.every_win(*about)],
        "stars": [{name: getattr(row, name) for name in STAR} for row in await repository.every_star(*about)],
    }


async def forget_cards(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """Team cards hold their own figures and count without them as before; posts name them no longer. Of a hold of
    theirs the reason goes."""
    named = {(row.team_id, row.period) for row in await repository.every_win(session, workspace_id, member_id)}
    named |= {(row.team_id, row.period) for row in await repository.every_star(session, workspace_id, member_id)}
    teams = {team.key: team for team in await people.teams(session, workspace_id)} if named else {}
    edits = [
        post_edit(teams[team_id], period, f"forgotten:{member_id}", now=now)
        for team_id, period in sorted(named)
        if teams[team_id].channel
    ]
    await repository.remove_named(session, workspace_id, member_id)
    await promise(session, edits, now=now)
    await repository.remove_cards(session, workspace_id, member_id)
    await repository.forget_holder(session, workspace_id, member_id)
