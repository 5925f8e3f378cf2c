"""Whether a team's quarter, half or year may be told beside the posts of its months: what was corrected since is in it,
and not in them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as everybody
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.repository import ScoreThen
from bot.features.scorecards.rules.disclosure import may_stand_beside
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, SCORE
from bot.features.scorecards.service.refiguring import changed_cards, told_later
from scoring.periods import Cadence, Period

Scores = Mapping[int, Sequence[ScoreThen]]
"""Member → what each revision of their card of a month came to, the oldest first."""
NOTHING = 1e-9


async def without_few_corrected(
    session: AsyncSession, workspace_id: int, period: Period, rows: Sequence[dict[str, Any]], *, now: datetime
) -> list[dict[str, Any]]:
    """Rows of a longer period, without the score of the teams of whose people a few have another card of one of its
    months than when that was told, or other targets or days: the difference would be theirs. As figures are told anew:
    of nobody, or of enough."""
    told_since = await told_later(session, workspace_id)
    left = list(rows)
    for month in (Period(Cadence.MONTH, each) for each in period.months):
        posted = await repository.every_team_card(session, workspace_id, str(month))
        if posted:
            scores = await _scores(session, workspace_id, month, told_since.get(month, ()), now=now)
            otherwise = await _held_otherwise(session, workspace_id, month, period, posted)
            told = [
                (frozenset(people), _changed_since(scores, people, card.published_at) | otherwise(card.published_at))
                for revisions in posted.values()
                for card in revisions
                if (people := CONTRIBUTING.validate_json(card.contributors).get(SCORE))
            ]
            left = [row if _hides(row, told) else {**row, "score": None, "contributors": "{}"} for row in left]
    return left


async def _held_otherwise(
    session: AsyncSession, workspace_id: int, month: Period, period: Period, posted: Mapping[int, Sequence[TeamCard]]
) -> Callable[[datetime], frozenset[int]]:
    """Who was given another target, or days away in the month, after a moment, or has another target since a later
    month: a month's card that is out knows nothing of it, and one of something longer does."""
    first = min(card.published_at for revisions in posted.values() for card in revisions)
    found = await schemes.own_targets_since(session, workspace_id, month, period, first)
    found += await everybody.away_since(session, workspace_id, first=month.start, last=month.end, since=first)
    return lambda at: frozenset(member_id for member_id, when in found if when is None or when > at)


async def _scores(
    session: AsyncSession, workspace_id: int, month: Period, told_since: Collection[int], *, now: datetime
) -> dict[int, list[ScoreThen]]:
    """With what those who told or corrected something since would have now, as the last."""
    found: dict[int, list[ScoreThen]] = defaultdict(list)
    for each in await repository.scores_of(session, workspace_id, str(month)):
        found[each.member_id].append(each)
    async for rows in changed_cards(session, workspace_id, month, told_since, now=now):
        for row in rows:
            found[row["member_id"]].append(ScoreThen(row["member_id"], now, row["is_complete"], row["score"]))
    return found


def _changed_since(scores: Scores, people: Sequence[int], at: datetime) -> frozenset[int]:
    return frozenset(each for each in people if _is_other(scores.get(each, ()), at))


def _is_other(revisions: Sequence[ScoreThen], at: datetime) -> bool:
    then = [each for each in revisions if each.published_at <= at]
    if not then:
        return bool(revisions)
    was, is_now = then[-1], revisions[-1]
    if was.is_complete != is_now.is_complete or (was.score is None) != (is_now.score is None):
        return True
    return abs((was.score or 0) - (is_now.score or 0)) > NOTHING


def _hides(row: Mapping[str, Any], told: Sequence[tuple[frozenset[int], frozenset[int]]]) -> bool:
    people = frozenset(CONTRIBUTING.validate_json(row["contributors"]).get(SCORE, ()))
    return may_stand_beside(people, told, minimum=row["minimum"])
