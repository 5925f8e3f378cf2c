"""Every reward, plan, aim and date a scheme can have, in somebody's words."""

from typing import Any

from tests.scoring import build

REWARDS: tuple[dict[str, Any], ...] = (
    {"kind": "band_bonus", "perks": True},
    {"kind": "attainment_bonus", "metric": "m0", "over_rate": 1.5},
    {"kind": "commission", "metric": "m0", "tiers": [{"from": 1_000 * k, "rate": 0.01} for k in range(50)]},
    {"kind": "pool"},
    {"kind": "points", "actions": True},
    {"kind": "points", "actions": True, "limit": 100},
    {"kind": "raise_list", "in_a_row": 1},
    {"kind": "promotion_list", "cadence": "half"},
    {"kind": "training"},
    {"kind": "training", "below": 70, "cadence": "year"},
    {"kind": "role_fit", "outcomes": True},
    {"kind": "top_teams", "perks": True},
    {"kind": "star"},
    {"kind": "star", "ties": "longest_ago", "perks": True},
    {"kind": "award", "cadence": "month", "perks": True},
)
PLANS: tuple[dict[str, Any], ...] = (
    {"kind": "coaching", "outcomes": True},
    {"kind": "improvement", "basis": "target", "check_every": "month"},
    {"kind": "improvement", "basis": "target", "metric": "m0", "line": 80},
)
UNITS = ("count", "percent", "CNY", "min", "h", "hours", "day", "days", "weeks", "times", "XTS")
RHYTHMS = ("day", "week", "month", "quarter", "half", "year", None)


def terms(words: str) -> dict[str, Any]:
    """Parts of a scheme with a metric m0."""
    aims = [(unit, per) for unit in UNITS for per in RHYTHMS]
    return {
        "rewards": [_rule(f"r{k}", words, rule) for k, rule in enumerate(REWARDS)],
        "plans": [_rule(f"p{k}", words, rule) for k, rule in enumerate(PLANS)],
        "aims": [_aim(k, words, unit, per) for k, (unit, per) in enumerate(aims)],
        "review": {"adopted": "2026-10-01", "on": "2026-12-31"},
        "team_coefficient": {"min": 0.8, "max": 1.2},
        "attribution": ["first", "last", "linear", "position", "time_decay", "markov", "shapley"],
    }


def _rule(name: str, words: str, rule: dict[str, Any]) -> dict[str, Any]:
    texts = [build.text(words)] * 5
    filled = {key: texts for key in ("perks", "outcomes") if rule.get(key)}
    if rule["kind"] == "band_bonus":
        filled["perks"] = [{"band": band["id"], "text": build.text(words)} for band in build.BANDS]
    if rule.get("actions"):
        filled["actions"] = [{"id": f"a{k}", "title": build.text(words), "points": k} for k in range(1, 30)]
    return {**rule, **filled, "id": name, "title": build.text(words), "note": build.text(words * 5)}


def _aim(k: int, words: str, unit: str, per: str | None) -> dict[str, Any]:
    low = {"low": 0.5} if k % 3 == 0 else {}
    return {"id": f"aim{k}", "title": build.text(words), "value": 1, "unit": unit, "per": per, **low}
