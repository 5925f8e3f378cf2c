"""Who was in which team in a month that may be long over, and whom a Slack id or an e-mail means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.models import Member, Team

Stretch = tuple[Member, Team, date, date | None]
"""Somebody in a team, from the first day to the last, None while it lasts."""


async def members_of_month(
    session: AsyncSession,
    workspace_id: int,
    *,
    first: date,
    last: date,
    today: date,
    teams: Collection[int] | None = None,
) -> list[tuple[Member, Team]]:
    """Everybody who was in a team between the two days, with the team in which they were last, by team and name; only
    those with whom this is one of `teams`, if some are named.

    Whoever was in none by then is with the first team they came into afterwards, until `today`: figures may be older
    than what is known of teams. Those who left by the last day are not among them.
    """
    stretches = await repository.memberships_of_those_present(session, workspace_id, on=last, teams=teams)
    placed = _placed(stretches, first=first, last=last, today=today).values()
    pairs = [(member, team) for member, team in placed if teams is None or team.key in teams]
    return sorted(pairs, key=lambda pair: (pair[1].name, pair[0].name, pair[0].key))


@dataclass(frozen=True, slots=True)
class Rosters:
    """Of all months, from two statements, for whoever looks at many of them."""

    accounts: Mapping[str, int]
    """Slack id or e-mail, in small letters → the one member whom `find_member` would find by it."""
    _stretches: Sequence[Stretch]

    @classmethod
    async def read(cls, session: AsyncSession, workspace_id: int) -> "Rosters":
        accounts = _accounts(await repository.members(session, workspace_id))
        stretches = await repository.memberships_of_those_present(session, workspace_id, on=date.min)
        return cls(accounts, stretches)

    def teams_of(self, *, first: date, last: date, today: date) -> dict[int, int]:
        """Member → team, as `members_of_month` has them."""
        present = (each for each in self._stretches if _is_present(each[0], last))
        return {key: team.key for key, (_, team) in _placed(present, first=first, last=last, today=today).items()}


def _is_present(member: Member, on: date) -> bool:
    return member.is_active or (member.left_on is not None and member.left_on > on)


def _placed(stretches: Iterable[Stretch], *, first: date, last: date, today: date) -> dict[int, tuple[Member, Team]]:
    """`stretches` come the earliest first."""
    found: dict[int, tuple[Member, Team, bool]] = {}
    for member, team, first_on, last_on in stretches:
        if first_on > today:
            continue
        is_before = first_on <= last
        if is_before or member.key not in found:
            is_theirs = not is_before or last_on is None or last_on >= first
            found[member.key] = (member, team, is_theirs)
    return {key: (member, team) for key, (member, team, is_theirs) in found.items() if is_theirs}


def _accounts(members: Iterable[Member]) -> dict[str, int]:
    fitting: dict[str, list[Member]] = {}
    for member in members:
        for name in filter(None, (member.slack_user, member.email)):
            fitting.setdefault(name.lower(), []).append(member)
    meant = {name: {each.merged_into or each.key for each in _first_active(some)} for name, some in fitting.items()}
    return {name: next(iter(keys)) for name, keys in meant.items() if len(keys) == 1}


def _first_active(members: list[Member]) -> list[Member]:
    return [each for each in members if each.is_active] or members
