"""What is left for somebody to write, for Home, commands and prompts; and on which days they are prompted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.rules.dates import is_reminded
from bot.features.appraisals.service import due
from bot.features.appraisals.service.due import Line
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.scheduling.asking import Habits
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Todo:
    """Somebody's own part in a round. `has_report` is None when nobody asks them for one; `may_report` until their
    manager has rated them or the last day is over; `reports` are the people they rate; `drafts` about whom they have
    begun to write."""

    round: AppraisalRound | None
    has_report: bool | None
    may_report: bool
    reports: Sequence[Line]
    drafts: frozenset[int]
    has_published: bool
    sees_status: bool

    @property
    def unrated(self) -> list[Line]:
        return [line for line in self.reports if not line.is_rated]

    @property
    def report_is_open(self) -> bool:
        return self.may_report and not self.has_report

    @property
    def is_done(self) -> bool:
        return not self.report_is_open and not self.unrated


async def todo_of(session: AsyncSession, who: Who, *, now: datetime) -> Todo:
    """The viewer's own; what others have written is not read by it."""
    today, own = who.day_of(now), people.own(who)
    sees_status = await people.may(session, who, Action.SEE_RATING_COMPLETION, Subject(), at=now)
    has_published = await written.newest_round_of(session, own, published=True) is not None
    found = await due.current(session, who, today=today)
    if found is None:
        return Todo(None, None, False, (), frozenset(), has_published, sees_status)
    reports = await due.lines_of_manager(session, found, who, today=today)
    drafts = frozenset(await written.drafts_of(session, own, found.key))
    has_report = await _has_report(session, found, who, today=today)
    is_over = today > found.closes_on or await written.appraisal_of(session, own, found.key) is not None
    may_report = has_report is not None and not is_over
    return Todo(found, has_report, may_report, reports, drafts, has_published, sees_status)


async def _has_report(session: AsyncSession, found: AppraisalRound, who: Who, *, today: date) -> bool | None:
    report = await written.report_of(session, people.own(who), found.key)
    if report:
        return report.submitted_at is not None
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=today)
    asked = await due.asked_of(session, found, who.member_id, today=today)
    return False if manager and asked else None


def is_asked_on(found: AppraisalRound, habits: Habits, on: date, *, times: int) -> bool:
    """Whether the day's prompt asks for what somebody has left to write in a round, after `times` of them."""
    return is_reminded(habits, due.window_of(found), due.month_of(found).end, on=on, prompts=times)


async def open_round(session: AsyncSession, who: Who, *, now: datetime) -> AppraisalRound | None:
    """In which the person writes today."""
    found = await due.current(session, who, today=who.day_of(now))
    return found if found and who.day_of(now) <= found.closes_on else None


async def reporters_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Who is in no team and has been asked for a report that is not there."""
    found = await rounds.open_round(session, workspace_id, on=on)
    return await written.asked_outside(session, workspace_id, found.key, on=on) if found else set()
