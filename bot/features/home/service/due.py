"""What is due of somebody, gathered from the slices that know of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.appraisals.service import Todo
from bot.features.feedback.rules.limits import OPEN_FOR
from bot.features.feedback.service import Summary as Feedback
from bot.features.home.rules.due import Due, What
from bot.features.home.service.month import Month
from bot.features.improvement import service as improvement
from bot.features.points import service as points
from bot.features.retrospectives.service import Summary as Retrospectives
from bot.features.reviews import service as reviews
from bot.features.scorecards.service import PublishedCard
from bot.features.talks import service as talks
from bot.turn import Who

DAY = timedelta(days=1)
TO_READ = timedelta(days=7)
"""Within so many days of its release a card is read and talked about."""


def figures_due(month: Month) -> Iterator[Due]:
    """What has not been told for today."""
    if count := len(month.due):
        yield Due(What.FIGURES, month.today, month.today.isoformat(), count)


def card_due(card: PublishedCard | None, who: Who) -> Iterator[Due]:
    """A card that nobody has said to have read, by the week that follows its coming out."""
    if card:
        until = who.day_of(card.card.published_at) + TO_READ
        yield Due(What.CARD, until, card.card.period)


def talks_due(found: talks.Summary, today: date) -> Iterator[Due]:
    """The own talk about the month's card, and those with direct reports, as soon as both are there for it; and what
    came of talks, which has no day of its own."""
    lines = [*([found.own] if found.own else []), *found.to_hold]
    if found.own and not found.own.to_sign and found.own.row.due_on:
        yield Due(What.TALK, found.own.row.due_on, "home")
    days = [each.row.due_on for each in found.to_hold if not each.to_sign and each.row.due_on]
    if days:
        yield Due(What.TALKS, min(days), "home", len(days))
    if to_sign := sum(each.to_sign for each in lines):
        yield Due(What.SIGN, today, "home", to_sign)


def ratings_due(found: reviews.Due | None) -> Iterator[Due]:
    """Of colleagues: how many, and nobody's name."""
    if found and found.people:
        all_ = found.people + found.given
        yield Due(What.RATINGS, found.until, "next", found.people, all_, minutes=found.minutes)


def appraisals_due(todo: Todo) -> Iterator[Due]:
    """The own report of the month, and the direct reports who are not rated yet."""
    if todo.round is None:
        return
    until = todo.round.closes_on
    if todo.report_is_open:
        yield Due(What.REPORT, until, "own")
    if todo.unrated:
        yield Due(What.TEAM_RATINGS, until, "home", len(todo.unrated), len(todo.reports))


def retrospectives_due(found: Retrospectives) -> Iterator[Due]:
    """Actions, and notes that are not written yet."""
    for item in found.actions:
        yield Due(What.ACTION, item.action.due_on, f"{item.action.key}:message", name=item.action.text)
    for row in found.unwritten:
        yield Due(What.NOTES, row.closes_on, str(row.key), name=row.title)


def requests_due(found: Feedback, who: Who) -> Iterator[Due]:
    """Who waits for an answer, until the question closes by itself."""
    for asking in found.waiting:
        until = who.day_of(asking.request.asked_at + OPEN_FOR)
        yield Due(What.REQUEST, until, str(asking.request.key), name=asking.other.name if asking.other else "")


async def names_due(session: AsyncSession, who: Who, *, now: datetime) -> list[Due]:
    """Whom one would be rated by, and names that wait for one's approval; until the day before the cycle opens."""
    found = []
    for naming in await reviews.namings_of(session, who, now=now, settings=settings_of(session)):
        until, value = naming.cycle.opens_on - DAY, str(naming.cycle.key)
        if naming.named == 0:
            found.append(Due(What.NAMES, until, value))
        if naming.waiting:
            found.append(Due(What.APPROVALS, until, value, naming.waiting))
    return found


async def points_due(session: AsyncSession, who: Who, *, now: datetime) -> list[Due]:
    """Special points that are theirs to decide, until the day before the cards come out; neither whose nor how many."""
    found = await points.waiting_for(session, who, now=now)
    if found is None:
        return []
    following = found.first.previous(-1).start
    return [Due(What.POINTS, following.replace(day=settings_of(session).close_day) - DAY, "home", found.count)]


async def plans_due(session: AsyncSession, who: Who, *, today: date, now: datetime) -> list[Due]:
    """That there is something, of the own plan and of those that one leads; neither what nor whose."""
    found = [each for each in await improvement.due_of(session, who, today, now=now) if each.item.is_open]
    kinds = ((What.OWN_PLAN, [each for each in found if each.is_own]), (What.PLAN, [e for e in found if not e.is_own]))
    return [Due(what, min(e.item.on for e in some), "own", len(some)) for what, some in kinds if some]
