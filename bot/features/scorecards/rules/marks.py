"""What rules about months in a row look at. Pure, and light: whole receipts of many months would take megabytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.rewards import PlanRule


@dataclass(frozen=True, slots=True)
class Mark:
    """A month's newest card without its receipt. `score` and `own_score` (before team coefficient and special points)
    are None when nothing was scored; `attainments` in % of the metrics that were asked for."""

    card_id: int
    member_id: int
    period: str
    revision: int
    scheme_version_id: int
    is_complete: bool
    score: float | None
    own_score: float | None
    attainments: Mapping[str, float | None] = field(default_factory=dict)

    def value(self, rule: PlanRule) -> float | None:
        """What the rule compares with its line; None for an incomplete card, and where the metric was not scored."""
        if not self.is_complete:
            return None
        if rule.basis == "score":
            return self.score
        return self.own_score if rule.metric is None else self.attainments.get(rule.metric)
