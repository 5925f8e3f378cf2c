"""Cards of every world, as the program computes them."""

from dataclasses import replace

import numpy as np

from bot.features.scorecards.models import Card, TeamCard
from bot.features.scorecards.rules.team_results import team_result
from bot.features.scorecards.service import PublishedCard, PublishedTeamCard, TeamStanding
from scoring.explain import explain
from scoring.scheme import Source
from scoring.scorecard import Cards, Evidence, Rating, RollUp, compute
from tests.blockkit.worlds import MONTH, NOW, World


def computed(world: World) -> Cards:
    """Three people's cards; nobody told anything in an empty world."""
    rows = [
        RollUp(member, figure.id, month, 9, worth, worth, worth)
        for member in (1, 2, 3)
        for figure in world.scheme.figures
        for month in (MONTH.start, MONTH.start.replace(year=2025))
        for worth in [0 if figure.id == "zeros" else 123_456_789.12345]
        if world.has_values and figure.id != "nothing_told"
    ]
    ratings = [
        Rating(metric.id, member, rater, MONTH.start, 1 + (member + rater) % 5)
        for metric in world.scheme.metrics
        for member in (1, 2, 3)
        for rater in (member,) * (metric.source is Source.SELF) or (4, 5, 6)
        if world.has_values and metric.is_rated
    ]
    return compute(world.scheme, Evidence.from_rows(rows, members=[1, 2, 3], ratings=ratings), MONTH)


def published_card(world: World, cards: Cards) -> PublishedCard:
    receipt = explain(cards.card(0))
    card = Card(
        workspace_id=1,
        member_id=1,
        team_id=1,
        period=str(MONTH),
        scheme_version_id=1,
        score=receipt.score,
        band=receipt.band,
        coverage=receipt.coverage,
        is_complete=receipt.is_complete,
        receipt=receipt.model_dump_json(),
        published_at=NOW,
    )
    return PublishedCard(world.member(), card, receipt, world.scheme, None)


def published_team(world: World, cards: Cards) -> PublishedTeamCard:
    result = team_result(cards, np.arange(3), minimum=3)
    card = TeamCard(
        workspace_id=1,
        team_id=1,
        period=str(MONTH),
        scheme_version_id=1,
        n_members=3,
        n_scored=result.n_scored,
        minimum=3,
        score=result.score,
        figures="[]",
        published_at=NOW,
    )
    standing = TeamStanding(str(MONTH), 81.6, 3)
    run = (standing, None) * 6 if world.has_values else ()
    longer = tuple(replace(standing, period=each) for each in ("2026-Q4", "2026-H2", "2026"))
    return PublishedTeamCard(card, result.figures, world.scheme, run=run, longer=longer if world.has_values else ())
