"""Tells a team's figures anew once enough of its members' cards were revised."""

import asyncio
from collections import defaultdict
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
from bot.features.scorecards.rules.spans import ending_with, is_month, last_month
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, TEAM_FIGURES, TeamResult
from bot.features.scorecards.rules.team_revisions import Before, Parts, is_same, revised_result
from bot.features.scorecards.service.team_posting import TEAM_DETAILS, post_edit, post_key
from bot.features.scorecards.service.team_telling import as_told
from scoring.periods import Cadence, Period
from scoring.scheme import Scheme

LATEST = 3
"""Closed months whose posts still change, with the longer periods that end with them."""


async def revise_teams(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Of the last months; returns how many teams' figures are told anew. Their posts are edited in place.

    A team of which fewer than the minimum were revised since it was told waits for more of them, or for its next post.
    """
    await repository.allow_long_statements(session)
    months = await repository.closed_months(session, workspace_id, most=LATEST)
    count = 0
    for period in _with_longer(months):
        cards = await repository.every_team_card(session, workspace_id, period)
        changed = await repository.revisions_of_teams(session, workspace_id, period)
        for team_id, revisions in cards.items():
            since = revisions[-1].published_at
            revised = {member for member, at in changed.get(team_id, {}).items() if at > since}
            if len(revised) >= revisions[-1].minimum:
                count += await _revise(session, revisions, now=now)
    return count


def _with_longer(months: Sequence[date]) -> Iterator[str]:
    for month in (Period(Cadence.MONTH, each) for each in months):
        yield from (str(each) for each in (month, *ending_with(month, Cadence)))


async def _revise(session: AsyncSession, revisions: Sequence[TeamCard], *, now: datetime) -> bool:
    newest = revisions[-1]
    cards = await _cards_of(session, newest)
    latest = {member: found[-1] for member, found in cards.items()}
    if not latest:
        return False
    scheme = await _scheme_of(session, newest, next(iter(latest.values())).receipt)
    result = await asyncio.to_thread(_result, scheme, latest, newest.minimum, not is_month(newest.period))
    row = (await as_told(session, newest.workspace_id, Period.parse(newest.period), [_row(newest, result)]))[0]
    before = [Before(CONTRIBUTING.validate_json(each.contributors), _parts(_as_of(cards, each))) for each in revisions]
    told = _result_of(newest)
    anew = revised_result(_as_result(row), told, _parts(latest), before, minimum=newest.minimum)
    if is_same(anew, told):
        return False
    await _publish(session, newest, anew, now=now)
    return True


async def _cards_of(session: AsyncSession, card: TeamCard) -> dict[int, list[CardLines]]:
    """Member → every revision of their card, of those whose newest is of the team."""
    found: dict[int, list[CardLines]] = defaultdict(list)
    members = await repository.members_of_team_card(session, card.workspace_id, card.team_id, card.period)
    async for each in repository.card_lines(session, card.workspace_id, [card.period], members):
        found[each.member_id].append(each)
    return dict(sorted(found.items()))


async def _scheme_of(session: AsyncSession, card: TeamCard, receipt: Mapping[str, Any]) -> Scheme:
    scheme = await schemes.version_of(session, card.workspace_id, card.scheme_version_id)
    return scheme.restricted_to(tuple(line["dimension"] for line in receipt["dimensions"]))


def _result(scheme: Scheme, cards: Mapping[int, CardLines], minimum: int, is_longer: bool) -> TeamResult:
    # Here, because they load numpy; see `closing.making`.
    import numpy as np

    from bot.features.scorecards.rules.team_receipts import from_receipts
    from bot.features.scorecards.rules.team_results import score_alone, team_result

    results = from_receipts(scheme, {member: each.receipt for member, each in cards.items()})
    result = team_result(results, np.arange(len(cards)), minimum=minimum)
    return score_alone(result) if is_longer else result


def _as_of(cards: Mapping[int, Sequence[CardLines]], card: TeamCard) -> dict[int, CardLines]:
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


async def _publish(session: AsyncSession, card: TeamCard, result: TeamResult, *, now: datetime) -> None:
    shared = {"workspace_id": card.workspace_id, "period": card.period, "scheme_version_id": card.scheme_version_id}
    revision = card.revision + 1
    row = _row(card, result) | shared | {"revision": revision, "published_at": now}
    await repository.add_team_cards(session, [row])
    team = await people.team(session, card.workspace_id, card.team_id)
    if team.channel:
        await promise(session, list(_edits(team, card.period, revision, now)), now=now)
    told: dict[str, Detail] = {"period": card.period, "revision": revision}
    entry = Entry(card.workspace_id, Action.TEAM_CARD_REVISED, By.PROGRAM, Subject.TEAM, card.team_id, told)
    await record(session, entry)


def _edits(team: Team, period: str, revision: int, now: datetime) -> Iterator[Promise]:
    """Of the month's post and its figures; what is longer stands in the post of its last month."""
    if is_month(period):
        yield post_edit(team, period, f"revision:{revision}", now=now)
        yield _details(team, period, revision, now)
    else:
        yield post_edit(team, str(last_month(Period.parse(period))), f"revision:{period}:{revision}", now=now)


def _details(team: Team, period: str, revision: int, now: datetime) -> Promise:
    key, about = f"{post_key(team.key, period)}:details", {"team_id": team.key, "period": period}
    channel = str(team.channel)
    return Promise(team.workspace_id, f"{key}:{revision}", TEAM_DETAILS, channel, now, about, UPDATE, key)
