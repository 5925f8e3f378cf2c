"""Who is asked when, and why not: the schedule of each, and what is planned for a member."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.rules.prompts import NUDGE, PROMPT
from bot.features.people.service.lookup import who_is
from bot.features.prompts import repository
from bot.scheduling.asking import QuietHours, Run, next_runs
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import keep
from bot.scheduling.working_calendar import WorkingCalendar
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class PromptSettings:
    """`default_minute` from local midnight for members without their own; `working_days` as ISO weekdays `1-5`;
    the reminder comes `nudge_after_minutes` after the prompt."""

    default_minute: int
    working_days: str
    nudge_after_minutes: int

    @classmethod
    def of(cls, settings: Settings) -> "PromptSettings":
        """What the operator set."""
        return cls(
            default_minute=settings.prompt_hour * 60,
            working_days=settings.working_days,
            nudge_after_minutes=settings.nudge_after_minutes,
        )


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A member's coming prompts, and the reminders that follow where nothing comes in, by day."""

    member: Member
    calendar: WorkingCalendar
    runs: tuple[Run, ...]
    reminders: dict[date, datetime]


async def keep_schedules(
    session: AsyncSession, workspace_id: int, settings: PromptSettings, *, outside: Collection[int], now: datetime
) -> None:
    """A prompt and a reminder for every active member of a team and for those `outside` of teams, as their zone and
    minute want it. Who is in a team is decided by the day in UTC: schedules are there in time, whatever the zone."""
    on = now.date()
    after = {PROMPT: 0, NUDGE: settings.nudge_after_minutes}
    kept = [
        await repository.are_schedules_kept(
            session,
            workspace_id,
            kind,
            on=on,
            outside=outside,
            default_minute=settings.default_minute,
            after=minutes,
            working_days=settings.working_days,
        )
        for kind, minutes in after.items()
    ]
    if all(kept):
        return
    members = {member.key: member for member, _ in await people.members_with_team(session, workspace_id, on=on)}
    if outside:
        members |= await people.members_by_id(session, workspace_id, outside)
    for kind, minutes in after.items():
        wanted = {key: _daily(each, settings, minutes) for key, each in members.items() if each.is_active}
        await keep(session, workspace_id=workspace_id, kind=kind, wanted=wanted, now=now)


def _daily(member: Member, settings: PromptSettings, after: int) -> Recurrence:
    return Recurrence(DAILY, asked_at(member, settings, after=after), member.zone, settings.working_days)


def asked_at(member: Member, settings: PromptSettings, *, after: int = 0) -> int:
    """The minute of the member's prompt, outside their quiet hours, or of what comes `after` it on the same day."""
    minute = settings.default_minute if member.prompt_minute is None else member.prompt_minute
    if member.quiet_start is not None and member.quiet_end is not None:
        minute = QuietHours(member.quiet_start, member.quiet_end).loud_minute(minute)
    return min(minute + after, repository.LAST_MINUTE)


async def upcoming(
    session: AsyncSession, workspace_id: int, member: Member, settings: PromptSettings, *, now: datetime, days: int
) -> Upcoming | None:
    """`days` dates from the member's today on; None for somebody whom nobody asks: who has left, or is in no team and
    has nothing to answer."""
    today = who_is(member).day_of(now)
    if not member.is_active or not await _is_asked(session, workspace_id, member.key, on=today):
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


async def _is_asked(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> bool:
    if await people.team_of(session, workspace_id, member_id, on=on):
        return True
    return await repository.has_schedule(session, workspace_id, PROMPT, member_id)
