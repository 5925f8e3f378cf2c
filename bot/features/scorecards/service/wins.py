"""What people answer when they are asked whether the team may know of something that went well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import ASKED, DECLINED, DROPPED, SHARED, WITHDRAWN, Win
from bot.features.scorecards.rules.disclosure import known_periods
from bot.features.scorecards.rules.team_figures import CONTRIBUTING
from bot.features.scorecards.rules.wins import closes_on, shows_figure
from bot.features.scorecards.service.team_posting import post_edit
from bot.turn import Turn, Who
from scoring.periods import Period
from scoring.scheme import Scheme

WIN_ASKED = "scorecards.win_asked"


@dataclass(frozen=True, slots=True)
class AskedWin:
    """A win as its owner, or once they agreed the team, reads it."""

    row: Win
    member: Member
    scheme: Scheme


async def win_to_ask(session: AsyncSession, who: Who, win_id: int) -> AskedWin | None:
    """For the message to whose win it is."""
    row = await repository.win(session, who.workspace_id, win_id)
    return await _shown(session, row) if row and row.member_id == who.member_id else None


async def answer_win(turn: Turn, win_id: int, *, shares: bool) -> AskedWin:
    """Said once: what has been answered stays so, and pressing again changes nothing. A figure that was corrected
    meanwhile is not shared. Nobody hears of a no."""
    row = await _own(turn, win_id)
    if row.state == ASKED:
        row.state, row.answered_at = await _answered(turn, row, shares=shares), turn.now
        row.shows_figure = row.state == SHARED and await _may_show(turn.session, row)
        await _keep(turn, row)
        if row.state == SHARED:
            await record(turn.session, _entry(turn, Audited.WIN_SHARED, row))
    return await _shown(turn.session, row)


async def withdraw_win(turn: Turn, win_id: int) -> AskedWin:
    """Whenever it was shared: the post is without it from then on."""
    row = await _own(turn, win_id)
    if row.state == SHARED:
        row.state = WITHDRAWN
        await _keep(turn, row)
        await record(turn.session, _entry(turn, Audited.WIN_WITHDRAWN, row))
    return await _shown(turn.session, row)


async def own_wins(turn: Turn, *, most: int) -> list[AskedWin]:
    """That were shared, the newest first."""
    rows = await repository.own_wins(turn.session, people.own(turn.who), most=most)
    return [await _shown(turn.session, row) for row in rows if row.state == SHARED]


async def shared_in(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> tuple[AskedWin, ...]:
    """For the team's post: those that are still what the newest cards say, of people who are here."""
    rows = await repository.shared_wins(session, workspace_id, team_id, [period])
    members = await people.members_by_id(session, workspace_id, {row.member_id for row in rows})
    values = await _values(session, workspace_id, rows)
    found = []
    for row in rows:
        if members[row.member_id].is_active and values.get((row.member_id, row.metric)) == row.value:
            scheme = await schemes.version_of(session, workspace_id, row.scheme_version_id)
            found.append(AskedWin(row, members[row.member_id], scheme))
    return tuple(found)


def asked_key(row: Win) -> str:
    return f"win:{row.member_id}:{row.period}"


async def _own(turn: Turn, win_id: int) -> Win:
    """Locked; refused for whoever it is not about."""
    row = await repository.win_to_answer(turn.session, turn.who.workspace_id, win_id)
    if row is None or row.member_id != turn.who.member_id:
        raise people.not_visible(turn.who, Action.SEE_CARD, row.member_id if row else None)
    return row


async def _answered(turn: Turn, row: Win, *, shares: bool) -> str:
    if not shares:
        return DECLINED
    if not await is_open(turn.session, row.workspace_id, row.period, now=turn.now):
        raise Rejected("scorecards-error-win-late")
    values = await _values(turn.session, row.workspace_id, [row])
    return SHARED if values.get((row.member_id, row.metric)) == row.value else DROPPED


async def _keep(turn: Turn, row: Win) -> None:
    """The question shows the answer; the post shows the win, or no longer."""
    session, now = turn.session, turn.now
    session.add(row)
    await session.flush()
    key = asked_key(row)
    edit = Promise(
        row.workspace_id, f"{key}:{row.state}", WIN_ASKED, turn.who.slack_user, now, {"win": row.key}, UPDATE, key
    )
    team = await people.team(session, row.workspace_id, row.team_id)
    is_public = row.state in (SHARED, WITHDRAWN)
    edits = [post_edit(team, row.period, f"win:{row.key}:{row.state}", now=now)] if is_public and team.channel else []
    await promise(session, [edit, *edits], now=now)


async def is_open(session: AsyncSession, workspace_id: int, period: str, *, now: datetime) -> bool:
    """Whether a consent still comes into the post of that month."""
    settings = settings_of(session)
    closed = await repository.month_close(session, workspace_id, period)
    if closed is None:
        return False
    released = closed.closed_at.astimezone(settings.zone).date()
    calendar = await people.working_calendar(session, workspace_id, working_days=settings.working_days, since=released)
    return now.astimezone(settings.zone).date() <= closes_on(released, calendar)


async def _values(session: AsyncSession, workspace_id: int, rows: Collection[Win]) -> Mapping[tuple[int, str], float]:
    """(member, metric) → value on the newest revision of the card of the wins' month."""
    found: dict[tuple[int, str], float] = {}
    if rows:
        periods, members = {row.period for row in rows}, {row.member_id for row in rows}
        async for card in repository.card_lines(session, workspace_id, periods, members):
            found |= {(card.member_id, line["metric"]): line["value"] for line in card.receipt["metrics"]}
    return found


async def _may_show(session: AsyncSession, row: Win) -> bool:
    """Whether the number beside the team's figures, and those of others who agreed, tells of nobody else. Others who
    agree at this moment wait: of two who each do not see the other, both would be shown."""
    await repository.lock_month(session, row.workspace_id, row.period)
    periods = [row.period, *known_periods(Period.parse(row.period))]
    cards = await repository.contributors_of(session, row.workspace_id, [row.team_id], periods)
    told = [CONTRIBUTING.validate_json(contributors).get(row.metric, []) for _, contributors in cards]
    shown = await repository.named_wins(session, row.workspace_id, [row.team_id], periods)
    named = {each.member_id for each in shown if each.metric == row.metric}
    card = await repository.team_card(session, row.workspace_id, row.team_id, row.period)
    minimum = card.minimum if card else 0
    return shows_figure(row.member_id, [frozenset(each) for each in told], named, minimum=minimum)


async def _shown(session: AsyncSession, row: Win) -> AskedWin:
    member = await people.member(session, row.workspace_id, row.member_id)
    return AskedWin(row, member, await schemes.version_of(session, row.workspace_id, row.scheme_version_id))


def _entry(turn: Turn, action: Audited, row: Win) -> Entry:
    return Entry.of(turn.who, action, About.MEMBER, row.member_id, period=row.period)
