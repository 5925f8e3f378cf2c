"""Two members who are one person: who was to rate them, and whom they were to rate, as long as results are not out.

What was said is kept under a pseudonym, and the cycle's key tells that of either account: so it is given the newer
one's, and stays what its writer can change. After a release there is nothing left to hand over.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DONE, ReviewAssignment, ReviewCycle
from bot.features.reviews.repository import drafts
from bot.features.reviews.rules.assignment import Pair
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import REPLACED, Kind
from bot.features.reviews.rules.merging import Handing, handings
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.service.assigning import above
from bot.features.reviews.service.drafts import HAVE_KEY
from bot.features.reviews.service.finding import cycle_to_move, day_of
from bot.settings import Settings
from bot.turn import Who


async def merge_members(
    session: AsyncSession, workspace_id: int, wish: people.MergeWish, *, by: int | By, now: datetime, settings: Settings
) -> people.Merged:
    """`metrics.merge_members`, with what the person is still to rate, and has rated, in cycles that are not released;
    nobody can rate in them meanwhile."""
    merged = await metrics.merge_members(session, workspace_id, wish, by=by, now=now)
    if not merged.is_done:
        return merged
    old, new = merged.old.key, merged.new.key
    for each in await repository.unreleased_cycles(session, workspace_id):
        cycle = await cycle_to_move(session, workspace_id, each.key)
        if cycle.state == State.NOMINATING:
            await repository.hand_over_nominations(session, workspace_id, cycle.key, old=old, new=new)
        elif cycle.state in HAVE_KEY:
            await _hand_over(session, cycle, old=old, new=new, today=day_of(now, settings))
    return merged


async def merge_accounts(
    session: AsyncSession, who: Who, wish: people.MergeWish, *, now: datetime, settings: Settings
) -> people.Merged:
    """The same as a member asks for it: for HR only, and with neither account their own."""
    for each in (wish.old, wish.new):
        await people.account_to_merge(session, who, each, now=now)
    return await merge_members(session, who.workspace_id, wish, by=who.member_id, now=now, settings=settings)


async def hand_over_merged(
    session: AsyncSession, cycle: ReviewCycle, assignments: Collection[ReviewAssignment], *, today: date
) -> bool:
    """The same at last, before results are computed, for accounts that were merged by a version that left them as they
    were; whether there were any. For a cycle that is locked."""
    members = {member for each in assignments for member in (each.rater_id, each.subject_id)}
    found = await people.members_by_id(session, cycle.workspace_id, members)
    merged = {key: each.merged_into for key, each in sorted(found.items()) if each.merged_into}
    for old, new in merged.items():
        await _hand_over(session, cycle, old=old, new=new, today=today)
    return bool(merged)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What it takes to hand one cycle's ratings over on a day."""

    session: AsyncSession
    cycle: ReviewCycle
    secret: bytes
    managers: Mapping[int, int]
    teams: Mapping[int, int]

    def name(self, member: int) -> str:
        return pseudonym(self.secret, member)

    def may(self, pair: Pair) -> bool:
        """Whether somebody could be asked for it by now: peers are neither above each other, nor, in a cycle across
        teams, of one."""
        if self.cycle.kind not in REPLACED:
            return True
        chains = (above(pair.subject, self.managers), above(pair.rater, self.managers))
        if pair.rater in chains[0] or pair.subject in chains[1]:
            return False
        team = self.teams.get(pair.rater)
        return self.cycle.kind != Kind.CROSS or team is None or team != self.teams.get(pair.subject)


async def _hand_over(session: AsyncSession, cycle: ReviewCycle, *, old: int, new: int, today: date) -> None:
    """In a cycle that is locked. What cannot be handed over stays with the old account, which has left: others are
    asked instead as they are for everybody who leaves."""
    workspace_id = cycle.workspace_id
    rows = await repository.assignments_of_members(session, workspace_id, cycle.key, (old, new))
    if not any(old in (each.rater_id, each.subject_id) for each in rows):
        return
    secret = bytes.fromhex((await repository.key_of(session, workspace_id, cycle.key)).secret)
    managers = await people.managers(session, workspace_id, on=today)
    teams = {member.key: team.key for member, team in await people.members_with_team(session, workspace_id, on=today)}
    desk = _Desk(session, cycle, secret, managers, teams)
    for each in handings(rows, old=old, new=new):
        if each.pair is None:
            await _take_back(desk, each.row)
        elif each.row.state != ASKED or each.twin is not None or desk.may(each.pair):
            await _carry_out(desk, each, each.pair)


async def _take_back(desk: _Desk, row: ReviewAssignment) -> None:
    """What a person was to say, or has said, of themselves."""
    await _move_said(desk, row, None)
    await _move_written(desk, row, None)
    row.state = ASKED if row.state == DONE else row.state
    desk.session.add(row)
    await desk.session.flush()


async def _carry_out(desk: _Desk, handing: Handing, pair: Pair) -> None:
    row, twin = handing.row, handing.twin
    await _move_said(desk, row, handing.said_to)
    await _move_written(desk, row, handing.written_to)
    if twin is None:
        row.rater_id, row.subject_id = pair.rater, pair.subject
        desk.session.add(row)
    else:
        if handing.said_to:
            twin.state, twin.scope_id, twin.decline_reason = row.state, row.scope_id, row.decline_reason
        twin.reopened_until = max(filter(None, (row.reopened_until, twin.reopened_until)), default=None)
        desk.session.add(twin)
        await desk.session.delete(row)
    await desk.session.flush()


async def _move_said(desk: _Desk, row: ReviewAssignment, to: Pair | None) -> None:
    """A rating, in place of what is there; None: it is forgotten."""
    if row.state != DONE:
        return
    session, whose, before = desk.session, (desk.cycle.workspace_id, desk.cycle.key), desk.name(row.rater_id)
    said = await repository.ratings_given(session, *whose, pseudonym=before, subject_id=row.subject_id)
    words = [{"metric": each.metric, "value": each.value, "case_text": each.case_text} for each in said]
    await repository.replace_ratings(session, *whose, pseudonym=before, subject_id=row.subject_id, answers=[])
    if to is not None:
        after = desk.name(to.rater)
        await repository.replace_ratings(session, *whose, pseudonym=after, subject_id=to.subject, answers=words)


async def _move_written(desk: _Desk, row: ReviewAssignment, to: Pair | None) -> None:
    """A draft, unless there is one already; None: it is forgotten."""
    session, whose, before = desk.session, (desk.cycle.workspace_id, desk.cycle.key), desk.name(row.rater_id)
    written = (await drafts.drafts_of_rater(session, *whose, before)).get(row.subject_id)
    if written is None:
        return
    await drafts.remove_draft(session, *whose, pseudonym=before, subject_id=row.subject_id)
    if to is not None:
        after = desk.name(to.rater)
        if to.subject not in await drafts.drafts_of_rater(session, *whose, after):
            await drafts.put_draft(session, *whose, pseudonym=after, subject_id=to.subject, answers=written)
