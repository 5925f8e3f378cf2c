"""How Brand's people rate each other at a quarter's end, and Nadia, whom they report to.

Cycles go by the calendar's own nights, and what people say goes the way of what they send in forms.
"""

import random
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.cases import cases
from bot.demo.team import BRAND, CONVERSION, GROWTH, HR
from bot.features.people import service as people
from bot.features.reviews import service as reviews
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import Kind
from bot.turn import Who
from scoring.periods import Cadence, Period, month_before

NIGHT, AFTERNOON = time(0, 5), time(14, 30)
PREPARED_ON = 19
"""A day of the month on which the calendar has prepared the month's cycle, and has not opened it."""
ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAD = BRAND[0]
HAVE_SAID = ("U0KOJI", "U0OLIVIA")
"""Of those who are asked about Nadia."""
ABILITY = {
    "U0NADIA": 3.9,
    "U0YUE": 4.4,
    "U0KOJI": 3.5,
    "U0LEILA": 4.1,
    "U0OLIVIA": 3.1,
    "U0TOMAS": 2.2,
}
LENIENCY = {"U0KOJI": 0.9, "U0TOMAS": 0.6, "U0YUE": -0.5, "U0LEILA": -0.9, "U0DEE": -0.6, "U0GRACE": 0.7}
SPREAD = 0.45


async def rate_each_other(parts: Parts, clock: Clock, *, seed: int = 7) -> None:
    """The newest quarter's end that is over, until its results are out; and where this month ends a quarter, what the
    calendar has done in it so far."""
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    quarter = Period.containing(today, Cadence.QUARTER)
    async with parts.database.write() as session:
        await _go_through(session, parts, month_before(quarter.start, 1), now, seed)
        if (quarter.end.year, quarter.end.month) == (today.year, today.month):
            await _go_through(session, parts, today.replace(day=1), now, seed)


async def rate_leads(parts: Parts, clock: Clock, *, seed: int = 7) -> None:
    """Eve has asked Brand's people about Nadia since this morning; those of the other teams are asked next month."""
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    later = _first_monday(month_before(today, -1) + WEEK)
    async with parts.database.write() as session:
        eve = await people.reader(session, parts.workspace_id, HR)
        asked = await _prepared(session, eve, parts, "Brand", (today, today + WEEK), now=now)
        await reviews.open_by_hand(session, eve, asked.key, now=now, settings=parts.settings)
        await _rate(session, parts, asked, HAVE_SAID, now=now, seed=seed)
        await _prepared(session, eve, parts, "Growth, Conversion", (later, later + WEEK), now=now)


async def _go_through(session: AsyncSession, parts: Parts, month: date, now: datetime, seed: int) -> None:
    await _night(session, parts, month.replace(day=PREPARED_ON))
    cycle = await _cycle(session, parts, month, now)
    await _night(session, parts, cycle.opens_on)
    if _at(parts, cycle.closes_on + ONE_DAY, NIGHT) > now:
        return
    afternoon = _at(parts, cycle.opens_on, AFTERNOON)
    await _rate(session, parts, cycle, (*BRAND, *GROWTH, *CONVERSION), now=afternoon, seed=seed)
    night = cycle.closes_on + ONE_DAY
    while cycle.state != State.RELEASED:
        await _night(session, parts, night)
        cycle, night = await _cycle(session, parts, month, now), night + ONE_DAY


async def _night(session: AsyncSession, parts: Parts, day: date) -> None:
    await reviews.keep_cycles(session, parts.workspace_id, now=_at(parts, day, NIGHT), settings=parts.settings)


async def _cycle(session: AsyncSession, parts: Parts, month: date, now: datetime) -> ReviewCycle:
    """As Eve sees it."""
    eve = await people.reader(session, parts.workspace_id, HR)
    listed = await reviews.cycles(session, eve, offset=0, now=now)
    return next(each for each in listed.rows if each.kind == Kind.PEER and each.month == f"{month:%Y-%m}")


async def _prepared(
    session: AsyncSession, eve: Who, parts: Parts, teams: str, days: tuple[date, date], *, now: datetime
) -> ReviewCycle:
    """A cycle about those to whom these teams report."""
    return await reviews.draft(
        session,
        eve,
        f"{days[0]:%Y-%m}",
        kind=Kind.UPWARD,
        team_ids=await reviews.teams_named(session, eve, teams, now=now),
        dates=reviews.days_chosen(*days),
        now=now,
        settings=parts.settings,
    )


async def _rate(
    session: AsyncSession, parts: Parts, cycle: ReviewCycle, raters: Collection[str], *, now: datetime, seed: int
) -> None:
    """Everybody whom these raters are asked about; the same for the same seed, whoever it is whom chance asks."""
    subjects = {(await people.reader(session, parts.workspace_id, user)).member_id: user for user in BRAND}
    for user in raters:
        who = await people.reader(session, parts.workspace_id, user)
        for asked in await reviews.asked_of(session, who, cycle.key, now=now, settings=parts.settings):
            subject = subjects[asked.subject_id]
            place = _place(user) + BRAND.index(subject)
            dice = random.Random(f"{seed} {cycle.kind} {user} {subject}")
            answers = {
                each.metric: _answer(dice, who, subject, cases(cycle.kind, place + nth))
                for nth, each in enumerate(asked.questions)
            }
            about = asked.subject_id
            await reviews.submit(session, who, cycle.key, about, answers, now=now, settings=parts.settings)


def _place(rater: str) -> int:
    """Those of other teams have 赵悦's, who tells it in Chinese."""
    return BRAND.index(rater) if rater in BRAND else BRAND.index("U0YUE")


def _answer(dice: random.Random, who: Who, subject: str, told: Mapping[int, Mapping[str, str]]) -> reviews.Answer:
    meant = ABILITY[subject] + LENIENCY.get(who.slack_user, 0.0) + dice.gauss(0, SPREAD)
    value = min(max(round(meant), 1), 5)
    return reviews.Answer(value, told.get(value, {}).get(who.language, ""))


def _at(parts: Parts, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=parts.settings.zone)


def _first_monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
