"""Shows the log to those whom it is about, and to HR and auditors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import CONFIDENTIAL, UNTOLD, Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.reading import Asked, Found, Head, Spoilt, head, search
from bot.errors import Denied
from bot.features.improvement.service.personal import signals_about
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.turn import Turn, Who

__all__ = ["PAGE", "Found", "Head", "Page", "Searched", "Spoilt", "about_me", "head_of", "searched"]

PAGE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Entries from the `offset`-th on, the newest first, with whom and what they name. `zone` is the reader's."""

    entries: Sequence[Found | Spoilt]
    members: Mapping[int, Member]
    teams: Mapping[int, Team]
    offset: int
    has_more: bool
    zone: str
    may_search: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """What HR or an auditor has asked for (a Slack id, an action's name) and found."""

    person: str | None
    action: str | None
    page: Page


async def about_me(turn: Turn, *, offset: int = 0) -> Page:
    """What others did with what is the member's own."""
    earlier = await people.earlier_accounts(turn.session, turn.who.workspace_id, turn.who.member_id)
    asked = Asked(about=turn.who.member_id, by_others=True, earlier=earlier, hidden=UNTOLD)
    return await _page(turn, asked, offset)


async def searched(turn: Turn, *, person: str | None = None, action: str | None = None, offset: int = 0) -> Searched:
    """Everybody's, for HR and auditors; the log keeps who asked. Denied for everybody else. What is confidential only
    HR finds, without what is about themselves."""
    if not await _may_search(turn):
        raise Denied("audit-error-only-hr", Entry.of(turn.who, Action.ACCESS_DENIED, Subject.WORKSPACE, wanted="audit"))
    member = await people.find_member(turn.session, turn.who.workspace_id, person) if person else None
    wanted = Action(action) if action in list(Action) else None
    key = member.key if member else None
    earlier = await people.earlier_accounts(turn.session, turn.who.workspace_id, key) if key else ()
    asked = await _hidden_from(turn, Asked(concerning=key, action=wanted, earlier=earlier))
    page = await _page(turn, asked, offset)
    kind, subject = (Subject.MEMBER, member.key) if member else (Subject.WORKSPACE, None)
    # Whoever reads of this search learns nothing from how much it has found: as much as it would have without.
    open_to_all = replace(asked, hidden=CONFIDENTIAL)
    found = await search(turn.session, turn.who.workspace_id, open_to_all, limit=PAGE, offset=offset)
    told = Entry.of(turn.who, Action.AUDIT_SEARCHED, kind, subject, wanted=wanted, found=len(found))
    if wanted in CONFIDENTIAL:
        told = Entry.of(turn.who, Action.PLAN_READ, kind, subject, what="log", found=len(page.entries))
    await record(turn.session, told)
    return Searched(person, wanted, page)


async def head_of(session: AsyncSession, workspace_id: int) -> Head:
    """What is posted to the operators."""
    return await head(session, workspace_id)


async def _may_search(turn: Turn) -> bool:
    search = people.Action.SEARCH_AUDIT
    return await people.may(turn.session, turn.who, search, people.Subject(), at=turn.now)


async def _hidden_from(turn: Turn, asked: Asked) -> Asked:
    """Without what, and about which accounts, whoever searches does not find."""
    who = turn.who
    if not await people.may(turn.session, who, people.Action.PUBLISH_PLAN, people.Subject(), at=turn.now):
        return replace(asked, hidden=CONFIDENTIAL)
    earlier = await people.earlier_accounts(turn.session, who.workspace_id, who.member_id)
    own = (who.member_id, *earlier)
    noticed = tuple(await signals_about(turn.session, who.workspace_id, own))
    return replace(asked, hidden=frozenset(), hidden_about=own, hidden_signals=noticed)


async def _page(turn: Turn, asked: Asked, offset: int) -> Page:
    session, who = turn.session, turn.who
    found = await search(session, who.workspace_id, asked, limit=PAGE + 1, offset=offset)
    entries = found[:PAGE]
    return Page(
        entries=entries,
        members=await people.members_by_id(session, who.workspace_id, _named(_intact(entries))),
        teams=await _teams(session, who),
        offset=offset,
        has_more=len(found) > PAGE,
        zone=who.zone,
        may_search=await _may_search(turn),
    )


async def _teams(session: AsyncSession, who: Who) -> dict[int, Team]:
    return {team.key: team for team in await people.teams(session, who.workspace_id)}


def _intact(entries: Sequence[Found | Spoilt]) -> Sequence[Found]:
    return [each for each in entries if isinstance(each, Found)]


def _named(entries: Sequence[Found]) -> set[int]:
    """Members who acted, whom it was about, or who are or were somebody's manager."""
    named: set[int | None] = {each.actor_id for each in entries}
    named |= {int(each.subject) for each in entries if each.kind is Subject.MEMBER and each.subject}
    managed = [each.details for each in entries if each.action is Action.MANAGER_CHANGED]
    return {key for key in named | {each.get(end) for each in managed for end in ("from", "to")} if key is not None}
