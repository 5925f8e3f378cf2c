"""SQL of a merge: what becomes of everything that refers to a member who turns out to be another one.

Tables of other slices are named, not imported: the key of a member is ours, and whoever refers to it says here what a
merge does with that.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, Executable, Table, bindparam, delete, update
from sqlalchemy import select as select_columns
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import DUE, Delivery
from bot.features.people.models import Member


class Fate(StrEnum):
    """What becomes of the old member's rows.

    MOVED: they are the new one's. OVERLAID: stretches of days are laid over the new one's. REVISED: they are the new
    one's, as revisions where both have one. CHOSEN: one of both stays. RECOUNTED: gone, whoever keeps such rows
    computes them again. FILLED: they are the new one's, but for occasions (`FILLED_BY`) of which the new one has some.
    KEPT: stays as it was written.
    """

    MOVED = "moved"
    OVERLAID = "overlaid"
    REVISED = "revised"
    CHOSEN = "chosen"
    RECOUNTED = "recounted"
    FILLED = "filled"
    KEPT = "kept"


FATES: Mapping[tuple[str, str], Fate] = {
    ("membership", "member_id"): Fate.OVERLAID,
    ("leadership", "member_id"): Fate.OVERLAID,
    ("reporting", "member_id"): Fate.OVERLAID,
    ("reporting", "manager_id"): Fate.OVERLAID,
    ("absence", "member_id"): Fate.OVERLAID,
    ("role_grant", "member_id"): Fate.MOVED,
    ("role_grant", "granted_by"): Fate.MOVED,
    ("role_grant", "revoked_by"): Fate.MOVED,
    ("member", "merged_into"): Fate.MOVED,
    ("entry", "member_id"): Fate.REVISED,
    ("entry", "entered_by"): Fate.MOVED,
    ("entry_verdict", "member_id"): Fate.MOVED,
    ("entry_verdict", "given_by"): Fate.MOVED,
    ("day_note", "member_id"): Fate.REVISED,
    ("card", "member_id"): Fate.REVISED,
    ("card_reading", "member_id"): Fate.MOVED,
    ("card_question", "member_id"): Fate.FILLED,
    ("card_question", "answered_by"): Fate.MOVED,
    ("naming_choice", "member_id"): Fate.FILLED,
    ("win", "member_id"): Fate.FILLED,
    ("star", "member_id"): Fate.FILLED,
    ("star", "taken_back_by"): Fate.MOVED,
    ("feedback", "giver_id"): Fate.MOVED,
    ("feedback", "receiver_id"): Fate.MOVED,
    ("feedback", "shared_with"): Fate.MOVED,
    ("feedback_request", "asker_id"): Fate.MOVED,
    ("feedback_request", "asked_id"): Fate.MOVED,
    # Handed over by reviews, with the pseudonyms of what was said (`reviews.service.merging`); what nobody may be asked
    # under the new account stays, and is replaced like whatever somebody leaves.
    ("review_assignment", "rater_id"): Fate.KEPT,
    ("review_assignment", "subject_id"): Fate.KEPT,
    ("review_rating", "subject_id"): Fate.KEPT,
    ("review_nomination", "subject_id"): Fate.KEPT,
    ("review_nomination", "rater_id"): Fate.KEPT,
    ("review_draft", "subject_id"): Fate.KEPT,
    ("review_leniency", "member_id"): Fate.MOVED,
    ("kept_rating", "subject_id"): Fate.FILLED,
    ("review_comment", "subject_id"): Fate.FILLED,
    ("review_result", "subject_id"): Fate.FILLED,
    ("retrospective", "lead_id"): Fate.MOVED,
    ("retro_member", "member_id"): Fate.MOVED,
    ("retro_note", "author_id"): Fate.MOVED,
    ("retro_action", "owner_id"): Fate.MOVED,
    ("retro_action", "added_by"): Fate.MOVED,
    ("campaign", "opener_id"): Fate.MOVED,
    ("campaign_member", "member_id"): Fate.MOVED,
    ("self_report", "member_id"): Fate.FILLED,
    ("self_report", "asked_by"): Fate.MOVED,
    ("appraisal", "member_id"): Fate.FILLED,
    ("appraisal", "author_id"): Fate.MOVED,
    # A form that was begun goes with its round.
    ("appraisal_draft", "author_id"): Fate.KEPT,
    ("appraisal_draft", "subject_id"): Fate.KEPT,
    ("collaboration", "one_id"): Fate.RECOUNTED,
    ("collaboration", "other_id"): Fate.RECOUNTED,
    # Together two groups of answers would tell, by difference, what is too little to be shown.
    ("voice_request", "subject_id"): Fate.KEPT,
    ("voice_request", "asked_by"): Fate.MOVED,
    ("voice_answer", "subject_id"): Fate.KEPT,
    ("voice_comment", "subject_id"): Fate.KEPT,
    ("plan_signal", "member_id"): Fate.FILLED,
    ("plan_signal", "decided_by"): Fate.MOVED,
    ("plan", "member_id"): Fate.MOVED,
    ("plan", "owner_id"): Fate.MOVED,
    ("plan_terms", "written_by"): Fate.MOVED,
    ("plan_terms", "approved_by"): Fate.MOVED,
    ("plan_move", "by_id"): Fate.MOVED,
    ("plan_note", "author_id"): Fate.FILLED,
    ("plan_file", "uploaded_by"): Fate.MOVED,
    ("plan_check", "by_id"): Fate.MOVED,
    ("plan_appeal", "decided_by"): Fate.MOVED,
    ("plan_committee", "member_id"): Fate.FILLED,
    ("month_making", "held_by"): Fate.MOVED,
    ("staged_card", "member_id"): Fate.RECOUNTED,
    ("talk", "member_id"): Fate.FILLED,
    ("talk", "manager_id"): Fate.MOVED,
    ("talk", "proposed_by"): Fate.MOVED,
    ("talk_preparation", "author_id"): Fate.FILLED,
    ("talk_preparation", "shared_with"): Fate.MOVED,
    ("talk_outcome", "author_id"): Fate.MOVED,
    ("talk_item", "owner_id"): Fate.MOVED,
    ("talk_reply", "author_id"): Fate.MOVED,
    ("goal", "member_id"): Fate.MOVED,
    ("goal", "owner_id"): Fate.MOVED,
    ("goal", "proposed_by"): Fate.MOVED,
    ("goal", "agreed_by"): Fate.MOVED,
    ("goal", "closed_by"): Fate.MOVED,
    ("goal_update", "author_id"): Fate.MOVED,
    ("special_points", "member_id"): Fate.MOVED,
    ("special_points", "proposed_by"): Fate.MOVED,
    ("special_points", "ended_by"): Fate.MOVED,
    ("points_agreement", "member_id"): Fate.FILLED,
    ("workflow_step", "member_id"): Fate.MOVED,
    ("workflow_step", "subject_id"): Fate.MOVED,
    ("roll_up", "member_id"): Fate.RECOUNTED,
    ("schedule", "subject_id"): Fate.RECOUNTED,
    ("metric_target", "member_id"): Fate.CHOSEN,
    ("audit_entry", "actor_id"): Fate.KEPT,
    ("erasure_request", "member_id"): Fate.MOVED,
    ("erasure_request", "decided_by"): Fate.MOVED,
}
"""Table and column → what a merge does with it. Every column that refers to a member is here."""


_RESULTS, _REPORTS, _APPRAISALS = (
    ("review_result", "subject_id", "cycle_id"),
    ("self_report", "member_id", "round_id"),
    ("appraisal", "member_id", "round_id"),
)
FILLED_BY: Mapping[str, tuple[str, str, str]] = {
    "kept_rating": _RESULTS,
    "review_comment": _RESULTS,
    "review_result": _RESULTS,
    "self_report": _REPORTS,
    "appraisal": _APPRAISALS,
    "card_question": ("card_question", "member_id", "period"),
    "naming_choice": ("naming_choice", "member_id", "workspace_id"),
    "win": ("win", "member_id", "period"),
    "star": ("star", "member_id", "period"),
    "plan_signal": ("plan_signal", "member_id", "month"),
    "plan_note": ("plan_note", "author_id", "on"),
    "talk": ("talk", "member_id", "period"),
    "talk_preparation": ("talk_preparation", "author_id", "talk_id"),
    "points_agreement": ("points_agreement", "member_id", "points_id"),
    "plan_committee": ("plan_committee", "member_id", "appeal_id"),
}
"""Table that is FILLED → the table, column of the member and of the occasion that say of which the new one has some."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table with revisions: `key` names what a revision is of, `told` what tells two of them apart."""

    table: str
    key: tuple[str, ...]
    told: str


ENTRIES = Ledger("entry", ("figure", "on"), "value")
NOTES = Ledger("day_note", ("on",), "entered_at")
CARDS = Ledger("card", ("period",), "published_at")
LEDGERS = (ENTRIES, NOTES, CARDS)
UNTOLD = frozenset({"plan", "plan_signal", "plan_committee", "special_points"})
"""Tables of which whoever merges, and whoever reads of it in the log, does not learn that the member has rows."""
TARGETS = "metric_target"
REQUESTS = "erasure_request"
WITHOUT_OUTCOME = ("draft", "submitted", "approved", "published", "acknowledged", "active", "extended", "paused")
"""States of a plan; `improvement.models.RUNNING`."""
DECIDED = ("approved", "erased", "done")
"""States of a request to be forgotten that has been agreed to."""


@dataclass(frozen=True, slots=True)
class Revision:
    id: int
    member_id: int
    key: tuple[Any, ...]
    number: int
    told: Any


async def lock_members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> None:
    """FOR NO KEY UPDATE, in the order of their keys: who writes entries of a member does so alone."""
    query = select(Member.id).where(Member.workspace_id == workspace_id, col(Member.id).in_(member_ids))
    await session.exec(query.order_by(col(Member.id)).with_for_update(key_share=True))


async def revisions(
    session: AsyncSession, workspace_id: int, ledger: Ledger, member_ids: Collection[int]
) -> list[Revision]:
    """All of these members, the lowest number first."""
    table = _table(ledger.table)
    columns = [table.c[name] for name in ("id", "member_id", "revision", ledger.told, *ledger.key)]
    query = select_columns(*columns).where(table.c.workspace_id == workspace_id, table.c.member_id.in_(member_ids))
    found = (await _run(session, query.order_by(table.c.revision))).all()
    return [Revision(row[0], row[1], tuple(row[4:]), row[2], row[3]) for row in found]


async def renumber(
    session: AsyncSession, ledger: Ledger, numbers: Sequence[tuple[Revision, int]], *, member_id: int
) -> None:
    """Give revisions other numbers, and all of them to the member; in this order, for no two may ever be alike."""
    if not numbers:
        return
    table = _table(ledger.table)
    statement = update(table).where(table.c.id == bindparam("key"))
    values = [{"key": each.id, "number": number, "whose": member_id} for each, number in numbers]
    # One by one: many at once may go in any order.
    for given in values:
        await _run(session, statement.values(revision=bindparam("number"), member_id=bindparam("whose")), given)


async def explain(session: AsyncSession, ids: Collection[int], reason: str) -> None:
    """Why entries that have become corrections of others are; those with a reason of their own keep it."""
    table = _table(ENTRIES.table)
    for each in ids:
        await _run(session, update(table).where(table.c.id == each, table.c.reason.is_(None)).values(reason=reason))


async def targets(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Member → metric → the months from which on it has a value, and the values."""
    table = _table(TARGETS)
    query = select_columns(table.c.member_id, table.c.metric, table.c.since, table.c.value).where(
        table.c.workspace_id == workspace_id, table.c.member_id.in_(member_ids)
    )
    found: dict[int, dict[str, Any]] = {each: {} for each in member_ids}
    for member_id, metric, *held in (await _run(session, query.order_by(table.c.since))).all():
        found[member_id].setdefault(metric, []).append(held)
    return found


async def forget_targets(session: AsyncSession, workspace_id: int, member_id: int, metrics: Collection[str]) -> None:
    table = _table(TARGETS)
    is_theirs = (table.c.workspace_id == workspace_id, table.c.member_id == member_id)
    await _run(session, delete(table).where(*is_theirs, table.c.metric.in_(metrics)))


async def is_forgotten(session: AsyncSession, workspace_id: int, member_id: int) -> bool:
    """Also whoever is about to be."""
    table = _table(REQUESTS)
    of_them = (table.c.workspace_id == workspace_id, table.c.member_id == member_id, table.c.state.in_(DECIDED))
    return (await _run(session, select_columns(table.c.id).where(*of_them))).first() is not None


async def withdraw_second_request(session: AsyncSession, workspace_id: int, old_id: int, new_id: int) -> None:
    """One person has one open request to be forgotten: the new account's, where both have."""
    table = _table(REQUESTS)
    is_open = (table.c.workspace_id == workspace_id, table.c.state == "open")
    of_new = select_columns(table.c.id).where(*is_open, table.c.member_id == new_id)
    if (await _run(session, of_new)).first() is not None:
        withdrawn = update(table).where(*is_open, table.c.member_id == old_id)
        await _run(session, withdrawn.values(state="withdrawn", reason=""))


async def counted(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, int]:
    """Table → how many rows are the member's own; tables without any, and those that are not told of, are left out."""
    found: dict[str, int] = {}
    for (name, column), fate in FATES.items():
        if column == "member_id" and fate is not Fate.RECOUNTED and name not in UNTOLD:
            table = _table(name)
            query = select_columns(table.c.id).where(table.c.workspace_id == workspace_id, table.c[column] == member_id)
            if number := len((await _run(session, query)).all()):
                found[name] = number
    return found


async def is_there_room(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> bool:
    """Whether no more than one of these members has a plan without an outcome: nobody has two."""
    table = _table("plan")
    query = select_columns(table.c.id).where(
        table.c.workspace_id == workspace_id, table.c.member_id.in_(member_ids), table.c.state.in_(WITHOUT_OUTCOME)
    )
    return len((await _run(session, query)).all()) < 2


async def hand_over(session: AsyncSession, workspace_id: int, old_id: int, new_id: int) -> None:
    """Everything that needs no thought: what is left of the old member's rows is the new one's, or computed again."""
    have = {told: await _occasions(session, workspace_id, told, new_id) for told in set(FILLED_BY.values())}
    for (name, column), fate in FATES.items():
        table = _table(name)
        is_theirs = (table.c.workspace_id == workspace_id, table.c[column] == old_id)
        if fate is Fate.RECOUNTED:
            await _run(session, delete(table).where(*is_theirs))
        elif fate is Fate.FILLED:
            told = FILLED_BY[name]
            is_free = table.c[told[2]].not_in(have[told])
            await _run(session, update(table).where(*is_theirs, is_free).values({column: new_id}))
        elif fate not in (Fate.KEPT, Fate.OVERLAID):
            await _run(session, update(table).where(*is_theirs).values({column: new_id}))


async def _occasions(
    session: AsyncSession, workspace_id: int, told: tuple[str, str, str], member_id: int
) -> Sequence[int]:
    name, whose, occasion = told
    table = _table(name)
    query = select_columns(table.c[occasion]).where(table.c.workspace_id == workspace_id, table.c[whose] == member_id)
    return (await _run(session, query)).scalars().all()


async def due_to(session: AsyncSession, workspace_id: int, slack_users: Iterable[str]) -> list[Delivery]:
    """Deliveries to these people that nobody has begun to send."""
    users = list(slack_users)
    query = select(Delivery).where(
        Delivery.workspace_id == workspace_id,
        Delivery.state == DUE,
        col(Delivery.recipient).in_(users) | col(Delivery.only_for).in_(users),
    )
    return list((await session.exec(query.order_by(col(Delivery.id)).with_for_update(skip_locked=True))).all())


async def promised_keys(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> set[str]:
    query = select(Delivery.unique_key).where(Delivery.workspace_id == workspace_id, col(Delivery.unique_key).in_(keys))
    return set((await session.exec(query)).all())


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


async def _run(session: AsyncSession, statement: Executable, values: Any = None) -> CursorResult[*tuple[Any, ...]]:
    return await session.run_sync(lambda inner: inner.connection().execute(statement, values))
