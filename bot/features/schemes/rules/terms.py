"""A scheme's terms in words: what results earn, what a bad run of months starts, its aims and dates. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.i18n.translator import Translator
from bot.slack.text import cut, escape
from scoring.definitions import Aim, Scheme, Text
from scoring.rewards import (
    ActionPoints,
    AttainmentBonus,
    Award,
    BandBonus,
    Commission,
    Perk,
    PlanRule,
    Pool,
    PromotionList,
    RaiseList,
    Reward,
    RoleFit,
    Rule,
    Star,
    TopTeams,
    Training,
)

TITLE_LIMIT, NOTE_LIMIT, LISTING_LIMIT = 80, 240, 600
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """A heading and lines of Slack's markup, safe to show."""

    heading: str
    lines: tuple[str, ...]


def terms_of(t: Translator, scheme: Scheme) -> tuple[Terms, ...]:
    """Rewards, plans, aims and the rest, each only where the scheme has any."""
    parts = (
        ("schemes-terms-rewards", (line for reward in scheme.rewards for line in _reward(t, scheme, reward))),
        ("schemes-terms-plans", (line for rule in scheme.plans for line in _plan(t, scheme, rule))),
        ("schemes-terms-aims", (_aim(t, aim) for aim in scheme.aims)),
        ("schemes-terms-further", _further(t, scheme)),
    )
    found = (Terms(t(heading), tuple(lines)) for heading, lines in parts)
    return tuple(terms for terms in found if terms.lines)


def _reward(t: Translator, scheme: Scheme, reward: Reward) -> Iterator[str]:
    rule = _earned(t, scheme, reward)
    if not isinstance(reward, Pool):
        rule = t("schemes-reward-when", cadence=t(f"schemes-cadence-{reward.cadence.value}"), rule=rule)
    yield t("schemes-reward", title=_text(t, reward.title), rule=rule, origin=_origin(t, reward))
    if perks := _perks(t, reward):
        yield t("schemes-reward-perks", perks=perks)
    if isinstance(reward, RoleFit):
        yield from _outcomes(t, reward.outcomes)
    yield from _note(t, reward)


def _earned(t: Translator, scheme: Scheme, reward: Reward) -> str:
    match reward:
        case BandBonus() | Pool() | Award():
            return t(f"schemes-reward-{reward.kind.replace('_', '-')}")
        case AttainmentBonus():
            metric, cap = _metric(t, scheme, reward.metric), t.number(reward.cap)
            return t("schemes-reward-attainment-bonus", metric=metric, rate=t.number(reward.over_rate), cap=cap)
        case Commission():
            return _commission(t, scheme, reward)
        case ActionPoints():
            return _points(t, reward)
        case _:
            return _named(t, reward)


def _named(t: Translator, reward: RaiseList | PromotionList | Training | RoleFit | TopTeams | Star) -> str:
    """Of rewards that name people or teams."""
    match reward:
        case RaiseList():
            span = _span(t, reward.cadence.value, reward.in_a_row)
            return t("schemes-reward-raise-list", top=t.number(reward.top_percent), span=span)
        case PromotionList():
            span = _span(t, reward.cadence.value, reward.in_a_row)
            return t("schemes-reward-promotion-list", band=escape(reward.min_band), span=span)
        case Training():
            if reward.below is None:
                return t("schemes-reward-training")
            return t("schemes-reward-training-below", below=t.number(reward.below))
        case RoleFit():
            return t("schemes-reward-role-fit", bottom=t.number(reward.bottom_percent))
        case TopTeams():
            return t("schemes-reward-top-teams", n=reward.n)
        case Star():
            return t(f"schemes-reward-star-{reward.ties.replace('_', '-')}")


def _commission(t: Translator, scheme: Scheme, reward: Commission) -> str:
    unit = scheme.metric(reward.metric).unit
    tiers = [
        t("schemes-reward-tier", rate=_percent(t, tier.rate), start=t.amount(tier.start, unit)) for tier in reward.tiers
    ]
    return t("schemes-reward-commission", metric=_metric(t, scheme, reward.metric), tiers=_listed(t, tiers))


def _points(t: Translator, reward: ActionPoints) -> str:
    actions = [
        t("schemes-reward-action", title=_text(t, action.title), points=t.number(action.points))
        for action in reward.actions
    ]
    if reward.limit is None:
        return t("schemes-reward-points", actions=_listed(t, actions))
    return t("schemes-reward-points-limited", actions=_listed(t, actions), limit=t.number(reward.limit))


def _perks(t: Translator, reward: Reward) -> str:
    if isinstance(reward, BandBonus):
        return _listed(t, [_perk(t, perk) for perk in reward.perks])
    if isinstance(reward, TopTeams | Star | Award):
        return _listed(t, [_text(t, perk) for perk in reward.perks])
    return ""


def _perk(t: Translator, perk: Perk) -> str:
    return t("schemes-reward-perk", band=escape(perk.band), perk=_text(t, perk.text))


def _plan(t: Translator, scheme: Scheme, rule: PlanRule) -> Iterator[str]:
    yield t(
        "schemes-plan",
        title=_text(t, rule.title),
        span=_span(t, "month", rule.months_in_a_row),
        under=_under(t, scheme, rule),
        observation=_span(t, "month", rule.observation_months),
        every=t(f"schemes-every-{rule.check_every}"),
        origin=_origin(t, rule),
    )
    yield from _outcomes(t, rule.outcomes)
    yield from _note(t, rule)


def _under(t: Translator, scheme: Scheme, rule: PlanRule) -> str:
    if rule.basis == "score":
        return t("schemes-plan-under-score", line=t.number(scheme.line if rule.line is None else rule.line))
    line = t.number(PERCENT if rule.line is None else rule.line)
    if rule.metric is None:
        return t("schemes-plan-under-targets", line=line)
    return t("schemes-plan-under-target", line=line, metric=_metric(t, scheme, rule.metric))


def _aim(t: Translator, aim: Aim) -> str:
    value = t.amount(aim.value, aim.unit)
    if aim.low is not None:
        value = t("schemes-aim-range", low=t.amount(aim.low, aim.unit), high=value)
    if aim.per is None:
        return t("schemes-aim", title=_text(t, aim.title), value=value)
    return t("schemes-aim-per", title=_text(t, aim.title), value=value, per=t(f"schemes-per-{aim.per.value}"))


def _further(t: Translator, scheme: Scheme) -> Iterator[str]:
    if limits := scheme.team_coefficient:
        yield t("schemes-team-coefficient", low=t.number(limits.min), high=t.number(limits.max))
    if scheme.attribution:
        models = [t(f"schemes-attribution-{model.replace('_', '-')}") for model in scheme.attribution]
        yield t("schemes-attribution", models=_listed(t, models))
    if scheme.review:
        yield t("schemes-review", adopted=t.full_day(scheme.review.adopted), on=t.full_day(scheme.review.on))


def _outcomes(t: Translator, outcomes: Sequence[Text]) -> Iterator[str]:
    if outcomes:
        yield t("schemes-plan-outcomes", outcomes=_listed(t, [_text(t, outcome) for outcome in outcomes]))


def _note(t: Translator, rule: Rule) -> Iterator[str]:
    if rule.note:
        yield t("schemes-rule-note", note=_text(t, rule.note, NOTE_LIMIT))


def _origin(t: Translator, rule: Rule) -> str:
    return t(f"schemes-numbers-{rule.origin}")


def _span(t: Translator, unit: str, n: int) -> str:
    return t(f"schemes-span-{unit}", n=n)


def _metric(t: Translator, scheme: Scheme, metric_id: str) -> str:
    return _text(t, scheme.metric(metric_id).title)


def _text(t: Translator, text: Text, limit: int = TITLE_LIMIT) -> str:
    return escape(cut(text.into(t.language), limit))


def _listed(t: Translator, items: Iterable[str]) -> str:
    """Whole items only: half of one could end within an escape."""
    kept: list[str] = []
    for item in items:
        if sum(map(len, kept)) + len(item) > LISTING_LIMIT:
            return t.listing([*kept, "…"])
        kept.append(item)
    return t.listing(kept)


def _percent(t: Translator, rate: Decimal) -> str:
    return t.amount(PERCENT * rate, "percent")
