"""SQL of what was said: reports, ratings, and forms that were begun."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, delete, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRating, AppraisalRound, SelfReport
from bot.features.metrics.repository.statements import run
from bot.features.people.models import Reporting
from bot.features.people.repository.prompts import is_in_team
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight


async def report_of(session: AsyncSession, sight: Sight, round_id: int) -> SelfReport | None:
    """Also one that is only asked for."""
    query = select(SelfReport).where(
        SelfReport.workspace_id == sight.workspace_id,
        SelfReport.member_id == sight.member_id,
        SelfReport.round_id == round_id,
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def newest_report(session: AsyncSession, sight: Sight) -> tuple[AppraisalRound, SelfReport] | None:
    """The last one that was sent."""
    query = (
        select(AppraisalRound, SelfReport)
        .join(SelfReport, col(SelfReport.round_id) == col(AppraisalRound.id))
        .where(
            SelfReport.workspace_id == sight.workspace_id,
            SelfReport.member_id == sight.member_id,
            col(SelfReport.submitted_at).is_not(None),
        )
    )
    found = (await session.exec(query.order_by(col(AppraisalRound.month).desc()).limit(1))).first()
    return (found[0], found[1]) if found else None


async def reports_in(
    session: AsyncSession, workspace_id: int, round_id: int, *, member_ids: Collection[int] | None = None
) -> dict[int, bool]:
    """Member → whether the report is in; False for one that HR has asked for. Nothing of what it says."""
    query = select(SelfReport.member_id, col(SelfReport.submitted_at).is_not(None))
    query = query.where(SelfReport.workspace_id == workspace_id, SelfReport.round_id == round_id)
    if member_ids is not None:
        query = query.where(col(SelfReport.member_id).in_(member_ids))
    return dict((await session.exec(query)).all())


async def asked_outside(session: AsyncSession, workspace_id: int, round_id: int, *, on: date) -> set[int]:
    """Members in no team on that day whom HR has asked for a report that is not in."""
    query = select(SelfReport.member_id).where(
        SelfReport.workspace_id == workspace_id,
        SelfReport.round_id == round_id,
        col(SelfReport.submitted_at).is_(None),
        ~is_in_team(workspace_id, SelfReport.member_id, on),
    )
    return set((await session.exec(query)).all())


async def rated_in(
    session: AsyncSession, workspace_id: int, round_id: int, *, member_ids: Collection[int] | None = None
) -> set[int]:
    """Members about whom something was said. Not what."""
    query = select(Appraisal.member_id).where(Appraisal.workspace_id == workspace_id, Appraisal.round_id == round_id)
    if member_ids is not None:
        query = query.where(col(Appraisal.member_id).in_(member_ids))
    return set((await session.exec(query.distinct())).all())


async def revisions_in(session: AsyncSession, workspace_id: int, round_id: int) -> dict[int, int]:
    """Member → number of the revision that counts."""
    query = (
        select(Appraisal.member_id, func.max(Appraisal.revision))
        .where(Appraisal.workspace_id == workspace_id, Appraisal.round_id == round_id)
        .group_by(col(Appraisal.member_id))
    )
    return dict((await session.exec(query)).all())


async def appraisal_of(session: AsyncSession, sight: Sight, round_id: int) -> Appraisal | None:
    """The revision that counts, published or not: whoever shows it looks at the round."""
    query = select(Appraisal).where(
        Appraisal.workspace_id == sight.workspace_id,
        Appraisal.member_id == sight.member_id,
        Appraisal.round_id == round_id,
    )
    newest = query.order_by(col(Appraisal.revision).desc()).limit(1)
    return (await session.exec(newest.execution_options(populate_existing=True))).first()


async def newest_round_of(session: AsyncSession, sight: Sight, *, published: bool) -> AppraisalRound | None:
    """The last round in which somebody said something about the member; with `published`, of those that are."""
    query = (
        select(AppraisalRound)
        .join(Appraisal, col(Appraisal.round_id) == col(AppraisalRound.id))
        .where(Appraisal.workspace_id == sight.workspace_id, Appraisal.member_id == sight.member_id)
    )
    if published:
        query = query.where(col(AppraisalRound.published_at).is_not(None))
    return (await session.exec(query.order_by(col(AppraisalRound.month).desc()).limit(1))).first()


async def ratings_of(session: AsyncSession, sight: Sight, appraisal_id: int) -> list[AppraisalRating]:
    """Of an appraisal of the member's; none of another's."""
    query = (
        select(AppraisalRating)
        .join(Appraisal, col(Appraisal.id) == col(AppraisalRating.appraisal_id))
        .where(
            AppraisalRating.workspace_id == sight.workspace_id,
            AppraisalRating.appraisal_id == appraisal_id,
            Appraisal.member_id == sight.member_id,
        )
    )
    return list((await session.exec(query.order_by(col(AppraisalRating.id)))).all())


async def replace_ratings(
    session: AsyncSession, workspace_id: int, appraisal_id: int, rows: Sequence[AppraisalRating]
) -> None:
    whose = col(AppraisalRating.workspace_id) == workspace_id, col(AppraisalRating.appraisal_id) == appraisal_id
    await session.exec(delete(AppraisalRating).where(*whose))
    session.add_all(rows)
    await session.flush()


async def scored(
    session: AsyncSession, workspace_id: int, months: Collection[str], member_ids: Collection[int] | None
) -> list[tuple[str, int, int, str, int]]:
    """Month, member, author, metric and value of what counts; without members of everybody."""
    in_months = select(AppraisalRound.id).where(
        AppraisalRound.workspace_id == workspace_id, col(AppraisalRound.month).in_(months)
    )
    counts = (
        select(Appraisal.round_id, Appraisal.member_id, func.max(Appraisal.revision).label("revision"))
        .where(Appraisal.workspace_id == workspace_id, col(Appraisal.round_id).in_(in_months))
        .group_by(col(Appraisal.round_id), col(Appraisal.member_id))
        .subquery()
    )
    is_newest = and_(
        counts.c.round_id == Appraisal.round_id,
        counts.c.member_id == Appraisal.member_id,
        counts.c.revision == Appraisal.revision,
    )
    columns = (
        col(AppraisalRound.month),
        col(Appraisal.member_id),
        col(Appraisal.author_id),
        col(AppraisalRating.metric),
        col(AppraisalRating.value),
    )
    query = (
        select_columns(*columns)
        .join(Appraisal, col(Appraisal.round_id) == col(AppraisalRound.id))
        .join(counts, is_newest)
        .join(AppraisalRating, col(AppraisalRating.appraisal_id) == col(Appraisal.id))
        .where(col(AppraisalRound.workspace_id) == workspace_id, col(AppraisalRound.month).in_(months))
        .where(col(AppraisalRating.value).is_not(None))
    )
    if member_ids is not None:
        query = query.where(col(Appraisal.member_id).in_(member_ids))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in (await run(session, query)).all()]


async def sent_since(
    session: AsyncSession, workspace_id: int, moments: Mapping[int, datetime]
) -> list[tuple[int, int]]:
    """Round and member of what was sent about somebody later than the moment of its round."""
    if not moments:
        return []
    later = [
        and_(col(Appraisal.round_id) == round_id, col(Appraisal.submitted_at) > moment)
        for round_id, moment in moments.items()
    ]
    query = select(Appraisal.round_id, Appraisal.member_id).where(Appraisal.workspace_id == workspace_id, or_(*later))
    return list((await session.exec(query.distinct())).all())


async def direct_reports(session: AsyncSession, sight: Sight, *, on: date) -> list[int]:
    """Who reports to the viewer themselves on that day."""
    query = select(Reporting.member_id).where(
        Reporting.workspace_id == sight.workspace_id, Reporting.manager_id == sight.member_id, holds_on(Reporting, on)
    )
    return list((await session.exec(query)).all())


async def draft_of(session: AsyncSession, sight: Sight, round_id: int, subject_id: int) -> AppraisalDraft | None:
    """A form that the viewer themselves has begun."""
    query = select(AppraisalDraft).where(
        AppraisalDraft.workspace_id == sight.workspace_id,
        AppraisalDraft.author_id == sight.member_id,
        AppraisalDraft.round_id == round_id,
        AppraisalDraft.subject_id == subject_id,
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def drafts_of(session: AsyncSession, sight: Sight, round_id: int) -> set[int]:
    """About whom the viewer themselves has begun a form."""
    query = select(AppraisalDraft.subject_id).where(
        AppraisalDraft.workspace_id == sight.workspace_id,
        AppraisalDraft.author_id == sight.member_id,
        AppraisalDraft.round_id == round_id,
    )
    return set((await session.exec(query)).all())


async def forget_draft(session: AsyncSession, sight: Sight, round_id: int, subject_id: int) -> None:
    await session.exec(
        delete(AppraisalDraft).where(
            col(AppraisalDraft.workspace_id) == sight.workspace_id,
            col(AppraisalDraft.author_id) == sight.member_id,
            col(AppraisalDraft.round_id) == round_id,
            col(AppraisalDraft.subject_id) == subject_id,
        )
    )


async def forget_drafts(session: AsyncSession, workspace_id: int, round_id: int) -> None:
    """All of a round, once it is published."""
    whose = col(AppraisalDraft.workspace_id) == workspace_id, col(AppraisalDraft.round_id) == round_id
    await session.exec(delete(AppraisalDraft).where(*whose))
