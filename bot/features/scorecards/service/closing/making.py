"""Computes cards of a batch of whole teams, and writes them and the teams' as rows."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import scoring
from bot.features.points.service import Given
from bot.features.schemes.service import TeamScheme
from bot.features.scorecards.rules.months import present_days
from bot.features.scorecards.rules.team_figures import CONTRIBUTING, TEAM_FIGURES
from bot.features.scorecards.service.closing.inputs import Close, Told
from bot.features.scorecards.service.occasion import Roster
from bot.features.scorecards.service.publishing import card_row
from scoring.periods import Cadence
from scoring.receipt import SpecialLine, TeamGoalLine
from scoring.scheme import Scheme

if TYPE_CHECKING:
    from scoring.cards import Cards


def computed(close: Close, scheme: Scheme, roster: Roster, told: Told, *, is_running: bool = False) -> "Cards":
    """Cards of the close's period, in the roster's order; while it runs nothing is compared with an earlier one."""
    # `scoring` loads these parts, and with them numpy, when first asked: a process that closes nothing saves 12 MB.
    members = [member.key for member, _ in roster]
    evidence = scoring.evidence.Evidence.from_rows(
        told.rows, members, ratings=told.given, corrected=told.corrected, means=told.means
    )
    evidence = replace(evidence, has_earlier=not is_running)
    joined = [member.joined_on for member, _ in roster]
    days = present_days(told.months, joined, [told.attendance[member] for member in members], evidence)
    return scoring.scorecard.compute(
        scheme,
        evidence,
        close.period,
        targets=told.targets,
        present_days=days,
        team_attainment=_attained(roster, told),
        special=[_special(scheme, told.special.get(member, ())) for member in members],
    )


def _special(scheme: Scheme, given: Sequence[Given]) -> float:
    """What the scheme allows of it: rules may have changed since it was agreed on, and accounts been merged."""
    return min(float(sum(each.points for each in given)), scheme.special_limit)


def _attained(roster: Roster, told: Told) -> list[float] | None:
    """How far each one's team met its goals, in %; None where no team has any."""
    if not told.goals:
        return None
    attained = {team: each.attainment for team, each in told.goals.items()}
    found = [attained.get(team.key) for _, team in roster]
    return [math.nan if each is None else each for each in found]


def card_rows(
    close: Close, team_scheme: TeamScheme, roster: Roster, told: Told, cards: "Cards"
) -> list[dict[str, Any]]:
    goals = {
        team: [TeamGoalLine(goal=part.goal, weight=part.weight, attainment=part.attained) for part in each.parts]
        for team, each in told.goals.items()
    }
    return [
        card_row(
            card,
            workspace_id=close.workspace_id,
            member_id=member.key,
            team_id=team.key,
            scheme_version_id=team_scheme.scheme_version_id,
            now=close.now,
            goals=goals.get(team.key, ()),
            special=[
                SpecialLine(number=each.number, points=float(each.points)) for each in told.special.get(member.key, ())
            ],
        )
        for (member, team), card in zip(roster, cards, strict=True)
    ]


def team_rows(close: Close, team_scheme: TeamScheme, roster: Roster, cards: "Cards") -> list[dict[str, Any]]:
    """Of each team on the roster, before it is asked what was told before (`team_telling.as_told`)."""
    # Here, because it loads numpy; see `computed`.
    from bot.features.scorecards.rules.team_results import rows_by_team, score_alone, team_result

    minimum, rows = close.settings.team_minimum, []
    for team_id, members in rows_by_team([team.key for _, team in roster]).items():
        result = team_result(cards, members, minimum=minimum)
        result = result if close.period.cadence is Cadence.MONTH else score_alone(result)
        rows.append(
            {
                "workspace_id": close.workspace_id,
                "team_id": team_id,
                "period": str(close.period),
                "scheme_version_id": team_scheme.scheme_version_id,
                "n_members": result.n_members,
                "n_scored": result.n_scored,
                "minimum": minimum,
                "score": result.score,
                "figures": TEAM_FIGURES.dump_json(result.figures).decode(),
                "contributors": CONTRIBUTING.dump_json(dict(result.contributors)).decode(),
                "published_at": close.now,
            }
        )
    return rows
