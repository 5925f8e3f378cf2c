"""What every step needs first: the campaign, how somebody stands to it, and who looks after it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.campaigns import repository
from bot.features.campaigns.models import Campaign, CampaignMember
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.turn import Who

Find = Callable[[AsyncSession, int, int], Awaitable[Campaign | None]]


@dataclass(frozen=True, slots=True)
class Place:
    """A campaign with the places in it, and how somebody stands to it. `runs` who may change and end it: its opener,
    who leads the opener's team since they have left, and HR. `through` is the member by whom a manager sees it."""

    row: Campaign
    places: Sequence[CampaignMember]
    runs: bool
    is_member: bool
    through: int = 0

    @property
    def present(self) -> list[CampaignMember]:
        return [each for each in self.places if each.left_on is None]

    @property
    def left(self) -> int:
        """How often somebody has left it by themselves."""
        return sum(each.says_not_theirs for each in self.places)


async def place_of(
    session: AsyncSession,
    who: Who,
    key: int,
    *,
    now: datetime,
    through: int = 0,
    find: Find = repository.campaign,
) -> Place:
    """Denied for everybody but its members, those who run it, and managers who come `through` somebody of theirs who is
    in it or has opened it; in the same words for one that does not exist."""
    row = await find(session, who.workspace_id, key)
    if row is None:
        raise people.not_visible(who, Action.SEE_CAMPAIGNS)
    places = await repository.places(session, who.workspace_id, key)
    present = {each.member_id for each in places if each.left_on is None}
    runs = await _runs(session, who, row, now=now)
    if runs or who.member_id in present:
        return Place(row, places, runs, who.member_id in present)
    if through not in {row.opener_id, *present}:
        raise people.not_visible(who, Action.SEE_CAMPAIGNS)
    await people.require(session, who, Action.SEE_CAMPAIGNS, through, at=now)
    return Place(row, places, False, False, through)


async def place_to_run(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Place:
    """Locked. Denied for everybody who does not run it; Rejected when it is over."""
    place = await place_of(session, who, key, now=now, find=repository.campaign_to_change)
    if not place.runs:
        raise people.not_visible(who, Action.RUN_CAMPAIGNS)
    refuse_over(place.row, today)
    return place


def refuse_over(row: Campaign, today: date) -> None:
    """Rejected for one that has ended."""
    if row.is_over(today):
        raise Rejected("campaigns-error-over")


async def runs_all(session: AsyncSession, who: Who, *, now: datetime) -> bool:
    """HR."""
    return await people.may(session, who, Action.RUN_CAMPAIGNS, Subject(), at=now)


async def team_led(session: AsyncSession, who: Who, *, now: datetime) -> int | None:
    """The team that somebody leads today."""
    return await people.team_led_by(session, who.workspace_id, who.member_id, on=who.day_of(now))


async def keepers(session: AsyncSession, workspace_id: int, rows: Sequence[Campaign], *, on: date) -> dict[int, Member]:
    """Campaign → who looks after it: the opener; since they have left, who leads their team; none where that is nobody,
    and HR looks after it."""
    openers = await people.members_by_id(session, workspace_id, {row.opener_id for row in rows})
    there = {key: each for key, each in openers.items() if each.is_active}
    leads: dict[int, Member] = {}
    if any(row.opener_id not in there for row in rows):
        leads = await people.leads(session, workspace_id, on=on)
    found = {row.key: there.get(row.opener_id) or leads.get(row.team_id or 0) for row in rows}
    return {key: each for key, each in found.items() if each}


async def _runs(session: AsyncSession, who: Who, row: Campaign, *, now: datetime) -> bool:
    if row.opener_id == who.member_id or await runs_all(session, who, now=now):
        return True
    if row.team_id is None or await team_led(session, who, now=now) != row.team_id:
        return False
    return not (await people.member(session, who.workspace_id, row.opener_id)).is_active
