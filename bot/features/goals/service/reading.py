"""What people read: the goals of a team and their own, and one of them with all that was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.goals import repository
from bot.features.goals.models import Goal, GoalUpdate
from bot.features.goals.rules.rights import may_agree, may_close, may_drop, may_edit, may_update
from bot.features.goals.service.finding import Place, place_of
from bot.features.goals.service.standing import Stand, stands_of
from bot.features.goals.service.updating import require_update
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action
from bot.turn import Who
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Listed:
    """Goals of a `team`, and of a person: the reader's own, or with `about` somebody else's. `owners` by key."""

    team: Team | None
    of_team: Sequence[Stand]
    of_person: Sequence[Stand]
    owners: Mapping[int, Member]
    about: Member | None = None
    may_propose: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """One goal as somebody sees it; `updates` the newest first, `people` by key."""

    place: Place
    stand: Stand
    updates: Sequence[GoalUpdate]
    people: Mapping[int, Member]

    @property
    def row(self) -> Goal:
        return self.place.row

    @property
    def may_edit(self) -> bool:
        return may_edit(self.row, self.place.standing)

    @property
    def may_update(self) -> bool:
        return may_update(self.row, self.place.standing)

    @property
    def may_agree(self) -> bool:
        return may_agree(self.row, self.place.standing)

    @property
    def may_close(self) -> bool:
        return may_close(self.row, self.place.standing)

    @property
    def may_drop(self) -> bool:
        return may_drop(self.row, self.place.standing)


async def listed(session: AsyncSession, who: Who, *, today: date) -> Listed:
    """The reader's own, and their team's."""
    team = await people.team_of(session, who.workspace_id, who.member_id, on=today)
    own = await repository.of_person(session, people.own(who), today=today)
    return await _listed(session, who, team, own, today=today)


async def running_of(session: AsyncSession, who: Who, team_id: int | None, *, today: date) -> list[Stand]:
    """For the reader's Home: what their team and they themselves are at."""
    of_team = await repository.of_teams(session, who.workspace_id, [team_id], today=today) if team_id else []
    own = await repository.of_person(session, people.own(who), today=today)
    rows = [row for row in (*of_team, *own) if row.is_running]
    return await stands_of(session, who.workspace_id, rows, today=today) if rows else []


async def public_of(
    session: AsyncSession, workspace_id: int, team_id: int, period: Period, *, at: datetime, on: date
) -> tuple[Stand, ...]:
    """For the team's post about a period, whose cards came out `at` a moment: goals with numbers of their own that ran
    in it, as they stood then. What is measured by figures is not posted: it would show who corrects one later."""
    rows = await repository.running_in(session, workspace_id, team_id, first=period.start, last=period.end, on=on)
    rows = [row for row in rows if Period.parse(row.period).start <= period.end]
    return tuple(await stands_of(session, workspace_id, rows, today=on, until=at)) if rows else ()


async def named(session: AsyncSession, who: Who, typed: str, *, today: date, now: datetime) -> Listed:
    """Of the team that has this name, which everybody may see, or of the person; Denied for a person out of sight."""
    wanted = " ".join(typed.split()).casefold()
    teams = await people.teams(session, who.workspace_id)
    if team := next((each for each in teams if each.name.casefold() == wanted), None):
        return await _listed(session, who, team, (), today=today)
    if not typed.startswith(("@", "<@")):
        known = [each.name for each in teams][:20]
        raise Rejected("goals-error-unknown-team", typed=typed, known=known)
    found = await people.find_visible(session, who, Action.SEE_GOALS, typed, at=now)
    sight = await people.require(session, who, Action.SEE_GOALS, found.key, at=now)
    own = await repository.of_person(session, sight, today=today)
    team = await people.team_of(session, who.workspace_id, found.key, on=today)
    about = None if found.key == who.member_id else found
    return await _listed(session, who, team, own, today=today, about=about)


async def shown(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Shown:
    """One goal. Denied for who may not see it."""
    return await _shown(session, await place_of(session, who, key, now=now), today=today)


async def form_to_update(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Shown:
    """Denied for who may not say how far it has come."""
    found = await shown(session, who, key, today=today, now=now)
    require_update(who, found.place)
    return found


async def told(session: AsyncSession, who: Who, key: int, *, now: datetime) -> Shown | None:
    """What a message is about; None when its reader may not see it any more."""
    try:
        place = await place_of(session, who, key, now=now)
    except Rejected:
        return None
    return await _shown(session, place, today=who.day_of(now))


async def _shown(session: AsyncSession, place: Place, *, today: date) -> Shown:
    row = place.row
    stands = await stands_of(session, row.workspace_id, [row], today=today)
    updates = await repository.updates_of(session, row.workspace_id, row.key)
    named = {row.owner_id, row.proposed_by, row.agreed_by, row.closed_by, *(each.author_id for each in updates)}
    known = await people.members_by_id(session, row.workspace_id, {each for each in named if each is not None})
    return Shown(place, stands[0], updates, known)


async def _listed(
    session: AsyncSession,
    who: Who,
    team: Team | None,
    own: Sequence[Goal],
    *,
    today: date,
    about: Member | None = None,
) -> Listed:
    of_team = await repository.of_teams(session, who.workspace_id, [team.key], today=today) if team else []
    stands = await stands_of(session, who.workspace_id, [*of_team, *own], today=today)
    owners = await people.members_by_id(session, who.workspace_id, {each.row.owner_id for each in stands})
    return Listed(team, stands[: len(of_team)], stands[len(of_team) :], owners, about)
