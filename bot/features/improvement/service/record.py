"""A plan and its record as the value that is printed, for whoever may read it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.models import FILE
from bot.delivery.promises import Promise, promise
from bot.features.improvement.repository import endings, files
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.documents import Document, Reader, seen_by
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.service.documents import Around, Rows, compose
from bot.features.improvement.service.endings import since_decision
from bot.features.improvement.service.finding import UNKNOWN_TO_THE_PERSON, Opened, end_of, opened, visible
from bot.features.people import service as people
from bot.features.people.service import Sight
from bot.features.people.service.lookup import who_is
from bot.turn import Who

MINUTE = "%Y%m%d%H%M"
OF_MANAGERS = frozenset({Kind.MANAGER, Kind.VIEW})
BY_MANAGERS = frozenset({Move.BEGIN, Move.SUBMIT})


async def ask_for_paper(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> None:
    """Promise the file as a direct message; it is made when it is sent. Denied for whoever may not know of the plan."""
    plan, _ = await visible(session, who, plan_id, now=now)
    key = keys.paper_key(plan.key, who.member_id, now.strftime(MINUTE))
    place = (who.workspace_id, key, keys.PAPER, who.slack_user)
    wanted = Promise(*place, now, {"id": plan.key}, operation=FILE, is_private=True)
    if await promise(session, [wanted], now=now):
        is_prepared = State(plan.state) in UNKNOWN_TO_THE_PERSON
        action = Audited.PLAN_PREPARED if is_prepared else Audited.PLAN_READ
        entry = Entry.of(who, action, About.MEMBER, plan.member_id, plan=plan.key, what="document")
        await record(session, entry)


async def paper_for(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Document:
    """What the reader may see of it, as of now; that they asked for it is in the log already. Denied for whoever may
    not know of the plan (any more)."""
    plan, sight = await visible(session, who, plan_id, now=now)
    found = await opened(session, who, plan, sight, now=now, is_known=True)
    rows = await _rows(session, found, sight)
    around = await _around(session, found, rows, sight, now=now)
    document = compose(rows, around, made_at=now.replace(microsecond=0))
    return seen_by(document, _reader(found))


def _reader(found: Opened) -> Reader:
    readers = {Mover.PERSON: Reader.PERSON, Mover.HR: Reader.HR, Mover.COMMITTEE: Reader.COMMITTEE}
    return next((reader for mover, reader in readers.items() if mover in found.by), Reader.MANAGER)


async def _rows(session: AsyncSession, found: Opened, sight: Sight) -> Rows:
    plan = found.plan
    return Rows(
        plan,
        await termsheets.versions_of(session, sight, plan.key),
        moves=found.moves,
        notes=await endings.notes_of(session, sight, plan.key),
        checks=since_decision(await endings.checks_of(session, sight, plan.key), found.moves),
        appeal=await endings.appeal_of(session, sight, plan.key),
        files=await files.files_of_plan(session, sight, plan.key),
    )


async def _around(session: AsyncSession, found: Opened, rows: Rows, sight: Sight, *, now: datetime) -> Around:
    """Whoever began or sent it, or wrote as the manager, was one."""
    ending = await end_of(session, found.plan, sight, found.member, found.moves, now=now)
    managers = {each.by_id for each in rows.moves if each.move in BY_MANAGERS and each.by_id}
    managers |= {each.author_id for each in rows.notes if each.kind in OF_MANAGERS}
    named = {found.plan.member_id, found.plan.owner_id, *managers}
    named |= {each.by_id for each in rows.moves if each.by_id} | {each.author_id for each in rows.notes}
    named |= {each.by_id for each in rows.checks} | {each.written_by for each in rows.terms}
    named |= {each.approved_by for each in rows.terms if each.approved_by}
    members = await people.members_by_id(session, sight.workspace_id, named)
    who, workspace_id = who_is(found.member), sight.workspace_id
    team = await people.team_of(session, workspace_id, who.member_id, on=who.day_of(now))
    return Around(
        {key: each.name for key, each in members.items()},
        who.zone,
        team=team.name if team else "",
        managers=managers,
        titles=found.titles,
        progress=found.progress,
        checklist=ending.checklist,
    )
