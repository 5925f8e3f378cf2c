"""Who is missing from a lead's team."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics import repository
from bot.features.metrics.rules.keys import DIGEST
from bot.features.metrics.service.prompts import was_due
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.rules.prompts import NUDGE
from bot.features.people.service.lookup import who_is
from bot.scheduling.asking import Habits, expected_between, run_before
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Missing:
    """Members without figures for a day, by name."""

    on: date
    members: tuple[Member, ...]


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
