"""Gathers what a person's Home shows from the slices below."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.appraisals import service as appraisals
from bot.features.appraisals.service import Todo
from bot.features.feedback import service as feedback
from bot.features.feedback.service import Summary
from bot.features.improvement import service as improvement
from bot.features.improvement.service import Summary as Plans
from bot.features.metrics import service as metrics
from bot.features.metrics.rules.pace import FigureLine
from bot.features.people import service as people
from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.service import Summary as Retrospectives
from bot.features.reviews import service as reviews
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Board:
    """One person's own page. `team` is empty for somebody in none; `card` is their newest."""

    name: str
    today: date
    team: str
    lines: tuple[FigureLine, ...]
    card: PublishedCard | None
    zone: str
    may_administer: bool
    feedback: Summary
    retrospectives: Retrospectives
    appraisals: Todo
    plans: Plans
    ratings: reviews.Due | None = None


async def board_of(session: AsyncSession, who: Who, now: datetime) -> Board:
    today = who.day_of(now)
    member = await people.member(session, who.workspace_id, who.member_id)
    team = await people.team_of(session, who.workspace_id, who.member_id, on=today)
    return Board(
        name=member.name,
        today=today,
        team=team.name if team else "",
        lines=await metrics.month_so_far(session, who, today),
        card=await scorecards.own_newest_card(session, who),
        zone=who.zone,
        may_administer=await people.may_administer(session, who, on=today),
        feedback=await feedback.summary_of(session, who, now=now),
        retrospectives=await retrospectives.summary_of(session, who, now=now),
        appraisals=await appraisals.todo_of(session, who, now=now),
        plans=await improvement.summary_of(session, who, now=now),
        ratings=await reviews.due_now(session, who, now=now, settings=settings_of(session)),
    )


async def board_to_show(session: AsyncSession, workspace_id: int, slack_user: str, now: datetime) -> tuple[Who, Board]:
    """For a Home that is refreshed without being asked for; Rejected when the member has left."""
    who = await people.reader(session, workspace_id, slack_user)
    return who, await board_of(session, who, now)
