"""Everything about a member: what they may have a copy of, and how it is forgotten."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.voices import repository
from bot.features.voices.repository import About
from bot.features.voices.service.reading import results_about

Rows = list[dict[str, Any]]
EVERYWHERE = timedelta(hours=12)
"""After midnight in UTC a day is over in every zone."""


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> dict[str, Rows]:
    """What people outside said about them, as far as they are shown it, and what they asked about others. Single
    answers are nobody's to have: they would tell who gave them."""
    today = (now - EVERYWHERE).date()
    about = About(workspace_id, member_id=member_id)
    said: Rows = []
    comments: Rows = []
    for each in await results_about(session, about, today=today):
        period = str(each.period)
        said += [
            {
                "period": period,
                "metric": line.title.en,
                "value": line.rating.mean if line.rating else None,
                "people": line.rating.count if line.rating else None,
            }
            for line in each.lines
        ]
        comments += [{"period": period, "note": text} for text in each.comments]
    asked = await repository.every_request_by(session, workspace_id, member_id)
    labels = await repository.links_of(session, workspace_id, [each.key for each in asked])
    named = {each.key: [link.label for link in labels if link.request_id == each.key] for each in asked}
    return {
        "voices": said,
        "voice_comments": comments,
        "voice_requests": [
            {"period": each.period, "people": each.asked, "ends_at": each.ends_at, "note": ", ".join(named[each.key])}
            for each in asked
        ],
    }


async def forget_voices(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What was asked and said about them, and the names they gave to links."""
    await repository.forget_about(session, workspace_id, member_id)
