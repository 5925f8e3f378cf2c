"""Who are the three parties that have to agree, and who can be which. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.features.people.rules.chain import chain_above


class Party(StrEnum):
    """In the order in which somebody who could be several of them is the first."""

    MANAGER = "manager"
    HR = "hr"
    COMMITTEE = "committee"


Agreed = Mapping[Party, int]
"""Party → the member who agreed as it."""


@dataclass(frozen=True, slots=True)
class Firm:
    """Member → direct manager, and who is HR and on the committee today; members by their keys. `gone` are managers who
    have left."""

    managers: Mapping[int, int]
    hr: frozenset[int]
    committee: frozenset[int]
    gone: frozenset[int] = frozenset()

    def above(self, member_id: int) -> Sequence[int]:
        """Managers who are there, the direct one first."""
        return [each for each in chain_above(member_id, self.managers) if each not in self.gone]


def missing(agreed: Agreed) -> tuple[Party, ...]:
    return tuple(party for party in Party if party not in agreed)


def candidates(
    member_id: int, firm: Firm, agreed: Agreed, *, has_stand_ins: bool = True
) -> dict[Party, frozenset[int]]:
    """Who can agree for each party that is missing, without the member and who has agreed already.

    Where nobody is left who is the party by right, others stand in: HR for managers; HR and managers above the direct
    one for the committee. Nobody stands in for HR.
    """
    taken = {member_id, *agreed.values()}
    chain = firm.above(member_id)
    hr = firm.hr - taken
    found = {Party.MANAGER: frozenset(chain) - taken, Party.HR: hr, Party.COMMITTEE: firm.committee - taken}
    if has_stand_ins:
        found[Party.MANAGER] = found[Party.MANAGER] or hr
        found[Party.COMMITTEE] = found[Party.COMMITTEE] or (hr | frozenset(chain[1:])) - taken
    return {party: found[party] for party in missing(agreed)}


def party_of(
    viewer_id: int, member_id: int, firm: Firm, agreed: Agreed, *, among: Collection[Party] = tuple(Party)
) -> Party | None:
    """As which of these parties somebody agrees: the first that leaves people to be the others by right, else at least
    stand-ins; None when they are none that is missing."""
    if viewer_id in agreed.values():
        return None
    able = candidates(member_id, firm, agreed)
    theirs = [party for party in missing(agreed) if party in among and viewer_id in able[party]]
    for has_stand_ins in (False, True):
        for party in theirs:
            if _can_be_completed(member_id, firm, {**agreed, party: viewer_id}, has_stand_ins=has_stand_ins):
                return party
    return theirs[0] if theirs else None


def _can_be_completed(member_id: int, firm: Firm, agreed: Agreed, *, has_stand_ins: bool) -> bool:
    """Whether different people can be found for all that are missing."""
    able = candidates(member_id, firm, agreed, has_stand_ins=has_stand_ins)
    if not able:
        return True
    party = min(able, key=lambda each: len(able[each]))
    return any(
        _can_be_completed(member_id, firm, {**agreed, party: each}, has_stand_ins=has_stand_ins) for each in able[party]
    )
