"""Who reports and who is rated in a round, by whom, and about what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.rules.answers import asked_about
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews.rules.dates import Dates
from bot.features.reviews.rules.questions import Question
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.turn import Who
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """What a manager is asked about somebody in a round, and of which version of the rules."""

    version_id: int
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in a round: whether their report is in (None: nobody asks for one), and whether they are rated (None:
    nobody is asked to)."""

    member: Member
    manager: Member | None
    has_report: bool | None
    is_rated: bool | None


def month_of(found: AppraisalRound) -> Period:
    return Period.parse(found.month)


def window_of(found: AppraisalRound) -> Dates:
    return Dates(found.opens_on, found.closes_on)


async def current(session: AsyncSession, who: Who, *, today: date) -> AppraisalRound | None:
    """The round in which people write now."""
    return await rounds.open_round(session, who.workspace_id, on=today)


async def asked_of_everybody(
    session: AsyncSession, found: AppraisalRound, *, today: date, member_ids: Collection[int] | None = None
) -> dict[int, Asked]:
    """Member → what is asked about them, by the team in which they are at the end of the month, or today while it
    lasts; only those about whom something is asked."""
    month = month_of(found)
    teams = await rounds.teams_of(session, found.workspace_id, on=min(month.end, today), member_ids=member_ids)
    by_team: dict[int, Asked] = {}
    for team_id, rules in (
        await _rules(session, found.workspace_id, teams, on=month.end, is_few=member_ids is not None)
    ).items():
        if questions := asked_about(rules.scheme, month):
            by_team[team_id] = Asked(rules.scheme_version_id, questions)
    return {member: by_team[team] for member, team in teams.items() if team in by_team}


async def _rules(
    session: AsyncSession, workspace_id: int, teams: Mapping[int, int], *, on: date, is_few: bool
) -> Mapping[int, TeamScheme]:
    """Team → its rules on a day; a few people are in one or two teams of hundreds."""
    if not is_few:
        return await schemes.schemes_of_teams(session, workspace_id, on=on)
    found = {team: await schemes.scheme_of_team(session, workspace_id, team, on=on) for team in set(teams.values())}
    return {team: rules for team, rules in found.items() if rules}


async def asked_of(session: AsyncSession, found: AppraisalRound, member_id: int, *, today: date) -> Asked | None:
    """The same of one member."""
    return (await asked_of_everybody(session, found, today=today, member_ids=[member_id])).get(member_id)


async def lines_of(session: AsyncSession, found: AppraisalRound, *, today: date) -> list[Line]:
    """Everybody of whom something is wanted, by name. Managers are those of today."""
    asked = await asked_of_everybody(session, found, today=today)
    managers = await people.managers(session, found.workspace_id, on=today)
    reports = await written.reports_in(session, found.workspace_id, found.key)
    rated = await written.rated_in(session, found.workspace_id, found.key)
    return await _lines(session, found, asked, managers, reports, rated)


async def lines_of_manager(session: AsyncSession, found: AppraisalRound, who: Who, *, today: date) -> list[Line]:
    """The viewer's direct reports, as far as something is asked about them."""
    mine = await written.direct_reports(session, people.own(who), on=today)
    if not mine:
        return []
    asked = await asked_of_everybody(session, found, today=today, member_ids=mine)
    reports = await written.reports_in(session, found.workspace_id, found.key, member_ids=mine)
    rated = await written.rated_in(session, found.workspace_id, found.key, member_ids=mine)
    lines = await _lines(session, found, asked, dict.fromkeys(mine, who.member_id), reports, rated)
    return [line for line in lines if line.is_rated is not None]


async def _lines(
    session: AsyncSession,
    found: AppraisalRound,
    asked: Mapping[int, Asked],
    managers: Mapping[int, int],
    reports: Mapping[int, bool],
    rated: Collection[int],
) -> list[Line]:
    keys = asked.keys() | reports.keys()
    members = await people.members_by_id(session, found.workspace_id, keys | set(managers.values()))
    lines = []
    for key in keys:
        member, manager = members.get(key), members.get(managers.get(key, 0))
        has_manager = manager is not None and manager.is_active and manager.key != key
        is_asked = has_manager and key in asked
        if member and member.is_active and (is_asked or key in reports):
            has_report = reports.get(key, False if is_asked else None)
            lines.append(Line(member, manager if has_manager else None, has_report, key in rated if is_asked else None))
    return sorted(lines, key=lambda line: (line.member.name, line.member.key))
