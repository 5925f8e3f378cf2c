"""Special points, and how somebody stands to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import COMMITTEE, HR
from bot.features.people.service import Action, Subject
from bot.features.points import repository
from bot.features.points.models import AGREED, LAPSED, OPEN, PointsAgreement, SpecialPoints
from bot.features.points.rules.parties import Agreed, Firm, Party, party_of
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Standing:
    """How a viewer stands to points: `may_see` as a manager or HR of the person, `on_committee` and `is_hr` today."""

    viewer_id: int
    may_see: bool
    on_committee: bool
    is_hr: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Points with who agreed as which party, as somebody may see them who stands so to them. `is_out`: the month's
    cards are, or it was passed over, so that nothing changes any more."""

    row: SpecialPoints
    agreed: Agreed
    firm: Firm
    standing: Standing
    is_out: bool = False

    @property
    def is_open(self) -> bool:
        return self.row.state == OPEN and not self.is_out

    @property
    def is_own(self) -> bool:
        return self.row.member_id == self.standing.viewer_id

    @property
    def party(self) -> Party | None:
        """As which the viewer could agree now."""
        if not self.is_open or self.is_own:
            return None
        return party_of(self.standing.viewer_id, self.row.member_id, self.firm, self.agreed)

    @property
    def may_decline(self) -> bool:
        """Whoever could agree, and whoever did and thinks better of it; who has proposed them takes them back."""
        is_proposer = self.row.proposed_by == self.standing.viewer_id
        did = self.standing.viewer_id in self.agreed.values()
        return self.is_open and not self.is_own and not is_proposer and (did or self.party is not None)

    @property
    def may_take_back(self) -> bool:
        """Who has proposed them, until all have agreed; HR until the cards are out."""
        if self.is_out or self.is_own or self.row.state not in (OPEN, AGREED):
            return False
        return self.standing.is_hr or (self.row.state == OPEN and self.row.proposed_by == self.standing.viewer_id)

    @property
    def is_visible(self) -> bool:
        """To managers and HR; to the committee while they are open, and to those of it who had a say; to the person
        once they are agreed to."""
        if self.is_own:
            return self.row.state == AGREED
        had_a_say = self.standing.viewer_id in (*self.agreed.values(), self.row.ended_by)
        return self.standing.may_see or (self.standing.on_committee and (self.row.state == OPEN or had_a_say))


async def place_of(session: AsyncSession, who: Who, key: int, *, now: datetime, to_change: bool = False) -> Place:
    """Denied for whom it is none of their business, in the same words for what does not exist; Rejected for those of
    the committee who come too late. `to_change`: nobody else changes any of the month until the commit, nor do its
    cards come out."""
    row = await repository.one(session, who.workspace_id, key)
    if row is None:
        raise people.not_visible(who, Action.SEE_POINTS)
    month = row.month
    if to_change:
        out_at = (await repository.lock_month(session, who.workspace_id, month)).out_at
        row = await repository.one(session, who.workspace_id, key) or row
        is_out = out_at is not None
    else:
        is_out = month in await repository.months_out(session, who.workspace_id, [month])
    given = await repository.agreements(session, who.workspace_id, [key])
    firm = await firm_of(session, who.workspace_id, [row.member_id], on=who.day_of(now))
    standing = await standing_of(session, who, row.member_id, now=now)
    found = Place(row, agreed_of(given), exactly(firm, standing), standing, is_out)
    if not found.is_visible:
        if standing.on_committee and not found.is_own:
            raise Rejected("points-error-is-lapsed" if row.state == LAPSED else "points-error-over")
        # Without whom they are for: that somebody proposed any is not to be read off the log.
        raise people.not_visible(who, Action.SEE_POINTS)
    return found


async def standing_of(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> Standing:
    may_see = await people.may(session, who, Action.SEE_POINTS, Subject(member=member_id), at=now)
    roles = await people.roles_held(session, who, on=who.day_of(now))
    return Standing(who.member_id, may_see, COMMITTEE in roles, HR in roles)


async def firm_of(session: AsyncSession, workspace_id: int, members: Collection[int], *, on: date) -> Firm:
    """Of these members and who is above them. Four statements, however many there are."""
    managers = await people.managers_upwards(session, workspace_id, members, on=on)
    hr = {each.key for each in await people.hr(session, workspace_id, on=on)}
    committee = {each.key for each in await people.committee(session, workspace_id, on=on)}
    firm = Firm(managers, frozenset(hr), frozenset(committee))
    above = {manager for each in members for manager in firm.above(each)}
    known = await people.members_by_id(session, workspace_id, above)
    return replace(firm, gone=frozenset(key for key, each in known.items() if not each.is_active))


def exactly(firm: Firm, standing: Standing) -> Firm:
    """With the viewer's roles as they are today where they are: lists of role holders are generous by a day."""
    me = {standing.viewer_id}
    hr = firm.hr | me if standing.is_hr else firm.hr - me
    committee = firm.committee | me if standing.on_committee else firm.committee - me
    return replace(firm, hr=hr, committee=committee)


def agreed_of(given: Sequence[PointsAgreement]) -> Mapping[Party, int]:
    return {Party(each.party): each.member_id for each in given}
