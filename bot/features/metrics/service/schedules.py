"""Who is asked when, and why not: what is planned for a member, and who is missing from a lead's team."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics import repository
from bot.features.metrics.rules.keys import DIGEST, NUDGE
from bot.features.metrics.service.prompts import was_due
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.scheduling.asking import Habits, QuietHours, Run, expected_between, next_runs, run_before
from bot.scheduling.working_calendar import WorkingCalendar
from bot.settings import Settings
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class PromptSettings:
    """`default_minute` from local midnight for members without their own; `working_days` as ISO weekdays `1-5`;
    `digest_minute` from the lead's midnight."""

    default_minute: int
    working_days: str
    nudge_after_minutes: int
    digest_minute: int = 10 * 60

    @classmethod
    def of(cls, settings: Settings) -> "PromptSettings":
        """What the operator set."""
        return cls(
            default_minute=settings.prompt_hour * 60,
            working_days=settings.working_days,
            nudge_after_minutes=settings.nudge_after_minutes,
            digest_minute=settings.digest_hour * 60,
        )


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A member's coming prompts, and the reminders that follow where nothing comes in, by day."""

    member: Member
    calendar: WorkingCalendar
    runs: tuple[Run, ...]
    reminders: dict[date, datetime]


@dataclass(frozen=True, slots=True)
class Missing:
    """Members without figures for a day, by name."""

    on: date
    members: tuple[Member, ...]


def asked_at(member: Member, settings: PromptSettings, *, after: int = 0) -> int:
    """The minute of the member's prompt, outside their quiet hours, or of what comes `after` it on the same day."""
    minute = settings.default_minute if member.prompt_minute is None else member.prompt_minute
    if member.quiet_start is not None and member.quiet_end is not None:
        minute = QuietHours(member.quiet_start, member.quiet_end).loud_minute(minute)
    return min(minute + after, repository.LAST_MINUTE)


async def upcoming(
    session: AsyncSession, workspace_id: int, member: Member, settings: PromptSettings, *, now: datetime, days: int
) -> Upcoming | None:
    """`days` dates from the member's today on; None for somebody whom nobody asks: who has left, or is in no team."""
    today = who_is(member).day_of(now)
    if not member.is_active or await people.team_of(session, workspace_id, member.key, on=today) is None:
        return None
    found = await people.habits_of(
        session,
        workspace_id,
        [member.key],
        working_days=settings.working_days,
        today=today,
    )
    habits = found[member.key]
    prompts = next_runs(habits, asked_at(member, settings), now, days=days)
    reminders = next_runs(habits, asked_at(member, settings, after=settings.nudge_after_minutes), now, days=days)
    return Upcoming(
        member,
        habits.calendar,
        tuple(prompts),
        {run.on: run.at for run in reminders if run.why is None},
    )


async def missing_for(session: AsyncSession, lead: Who, *, wanted_at: datetime) -> tuple[Missing, ...]:
    """Who of the lead's team told nothing for a working day whose reminder has passed since the lead's digest before,
    the oldest day first. The day on which somebody comes into the team does not count. Empty for who leads no team."""
    today = lead.day_of(wanted_at)
    team = await people.team_led_by(session, lead.workspace_id, lead.member_id, on=today)
    if team is None:
        return ()
    in_team = await people.team_members_since(session, lead.workspace_id, team, on=today)
    there = {each.key: (each, since) for each, since in in_team}
    asked = await repository.asked(session, lead.workspace_id, NUDGE, there.keys())
    own = await repository.asked(session, lead.workspace_id, DIGEST, [lead.member_id])
    if lead.member_id not in own or not asked:
        return ()
    habits = await _habits(session, lead, {**asked, **own}, today)
    since = run_before(habits[lead.member_id], own[lead.member_id].minute, wanted_at)
    expected = {
        key: [on for on in expected_between(habits[key], asked[key].minute, since, wanted_at) if on > there[key][1]]
        for key in asked
        if key != lead.member_id
    }
    return await _untold(session, lead.workspace_id, {key: each for key, (each, _) in there.items()}, expected)


async def _habits(
    session: AsyncSession, lead: Who, asked: dict[int, repository.Asked], today: date
) -> dict[int, Habits]:
    working_days = next(iter(asked.values())).working_days
    return await people.habits_of(session, lead.workspace_id, asked.keys(), working_days=working_days, today=today)


async def _untold(
    session: AsyncSession, workspace_id: int, members: dict[int, Member], expected: dict[int, list[date]]
) -> tuple[Missing, ...]:
    days = [on for some in expected.values() for on in some]
    if not days:
        return ()
    told = await repository.days_told(session, workspace_id, expected.keys(), min(days), max(days))
    found: dict[date, list[Member]] = defaultdict(list)
    for key, some in expected.items():
        for on in some:
            if (key, on) not in told and await was_due(session, who_is(members[key]), on):
                found[on].append(members[key])
    return tuple(Missing(on, _by_name(found[on])) for on in sorted(found))


def _by_name(members: Collection[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda each: each.name))
