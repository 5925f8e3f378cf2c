"""Somebody proposes a goal, for their team or for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.goals import repository
from bot.features.goals.models import AGREED, TITLE_LIMIT, Goal
from bot.features.goals.rules.periods import offered
from bot.features.goals.rules.pooled import poolable
from bot.features.goals.rules.proposals import stamp
from bot.features.goals.rules.rights import may_edit
from bot.features.goals.rules.wishes import MOST_GOALS, OWN_NUMBER, Accepted, Wish, accepted
from bot.features.goals.service.finding import Place, place_of
from bot.features.goals.service.telling import tell_edited, tell_proposed
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action
from bot.features.schemes import service as schemes
from bot.turn import Who
from scoring.definitions import Metric
from scoring.periods import Period
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Blank:
    """What the form starts from; without a `team` it can only be the reader's own goal. `metrics` of the team's scheme
    by which a goal of the team can be measured."""

    title: str
    team: Team | None
    periods: Sequence[Period]
    owner: str
    metrics: Sequence[Metric] = ()


@dataclass(frozen=True, slots=True)
class Editing:
    """A form with what was proposed, and its stamp."""

    form: Blank
    row: Goal
    seen: str


async def blank(session: AsyncSession, who: Who, title: str, *, today: date) -> Blank:
    team = await people.team_of(session, who.workspace_id, who.member_id, on=today)
    _, metrics = await _measures(session, who, team, on=today)
    return Blank(title[:TITLE_LIMIT], team, offered(today), who.slack_user, metrics)


async def propose(session: AsyncSession, who: Who, wish: Wish, *, today: date, now: datetime) -> Goal:
    """Write it down, and ask who can agree to it.

    RejectedFields for what will not do; Rejected for an owner who is not in the team, for a title that an open goal of
    the same period has, and for more than ten of them.
    """
    team = None if wish.is_own else await people.team_of(session, who.workspace_id, who.member_id, on=today)
    if team is None and not wish.is_own:
        raise Rejected("goals-error-no-team", field="whose")
    metric, grows = await _metric(session, who, team, wish.measure, on=today)
    read = accepted(wish, today=today, metric_unit=metric.unit if metric else None, grows=grows)
    owner_id = who.member_id if team is None else (await _owner(session, who, team, wish.owner, on=today)).key
    await repository.lock_workspace(session, who.workspace_id)
    await _refuse_same(session, who, read, team)
    row = Goal(
        workspace_id=who.workspace_id,
        team_id=team.key if team else None,
        member_id=None if team else who.member_id,
        proposed_by=who.member_id,
        proposed_at=now,
        **_proposed(read, metric, owner_id),
    )
    await repository.add_rows(session, [row])
    kind, subject = (About.TEAM, team.key) if team else (About.MEMBER, who.member_id)
    await record(session, Entry.of(who, Audited.GOAL_PROPOSED, kind, subject, goal=row.key, period=row.period))
    await tell_proposed(session, row, now=now)
    return row


async def form_to_edit(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Editing:
    """What was proposed, to be changed. Refused as in `edit`."""
    place = await place_of(session, who, key, now=now)
    _require_edit(who, place)
    owner = await people.member(session, who.workspace_id, place.row.owner_id)
    _, metrics = await _measures(session, who, place.team, on=today)
    form = Blank(place.row.title, place.team, offered(today), owner.slack_user, metrics)
    return Editing(form, place.row, stamp(place.row))


async def edit(session: AsyncSession, who: Who, key: int, wish: Wish, *, seen: str, today: date, now: datetime) -> None:
    """Propose something else in its place; whose goal it is stays. The same once more changes nothing.

    `seen` is the stamp that the form knew. Rejected where it was changed elsewhere meanwhile, once it is agreed on or
    closed, and like a proposal; Denied for everybody but who has proposed it.
    """
    # First, as whoever merges accounts: they lock goals after it.
    await repository.lock_workspace(session, who.workspace_id)
    place = await place_of(session, who, key, now=now, to_change=True)
    _require_edit(who, place)
    row, team, before = place.row, place.team, stamp(place.row)
    metric, grows = await _metric(session, who, team, wish.measure, on=today)
    read = accepted(wish, today=today, metric_unit=metric.unit if metric else None, grows=grows)
    owner_id = row.owner_id if team is None else (await _owner(session, who, team, wish.owner, on=today)).key
    await _refuse_same(session, who, read, team, but=row)
    for name, value in _proposed(read, metric, owner_id).items():
        setattr(row, name, value)
    if stamp(row) == before:
        return
    if seen != before:
        raise Rejected("goals-error-changed")
    session.add(row)
    await session.flush()
    kind, subject = (About.TEAM, team.key) if team else (About.MEMBER, who.member_id)
    await record(session, Entry.of(who, Audited.GOAL_EDITED, kind, subject, goal=row.key, period=row.period))
    await tell_edited(session, row, now=now)


def _require_edit(who: Who, place: Place) -> None:
    row = place.row
    if row.proposed_by != who.member_id:
        raise people.not_visible(who, Action.AGREE_GOALS, row.member_id)
    if not may_edit(row, place.standing):
        raise Rejected("goals-error-edit-agreed" if row.state == AGREED else "goals-error-is-closed")


def _proposed(read: Accepted, metric: Metric | None, owner_id: int) -> dict[str, Any]:
    return {
        "owner_id": owner_id,
        "period": str(read.period),
        "ends_on": read.period.end,
        "title": read.title,
        "why": read.why,
        "metric": metric.id if metric else None,
        "unit": read.unit,
        "start": read.start,
        "target": read.target,
        "due_on": read.due_on,
        "weight": read.weight,
    }


async def _owner(session: AsyncSession, who: Who, team: Team, chosen: str | None, *, on: date) -> Member:
    members = await people.team_members(session, who.workspace_id, team.key, on=on)
    found = next((each for each in members if each.slack_user == chosen), None)
    if found is None:
        raise Rejected("goals-error-owner", field="owner", team=team.name)
    return found


async def _metric(
    session: AsyncSession, who: Who, team: Team | None, measure: str | None, *, on: date
) -> tuple[Metric | None, bool]:
    """None for a number of the goal's own; and whether it grows from nothing in every period."""
    if measure in (None, OWN_NUMBER):
        return None, False
    scheme, metrics = await _measures(session, who, team, on=on)
    found = next((each for each in metrics if each.id == measure), None)
    if found is None or scheme is None:
        raise Rejected("goals-error-measure", field="measure", minimum=settings_of(session).team_minimum)
    return found, found.id in scheme.additive


async def _measures(
    session: AsyncSession, who: Who, team: Team | None, *, on: date
) -> tuple[Scheme | None, Sequence[Metric]]:
    """Of a team in which enough people are that nobody's own figures can be told from the sum."""
    if team is None:
        return None, ()
    members = await people.team_members(session, who.workspace_id, team.key, on=on)
    rules = await schemes.scheme_of_team(session, who.workspace_id, team.key, on=on)
    if rules is None or len(members) < settings_of(session).team_minimum:
        return None, ()
    return rules.scheme, poolable(rules.scheme)


async def _refuse_same(
    session: AsyncSession, who: Who, read: Accepted, team: Team | None, *, but: Goal | None = None
) -> None:
    """Also what a second click would propose again; `but` the one that is changed."""
    there = await repository.open_of(
        session,
        who.workspace_id,
        str(read.period),
        team_id=team.key if team else None,
        member_id=None if team else who.member_id,
    )
    there = [each for each in there if but is None or each.key != but.key]
    if any(each.title.casefold() == read.title.casefold() for each in there):
        raise Rejected("goals-error-same", field="title", typed=read.title)
    if len(there) >= MOST_GOALS:
        raise Rejected("goals-error-many", field="title", limit=MOST_GOALS)
