"""Who rates whom in a firm of ten thousand, somebody who declines there, and what a release of it takes; and how much
it decides in a company of three hundred whom somebody is rated by."""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from bot.features.campaigns.rules.together import Stay, together
from bot.features.reviews.rules.assignment import Peer, Plan, planned, replacing
from bot.features.reviews.rules.collaboration import Graph, Tie, Worked, graph_of
from bot.features.reviews.rules.results import Given, remains_of
from tests.databases import SqliteTemplates, opened
from tests.features.reviews.simulation import company, drawn_again, repeatable, unexplained, within

MEMBERS, BAR = 10_000, 20.0
CAMPAIGNS, IN_CAMPAIGN = 500, 12
TEAM = 10
COMPANY, SEEDS = 300, (1, 2, 3, 4)
T = TypeVar("T")


def run() -> None:
    """At a tenth, at the size of the bar, and with its growth."""
    took = {}
    for members in (MEMBERS // 10, MEMBERS):
        peers, worked = _firm(members)
        teams = {each.member: each.team for each in peers}
        graphed, graph = _timed(lambda teams=teams, worked=worked: graph_of(teams, worked))
        assigned, plan = _timed(lambda peers=peers, graph=graph: planned(peers, graph, seed=1))
        took[members] = graphed + assigned
        growth = f"x{took[members] / took[members // 10]:.1f}" if members // 10 in took else ""
        limit = f"(bar {BAR:g} s)" if members == MEMBERS else ""
        print(f"who rates whom, {members:,} members {took[members]:17.2f} s {limit} {growth}".rstrip())
        _tell(plan, peers)
    _campaigns()
    _declined(peers, graph, plan)
    _released(plan)
    _simulated()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1_024 if sys.platform == "linux" else 1_024**2)
    print(f"peak memory {peak} MB")


def _firm(members: int) -> tuple[list[Peer], list[Worked]]:
    """Teams of ten under a lead, ten leads under a head; 3 % are away; projects within teams and across."""
    random = np.random.default_rng(0)
    heads = {each: {each // TEAM * TEAM, each // (TEAM * TEAM) * TEAM * TEAM} for each in range(members)}
    away = random.random(members) < 0.03
    peers = [
        Peer(each, each // TEAM, frozenset(heads[each] - {each}), is_away=bool(away[each])) for each in range(members)
    ]
    one = np.repeat(np.arange(members), 3)
    near = one // 50 * 50 + random.integers(0, 50, len(one))
    other = np.where(
        random.random(len(one)) < 0.5, np.minimum(near, members - 1), random.integers(0, members, len(one))
    )
    return peers, [Worked(a, b, Tie.PROJECT) for a, b in zip(one.tolist(), other.tolist(), strict=True)]


def _tell(plan: Plan, peers: list[Peer]) -> None:
    load = Counter(pair.rater for pair in plan.pairs)
    spread = np.std([load[each.member] for each in peers if not each.is_away])
    assert plan.across >= 0.10
    print(
        f"  {len(plan.pairs):,} ratings, {plan.across:.0%} across teams, {plan.reciprocal:.0%} mutual, "
        f"{plan.parts} part, {len(plan.short)} with too few, load {max(load.values())} at most, spread {spread:.2f}"
    )


def _campaigns() -> None:
    """Of a month, and ten times as many."""
    random, days = np.random.default_rng(3), [date(2026, 11, each) for each in range(2, 28)]
    took = {}
    for campaigns in (CAMPAIGNS, CAMPAIGNS * 10):
        members = random.integers(0, MEMBERS, (campaigns, IN_CAMPAIGN)).tolist()
        stays = [
            Stay(number, "campaign", member, days[0], days[-1]) for number, row in enumerate(members) for member in row
        ]
        took[campaigns], found = _timed(lambda stays=stays: together(stays, days))
        growth = f"x{took[campaigns] / took[CAMPAIGNS]:.1f}" if campaigns > CAMPAIGNS else ""
        said = f"{len(found):,} pairs of {campaigns:,} campaigns of {IN_CAMPAIGN}"
        print(f"{said} {took[campaigns]:.2f} s {growth}".rstrip())


def _declined(peers: list[Peer], graph: Graph, plan: Plan) -> None:
    gone = plan.pairs[len(plan.pairs) // 2]
    subject = next(each for each in peers if each.member == gone.subject)
    left = [pair for pair in plan.pairs if pair != gone]
    took, rater = _timed(lambda: replacing(subject, peers, graph, left, declined={gone.rater}))
    assert rater is not None
    print(f"somebody else instead of who declines, among {len(peers):,} {took:6.2f} s")


def _released(plan: Plan) -> None:
    random = np.random.default_rng(1)
    able, lenient = random.normal(3.4, 0.5, MEMBERS), random.normal(0, 0.4, MEMBERS)
    given = [
        Given(
            pair.subject,
            f"{pair.rater:032x}",
            "collaboration",
            int(np.clip(np.rint(able[pair.subject] + lenient[pair.rater] + random.normal(0, 0.5)), 1, 5)),
            "",
            "team" if pair.subject // TEAM == pair.rater // TEAM else "across",
        )
        for pair in plan.pairs
    ]
    took, remains = _timed(lambda: remains_of(given, np.random.default_rng(2)))
    found = [each.score for each in remains.results if each.score]
    subjects = [each.subject for each in remains.results if each.score]
    said: dict[int, list[int]] = defaultdict(list)
    for each in given:
        said[each.subject].append(each.value or 0)
    means = ([each.corrected for each in found], [np.mean(said[subject]) for subject in subjects])
    off = [1 - np.corrcoef(mean, able[subjects])[0, 1] ** 2 for mean in means]
    print(
        f"what remains of {len(given):,} ratings {took:23.2f} s  unexplained {off[0] / off[1]:.2f} of the plain mean's"
    )


def _simulated() -> None:
    """Two rounds each through the service, with the same people and other raters."""
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        templates = SqliteTemplates(Path(folder))
        for seed in SEEDS:
            with templates.fresh() as url:
                asyncio.run(_two_rounds(url, seed))


async def _two_rounds(url: str, seed: int) -> None:
    database = opened(url)
    firm = await company(database, COMPANY, seed=seed)
    with repeatable(seed):
        first, second = await firm.round("2026-12"), await firm.round("2027-03")
    await database.close()
    off = [unexplained(each.corrected, firm.able) / unexplained(each.plain, firm.able) for each in (first, second)]
    ranks = within(first, second)
    print(
        f"{COMPANY} people rated twice, {drawn_again(first, second):.0%} of raters the same: unexplained {off[0]:.2f} "
        f"and {off[1]:.2f} of the plain mean's; rank within its interval {ranks:.1%}"
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


if __name__ == "__main__":
    run()
