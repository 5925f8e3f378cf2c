"""The report that somebody writes about their own month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.appraisals.models import AppraisalDraft, AppraisalRound, SelfReport
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.rules.answers import (
    TEXTS,
    Report,
    accepted_report,
    report_as_draft,
    report_of_draft,
)
from bot.features.appraisals.service import due
from bot.features.appraisals.service.telling import refresh
from bot.features.metrics import service as metrics
from bot.features.metrics.rules.pace import MetricLine
from bot.features.people import service as people
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What stands in the form: what was sent before, or what was begun (`is_draft`), beside the month's figures."""

    round: AppraisalRound
    report: Report
    is_draft: bool
    is_sent: bool
    figures: Sequence[MetricLine]


async def report_form(session: AsyncSession, who: Who, *, now: datetime) -> ReportForm:
    """The viewer's own. Rejected without a round, when nobody asks them for a report, after the last day, and once
    their manager has rated them."""
    found, sent = await _open_report(session, who, await due.current(session, who, today=who.day_of(now)), now=now)
    draft = await written.draft_of(session, people.own(who), found.key, who.member_id)
    report = report_of_draft(draft.content) if draft else texts_of(sent)
    is_sent = sent is not None and sent.submitted_at is not None
    return ReportForm(found, report, draft is not None, is_sent, await figures_of(session, found, who, now=now))


async def keep_report(session: AsyncSession, who: Who, round_id: int, report: Report, *, now: datetime) -> None:
    """As far as it is written, for nobody but the member. Rejected like `report_form`."""
    found, _ = await _open_report(session, who, await _to_write(session, who, round_id), now=now)
    await keep_draft(session, who, found, who.member_id, report_as_draft(report))


async def submit_report(
    session: AsyncSession, who: Who, round_id: int, report: Report, *, now: datetime
) -> AppraisalRound:
    """From now on the member's manager reads it. RejectedFields by `accepted_report`, Rejected like `report_form`."""
    found, sent = await _open_report(session, who, await _to_write(session, who, round_id), now=now)
    kept = accepted_report(report)
    row = sent or SelfReport(workspace_id=who.workspace_id, round_id=found.key, member_id=who.member_id)
    for name in TEXTS:
        setattr(row, name, getattr(kept, name))
    row.submitted_at = now
    session.add(row)
    await session.flush()
    await written.forget_draft(session, people.own(who), found.key, who.member_id)
    await refresh(session, who, now=now)
    return found


async def figures_of(
    session: AsyncSession, found: AppraisalRound, whose: Who, *, now: datetime
) -> tuple[MetricLine, ...]:
    """Every metric of the member's own figures at the end of the round's month, or today while it lasts.

    Shows nobody anything: whoever shows them to somebody else has asked for it.
    """
    day = min(due.month_of(found).end, whose.day_of(now))
    lines = await metrics.month_so_far(session, whose, day)
    return tuple({metric.metric.id: metric for line in lines for metric in line.metrics}.values())


async def keep_draft(session: AsyncSession, who: Who, found: AppraisalRound, subject_id: int, content: str) -> None:
    """In place of what was kept before."""
    row = await written.draft_of(session, people.own(who), found.key, subject_id)
    ids = {"workspace_id": who.workspace_id, "round_id": found.key, "author_id": who.member_id}
    row = row or AppraisalDraft(**ids, subject_id=subject_id, content="")
    row.content = content
    session.add(row)
    await session.flush()


def texts_of(row: SelfReport | None) -> Report:
    return Report(row.results, row.shortcomings, row.plan) if row else Report()


async def _to_write(session: AsyncSession, who: Who, round_id: int) -> AppraisalRound | None:
    found = await rounds.round_to_write(session, who.workspace_id, round_id)
    await rounds.lock_subject(session, who.workspace_id, who.member_id)
    return found


async def _open_report(
    session: AsyncSession, who: Who, found: AppraisalRound | None, *, now: datetime
) -> tuple[AppraisalRound, SelfReport | None]:
    today: date = who.day_of(now)
    if found is None or found.published_at or today < found.opens_on:
        raise Rejected("appraisals-error-no-round")
    sent = await written.report_of(session, people.own(who), found.key)
    if sent is None and not await _is_asked(session, found, who, today=today):
        raise Rejected("appraisals-error-not-asked")
    if await written.appraisal_of(session, people.own(who), found.key):
        raise Rejected("appraisals-error-rated")
    if today > found.closes_on:
        raise Rejected("appraisals-error-report-over", on=found.closes_on)
    return found, sent


async def _is_asked(session: AsyncSession, found: AppraisalRound, who: Who, *, today: date) -> bool:
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=today)
    return manager is not None and await due.asked_of(session, found, who.member_id, today=today) is not None
