"""What every step of a cycle needs first: the cycle, the day, the calendar, and whether somebody may."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle, ReviewScope
from bot.features.reviews.rules.dates import Dates
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.projects import project_questions
from bot.features.reviews.rules.questionnaires import questionnaire
from bot.features.reviews.rules.questions import Question, questions
from bot.features.schemes import service as schemes
from bot.scheduling.working_calendar import WorkingCalendar
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period
from scoring.scheme import Source


def day_of(now: datetime, settings: Settings) -> date:
    """The day by which cycles are opened and closed: the workspace's."""
    return now.astimezone(settings.zone).date()


def dates_of_cycle(cycle: ReviewCycle) -> Dates:
    return Dates(cycle.opens_on, cycle.closes_on)


async def require_hr(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """Denied for everybody who may not run reviews."""
    if not await people.may(session, who, Action.RUN_REVIEWS, Subject(), at=now):
        raise people.not_visible(who, Action.RUN_REVIEWS)


async def cycle_to_move(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle:
    """Locked: nobody rates in it until the transaction ends. Rejected when there is none."""
    return _found(await repository.cycle_to_move(session, workspace_id, cycle_id))


async def cycle_to_rate(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle:
    """Locked so that nobody closes it until the transaction ends. Rejected when there is none."""
    return _found(await repository.cycle_to_rate(session, workspace_id, cycle_id))


async def cycle_to_read(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle:
    """Rejected when there is none."""
    return _found(await repository.cycle(session, workspace_id, cycle_id))


def _found(cycle: ReviewCycle | None) -> ReviewCycle:
    if cycle is None:
        raise Rejected("reviews-error-unknown")
    return cycle


async def calendar_of(session: AsyncSession, who: Who, settings: Settings, *, today: date) -> WorkingCalendar:
    """The workspace's, from today on."""
    return await workspace_calendar(session, who.workspace_id, settings, since=today)


async def workspace_calendar(
    session: AsyncSession, workspace_id: int, settings: Settings, *, since: date
) -> WorkingCalendar:
    return await people.working_calendar(session, workspace_id, working_days=settings.working_days, since=since)


async def require_apart(
    session: AsyncSession,
    workspace_id: int,
    kind: str,
    dates: Dates,
    teams: Collection[int | None],
    *,
    but: int | None = None,
) -> None:
    """Rejected where another cycle of the kind, `but` one and tests apart, is about one of the teams, None being all,
    on one of the days. For whoever has locked the workspace."""
    for other in await repository.unreleased_cycles(session, workspace_id):
        if other.is_test or other.kind != kind or other.key == but or not dates.overlap(dates_of_cycle(other)):
            continue
        theirs = {scope.team_id for scope in await repository.scopes(session, workspace_id, other.key)}
        if None in theirs or None in teams or theirs & set(teams):
            raise Rejected("reviews-error-overlap", month=other.month)


async def require_still_apart(session: AsyncSession, cycle: ReviewCycle, dates: Dates) -> None:
    """The same for a cycle that there is, on other days; those of projects and tests may be on any."""
    if cycle.is_test or cycle.kind == Kind.PROJECT:
        return
    teams = [scope.team_id for scope in await repository.scopes(session, cycle.workspace_id, cycle.key)]
    await require_apart(session, cycle.workspace_id, cycle.kind, dates, teams, but=cycle.key)


async def questions_of(session: AsyncSession, cycle: ReviewCycle, scope: ReviewScope) -> tuple[Question, ...]:
    """What is asked about the members of a scope, by the rules that held when the cycle was prepared."""
    asked = questionnaire(scope.questionnaire) if scope.questionnaire else ()
    if scope.scheme_version_id is None:
        assert asked, "a scope has a questionnaire or rules"
        return asked
    scheme = await schemes.scheme_of_version(
        session, cycle.workspace_id, scope.scheme_version_id, scope.scheme_hash, tuple(scope.groups)
    )
    if cycle.kind == Kind.PROJECT:
        return (*asked, *project_questions(scheme))
    return questions(scheme, Source.PEER, Period.parse(cycle.month))
