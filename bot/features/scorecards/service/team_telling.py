"""Keeps of teams' computed results what may be told beside what all channels know already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.scorecards import repository
from bot.features.scorecards.rules.disclosure import Contributors, known_periods
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, TEAM_FIGURES, TeamResult
from bot.features.scorecards.rules.team_telling import Known, add_to, known_from, told
from bot.features.scorecards.service.team_longer import without_few_corrected
from scoring.periods import Cadence, Period


async def keep_what_may_be_told(session: AsyncSession, workspace_id: int, period: Period, *, now: datetime) -> None:
    """Of what is staged of a period, right before it comes out; a fixed number of statements."""
    made = await repository.staged_results(session, workspace_id, str(period))
    told_rows = await as_told(session, workspace_id, period, made)
    if period.cadence is not Cadence.MONTH:
        told_rows = await without_few_corrected(session, workspace_id, period, told_rows, now=now)
    changed = [row for row, before in zip(told_rows, made, strict=True) if row != before]
    await repository.restage(session, workspace_id, str(period), changed)


async def as_told(
    session: AsyncSession, workspace_id: int, period: Period, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of team cards as they may be stored: without what would tell of few people beside all teams' cards of the
    periods before, of those that this one is made of, and of the rows before. Three statements for all teams."""
    beside = await known_beside(session, workspace_id, known_periods(period))
    return [beside.as_told(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known already: the figures that were told, and of each metric whose own figures are known, because they
    agreed."""

    known: Known
    named: Mapping[str, Contributors]

    def as_told(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with what may be told of it, which is known from then on."""
        figures = TEAM_FIGURES.validate_json(row["figures"])
        contributors = CONTRIBUTING.validate_json(row["contributors"])
        result = TeamResult(row["n_members"], row["n_scored"], row["score"], figures, contributors)
        kept = told(result, self.known, self.named, minimum=row["minimum"])
        add_to(self.known, kept.contributors)
        return {
            **row,
            "score": kept.score,
            "figures": TEAM_FIGURES.dump_json(kept.figures).decode(),
            "contributors": CONTRIBUTING.dump_json(dict(kept.contributors)).decode(),
        }


async def known_beside(session: AsyncSession, workspace_id: int, periods: Sequence[str]) -> Beside:
    """From all revisions of all teams' cards of these periods."""
    teams = [team.key for team in await people.teams(session, workspace_id)]
    earlier = await repository.contributors_of(session, workspace_id, teams, periods)
    named: dict[str, Contributors] = {}
    for win in await repository.named_wins(session, workspace_id, teams, periods):
        named[win.metric] = named.get(win.metric, frozenset()) | {win.member_id}
    return Beside(known_from([CONTRIBUTING.validate_json(contributors) for _, contributors in earlier]), named)
