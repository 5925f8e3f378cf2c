"""What people see of talks: their own, those they have to hold, and for HR which were held."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action, Subject
from bot.features.scorecards import service as scorecards
from bot.features.talks.models import HELD, OPEN, Talk
from bot.features.talks.repository import outcomes
from bot.features.talks.repository import talks as repository
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Line:
    """A talk with the `other` one of the two, None when a member has no manager at present. `is_mine` about the
    reader's own card; `to_sign`: the other has noted the outcome and waits for the reader."""

    row: Talk
    other: Member | None
    is_mine: bool
    to_sign: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """A manager's talks of a month that are not held, `late` ones among them."""

    manager: Member | None
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class TeamLine:
    """How many talks of a team's members are held, of all that are due; and whose duty the others are."""

    team: Team | None
    held: int
    total: int
    undone: Sequence[Undone]


@dataclass(frozen=True, slots=True)
class Held:
    """A month's talks for HR: which were held, and nothing of what was said. `without_manager` have a card and nobody
    to talk with."""

    period: str
    teams: Sequence[TeamLine]
    without_manager: int

    @property
    def total(self) -> int:
        return sum(each.total for each in self.teams)

    @property
    def held(self) -> int:
        return sum(each.held for each in self.teams)

    @property
    def late(self) -> int:
        return sum(each.late for team in self.teams for each in team.undone)


@dataclass(frozen=True, slots=True)
class Overview:
    """`own` is about the reader's newest card, `to_hold` are with their people, `held` is for HR alone."""

    own: Line | None
    to_hold: Sequence[Line]
    held: Held | None
    zone: str


@dataclass(frozen=True, slots=True)
class Summary:
    """For Home: the reader's own talk as long as there is something to do about it, those they have to hold, and for
    HR, None for everybody else, how many are late."""

    own: Line | None
    to_hold: Sequence[Line]
    late: int | None
    zone: str


async def overview(session: AsyncSession, who: Who, *, now: datetime) -> Overview:
    own, to_hold = await _own(session, who, now=now), await lines_to_hold(session, who, now=now)
    is_hr = await people.may(session, who, Action.SEE_TALKS_HELD, Subject(), at=now)
    return Overview(own, to_hold, await held_of_newest(session, who, now=now) if is_hr else None, who.zone)


async def summary_of(session: AsyncSession, who: Who, *, now: datetime) -> Summary:
    """A fixed number of statements."""
    own = await _own(session, who, now=now)
    is_due = own is not None and (own.row.state == OPEN or own.to_sign)
    late = None
    if await people.may(session, who, Action.SEE_TALKS_HELD, Subject(), at=now):
        late = await repository.count_late(session, who.workspace_id, on=who.day_of(now))
    return Summary(own if is_due else None, await lines_to_hold(session, who, now=now), late, who.zone)


async def lines_to_hold(session: AsyncSession, who: Who, *, now: datetime) -> list[Line]:
    """With the viewer's direct reports of today, the first due first; those the member waits for with a signature
    first of all."""
    sight, on = people.own(who), who.day_of(now)
    waiting = await outcomes.unsigned_of_reports(session, sight, on=on)
    to_sign = [Line(row, member, is_mine=False, to_sign=True) for row, member in waiting]
    found = await repository.to_hold(session, sight, on=on)
    return [*to_sign, *(Line(row, member, is_mine=False) for row, member in found)]


async def lines_asked(session: AsyncSession, who: Who, on: date, *, now: datetime) -> list[Line]:
    """Of whom the viewer was to be told on a day, as far as their talks are still open."""
    return [each for each in await lines_to_hold(session, who, now=now) if each.row.asked_on == on and not each.to_sign]


async def lines_reminded(session: AsyncSession, who: Who, on: date, *, now: datetime) -> list[Line]:
    """Likewise reminded."""
    found = await lines_to_hold(session, who, now=now)
    return [each for each in found if each.row.reminded_on == on and not each.to_sign]


async def held_of_newest(session: AsyncSession, who: Who, *, now: datetime) -> Held | None:
    """For HR only: whoever calls it has asked. None before the first cards are out."""
    newest = await scorecards.newest_month(session, who.workspace_id)
    if newest is None:
        return None
    on = who.day_of(now)
    rows = await repository.of_period(session, who.workspace_id, str(newest))
    teams = {member.key: team for member, team in await people.members_with_team(session, who.workspace_id, on=on)}
    members = await people.members_by_id(session, who.workspace_id, {each.manager_id for each in rows})
    without = await repository.without_talk(session, who.workspace_id, str(newest))
    by_team: dict[int | None, list[Talk]] = {}
    for each in rows:
        team = teams.get(each.member_id)
        by_team.setdefault(team.key if team else None, []).append(each)
    known = {team.key: team for team in teams.values()}
    lines = [_team_line(known.get(key or 0), some, members, on) for key, some in by_team.items()]
    return Held(
        str(newest),
        sorted(lines, key=lambda line: (line.team is None, line.team.name if line.team else "")),
        len(without),
    )


def _team_line(team: Team | None, rows: Sequence[Talk], members: Mapping[int, Member], on: date) -> TeamLine:
    open_: Counter[int] = Counter(each.manager_id for each in rows if each.state != HELD)
    late = Counter(each.manager_id for each in rows if each.state == OPEN and each.due_on and each.due_on < on)
    undone = [Undone(members.get(key), count, late[key]) for key, count in open_.most_common()]
    return TeamLine(team, sum(each.state == HELD for each in rows), len(rows), undone)


async def _own(session: AsyncSession, who: Who, *, now: datetime) -> Line | None:
    row = await repository.talk_about(session, people.own(who))
    if row is None:
        return None
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=who.day_of(now))
    to_sign = await outcomes.waits_for_member(session, people.own(who), row.key)
    return Line(row, manager, is_mine=True, to_sign=to_sign)
