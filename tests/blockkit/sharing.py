"""Teams' posts with people who agreed to be named, and how they are asked, in every world."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.features.goals.models import AGREED
from bot.features.retrospectives.service import Agreed
from bot.features.scorecards import views as scorecards
from bot.features.scorecards.models import Star, Win
from bot.features.scorecards.rules.team_moves import Move, Trend
from bot.features.scorecards.service import AskedWin, Named, PublishedTeamCard, Sharing, TeamDigest, TeamLine
from tests.blockkit.goals import stand
from tests.blockkit.worlds import MONTH, NOW, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
STATES = ("asked", "shared", "declined", "withdrawn", "dropped")
DECIDED = ("score", "shared", "longest_ago")


def post_cases(world: World, published: PublishedTeamCard) -> Iterator[Case]:
    """By how the score moved; with everything that a team agreed, that moved, and that people share."""
    yield scorecards.team_message, (published,), {"team": world.words}
    goals = tuple(stand(world, AGREED, k % 2) for k in range(9))
    agreed = tuple(Agreed(world.words, MONTH.end) for _ in range(3))
    moved = tuple(Move(each.metric, 100.0, 90.0 + 15 * place) for place, each in enumerate(published.figures[:3]))
    named = {"wins": tuple(wins(world)[:4]), "stars": tuple(star(world, each) for each in DECIDED)}
    for course in ("rising", "falling", "steady", "mixed"):
        trend = Trend(Decimal("-2.3"), course)
        full = replace(published, trend=trend, moves=moved, agreed=agreed, goals=goals, **named)
        yield scorecards.team_message, (full,), {"team": world.words}
    if world.has_values:
        yield scorecards.team_details_message, (published,), {}


def sharing_cases(world: World) -> Iterator[Case]:
    """Wins in every state, one's own choices, HR's stars."""
    for win in wins(world):
        yield scorecards.win_message, (win,), {}
    for is_asked in (False, True):
        own = Sharing(is_asked, not is_asked, tuple(wins(world) if world.has_values else ()))
        yield scorecards.sharing_view, (own,), {}
    found = [star(world, "score"), star(world, "shared", taken_back_at=NOW)]
    for some in ([], found * 12):
        yield scorecards.stars_view, (some,), {}


def digest_cases(world: World) -> Iterator[Case]:
    """Of no team, some, and a thousand."""
    line = TeamLine(world.words, 81.6, Decimal("-2.3"), 6, 7, 2)
    alone = replace(line, change=None, questions=0, link="https://acme.slack.com/archives/C1/p1795161600000100")
    for lines, hidden in (((line, alone), (world.words,)), ((), (world.words,) * 40), ((line,) * 1_000, ())):
        yield scorecards.digest_message, (TeamDigest(str(MONTH), lines, hidden),), {}


def wins(world: World) -> list[AskedWin]:
    metric = next(each.id for each in world.scheme.metrics if not each.is_rated)
    row = Win(
        id=7,
        workspace_id=1,
        member_id=3,
        team_id=1,
        period=str(MONTH),
        scheme_version_id=1,
        metric=metric,
        value=123_456_789.12345,
        attainment=130.0,
        asked_at=NOW,
    )
    kinds = [{"state": state, "is_best": best, "shows_figure": best} for state in STATES for best in (False, True)]
    return [AskedWin(row.model_copy(update=kind), world.member(), world.scheme) for kind in kinds]


def star(world: World, decided_by: str, **changes: object) -> Named:
    row = Star(
        id=7,
        workspace_id=1,
        member_id=3,
        team_id=1,
        period=str(MONTH),
        scheme="promotion",
        n_candidates=3,
        decided_by=decided_by,
        named_at=NOW,
    )
    return Named(row.model_copy(update=changes), world.member(), world.team(), row.scheme)
