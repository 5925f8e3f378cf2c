"""Gathers what a person's Home shows from the slices below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.homes import go_on, remember_home, tour_step
from bot.features.appraisals import service as appraisals
from bot.features.appraisals.service import Todo
from bot.features.feedback import service as feedback
from bot.features.feedback.service import Summary
from bot.features.goals import service as goals
from bot.features.goals.service import Stand
from bot.features.home.rules.due import Due, in_order
from bot.features.home.rules.tour import OVER, step_named
from bot.features.home.service.due import (
    appraisals_due,
    card_due,
    figures_due,
    names_due,
    plans_due,
    points_due,
    ratings_due,
    requests_due,
    retrospectives_due,
    talks_due,
)
from bot.features.home.service.firm import Firm, firm_of
from bot.features.home.service.month import Month, month_of
from bot.features.home.service.strip import promise_strip
from bot.features.home.service.ways import NO_WAYS, Ways, led_to, ways_of
from bot.features.improvement import service as improvement
from bot.features.improvement.service import Summary as Plans
from bot.features.metrics import service as metrics
from bot.features.metrics.service import TeamToday
from bot.features.people import service as people
from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.service import Summary as Retrospectives
from bot.features.reviews import service as reviews
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.features.talks import service as talks
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Board:
    """One person's own page. `team` is empty for somebody in none; `card` is their newest; `due` has the most urgent
    first; `reports` are a manager's people today, `firm` is for HR alone; so many `questions` about cards wait for the
    reader. `tour` is the step of it that is shown; `goals` are those that run, of the team and their own;
    `ways` lead to the messages that all of it is about."""

    name: str
    today: date
    team: str
    due: tuple[Due, ...]
    month: Month
    card: PublishedCard | None
    zone: str
    may_administer: bool
    feedback: Summary
    retrospectives: Retrospectives
    appraisals: Todo
    plans: Plans
    ratings: reviews.Due | None = None
    reports: TeamToday | None = None
    firm: Firm | None = None
    questions: int = 0
    tour: int = OVER
    goals: Sequence[Stand] = ()
    ways: Ways = NO_WAYS


async def board_of(session: AsyncSession, who: Who, now: datetime) -> Board:
    today, settings = who.day_of(now), settings_of(session)
    member = await people.member(session, who.workspace_id, who.member_id)
    team = await people.team_of(session, who.workspace_id, who.member_id, on=today)
    month = await month_of(session, who, today, now=now)
    ratings = await reviews.due_now(session, who, now=now, settings=settings)
    todo = await appraisals.todo_of(session, who, now=now)
    retros = await retrospectives.summary_of(session, who, now=now)
    given = await feedback.summary_of(session, who, now=now)
    spoken = await talks.summary_of(session, who, now=now)
    card = await scorecards.own_newest_card(session, who)
    ways = await ways_of(session, who, team=team, card=card, given=given, now=now)
    due = (
        *figures_due(month),
        *card_due(await scorecards.unread_of(session, who), who),
        *talks_due(spoken, today),
        *ratings_due(ratings),
        *appraisals_due(todo),
        *retrospectives_due(retros),
        *requests_due(given, who),
        *await names_due(session, who, now=now),
        *await points_due(session, who, now=now),
        *await plans_due(session, who, today=today, now=now),
    )
    return Board(
        name=member.name,
        today=today,
        team=team.name if team else "",
        due=in_order(led_to(due, ways)),
        month=month,
        card=card,
        zone=who.zone,
        may_administer=await people.may_administer(session, who, on=today),
        feedback=given,
        retrospectives=retros,
        appraisals=todo,
        plans=await improvement.summary_of(session, who, now=now),
        ratings=ratings,
        reports=await metrics.team_today(session, who, now=now),
        firm=await firm_of(session, who, late_talks=spoken.late, now=now),
        questions=await scorecards.count_for(session, who, now=now),
        tour=await tour_step(session, who.workspace_id, who.slack_user) or OVER,
        goals=await goals.running_of(session, who, team.key if team else None, today=today),
        ways=ways,
    )


async def open_home(session: AsyncSession, who: Who, now: datetime) -> Board:
    """What Home shows. From now on the person gets a fresh one whenever something on it changes."""
    await remember_home(session, who.workspace_id, who.slack_user)
    board = await board_of(session, who, now)
    if board.card is not None:
        await promise_strip(session, who, board.card, now=now)
    return board


async def take_tour(session: AsyncSession, who: Who, value: str, now: datetime) -> Board:
    """Home at the step that a button names, or without the tour. The same step again changes nothing."""
    await remember_home(session, who.workspace_id, who.slack_user)
    await go_on(session, who.workspace_id, who.slack_user, step_named(value))
    return await board_of(session, who, now)


async def board_to_show(session: AsyncSession, workspace_id: int, slack_user: str, now: datetime) -> tuple[Who, Board]:
    """For a Home that is refreshed without being asked for; Rejected when the member has left."""
    who = await people.reader(session, workspace_id, slack_user)
    return who, await board_of(session, who, now)
