"""Keeps of teams' computed results what may be told beside what their channels know already."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import repository
from bot.features.scorecards.rules.disclosure import Contributors, known_periods
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, TEAM_FIGURES, TeamResult
from bot.features.scorecards.rules.team_telling import Known, known_from, told
from scoring.periods import Period


async def keep_what_may_be_told(session: AsyncSession, workspace_id: int, period: Period) -> None:
    """Of what is staged of a period, right before it comes out; a fixed number of statements."""
    made = await repository.staged_results(session, workspace_id, str(period))
    told_rows = await as_told(session, workspace_id, period, made)
    changed = [row for row, before in zip(told_rows, made, strict=True) if row != before]
    await repository.restage(session, workspace_id, str(period), changed)


async def as_told(
    session: AsyncSession, workspace_id: int, period: Period, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of team cards as they may be stored: without what would tell of few people beside these teams' cards of the
    periods before, and of those that this one is made of. Two statements for all teams."""
    earlier = defaultdict(list)
    teams = [row["team_id"] for row in rows]
    for team_id, contributors in await repository.contributors_of(session, workspace_id, teams, known_periods(period)):
        earlier[team_id].append(CONTRIBUTING.validate_json(contributors))
    named: dict[int, dict[str, Contributors]] = defaultdict(dict)
    for win in await repository.named_wins(session, workspace_id, teams, known_periods(period)):
        named[win.team_id][win.metric] = named[win.team_id].get(win.metric, frozenset()) | {win.member_id}
    return [_row_as_told(row, known_from(earlier[row["team_id"]]), named[row["team_id"]]) for row in rows]


def _row_as_told(row: dict[str, Any], known: Known, named: Mapping[str, Contributors]) -> dict[str, Any]:
    figures = TEAM_FIGURES.validate_json(row["figures"])
    contributors = CONTRIBUTING.validate_json(row["contributors"])
    result = TeamResult(row["n_members"], row["n_scored"], row["score"], figures, contributors)
    kept = told(result, known, named, minimum=row["minimum"])
    return {
        **row,
        "score": kept.score,
        "figures": TEAM_FIGURES.dump_json(kept.figures).decode(),
        "contributors": CONTRIBUTING.dump_json(dict(kept.contributors)).decode(),
    }
