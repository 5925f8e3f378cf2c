"""Cards of whole teams made ahead: computed where what they are made from has changed, and kept until they come out."""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.features.schemes.service import TeamScheme
from bot.features.scorecards import repository
from bot.features.scorecards.rules.fingerprints import digests
from bot.features.scorecards.service.closing.inputs import Close, Told, told_about
from bot.features.scorecards.service.closing.making import card_rows, computed, team_rows
from bot.features.scorecards.service.occasion import Roster

NOT_STAGED = ("published_at", "revision", "reason")
"""What a card gets when it comes out."""


@dataclass(frozen=True, slots=True)
class Made:
    """Rows of teams that were made anew and of their members' cards; `unchanged` are the other teams looked at."""

    teams: Sequence[Mapping[str, Any]]
    cards: Sequence[Mapping[str, Any]]
    unchanged: frozenset[int]


async def made_of(close: Close, team_scheme: TeamScheme, roster: Roster) -> Made:
    """Of whole teams that share their rules; reads, and writes nothing."""
    told = await told_about(close, team_scheme, roster)
    prints = await asyncio.to_thread(fingerprints_of, close, team_scheme, roster, told)
    known = await repository.fingerprints(close.session, close.workspace_id, str(close.period), prints)
    unchanged = frozenset(team for team, each in prints.items() if known.get(team) == each)
    changed = [(member, team) for member, team in roster if team.key not in unchanged]
    if not changed:
        return Made((), (), unchanged)
    if unchanged:
        told = await told_about(close, team_scheme, changed)
    # Cards and receipts of a thousand people take a second: off the loop, so that requests are answered meanwhile.
    teams, cards = await asyncio.to_thread(_rows, close, team_scheme, changed, told, prints)
    return Made(teams, cards, unchanged)


async def keep(close: Close, made: Made, *, wish: int) -> None:
    """In place of what was kept of these teams and people before; as looked at for this wish."""
    session, workspace_id, period = close.session, close.workspace_id, str(close.period)
    await repository.mark_looked_at(session, workspace_id, period, made.unchanged, wish)
    if made.teams:
        await repository.remove_staged(session, workspace_id, period, [row["team_id"] for row in made.teams])
        await repository.remove_staged_of(session, workspace_id, period, [row["member_id"] for row in made.cards])
        await repository.stage(session, [{**row, "looked_at": wish} for row in made.teams], made.cards)


async def drop_others(close: Close, teams: Collection[int]) -> None:
    """What was made of teams that have no cards of the period any more."""
    staged = await repository.staged_team_ids(close.session, close.workspace_id, str(close.period))
    if gone := staged - set(teams):
        await repository.remove_staged(close.session, close.workspace_id, str(close.period), gone)


def fingerprints_of(close: Close, team_scheme: TeamScheme, roster: Roster, told: Told) -> dict[int, str]:
    """By team, of everything that its cards of the period are made from."""
    settings = close.settings
    rules = (team_scheme.hash, team_scheme.groups, team_scheme.scheme_version_id)
    stated = repr((str(close.period), rules, settings.working_days, settings.team_minimum))
    team_of = {member.key: team.key for member, team in roster}
    facts: dict[int, list[str]] = {team: [] for team in team_of.values()}
    for member, fact in _facts(roster, told):
        facts[team_of[member]].append(fact)
    return digests(stated, facts)


def _facts(roster: Roster, told: Told) -> Iterator[tuple[int, str]]:
    """Each with the member it is about."""
    for member, team in roster:
        if team.key in told.goals:
            yield member.key, repr(("goals", told.goals[team.key]))
        if member.key in told.special:
            yield member.key, repr(("special", member.key, told.special[member.key]))
        days = [tuple(told.attendance[member.key].of_month(month)) for month in told.months]
        yield member.key, repr((member.key, member.joined_on, days))
    for kind in ("rows", "corrected", "given", "means"):
        for row in getattr(told, kind):
            yield row.member, repr((kind, *row))
    for metric, numbers in told.targets.items():
        for (member, _), number in zip(roster, numbers, strict=True):
            yield member.key, repr((metric, member.key, number))


def _rows(
    close: Close, team_scheme: TeamScheme, roster: Roster, told: Told, prints: Mapping[int, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    cards = computed(close, team_scheme.scheme, roster, told)
    of_members = [_staged(row) for row in card_rows(close, team_scheme, roster, told, cards)]
    unscored = [row["team_id"] for row in of_members if row["score"] is None]
    of_teams = [
        {
            **_staged(row),
            "fingerprint": prints[row["team_id"]],
            "n_unscored": unscored.count(row["team_id"]),
        }
        for row in team_rows(close, team_scheme, roster, cards)
    ]
    return of_teams, of_members


def _staged(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in NOT_STAGED}
