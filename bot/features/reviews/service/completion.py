"""Tells HR who has finished, and never whom somebody has rated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action
from bot.features.people.service import Subject as Whose
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.dates import release_day
from bot.features.reviews.rules.kinds import LEAST_RATERS, REPLACED, Kind
from bot.features.reviews.rules.suppression import may_list_raters, may_show
from bot.features.reviews.service.declines import readable_reasons
from bot.features.reviews.service.finding import cycle_to_read, day_of, workspace_calendar
from bot.features.reviews.service.kinds_assigning import unrated_managers
from bot.settings import Settings
from bot.turn import Who

PAGE = 25
"""Raters of a page."""


class Progress(StrEnum):
    """How far a rater is; which of the colleagues are done is told to nobody."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Completion:
    """Of one rater."""

    member_id: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """Of the raters of a team, how many are done; `team` None: of all that are in none any more."""

    team: Team | None
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class Status:
    """A cycle as HR sees it, without what it knows of HR themselves: how many raters are how far, by team and in all,
    how many ratings were declined, and how many members have too few raters. No teams where
    few are rated (`may_list_raters`). `releases_on`: when the calendar
    publishes the results of a closed cycle. `reasons`: how many reasons for declining can be read; `unrated`: how many
    managers nobody will be asked about."""

    cycle: ReviewCycle
    raters: Mapping[Progress, int]
    teams: tuple[TeamProgress, ...]
    declined: int
    short: int
    releases_on: date
    reasons: int = 0
    unrated: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """A page of raters, those who have not started first; `team` None: of all teams."""

    cycle: ReviewCycle
    team: Team | None
    raters: tuple[tuple[Member, Progress], ...]
    offset: int
    found: int


@dataclass(frozen=True, slots=True)
class Unrated:
    """A page of managers about whom nobody will be asked, because less than five of their reports are there."""

    cycle: ReviewCycle
    managers: tuple[Member, ...]
    offset: int
    found: int


async def completion(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime) -> list[Completion]:
    """How far everybody is who is asked to rate, by member, without whoever asks. Denied for anybody but HR; empty once
    results are out, for then nobody knows any more, and once a rating has been opened again: whoever goes on then
    rates the colleague whom HR has named."""
    await _require(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if cycle.reopened_until is not None:
        return []
    found = await repository.progress(session, who.workspace_id, cycle_id)
    return [Completion(each, _progress(done, asked)) for each, (asked, done) in found.items() if each != who.member_id]


async def status(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> Status:
    """Denied for anybody but HR; Rejected when there is no such cycle."""
    await _require(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    on, today = await calendars_release(session, cycle, settings), day_of(now, settings)
    found = await status_at(session, who, cycle_id, today=today, releases_on=on, now=now)
    readable = await readable_reasons(session, who, cycle)
    managers = await unrated_managers(session, cycle, settings, today=today)
    return replace(found, reasons=len(readable), unrated=len(managers))


async def unrated(
    session: AsyncSession, who: Who, cycle_id: int, *, offset: int, now: datetime, settings: Settings
) -> Unrated:
    """By name, before the cycle is opened: a matter of who reports to whom, and not of what anybody says. Denied for
    anybody but HR."""
    await _require(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    keys = await unrated_managers(session, cycle, settings, today=day_of(now, settings))
    found = (await people.members_by_id(session, who.workspace_id, keys)).values() if keys else ()
    managers = sorted(found, key=lambda each: (each.name, each.key))
    return Unrated(cycle, tuple(managers[offset : offset + PAGE]), offset, len(managers))


async def status_at(
    session: AsyncSession, who: Who, cycle_id: int, *, today: date, releases_on: date, now: datetime
) -> Status:
    """For whoever knows already when the calendar releases it; without reasons and managers that are not rated."""
    raters = await completion(session, who, cycle_id, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    present = await people.members_with_team(session, who.workspace_id, on=today)
    return Status(
        cycle,
        Counter(each.progress for each in raters),
        _by_team(raters, present) if await _may_list(session, cycle) else (),
        await repository.declined(session, who.workspace_id, cycle_id),
        len(await short_in(session, cycle, present, without=who.member_id)),
        releases_on,
    )


async def calendars_release(session: AsyncSession, cycle: ReviewCycle, settings: Settings) -> date:
    """On which day the calendar releases the cycle: once no rating can be open again, too."""
    calendar = await workspace_calendar(session, cycle.workspace_id, settings, since=cycle.closes_on)
    is_held = cycle.is_held or settings.review_release == "hand"
    planned = release_day(cycle.closes_on, calendar, is_held=is_held)
    return max(planned, cycle.reopened_until + timedelta(days=1)) if cycle.reopened_until else planned


async def missing_in_team(
    session: AsyncSession, who: Who, cycle_id: int, team_id: int, *, now: datetime
) -> tuple[int, int] | None:
    """For the team's lead: how many of how many raters of the team, without the lead, have not finished. None when
    everybody has, for whoever does not lead the team today, in a cycle that is not open, and for fewer than three."""
    today = who.day_of(now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    led = await people.team_led_by(session, who.workspace_id, who.member_id, on=today)
    if led != team_id or cycle.state != State.OPEN:
        return None
    found = await repository.progress(session, who.workspace_id, cycle_id)
    team = await people.team_members(session, who.workspace_id, team_id, on=today)
    asked = [found[each.key] for each in team if each.key in found and each.key != who.member_id]
    missing = sum(done < wanted for wanted, done in asked)
    return (missing, len(asked)) if missing and may_show(len(asked)) else None


async def raters_of(
    session: AsyncSession,
    who: Who,
    cycle_id: int,
    *,
    team_id: int | None,
    offset: int,
    now: datetime,
    settings: Settings,
) -> People:
    """One page; `team_id` None: of all; empty where few are rated (`may_list_raters`). Denied for anybody but HR."""
    found = {each.member_id: each.progress for each in await completion(session, who, cycle_id, now=now)}
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if not await _may_list(session, cycle):
        found = {}
    team = await people.named_team(session, who, team_id) if team_id is not None else None
    if team:
        members = await people.team_members(session, who.workspace_id, team.key, on=day_of(now, settings))
    else:
        members = list((await people.members_by_id(session, who.workspace_id, list(found))).values())
    order = list(Progress)
    listed = [(each, found[each.key]) for each in members if each.key in found]
    listed.sort(key=lambda each: (order.index(each[1]), each[0].name, each[0].key))
    return People(cycle, team, tuple(listed[offset : offset + PAGE]), offset, len(listed))


async def short_in(
    session: AsyncSession, cycle: ReviewCycle, present: Sequence[tuple[Member, Team]], *, without: int | None = None
) -> list[Member]:
    """Who has fewer raters than a score takes, by team and name; nobody in a cycle that is not open, nor where nobody
    else could be asked."""
    if cycle.state != State.OPEN or cycle.kind not in REPLACED:
        return []
    counts = await repository.raters_by_subject(session, cycle.workspace_id, cycle.key)
    teams = {scope.team_id for scope in await repository.scopes(session, cycle.workspace_id, cycle.key)}
    least = LEAST_RATERS[Kind(cycle.kind)]
    rated = [member for member, team in present if team.key in teams and member.key != without]
    return [each for each in rated if counts.get(each.key, 0) < least]


async def _may_list(session: AsyncSession, cycle: ReviewCycle) -> bool:
    """Elsewhere everybody knows who rates whom: reports their manager, and people of a project each other."""
    if cycle.kind not in REPLACED:
        return True
    return may_list_raters(len(await repository.raters_by_subject(session, cycle.workspace_id, cycle.key)))


async def _require(session: AsyncSession, who: Who, *, now: datetime) -> None:
    if not await people.may(session, who, Action.SEE_RATING_COMPLETION, Whose(), at=now):
        raise people.not_visible(who, Action.SEE_RATING_COMPLETION)


def _by_team(raters: Sequence[Completion], present: Sequence[tuple[Member, Team]]) -> tuple[TeamProgress, ...]:
    """By name, the raters without a team last."""
    team_of = {member.key: team for member, team in present}
    asked: Counter[int | None] = Counter()
    done: Counter[int | None] = Counter()
    for each in raters:
        team = team_of.get(each.member_id)
        key = team.key if team else None
        asked[key] += 1
        done[key] += each.progress is Progress.DONE
    teams = {team.key: team for team in team_of.values()}
    named = sorted((teams[key] for key in asked if key is not None), key=lambda team: (team.name, team.key))
    rows = [TeamProgress(team, done[team.key], asked[team.key]) for team in named]
    return (*rows, *([TeamProgress(None, done[None], asked[None])] if asked[None] else []))


def _progress(done: int, asked: int) -> Progress:
    if done == asked:
        return Progress.DONE
    return Progress.IN_PROGRESS if done else Progress.NOT_STARTED
