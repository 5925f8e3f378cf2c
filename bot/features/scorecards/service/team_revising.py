"""Tells a team's figures anew once enough of its members' cards were revised."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.repository import CardLines
from bot.features.scorecards.rules.disclosure import known_around
from bot.features.scorecards.rules.spans import ending_with, is_month, last_month
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, TEAM_FIGURES, TeamResult
from bot.features.scorecards.rules.team_revisions import Before, Parts, is_same, revised_result
from bot.features.scorecards.service.team_posting import TEAM_DETAILS, details_key, post_edit, post_key
from bot.features.scorecards.service.team_telling import Beside, known_beside
from scoring.periods import Cadence, Period
from scoring.scheme import Scheme

LATEST = 3
"""Closed months whose posts still change, with the longer periods that end with them."""
BATCH = 200
"""Members whose receipts, of all revisions, are in memory at a time; a team is never split."""
Revisions = Sequence[TeamCard]
"""Of a team's card, the oldest first."""
CardsOf = Mapping[int, Sequence[CardLines]]
"""Member → revisions of their card, the oldest first."""


async def revise_teams(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Of the last months; returns how many teams' figures are told anew. Their posts are edited in place.

    A team of which fewer than the minimum were revised since it was told waits for more of them, or for its next post.
    A fixed number of statements for each batch of whole teams.
    """
    await repository.allow_long_statements(session)
    months = await repository.closed_months(session, workspace_id, most=LATEST)
    return sum([await _revise_period(session, workspace_id, period, now=now) for period in _with_longer(months)])


def _with_longer(months: Sequence[date]) -> Iterator[Period]:
    for month in (Period(Cadence.MONTH, each) for each in months):
        yield from (month, *ending_with(month, Cadence))


async def _revise_period(session: AsyncSession, workspace_id: int, period: Period, *, now: datetime) -> int:
    cards = await repository.every_team_card(session, workspace_id, str(period))
    changed = await repository.revisions_of_teams(session, workspace_id, str(period))
    due = [told for team_id, told in cards.items() if _is_due(told[-1], changed.get(team_id, {}))]
    if not due:
        return 0
    beside = await known_beside(session, workspace_id, known_around(period))
    count = 0
    for batch in _batches(due):
        count += await _revise(session, batch, beside, now=now)
    return count


def _is_due(card: TeamCard, revised: Mapping[int, datetime]) -> bool:
    """Whether enough members' cards were revised since it was told."""
    return sum(at > card.published_at for at in revised.values()) >= card.minimum


def _batches(due: Sequence[Revisions]) -> Iterator[list[Revisions]]:
    batch: list[Revisions] = []
    for revisions in due:
        if batch and sum(each[-1].n_members for each in [*batch, revisions]) > BATCH:
            yield batch
            batch = []
        batch = [*batch, revisions]
    yield batch


async def _revise(session: AsyncSession, batch: Sequence[Revisions], beside: Beside, *, now: datetime) -> int:
    workspace_id, newest_of = batch[0][-1].workspace_id, [revisions[-1] for revisions in batch]
    found = await _cards_of(session, newest_of)
    versions = {each.scheme_version_id for each in newest_of}
    rules = {version: await schemes.version_of(session, workspace_id, version) for version in sorted(versions)}
    anew = []
    for revisions in batch:
        newest = revisions[-1]
        cards = found.get(newest.team_id)
        if cards:
            scheme = _as_on(next(iter(cards.values()))[-1].receipt, rules[newest.scheme_version_id])
            result = await asyncio.to_thread(_revised, scheme, revisions, cards, beside)
            if not is_same(result, _result_of(newest)):
                anew.append((newest, result))
    await _publish(session, anew, now=now)
    return len(anew)


def _revised(scheme: Scheme, revisions: Revisions, cards: CardsOf, beside: Beside) -> TeamResult:
    newest, latest = revisions[-1], {member: found[-1] for member, found in cards.items()}
    row = beside.as_told(_row(newest, _result(scheme, latest, newest)))
    before = [Before(CONTRIBUTING.validate_json(each.contributors), _parts(_as_of(cards, each))) for each in revisions]
    return revised_result(_as_result(row), _result_of(newest), _parts(latest), before, minimum=newest.minimum)


async def _cards_of(session: AsyncSession, teams: Sequence[TeamCard]) -> dict[int, dict[int, list[CardLines]]]:
    """Team → member → every revision of their card, of those whose newest is of the team."""
    workspace_id, period = teams[0].workspace_id, teams[0].period
    team_of = await repository.teams_of_cards(session, workspace_id, period, [each.team_id for each in teams])
    found: dict[int, dict[int, list[CardLines]]] = {each.team_id: {} for each in teams}
    for member_id, team_id in team_of.items():
        found[team_id][member_id] = []
    async for each in repository.card_lines(session, workspace_id, [period], list(team_of)):
        found[team_of[each.member_id]][each.member_id].append(each)
    return found


def _as_on(receipt: Mapping[str, Any], scheme: Scheme) -> Scheme:
    """With the dimensions that are on the card."""
    return scheme.restricted_to(tuple(line["dimension"] for line in receipt["dimensions"]))


def _result(scheme: Scheme, cards: Mapping[int, CardLines], of: TeamCard) -> TeamResult:
    # Here, because they load numpy; see `closing.making`.
    import numpy as np

    from bot.features.scorecards.rules.team_receipts import from_receipts
    from bot.features.scorecards.rules.team_results import score_alone, team_result

    results = from_receipts(scheme, {member: each.receipt for member, each in cards.items()})
    result = team_result(results, np.arange(len(cards)), minimum=of.minimum)
    return result if is_month(of.period) else score_alone(result)


def _as_of(cards: CardsOf, card: TeamCard) -> dict[int, CardLines]:
    """What was out when the team's card was told."""
    then = {
        member: [each for each in found if each.published_at <= card.published_at] for member, found in cards.items()
    }
    return {member: found[-1] for member, found in then.items() if found}


def _parts(cards: Mapping[int, CardLines]) -> Parts:
    from bot.features.scorecards.rules.team_receipts import parts_of

    return {member: parts_of(each.receipt) for member, each in cards.items()}


def _row(card: TeamCard, result: TeamResult) -> dict[str, Any]:
    return {
        "team_id": card.team_id,
        "minimum": card.minimum,
        "n_members": result.n_members,
        "n_scored": result.n_scored,
        "score": result.score,
        "figures": TEAM_FIGURES.dump_json(result.figures).decode(),
        "contributors": CONTRIBUTING.dump_json(dict(result.contributors)).decode(),
    }


def _as_result(row: Mapping[str, Any]) -> TeamResult:
    figures, contributors = TEAM_FIGURES.validate_json(row["figures"]), CONTRIBUTING.validate_json(row["contributors"])
    return TeamResult(row["n_members"], row["n_scored"], row["score"], figures, contributors)


def _result_of(card: TeamCard) -> TeamResult:
    return _as_result(card.model_dump())


async def _publish(session: AsyncSession, anew: Sequence[tuple[TeamCard, TeamResult]], *, now: datetime) -> None:
    if not anew:
        return
    workspace_id = anew[0][0].workspace_id
    teams = {team.key: team for team in await people.teams(session, workspace_id)}
    rows: list[dict[str, Any]] = []
    edits: list[Promise] = []
    entries = []
    for card, result in anew:
        revision, team = card.revision + 1, teams[card.team_id]
        shared = {"workspace_id": workspace_id, "period": card.period, "scheme_version_id": card.scheme_version_id}
        rows.append(_row(card, result) | shared | {"revision": revision, "published_at": now})
        if team.channel:
            edits += _edits(team, card.period, revision, now)
        told: dict[str, Detail] = {"period": card.period, "revision": revision}
        entries.append(Entry(workspace_id, Action.TEAM_CARD_REVISED, By.PROGRAM, Subject.TEAM, card.team_id, told))
    await repository.add_team_cards(session, rows)
    await promise(session, edits, now=now)
    await record(session, *entries)


def _edits(team: Team, period: str, revision: int, now: datetime) -> Iterator[Promise]:
    """Of the month's post and its figures; what is longer stands in the post of its last month."""
    if is_month(period):
        yield post_edit(team, period, f"revision:{revision}", now=now)
        yield _details(team, period, revision, now)
    else:
        yield post_edit(team, str(last_month(Period.parse(period))), f"revision:{period}:{revision}", now=now)


def _details(team: Team, period: str, revision: int, now: datetime) -> Promise:
    key, about = details_key(post_key(team.key, period)), {"team_id": team.key, "period": period}
    channel = str(team.channel)
    return Promise(team.workspace_id, f"{key}:{revision}", TEAM_DETAILS, channel, now, about, UPDATE, key)
