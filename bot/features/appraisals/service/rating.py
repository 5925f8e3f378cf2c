"""What a manager says about a direct report's month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.appraisals.models import FIRST_REVISION, Appraisal, AppraisalRating, AppraisalRound
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.rules.answers import (
    Answer,
    Answers,
    Report,
    accepted_answers,
    accepted_reason,
    answers_as_draft,
    answers_of_draft,
)
from bot.features.appraisals.service import due
from bot.features.appraisals.service.reporting import figures_of, keep_draft, texts_of
from bot.features.appraisals.service.telling import refresh, tell_revised
from bot.features.metrics.rules.pace import MetricLine
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight
from bot.features.people.service.lookup import who_is
from bot.features.reviews.rules.questions import Question
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class RatingForm:
    """About one report: the questions, what was said or begun, and what there is to judge by: the month's figures and
    the person's own report (None: not sent).

    `author` said what stands there, None before anybody has; `manager_then` was their manager when the month ended,
    where that is somebody else. Once a round is published a `reason` is asked for.
    """

    round: AppraisalRound
    member: Member
    questions: Sequence[Question]
    answers: Answers
    is_draft: bool
    author: Member | None
    manager_then: Member | None
    report: Report | None
    figures: Sequence[MetricLine]

    @property
    def needs_reason(self) -> bool:
        return self.round.published_at is not None


@dataclass(frozen=True, slots=True)
class Rated:
    """What was sent, and whom to rate next."""

    round: AppraisalRound
    member: Member
    upcoming: Member | None
    left: int


async def rating_form(
    session: AsyncSession, who: Who, member_id: int, *, now: datetime, round_id: int | None = None
) -> RatingForm:
    """About somebody whose direct manager the viewer is today, in the round that is open, or in the given one. Denied
    for everybody else; Rejected where there is no round, or nothing is asked. The audit keeps that the report and the
    figures were read."""
    sight = await people.require(session, who, Action.WRITE_MANAGER_RATING, member_id, at=now)
    if round_id is None:
        meant = await due.current(session, who, today=who.day_of(now))
    else:
        meant = await rounds.round_to_write(session, who.workspace_id, round_id)
    found, asked = await _asked(session, meant, member_id, who, now=now)
    member = await people.member(session, who.workspace_id, member_id)
    draft = await written.draft_of(session, people.own(who), found.key, member_id)
    said, author = await _said(session, sight, found)
    report = await written.report_of(session, sight, found.key)
    await record(session, Entry.of(who, Audited.REPORT_READ, About.MEMBER, member_id, month=found.month))
    return RatingForm(
        round=found,
        member=member,
        questions=asked.questions,
        answers=answers_of_draft(draft.content) if draft else said,
        is_draft=draft is not None,
        author=author,
        manager_then=await _manager_then(session, found, who, member_id, now=now),
        report=texts_of(report) if report and report.submitted_at else None,
        figures=await figures_of(session, found, who_is(member), now=now),
    )


async def keep_rating(
    session: AsyncSession, who: Who, round_id: int, member_id: int, answers: Answers, *, now: datetime
) -> None:
    """As far as it is written, for nobody but its author; nothing once the round is published, for drafts went with
    that. Denied and Rejected like `rating_form`."""
    await people.require(session, who, Action.WRITE_MANAGER_RATING, member_id, at=now)
    meant = await rounds.round_to_write(session, who.workspace_id, round_id)
    await rounds.lock_subject(session, who.workspace_id, member_id)
    found, asked = await _asked(session, meant, member_id, who, now=now)
    if found.published_at:
        return
    known = {each.metric for each in asked.questions}
    kept = {metric: answer for metric, answer in answers.items() if metric in known}
    await keep_draft(session, who, found, member_id, answers_as_draft(kept))


async def rate(
    session: AsyncSession, who: Who, round_id: int, member_id: int, answers: Answers, *, reason: str, now: datetime
) -> Rated:
    """What counts from now on; a revision once the round is published, and where somebody else has rated before.

    Denied for everybody but the direct manager of today. RejectedFields by `accepted_answers`; Rejected like
    `rating_form`, and without a reason for what is published.
    """
    sight = await people.require(session, who, Action.WRITE_MANAGER_RATING, member_id, at=now)
    meant = await rounds.round_to_write(session, who.workspace_id, round_id)
    await rounds.lock_subject(session, who.workspace_id, member_id)
    found, asked = await _asked(session, meant, member_id, who, now=now)
    kept = accepted_answers(asked.questions, answers, member_id)
    why = accepted_reason(reason) if found.published_at else ""
    before = await written.appraisal_of(session, sight, found.key)
    said, _ = await _said(session, sight, found)
    member = await people.member(session, who.workspace_id, member_id)
    if found.published_at and before and _is_theirs(before, who, why) and dict(said) == kept:
        # From a second window: once is enough.
        return await _rated(session, who, found, member, now=now)
    row = await _written(session, who, found, member_id, before, asked.version_id, why, now=now)
    await written.replace_ratings(session, who.workspace_id, row.key, _rows(row, kept))
    await written.forget_draft(session, people.own(who), found.key, member_id)
    await _audited(session, who, found, row, said, kept)
    if found.published_at and member.is_active:
        due_at = await people.when_to_tell(session, member, now=now)
        await tell_revised(session, found, member, row.revision, due_at=due_at, now=now)
    await refresh(session, who, now=now)
    # Who is rated cannot report any more.
    await people.refresh_homes(session, who.workspace_id, [member_id], now=now)
    return await _rated(session, who, found, member, now=now)


def _is_theirs(row: Appraisal, who: Who, reason: str) -> bool:
    return row.author_id == who.member_id and row.reason == reason


async def _written(
    session: AsyncSession,
    who: Who,
    found: AppraisalRound,
    member_id: int,
    before: Appraisal | None,
    version_id: int,
    reason: str,
    *,
    now: datetime,
) -> Appraisal:
    """Their own unpublished one anew, or the next revision."""
    row = before
    if row is None or found.published_at or row.author_id != who.member_id:
        row = Appraisal(
            workspace_id=who.workspace_id,
            round_id=found.key,
            member_id=member_id,
            revision=before.revision + 1 if before else FIRST_REVISION,
            author_id=who.member_id,
            scheme_version_id=version_id,
            submitted_at=now,
        )
    row.scheme_version_id, row.reason, row.submitted_at = version_id, reason, now
    session.add(row)
    await session.flush()
    return row


def _rows(row: Appraisal, answers: Answers) -> list[AppraisalRating]:
    return [
        AppraisalRating(
            workspace_id=row.workspace_id,
            appraisal_id=row.key,
            metric=metric,
            value=answer.value,
            case_text=answer.case,
        )
        for metric, answer in answers.items()
    ]


async def _audited(
    session: AsyncSession, who: Who, found: AppraisalRound, row: Appraisal, said: Answers, kept: Answers
) -> None:
    """Digests of the numbers before and after, and the reason where there is one."""
    action = Audited.APPRAISAL_REVISED if found.published_at else Audited.APPRAISAL_GIVEN
    entry = Entry(
        who.workspace_id,
        action,
        who.member_id,
        About.MEMBER,
        row.member_id,
        {"month": found.month, "revision": row.revision},
        before=_numbers(said) or None,
        after=_numbers(kept),
        reason=row.reason or None,
    )
    await record(session, entry)


def _numbers(answers: Answers) -> dict[str, int | None]:
    return {metric: answer.value for metric, answer in sorted(answers.items())}


async def _said(
    session: AsyncSession, sight: Sight, found: AppraisalRound
) -> tuple[Mapping[str, Answer], Member | None]:
    """What counts so far, and who said it."""
    row = await written.appraisal_of(session, sight, found.key)
    if row is None:
        return {}, None
    ratings = await written.ratings_of(session, sight, row.key)
    author = await people.member(session, sight.workspace_id, row.author_id)
    return {each.metric: Answer(each.value, each.case_text) for each in ratings}, author


async def _asked(
    session: AsyncSession, found: AppraisalRound | None, member_id: int, who: Who, *, now: datetime
) -> tuple[AppraisalRound, due.Asked]:
    today = who.day_of(now)
    if found is None or today < found.opens_on:
        raise Rejected("appraisals-error-no-round")
    asked = await due.asked_of(session, found, member_id, today=today)
    if asked is None:
        raise Rejected("appraisals-error-nothing-asked")
    return found, asked


async def _manager_then(
    session: AsyncSession, found: AppraisalRound, who: Who, member_id: int, *, now: datetime
) -> Member | None:
    month_end = due.month_of(found).end
    if who.day_of(now) <= month_end:
        return None
    then = await people.manager_of(session, who.workspace_id, member_id, on=month_end)
    return then if then and then.key != who.member_id else None


async def _rated(session: AsyncSession, who: Who, found: AppraisalRound, member: Member, *, now: datetime) -> Rated:
    lines = await due.lines_of_manager(session, found, who, today=who.day_of(now))
    left = [line.member for line in lines if not line.is_rated]
    if found.published_at:
        left = []
    return Rated(found, member, left[0] if left else None, len(left))
