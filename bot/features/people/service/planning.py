"""What is planned for a later day about teams, leads and managers, and calling it off again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected
from bot.features.people import repository
from bot.features.people.models import Member, Team
from bot.features.people.rules.chain import comes_above, is_in_circle
from bot.features.people.rules.timeline import Span, called_off, changes_after, value_on
from bot.features.people.service.audited import changes_of, moves_of, places_of, state_of
from bot.features.people.service.lookup import member as member_of
from bot.features.people.service.lookup import team as team_of
from bot.features.people.service.membership import Places
from bot.features.people.service.roles import hr_at
from bot.features.people.service.timelines import Timelines
from bot.features.people.service.visibility import require_administrator
from bot.slack.forms import row_key
from bot.turn import Who

TEAM, MANAGER, LEAD = "team", "manager", "lead"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """From `on`, something else holds of a `subject` (a member's key, for `lead` a team's): `to` names it, None for
    nothing."""

    what: str
    subject: int
    on: date
    to: str | None


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """From `on`, a member comes into a team, or leaves it."""

    member: Member
    on: date
    comes: bool


async def planned_of(session: AsyncSession, member: Member, *, on: date) -> list[PlannedChange]:
    """Of a member's team and manager, after the day `on`."""
    teams = {each.key: each.name for each in await repository.teams(session, member.workspace_id)}
    found = []
    for what, ledger in ((TEAM, repository.TEAMS), (MANAGER, repository.MANAGERS)):
        changes = changes_after(await _spans(session, member.workspace_id, ledger, member.key), on)
        keys = {key for _, key in changes if key is not None}
        named = teams if what == TEAM else await _names(session, member.workspace_id, keys)
        found += [PlannedChange(what, member.key, day, named[key] if key is not None else None) for day, key in changes]
    return sorted(found, key=lambda each: each.on)


async def planned_of_team(
    session: AsyncSession, team: Team, *, on: date
) -> tuple[list[PlannedChange], list[PlannedMove]]:
    """Changes of the lead, and who comes and goes, after the day `on`."""
    leads = changes_after(await _spans(session, team.workspace_id, repository.LEADS, team.key), on)
    moves: list[tuple[int, date, bool]] = []
    rows = await repository.dated_rows(session, team.workspace_id, repository.TEAMS)
    for member_id, some in rows.items():
        spans = [repository.TEAMS.span(row) for row in some]
        for day, key in changes_after(spans, on):
            was_there = value_on(spans, _before(day)) == team.key
            if (key == team.key) is not was_there:
                moves.append((member_id, day, key == team.key))
    wanted = {key for _, key in leads if key} | {member_id for member_id, *_ in moves}
    members = await repository.members_by_id(session, team.workspace_id, wanted)
    changes = [PlannedChange(LEAD, team.key, day, members[key].name if key else None) for day, key in leads]
    return changes, sorted(
        (PlannedMove(members[member_id], day, comes) for member_id, day, comes in moves),
        key=lambda each: (each.on, each.member.name),
    )


async def call_off(session: AsyncSession, who: Who, planned: str, *, now: datetime) -> PlannedChange:
    """Take back a change that is written `team:17:2026-12-01`: what holds before goes on. Rejected when there is no
    such change (any more), and when somebody would be above themselves without it. For administrators only."""
    today = who.day_of(now)
    what, subject, on = _read(planned)
    await repository.lock_workspace(session, who.workspace_id)
    # Behind the lock: whoever had it may have taken the right.
    await require_administrator(session, who, on=today)
    if on <= today:
        raise Rejected("people-error-nothing-planned", on=on)
    if what == MANAGER:
        await _call_off_manager(session, who, subject, on, now=now)
    else:
        await _call_off_place(session, who, what, subject, on)
    return PlannedChange(what, subject, on, None)


def closes_circle(member_id: int, spans: Sequence[Span], managers: Timelines, since: date) -> bool:
    """Whether with these managers the member is above themselves on that day or a later one, with what is planned."""
    return any(is_in_circle(member_id, then) for _, then in _lines(member_id, spans, managers, since))


def gets_above(viewer_id: int, member_id: int, spans: Sequence[Span], managers: Timelines, since: date) -> bool:
    """Whether with these managers the viewer gets to stand above the member on that day or a later one, be it through
    somebody else."""
    return any(comes_above(viewer_id, member_id, *lines) for lines in _lines(member_id, spans, managers, since))


def _lines(
    member_id: int, spans: Sequence[Span], managers: Timelines, since: date
) -> Iterator[tuple[dict[int, int | None], dict[int, int | None]]]:
    """Everybody's manager on each day on which something changes, as it is and with what is to hold for the member."""
    days = {*managers.days_of_change(since), *(span.first_on for span in spans if span.first_on > since)}
    for day in sorted(days):
        present: dict[int, int | None] = {**managers.all_on(day)}
        yield present, {**present, member_id: value_on(spans, day)}


async def _check_power(session: AsyncSession, who: Who, member: Member, *, now: datetime) -> None:
    """Where there is HR, nobody else comes to stand above somebody by calling off what was planned."""
    hr = await hr_at(session, who.workspace_id, at=now)
    if hr and who.member_id not in hr:
        raise Denied("people-error-only-hr", Entry.of(who, Action.ADMINISTRATION_DENIED, Subject.MEMBER, member.key))


async def _call_off_manager(session: AsyncSession, who: Who, subject: int, on: date, *, now: datetime) -> None:
    member = await member_of(session, who.workspace_id, subject)
    managers = await Timelines.read(session, who.workspace_id, repository.MANAGERS)
    before, spans = state_of(member, (), managers.on(subject, on)), called_off(managers.of(subject), on)
    if gets_above(who.member_id, subject, spans, managers, on):
        await _check_power(session, who, member, now=now)
    if closes_circle(subject, spans, managers, on):
        raise Rejected("people-error-planned-circle", name=member.name, on=on)
    if not managers.call_off(subject, on):
        raise Rejected("people-error-nothing-planned", on=on)
    await managers.save(session, who.workspace_id)
    after = state_of(member, (), managers.on(subject, on))
    await record(session, *changes_of(before, after, member, who.member_id, on=on))


async def _call_off_place(session: AsyncSession, who: Who, what: str, subject: int, on: date) -> None:
    """Whoever stays in the team that they lead goes on leading it."""
    if what == LEAD:
        await team_of(session, who.workspace_id, subject)
    places = await Places.read(session, who.workspace_id)
    before = places_of(places, on)
    if not (places.leads if what == LEAD else places.teams).call_off(subject, on):
        raise Rejected("people-error-nothing-planned", on=on)
    stays = places.teams.on(subject, on) if what == TEAM else None
    if stays is not None and places.leads.on(stays, on) is None and places.leads.on(stays, _before(on)) == subject:
        places.leads.call_off(stays, on)
    await places.save(session, who.workspace_id)
    await record(session, *moves_of(who.workspace_id, before, places_of(places, on), who.member_id, on=on))


def _read(planned: str) -> tuple[str, int, date]:
    """What comes with a button can be forged."""
    what, _, rest = planned.partition(":")
    subject, _, on = rest.partition(":")
    try:
        found = what, row_key(subject), date.fromisoformat(on)
    except ValueError:
        found = "", 0, date.min
    if found[0] not in (TEAM, MANAGER, LEAD):
        raise Rejected("people-error-nothing-planned", on=found[2])
    return found


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


async def _spans(session: AsyncSession, workspace_id: int, ledger: repository.Ledger, subject: int) -> list[Span]:
    rows = await repository.dated_rows(session, workspace_id, ledger, subject)
    return [ledger.span(row) for row in rows.get(subject, [])]


async def _names(session: AsyncSession, workspace_id: int, keys: set[int]) -> Mapping[int, str]:
    return {key: each.name for key, each in (await repository.members_by_id(session, workspace_id, keys)).items()}
