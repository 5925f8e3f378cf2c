"""Lets those read what was said who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.appraisals.models import Appraisal, AppraisalRating, AppraisalRound
from bot.features.appraisals.repository import written
from bot.features.appraisals.rules.answers import Report
from bot.features.appraisals.service.reporting import texts_of
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight, Subject
from bot.features.schemes import service as schemes
from bot.turn import Who
from scoring.values import Text


@dataclass(frozen=True, slots=True)
class Said:
    """An appraisal as it counts, with the titles that its metrics had; the person's own report where the viewer may
    read it and there is one. `may_revise`: the viewer is their direct manager and it is published."""

    round: AppraisalRound
    member: Member
    author: Member
    row: Appraisal
    ratings: Sequence[AppraisalRating]
    titles: Mapping[str, Text]
    report: Report | None
    may_revise: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody's own report."""

    round: AppraisalRound
    member: Member
    report: Report


async def report_about(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> Reported:
    """The last one that somebody has sent; the audit hears of somebody else's. Denied for whoever may not read it,
    Rejected when there is none."""
    sight = await people.require(session, who, Action.SEE_SELF_REPORT, member_id, at=now)
    found = await written.newest_report(session, sight)
    if found is None:
        raise Rejected("appraisals-error-no-report")
    if member_id != who.member_id:
        read = Entry.of(who, Audited.REPORT_READ, About.MEMBER, member_id, month=found[0].month)
        await record(session, read)
    return Reported(found[0], await people.member(session, who.workspace_id, member_id), texts_of(found[1]))


async def own_appraisal(session: AsyncSession, who: Who) -> Said:
    """The newest that is published about the viewer. Rejected when there is none."""
    found = await written.newest_round_of(session, people.own(who), published=True)
    if found is None:
        raise Rejected("appraisals-error-none-yet")
    return await _said(session, people.own(who), found, may_read_report=True, may_revise=False)


async def appraisal_about(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> Said:
    """The newest about somebody: what is published, for HR also what is not yet. Denied for whoever may not, in the
    same words for everybody; Rejected when there is none. The audit hears of it."""
    if member_id == who.member_id:
        return await own_appraisal(session, who)
    sight = await people.require(session, who, Action.SEE_PUBLISHED_MANAGER_RATING, member_id, at=now)
    sees_early = await _sees_early(session, who, member_id, now=now)
    found = await written.newest_round_of(session, sight, published=not sees_early)
    if found is None:
        raise Rejected("appraisals-error-none-yet")
    about = Subject(member=member_id)
    may_read_report = await people.may(session, who, Action.SEE_SELF_REPORT, about, at=now)
    is_manager = await people.may(session, who, Action.WRITE_MANAGER_RATING, about, at=now)
    may_revise = is_manager and found.published_at is not None
    said = await _said(session, sight, found, may_read_report=may_read_report, may_revise=may_revise)
    number = said.row.revision
    read = Entry.of(who, Audited.APPRAISAL_READ, About.MEMBER, member_id, month=found.month, revision=number)
    await record(session, read)
    return said


async def _sees_early(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> bool:
    """HR alone: managers above wait until the person knows."""
    if not await people.may(session, who, Action.SEE_RATING_COMPLETION, Subject(), at=now):
        return False
    return await people.may(session, who, Action.SEE_MANAGER_RATING, Subject(member=member_id), at=now)


async def _said(
    session: AsyncSession, sight: Sight, found: AppraisalRound, *, may_read_report: bool, may_revise: bool
) -> Said:
    row = await written.appraisal_of(session, sight, found.key)
    assert row is not None, "a round is looked for by its appraisals"
    ratings = await written.ratings_of(session, sight, row.key)
    scheme = await schemes.version_of(session, sight.workspace_id, row.scheme_version_id)
    titles = {metric.id: metric.title for metric in scheme.metrics}
    report = await written.report_of(session, sight, found.key) if may_read_report else None
    return Said(
        round=found,
        member=await people.member(session, sight.workspace_id, sight.member_id),
        author=await people.member(session, sight.workspace_id, row.author_id),
        row=row,
        ratings=ratings,
        titles=titles,
        report=texts_of(report) if report and report.submitted_at else None,
        may_revise=may_revise,
    )
