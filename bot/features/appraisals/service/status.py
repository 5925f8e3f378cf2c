"""How far a round is, for HR: who has written, never what; and asking for reports that no scheme asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.appraisals.models import AppraisalRound, SelfReport
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.service import due
from bot.features.appraisals.service.due import Line
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.turn import Who

PAGE = 15
MOST_AT_ONCE = 20
"""People whom HR asks with one form."""


@dataclass(frozen=True, slots=True)
class Status:
    """Of everybody but the viewer; `lines` are a page of those of whom something is missing."""

    round: AppraisalRound | None
    reports_wanted: int
    reports_in: int
    ratings_wanted: int
    ratings_in: int
    lines: Sequence[Line]
    offset: int
    has_more: bool


async def status_of(session: AsyncSession, who: Who, *, now: datetime, offset: int = 0) -> Status:
    """Denied for everybody but HR."""
    await _require_hr(session, who, now=now)
    today = who.day_of(now)
    found = await due.current(session, who, today=today)
    if found is None:
        return Status(None, 0, 0, 0, 0, (), 0, False)
    everybody = await due.lines_of(session, found, today=today)
    lines = [line for line in everybody if line.member.key != who.member_id]
    missing = [line for line in lines if line.has_report is False or line.is_rated is False]
    return Status(
        found,
        reports_wanted=sum(line.has_report is not None for line in lines),
        reports_in=sum(line.has_report is True for line in lines),
        ratings_wanted=sum(line.is_rated is not None for line in lines),
        ratings_in=sum(line.is_rated is True for line in lines),
        lines=missing[offset : offset + PAGE],
        offset=offset,
        has_more=len(missing) > offset + PAGE,
    )


async def ask_for_reports(
    session: AsyncSession, who: Who, slack_users: Collection[str], *, now: datetime
) -> list[Member]:
    """Of members of whom no scheme asks one; they are told with the next day's prompts. Whose report is in or asked for
    stays as it is. Returns whom it asks. Denied for everybody but HR; Rejected without a round, and for too many."""
    await _require_hr(session, who, now=now)
    found = await due.current(session, who, today=who.day_of(now))
    if found is None or who.day_of(now) > found.closes_on:
        raise Rejected("appraisals-error-no-round", field="people")
    if not 0 < len(slack_users) <= MOST_AT_ONCE:
        raise Rejected("appraisals-error-how-many", field="people", limit=MOST_AT_ONCE)
    named = [await people.find_member(session, who.workspace_id, each) for each in slack_users]
    asked = []
    for member in sorted({each.key: each for each in named}.values(), key=lambda each: each.key):
        if member.key == who.member_id or not member.is_active:
            raise Rejected("appraisals-error-not-them", field="people", name=member.name)
        await rounds.lock_subject(session, who.workspace_id, member.key)
        sight = await people.require(session, who, Action.SEE_SELF_REPORT, member.key, at=now)
        if await written.report_of(session, sight, found.key):
            continue
        row = SelfReport(
            workspace_id=who.workspace_id, round_id=found.key, member_id=member.key, asked_by=who.member_id
        )
        session.add(row)
        await session.flush()
        await record(session, Entry.of(who, Audited.REPORT_ASKED, About.MEMBER, member.key, month=found.month))
        asked.append(member)
    await people.refresh_homes(session, who.workspace_id, [each.key for each in asked], now=now)
    return asked


async def _require_hr(session: AsyncSession, who: Who, *, now: datetime) -> None:
    if not await people.may(session, who, Action.SEE_RATING_COMPLETION, Subject(), at=now):
        raise people.not_visible(who, Action.SEE_RATING_COMPLETION)
