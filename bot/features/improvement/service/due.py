"""What of all plans is due of somebody: of the person themselves, and of the manager of others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.repository import plans, signals
from bot.features.improvement.rules import due
from bot.features.improvement.rules.due import Item
from bot.features.improvement.rules.states import Mover, State
from bot.features.improvement.service.course import LASTS, Course, courses_of
from bot.features.improvement.service.finding import Board, board
from bot.features.people import service as people
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Due:
    """Something of a plan: of the reader's own, or of somebody whom they manage."""

    course: Course
    item: Item
    is_own: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What somebody's Home says: how their own plan goes, and of others what a manager or HR sees to, with the
    number of `proposals` that wait for them."""

    own: Course | None
    board: Board
    proposals: int = 0


async def due_of(
    session: AsyncSession, who: Who, on: date, *, asked: Collection[date] = (), now: datetime
) -> list[Due]:
    """Of which the reader is reminded `on` a day, done or not, when prompts of the days `asked` have done so before;
    without any, all that is due."""
    own = await plans.running_plan(session, people.own(who))
    led = await plans.plans_of_reports(session, people.own(who), on=who.day_of(now))
    mine: list[Plan] = [own] if own else []
    courses = await courses_of(session, [each for each in (*mine, *led) if State(each.state) in LASTS], now=now)
    return [
        Due(course, item, course.plan.member_id == who.member_id)
        for course in courses.values()
        for item in course.items(_as(who, course.plan), on)
        if due.is_turn(item, on, asked)
    ]


async def people_outside(session: AsyncSession, workspace_id: int) -> set[int]:
    """Of whom something can be due, whether or not they are in a team."""
    return await repository.concerned(session, workspace_id, LASTS)


async def summary_of(session: AsyncSession, who: Who, *, now: datetime) -> Summary:
    """Nothing of a plan of one's own before it is published."""
    own = await plans.running_plan(session, people.own(who))
    known = [own] if own and State(own.state) in KNOWN else []
    courses = await courses_of(session, known, now=now)
    looked_after = await board(session, who, now=now)
    waiting = await signals.count_open(session, people.own(who), by_hr=looked_after.is_hr, on=who.day_of(now))
    return Summary(next(iter(courses.values()), None), looked_after, waiting)


KNOWN = LASTS | {State.PUBLISHED, State.ACKNOWLEDGED}


def _as(who: Who, plan: Plan) -> Mover:
    return Mover.PERSON if plan.member_id == who.member_id else Mover.MANAGER
