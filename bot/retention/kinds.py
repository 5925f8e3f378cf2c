"""What is kept how long: for each kind the setting, the day from which it is kept, and the rows that are older."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.uploaded import OldPictures
from bot.features.appraisals import service as appraisals
from bot.features.campaigns import service as campaigns
from bot.features.feedback.service.personal import old_feedback
from bot.features.goals import service as goals
from bot.features.improvement.service.personal import old_plans
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.points import service as points
from bot.features.privacy import service as privacy
from bot.features.retrospectives import service as retrospectives
from bot.features.reviews.service.personal import old_collaboration, old_results
from bot.features.scorecards import service as scorecards
from bot.features.talks import service as talks
from bot.features.voices import service as voices
from bot.retention.rules import (
    NEVER,
    oldest_day_of_absences,
    oldest_kept,
    oldest_month,
    oldest_month_of_figures,
)
from bot.settings import Settings

COLLABORATION_MONTHS = 4
"""What raters are chosen by looks back three."""
CAMPAIGN_MONTHS = 13
"""After the end: last year's can be looked at when this year's is planned."""


class Old(Protocol):
    """Rows that are too old."""

    async def count(self, session: AsyncSession) -> int: ...

    async def batch(self, session: AsyncSession) -> int:
        """Deletes some of them; how many, 0 when there are none left."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """`months` as set, 0 for ever; `before` is the first day that is kept, None when nothing may go."""

    name: str
    months: int
    before: date | None
    rows: tuple[Old, ...]


async def kinds_of(session: AsyncSession, workspace_id: int, settings: Settings, *, today: date) -> tuple[Kind, ...]:
    """As of a day where the workspace is."""
    closed = await scorecards.last_closed(session, workspace_id)
    return tuple(_kinds(workspace_id, settings, today, closed))


def _kinds(workspace_id: int, settings: Settings, today: date, closed: date | None) -> Iterator[Kind]:
    before = oldest_kept(today, settings.keep_day_notes_months)
    yield Kind("day_notes", settings.keep_day_notes_months, before, (metrics.old_day_notes(workspace_id, before),))
    before = oldest_day_of_absences(today, settings.keep_absences_months, closed)
    yield Kind("absences", settings.keep_absences_months, before, (people.old_absences(workspace_id, before),))
    if (months := settings.keep_texts_months) == NEVER:
        yield Kind("texts", months, None, ())
        yield Kind("retrospectives", months, None, ())
    else:
        before = oldest_kept(today, months)
        texts = (
            metrics.old_texts(workspace_id, before),
            metrics.old_reasons(workspace_id, before),
            *old_feedback(workspace_id, before, settings.zone),
            voices.old_comments(workspace_id, before),
        )
        yield Kind("texts", months, before, texts)
        looked_back = retrospectives.old_notes(workspace_id, before), retrospectives.old_actions(workspace_id, before)
        yield Kind("retrospectives", months, before, looked_back)
    months = settings.keep_figures_months
    first = None if months == NEVER else oldest_month_of_figures(today, months, closed)
    yield Kind("figures", months, first, (metrics.OldFigures(workspace_id, first),) if first else ())
    months = settings.keep_cards_months
    first = None if months == NEVER else oldest_month(today, months)
    cards = (*scorecards.old_cards(workspace_id, first), *voices.old_answers(workspace_id, first)) if first else ()
    pictures = (OldPictures(workspace_id, first),) if first else ()
    yield Kind("cards", months, first, (*cards, *pictures))
    yield Kind("talks", months, first, talks.old_talks(workspace_id, first) if first else ())
    yield Kind("goals", months, first, goals.old_goals(workspace_id, first) if first else ())
    yield Kind("points", months, first, points.old_points(workspace_id, first) if first else ())
    yield Kind("ratings", months, first, old_results(workspace_id, first) if first else ())
    before = oldest_month(today, COLLABORATION_MONTHS)
    yield Kind("collaboration", COLLABORATION_MONTHS, before, (old_collaboration(workspace_id, before),))
    before = oldest_kept(today, CAMPAIGN_MONTHS)
    yield Kind("campaigns", CAMPAIGN_MONTHS, before, campaigns.old_campaigns(workspace_id, before))
    yield Kind("appraisals", months, first, appraisals.old_appraisals(workspace_id, first) if first else ())
    months = settings.keep_plans_months
    since = None if months == NEVER else oldest_kept(today, months)
    yield Kind("plans", months, since, old_plans(workspace_id, since, settings.zone) if since else ())


async def due_for_erasure(session: AsyncSession, workspace_id: int, settings: Settings, *, today: date) -> list[int]:
    """Numbers of the members who left so long ago that nothing of them is to be kept and who are not forgotten yet;
    none where people are kept."""
    if settings.keep_left_months == NEVER:
        return []
    before = oldest_kept(today, settings.keep_left_months)
    gone = await privacy.forgotten(session, workspace_id)
    return [each for each in await people.members_left(session, workspace_id, before=before) if each not in gone]
