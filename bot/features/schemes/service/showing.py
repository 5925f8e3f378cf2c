"""A scheme for people to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.schemes import repository
from bot.features.schemes.rules import TeamScheme, shares, targets_in_force
from bot.features.schemes.service.keeping import next_schemes, scheme_of_team
from bot.turn import Turn
from scoring.scheme import Metric, Scheme

Origin = Literal["own", "team", "reference", "default"]


@dataclass(frozen=True, slots=True)
class RulesShown:
    """The rules of the reader's team, and what `follows` them, if anything does. `targets` in force for the reader, by
    metric, with where each comes from."""

    team: Team
    rules: TeamScheme
    targets: Mapping[str, float]
    origins: Mapping[str, Origin]
    follows: TeamScheme | None = None


async def rules_shown(turn: Turn) -> RulesShown:
    """Rejected, with what to do, for somebody without a team and for a team without a scheme."""
    session, who = turn.session, turn.who
    team = await people.team_of(session, who.workspace_id, who.member_id, on=turn.today)
    if team is None:
        raise Rejected("schemes-error-no-team")
    rules = await scheme_of_team(session, who.workspace_id, team.key, on=turn.today)
    if rules is None:
        raise Rejected("schemes-error-no-scheme")
    of_team = await repository.targets_of_team(session, who.workspace_id, team.key, on=turn.today)
    own = await repository.targets_of_member(session, who.workspace_id, who.member_id, on=turn.today)
    origins = {metric.id: _origin(metric, own, of_team) for metric in rules.scheme.metrics}
    follows = await next_schemes(session, who.workspace_id, on=turn.today, team_id=team.key)
    return RulesShown(team, rules, targets_in_force(rules.scheme, of_team, own), origins, follows.get(team.key))


def scheme_as_data(scheme: Scheme, language: str) -> dict[str, Any]:
    """Plain data in one language: the scheme's texts, its bands, and each dimension with its metrics."""
    scaled = shares(scheme)
    return {
        "id": scheme.id,
        "version": scheme.version,
        "hash": scheme.version_hash,
        "title": scheme.title.into(language),
        "summary": scheme.summary.into(language),
        "cadences": [cadence.value for cadence in scheme.cadences],
        "bands": [{"id": band.id, "min": band.min, "coefficient": band.coefficient} for band in scheme.bands],
        "line": scheme.line,
        "incomplete_below": scheme.incomplete_below,
        "weight_total": sum(metric.weight for metric in scheme.metrics),
        "dimensions": [
            {
                "id": dimension.id,
                "title": dimension.title.into(language),
                "kind": dimension.kind,
                "metrics": [_metric_as_data(metric, scaled[metric.id], language) for metric in dimension.metrics],
            }
            for dimension in scheme.dimensions
        ],
    }


def _metric_as_data(metric: Metric, share: float, language: str) -> dict[str, Any]:
    return {
        "id": metric.id,
        "title": metric.title.into(language),
        "definition": metric.definition.into(language),
        "weight": metric.weight,
        "share": share,
        "cadence": metric.cadence.value,
        "formula": metric.formula,
        "source": metric.source.value,
        "anchors": [anchor.into(language) for anchor in metric.anchors or ()],
        "origin": metric.origin.into(language) if metric.origin else None,
        "direction": metric.direction.value,
        "target": metric.target,
        "low": metric.low,
        "high": metric.high,
        "unit": metric.unit,
    }


def _origin(metric: Metric, own: Mapping[str, object], of_team: Mapping[str, object]) -> Origin:
    if metric.id in own:
        return "own"
    return "team" if metric.id in of_team else metric.target_origin
