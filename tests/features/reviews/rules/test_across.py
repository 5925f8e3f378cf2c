"""Colleagues of other teams are asked, and nobody of the own."""

from bot.features.reviews.rules.across import planned_across
from bot.features.reviews.rules.assignment import Peer, offered, replacing
from bot.features.reviews.rules.collaboration import Tie, Worked, graph_of

TEAMS = {member: member // 6 for member in range(18)}
WORKED = [Worked(one, other, Tie.PROJECT) for one in TEAMS for other in TEAMS if one < other and (one + other) % 3 != 0]


def peers(*, team: int | None = None) -> list[Peer]:
    return [Peer(each, TEAMS[each], is_across_only=True, is_rated=team in (None, TEAMS[each])) for each in TEAMS]


def test_everybody_has_raters_of_other_teams_alone() -> None:
    plan = planned_across(peers(), graph_of(TEAMS, WORKED), seed=3)
    assert {pair.subject for pair in plan.pairs} == set(TEAMS)
    assert not [pair for pair in plan.pairs if TEAMS[pair.rater] == TEAMS[pair.subject]]
    assert (plan.across, plan.short) == (1.0, {})


def test_who_works_with_nobody_elsewhere_is_short_and_strangers_of_other_teams_are_offered() -> None:
    plan = planned_across(peers(team=0), graph_of(TEAMS, []), seed=3)
    assert plan.pairs == ()
    assert set(plan.short) == set(range(6))
    assert all(len(offers) == 5 and all(TEAMS[each] != 0 for each in offers) for offers in plan.short.values())


def test_whoever_takes_over_is_of_another_team_too() -> None:
    everybody, graph = peers(), graph_of(TEAMS, WORKED)
    plan = planned_across(everybody, graph, seed=3)
    gone = plan.pairs[0]
    left = [pair for pair in plan.pairs if pair != gone]
    subject = everybody[gone.subject]
    rater = replacing(subject, everybody, graph, left, declined={gone.rater})
    others = offered(subject, everybody, graph, left, declined={gone.rater}, seed=3)
    assert rater is not None
    assert not {each for each in (rater, *others) if TEAMS[each] == TEAMS[gone.subject]}
