"""What the cards say about a plan: its criteria against the months of the observation, and the run it was begun for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanMove
from bot.features.improvement.rules.criteria import CardMonth, Progress, observed_months, progress
from bot.features.improvement.rules.presence import why_not_there
from bot.features.improvement.rules.states import State
from bot.features.improvement.rules.terms import Terms, metrics_in
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes import service as schemes
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import Mark
from bot.scheduling.asking import Habits
from bot.turn import day_in
from scoring.periods import Period

DAY = timedelta(days=1)


async def progress_of(
    session: AsyncSession,
    plan: Plan,
    member: Member,
    terms: Terms,
    moves: Sequence[PlanMove],
    *,
    scored: Collection[str],
    now: datetime,
) -> tuple[Progress, ...]:
    """Of every criterion in force, by the months that the plan has; whoever calls it has looked whether they may see
    the plan. Months without cards so far are still to come, however late they close. `scored` are the metrics of the
    person's scheme of today, none for somebody without one."""
    habits = (await people.habits_since(session, member.workspace_id, [member.key], since=plan.began_on))[member.key]
    periods = observed_months(
        plan.starts_on,
        plan.ends_on,
        is_working_day=lambda on: habits.calendar.why_off(on) is None,
        pauses=tuple(pauses_of(plan, moves, member.zone, day_in(member.zone, now))),
    )
    if not periods:
        return progress(terms.criteria, ())
    months = await _months(session, member, [Period.parse(each) for each in periods], metrics_in(terms), habits)
    dropped = metrics_in(terms) - set(scored) if scored else set[str]()
    return progress(terms.criteria, months, dropped=dropped)


def pauses_of(plan: Plan, moves: Sequence[PlanMove], zone: str, today: date) -> Iterator[tuple[date, date]]:
    """First and last days, by what has moved the plan; one that has not ended goes on until today."""
    since: date | None = None
    for move in moves:
        was, is_paused = move.since == State.PAUSED, move.to == State.PAUSED
        on = day_in(zone, move.at)
        if is_paused and not was:
            since = on
        elif was and not is_paused and since is not None:
            if on > since:
                yield since, on - DAY
            since = None
    if since is not None:
        yield plan.paused_on or since, today


async def _months(
    session: AsyncSession, member: Member, periods: Sequence[Period], metrics: Collection[str], habits: Habits
) -> list[CardMonth]:
    first, last = periods[0], periods[-1]
    workspace_id, newest = member.workspace_id, await scorecards.newest_month(session, member.workspace_id)
    found = await scorecards.history_of(session, workspace_id, first, last, members=[member.key], metrics=metrics)
    marks = {each.period: each for each in found}
    asked = await scorecards.questioned(session, workspace_id, first, last)
    known = {
        each.scheme_version_id: {
            metric.id for metric in (await schemes.version_of(session, workspace_id, each.scheme_version_id)).metrics
        }
        for each in found
    }
    return [
        CardMonth(
            period=str(each),
            is_closed=str(each) in marks or (newest is not None and each.start <= newest.start),
            has_card=str(each) in marks,
            is_set_aside=(member.key, str(each)) in asked,
            mostly_away=why_not_there(habits, member.joined_on, each) is not None,
            **_said(marks.get(str(each)), metrics, known),
        )
        for each in periods
    ]


def _said(mark: Mark | None, metrics: Collection[str], known: Mapping[int, set[str]]) -> dict[str, Any]:
    """What a card says: only of metrics that its own scheme has."""
    if mark is None:
        return {}
    theirs = known[mark.scheme_version_id].intersection(metrics)
    attainments = {each: mark.attainments.get(each) for each in theirs}
    return {"is_complete": mark.is_complete, "score": mark.score, "attainments": attainments}
