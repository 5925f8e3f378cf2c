"""A manager of somebody, or HR, proposes special points for one of their months."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected, RejectedFields
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.points import repository
from bot.features.points.models import PointsAgreement, SpecialPoints
from bot.features.points.rules.parties import Party, party_of
from bot.features.points.rules.wishes import Wish, months_offered, read_points, read_reason, within
from bot.features.points.service.finding import exactly, firm_of, standing_of
from bot.features.points.service.telling import refresh_homes, tell_parties
from bot.features.schemes import service as schemes
from bot.i18n.translator import month_named
from bot.turn import Turn
from scoring.periods import Period

PROPOSING = (Party.MANAGER, Party.HR)


@dataclass(frozen=True, slots=True)
class Blank:
    """The form to begin with; `months` are those whose cards are not out, `member` a Slack id."""

    months: tuple[Period, ...]
    member: str | None = None


async def blank(turn: Turn, named: str = "") -> Blank:
    """With the person picked whom somebody names. Denied for a person whose manager one is not, and who proposes
    nothing."""
    session, workspace_id = turn.session, turn.who.workspace_id
    offered = months_offered(turn.place.day_of(turn.now))
    out = await repository.months_out(session, workspace_id, [str(each) for each in offered])
    months = tuple(each for each in offered if str(each) not in out)
    if not named:
        return Blank(months)
    found = await people.find_visible(session, turn.who, Action.PROPOSE_POINTS, named, at=turn.now)
    return Blank(months, found.slack_user)


async def propose(turn: Turn, wish: Wish) -> SpecialPoints:
    """Kept with the proposer's own agreement, and who else has to agree is told. The same once more is the same.

    RejectedFields with everything that will not do; Denied for who is neither a manager of the person nor HR, and for
    oneself.
    """
    session, who = turn.session, turn.who
    reason, points = _read(wish)
    month = _month(wish.month, turn.place.day_of(turn.now))
    member = await _member(turn, wish.member)
    limit = await _limit(session, member, month, today=turn.today)
    if (await repository.lock_month(session, who.workspace_id, str(month))).out_at is not None:
        raise Rejected("points-error-out", field="month", month=month_named(month.start))
    there = await repository.standing_of_month(session, who.workspace_id, member.key, str(month))
    same = (each for each in there if (each.proposed_by, each.points, each.reason) == (who.member_id, points, reason))
    if found := next(same, None):
        return found
    within(points, limit, sum((each.points for each in there), Decimal(0)))
    return await _keep(turn, member, str(month), points, reason)


def _read(wish: Wish) -> tuple[str, Decimal]:
    errors: dict[str, Rejected] = {}
    reason, points = "", Decimal(0)
    try:
        reason = read_reason(wish.reason)
    except Rejected as error:
        errors["reason"] = error
    try:
        points = read_points(wish.points)
    except Rejected as error:
        errors["points"] = error
    if not wish.member:
        errors["members"] = Rejected("points-error-nobody", field="members")
    if errors:
        raise RejectedFields(errors)
    return reason, points


def _month(chosen: str | None, today: date) -> Period:
    found = next((each for each in months_offered(today) if str(each) == chosen), None)
    if found is None:
        raise Rejected("points-error-month", field="month")
    return found


async def _member(turn: Turn, slack_user: str | None) -> Member:
    """Denied in the same words for nobody and for somebody out of sight."""
    meant = await people.members_named(turn.session, turn.who, [slack_user or ""], refusal="points-error-person")
    if meant[0].key == turn.who.member_id:
        raise Rejected("points-error-self", field="members")
    if not await people.may(turn.session, turn.who, Action.PROPOSE_POINTS, Subject(meant[0].key), at=turn.now):
        raise people.not_visible(turn.who, Action.PROPOSE_POINTS, meant[0].key)
    return meant[0]


async def _limit(session: AsyncSession, member: Member, month: Period, *, today: date) -> Decimal:
    """What the scheme of the team allows in which the member is at the month's end, or now."""
    on = min(month.end, today)
    team = await people.team_of(session, member.workspace_id, member.key, on=on)
    rules = await schemes.scheme_of_team(session, member.workspace_id, team.key, on=month.end) if team else None
    if rules is None or (member.joined_on and member.joined_on > month.end):
        raise Rejected("points-error-no-scheme", field="members", month=month_named(month.start))
    limit = Decimal(str(rules.scheme.special_limit))
    if not limit:
        raise Rejected("points-error-none-allowed", field="members")
    return limit


async def _keep(turn: Turn, member: Member, month: str, points: Decimal, reason: str) -> SpecialPoints:
    session, who = turn.session, turn.who
    firm = await firm_of(session, who.workspace_id, [member.key], on=turn.today)
    standing = await standing_of(session, who, member.key, now=turn.now)
    party = party_of(who.member_id, member.key, exactly(firm, standing), {}, among=PROPOSING)
    if party is None:
        raise people.not_visible(who, Action.PROPOSE_POINTS, member.key)
    row = SpecialPoints(
        workspace_id=who.workspace_id,
        member_id=member.key,
        month=month,
        points=points,
        reason=reason,
        proposed_by=who.member_id,
        proposed_at=turn.now,
    )
    await repository.add_rows(session, [row])
    await repository.add_rows(session, [agreement(row, party, who.member_id, turn.now)])
    # About the month: the person's own log does not tell of what may come to nothing.
    details = {"points": row.key, "party": party.value}
    await record(session, Entry(who.workspace_id, Audited.POINTS_PROPOSED, who.member_id, About.MONTH, month, details))
    await tell_parties(session, row, firm, {party: who.member_id}, now=turn.now)
    await refresh_homes(session, row, firm, {party: who.member_id}, now=turn.now)
    return row


def agreement(row: SpecialPoints, party: Party, member_id: int, now: datetime) -> PointsAgreement:
    return PointsAgreement(
        workspace_id=row.workspace_id, points_id=row.key, party=party.value, member_id=member_id, agreed_at=now
    )
