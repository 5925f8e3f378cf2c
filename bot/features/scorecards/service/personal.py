"""A member's own cards with their receipts: for themselves, and how they are forgotten."""

import json
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import repository

CARD = ("period", "revision", "reason", "score", "band", "coverage", "is_complete", "published_at")
QUESTION = ("period", "asked_at", "text", "answered_at", "answer", "sets_aside")
LINE = ("metric", "dimension", "reason", "value", "unit", "target", "attainment", "points", "weight")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """`cards` with whole receipts, and `card_lines`, what each of their metrics came to; by period. What they asked
    about them, with the answers, and which they have read."""
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
    return found


async def forget_cards(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Team cards hold their own figures and count without them as before. Of a hold of theirs the reason goes."""
    await repository.remove_cards(session, workspace_id, member_id)
    await repository.forget_holder(session, workspace_id, member_id)
