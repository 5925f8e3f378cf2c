"""Warnings and proposals in every world, as long and as many as they may be."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.features.improvement.models import PlanSignal
from bot.features.improvement.rules.lifting import weakest
from bot.features.improvement.rules.runs import Doubt, Month, Run, Said, Verdict, Why
from bot.features.improvement.rules.states import REASON_LIMIT
from bot.features.improvement.service import Proposal, Warned
from bot.features.improvement.views import signals
from bot.features.scorecards.service import PublishedCard
from scoring.periods import Period
from scoring.rewards import PlanRule
from tests.blockkit.worlds import NOW, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
LOW = Month(month="2026-11", said=Said.LOW, value=57.0, line=60.0, revision=1)


def signal_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    yield from _warnings(world, published)
    found = proposals(world)
    for each in found:
        yield signals.proposal_message, (each,), {}
        yield signals.doubt_message, (each,), {}
        yield signals.proposal_view, (each,), {}
    for decision in ("dismiss", "keep", "void"):
        yield signals.reason_view, (found[0], decision), {}
    for some in ([], found, found * 10):
        yield signals.proposals_view, (some[:20], len(some)), {}


def _warnings(world: World, published: PublishedCard) -> Iterator[Case]:
    weak = weakest(published.receipt)
    for rule in rules(world):
        for count, left, lead in ((1, 1, world.member(4)), (2, 2, None)):
            warned = Warned(signal(world, "warning", "open"), published, LOW, rule, count, left, weak, lead)
            yield signals.warning_message, (warned,), {}
            yield signals.note_message, (warned,), {}
    yield signals.talk_message, (world.member(3),), {}
    yield signals.talk_asked_message, (world.member(4),), {}


def rules(world: World) -> list[PlanRule]:
    title = world.scheme.title.model_dump(by_alias=True)
    score = PlanRule.model_validate({"id": "own", "kind": "coaching", "title": title})
    metric = next(iter(world.scheme.metrics)).id
    of_metric = {"kind": "improvement", "basis": "target", "metric": metric, "line": 80}
    return [score, PlanRule.model_validate({"id": "other", "title": title, **of_metric})]


def signal(world: World, kind: str, state: str, reason: str = "") -> PlanSignal:
    rule = world.scheme.plans[0].id if world.scheme.plans else "own"
    return PlanSignal(
        id=9,
        workspace_id=1,
        member_id=3,
        rule_id=rule,
        kind=kind,
        month="2026-11",
        scheme_version_id=1,
        evidence="",
        state=state,
        made_at=NOW,
        decided_by=4 if reason else None,
        decided_at=NOW if reason else None,
        reason=reason,
    )


def run(n: int, verdict: Verdict, why: Why) -> Run:
    """Two low months and everything that may be passed over, or as many as there may be."""
    newest = Period.parse("2026-11")
    said = list(Said) * (n // len(Said) + 1)
    months = [LOW.model_copy(update={"month": str(newest.previous(k)), "said": said[k]}) for k in range(n)]
    low = [LOW.model_copy(update={"month": str(newest.previous(n + k))}) for k in range(2)]
    return Run(
        rule_id="own",
        kind="coaching",
        basis="score",
        metric=None,
        months_in_a_row=2,
        months=tuple(reversed([*months, *low])),
        verdict=verdict,
        why=why,
    )


def proposals(world: World) -> list[Proposal]:
    """Waiting, in doubt for every reason there is, and decided."""
    reason = ((world.typed or world.words) * REASON_LIMIT)[:REASON_LIMIT].strip() or "x"
    n = 22 if world.has_values else 3
    reached = run(n, Verdict.PROPOSAL, Why.REACHED)
    doubts = [Doubt(run=run(n, Verdict.NOTHING, why)) for why in Why]
    open_, drafted = signal(world, "proposal", "open"), signal(world, "proposal", "drafted")
    waiting = proposal(world, open_, reached, None, may=(True, True, False))
    doubted = [proposal(world, drafted, reached, each, may=(False, False, True)) for each in doubts]
    ended = [
        proposal(world, signal(world, "proposal", state, reason), reached, doubts[0], may=(False,) * 3)
        for state in ("dismissed", "void", "open")
    ]
    return [waiting, *doubted, *ended] if world.scheme.plans else []


def proposal(world: World, row: PlanSignal, found: Run, doubt: Doubt | None, *, may: tuple[bool, ...]) -> Proposal:
    decided_by = world.member(4) if row.decided_by else None
    return Proposal(row, world.member(3), found, doubt, world.scheme, doubt is None, decided_by, *may)
