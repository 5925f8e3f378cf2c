"""HR and auditors check entries: they verify them, leave them out of every sum with a reason, or take that back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject
from bot.audit.chain import record
from bot.audit.entries import Detail
from bot.audit.entries import Entry as Told
from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.models import EXCLUDED, OPEN, VERDICTS, VERIFIED, WHY_LIMIT, Entry
from bot.features.metrics.rules.pace import recent_months
from bot.features.metrics.rules.verdicts import Checked, Standing, checked, newest, standing, verdict_of
from bot.features.metrics.rules.words import free_text
from bot.features.metrics.service.evidence import entries_of
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight
from bot.features.schemes.service import scheme_of_team
from bot.turn import Turn
from scoring.definitions import Figure
from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period

MONTHS = 24
"""That are offered, the running one the first."""
NAMED = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{3}-[0-9]{2})")
_AUDITED = {VERIFIED: Audited.ENTRIES_VERIFIED, EXCLUDED: Audited.ENTRIES_EXCLUDED, OPEN: Audited.ENTRIES_REOPENED}


class Place(NamedTuple):
    """Whose figures of which month (its first day)."""

    member_id: int
    month: date


@dataclass(frozen=True, slots=True)
class FigureChecked:
    """A figure's entries of the month; `figure` is None where the rules of the month do not know it."""

    id: str
    figure: Figure | None
    checked: Checked


@dataclass(frozen=True, slots=True)
class MonthChecked:
    """What there is to check of a member's month, and the months to choose from, the newest first."""

    member: Member
    month: date
    months: Sequence[date]
    figures: Sequence[FigureChecked]


@dataclass(frozen=True, slots=True)
class FigureToCheck:
    """The entries of one figure and month that count, by day, with what was found about them by whom."""

    member: Member
    month: date
    id: str
    figure: Figure | None
    entries: Sequence[Entry]
    found: Standing
    members: Mapping[int, Member]


async def may_check(turn: Turn, member_id: int) -> bool:
    """HR and auditors, nobody about themselves."""
    subject = people.Subject(member=member_id)
    return await people.may(turn.session, turn.who, Action.CHECK_ENTRIES, subject, at=turn.now)


async def place_to_check(turn: Turn, typed: str) -> Place:
    """`@bo 2026-10`; without a month the running one. Rejected for what is no month, Denied for who may not."""
    *words, last = typed.split() or [""]
    month = _read_month(last)
    name = " ".join(words) if words and month else typed.strip()
    if not name:
        raise Rejected("metrics-error-check-whom")
    member = await people.find_visible(turn.session, turn.who, Action.CHECK_ENTRIES, name, at=turn.now)
    return Place(member.key, month if words and month else turn.today.replace(day=1))


def place_named(turn: Turn, name: str) -> Place:
    """What a button or form names as `17:2026-10`; refused like what is out of sight when it makes no sense."""
    named = NAMED.fullmatch(name)
    month = _read_month(named[2]) if named else None
    if named is None or month is None:
        raise people.not_visible(turn.who, Action.CHECK_ENTRIES)
    return Place(int(named[1]), month)


async def month_to_check(turn: Turn, place: Place) -> MonthChecked:
    """The log hears who looked. Denied for everybody but HR and auditors, and about oneself."""
    entries, found = await _told(turn, place)
    figures = await _figures(turn.session, turn.who.workspace_id, place, today=turn.today)
    by_figure: dict[str, list[Entry]] = {}
    for each in entries:
        by_figure.setdefault(each.figure, []).append(each)
    lines = [FigureChecked(each, figures.get(each), checked(some, found)) for each, some in by_figure.items()]
    order = {each: number for number, each in enumerate(figures)}
    lines.sort(key=lambda line: (order.get(line.id, len(order)), line.id))
    member = await people.member(turn.session, turn.who.workspace_id, place.member_id)
    return MonthChecked(member, place.month, recent_months(turn.today.replace(day=1), MONTHS), lines)


async def figure_to_check(turn: Turn, place: Place, figure_id: str) -> FigureToCheck:
    """Likewise of one figure."""
    entries, found = await _told(turn, place)
    some = [each for each in entries if each.figure == figure_id]
    figures = await _figures(turn.session, turn.who.workspace_id, place, today=turn.today)
    authors = {found[each.key].given_by for each in some if each.key in found}
    authors |= {each.entered_by for each in some if each.entered_by is not None}
    members = await people.members_by_id(turn.session, turn.who.workspace_id, {*authors, place.member_id})
    return FigureToCheck(members[place.member_id], place.month, figure_id, figures.get(figure_id), some, found, members)


async def check(turn: Turn, place: Place, figure_id: str, chosen: Sequence[str], *, verdict: str, reason: str) -> int:
    """Give entries a verdict, and recount the month; returns how many have another one than before.

    `chosen` names entries with the number of the verdict that was seen, as `entry_token` writes it; none are all open
    ones, which can only be verified. The same again changes nothing. Denied for everybody but HR and auditors, and
    about oneself; Rejected without a reason for an exclusion, and when somebody corrected or checked an entry since.
    """
    session, workspace_id = turn.session, turn.who.workspace_id
    sight = await people.require(session, turn.who, Action.CHECK_ENTRIES, place.member_id, at=turn.now)
    why = _reason(verdict, reason)
    await repository.lock_members(session, workspace_id, [place.member_id])
    entries, found = await _kept(session, sight, place)
    meant = _meant([each for each in entries if each.figure == figure_id], found, chosen, verdict, why)
    rows = [
        {
            "workspace_id": workspace_id,
            "member_id": place.member_id,
            "entry_id": each.key,
            "on": each.on,
            "number": _number(each, found) + 1,
            "verdict": verdict,
            "reason": why,
            "given_by": turn.who.member_id,
            "given_at": turn.now,
        }
        for each in meant
    ]
    if rows:
        await repository.add_verdicts(session, rows)
        await _follow(turn, place, figure_id, meant, verdict, why)
    return len(rows)


def entry_token(entry: Entry, found: Standing) -> str:
    """What a form says of an entry: which one, and the number of the verdict that whoever chooses it has seen."""
    return f"{entry.key}:{_number(entry, found)}"


async def _follow(
    turn: Turn, place: Place, figure_id: str, meant: Sequence[Entry], verdict: str, why: str | None
) -> None:
    """What a verdict leads to: the sums, everybody's Home that shows them, and the log."""
    session, workspace_id = turn.session, turn.who.workspace_id
    first, last = _days(place.month)
    await repository.recount_one(session, workspace_id, place.member_id, figure_id, first, last)
    await people.refresh_homes(session, workspace_id, [place.member_id], now=turn.now, managers=True)
    about: dict[str, Detail] = {
        "figure": figure_id,
        "month": f"{place.month:%Y-%m}",
        "days": [each.on.isoformat() for each in meant],
        "revisions": [each.revision for each in meant],
    }
    entry = Told(
        workspace_id, _AUDITED[verdict], turn.who.member_id, Subject.MEMBER, place.member_id, about, reason=why
    )
    await record(session, entry)


async def _told(turn: Turn, place: Place) -> tuple[list[Entry], Standing]:
    await people.require(turn.session, turn.who, Action.CHECK_ENTRIES, place.member_id, at=turn.now)
    first, last = _days(place.month)
    kept = await entries_of(turn.session, turn.who, place.member_id, first=first, last=last, at=turn.now)
    return newest(kept.entries), standing(kept.verdicts)


async def _kept(session: AsyncSession, sight: Sight, place: Place) -> tuple[list[Entry], Standing]:
    days = _days(place.month)
    entries = await repository.entries_between(session, sight, *days)
    return newest(entries), standing(await repository.verdicts_between(session, sight, *days))


async def _figures(session: AsyncSession, workspace_id: int, place: Place, *, today: date) -> dict[str, Figure]:
    """Of the rules of the month in the team of its end or, while it lasts and for who came later, of today."""
    on = min(_days(place.month)[1], today)
    team = await people.team_of(session, workspace_id, place.member_id, on=on)
    team = team or await people.team_of(session, workspace_id, place.member_id, on=today)
    rules = await scheme_of_team(session, workspace_id, team.key, on=on) if team else None
    return {each.id: each for each in rules.scheme.figures} if rules else {}


def _meant(
    entries: Sequence[Entry], found: Standing, chosen: Sequence[str], verdict: str, why: str | None
) -> list[Entry]:
    """Entries that are to get the verdict and have another one."""
    if not chosen:
        if verdict != VERIFIED:
            raise Rejected("metrics-error-check-none", field="entries")
        return [each for each in entries if verdict_of(each, found) == OPEN]
    return list(_changing({f"{each.key}": each for each in entries}, found, chosen, verdict, why))


def _changing(
    known: Mapping[str, Entry], found: Standing, chosen: Sequence[str], verdict: str, why: str | None
) -> Iterator[Entry]:
    for token in dict.fromkeys(chosen):
        entry = known.get(token.partition(":")[0])
        if entry is None:
            raise Rejected("metrics-error-check-changed", field="entries")
        if _has(entry, found, verdict, why):
            continue
        if entry_token(entry, found) != token:
            raise Rejected("metrics-error-check-changed", field="entries")
        yield entry


def _has(entry: Entry, found: Standing, verdict: str, why: str | None) -> bool:
    if verdict_of(entry, found) != verdict:
        return False
    return verdict != EXCLUDED or found[entry.key].reason == why


def _number(entry: Entry, found: Standing) -> int:
    return found[entry.key].number if entry.key in found else 0


def _reason(verdict: str, reason: str) -> str | None:
    if verdict not in VERDICTS:
        raise Rejected("metrics-error-check-verdict", field="verdict")
    why = free_text(reason, limit=WHY_LIMIT, field="reason") or None
    if verdict == EXCLUDED and not why:
        raise Rejected("metrics-error-check-reason", field="reason")
    return why if verdict == EXCLUDED else None


def _read_month(typed: str) -> date | None:
    try:
        period = Period.parse(typed)
    except PeriodInvalid:
        return None
    return period.start if period.cadence is Cadence.MONTH else None


def _days(month: date) -> tuple[date, date]:
    period = Period.containing(month, Cadence.MONTH)
    return period.start, period.end
