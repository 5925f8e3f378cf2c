"""Home of whoever there may be: with nothing at all, and with everything at once."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, product
from typing import Any

from bot.features.goals.models import AGREED
from bot.features.home.rules.due import Due, What, in_order
from bot.features.home.service import Board, Firm, Month, Settings, Ways
from bot.features.home.views import admin_view, away_view, due_view, home_view, settings_view, team_view
from bot.features.metrics.rules.pace import WorkingDays
from bot.features.metrics.service import Behind, TeamToday
from bot.features.people.service import Presence
from bot.features.scorecards.service import CloseState, CloseSummary
from tests.blockkit.appraisals import todos
from tests.blockkit.feedback import summaries
from tests.blockkit.goals import stand
from tests.blockkit.plans_that_run import plan_summaries
from tests.blockkit.published import computed, published_card
from tests.blockkit.retrospectives import retrospective_summaries
from tests.blockkit.reviews_rating import dues
from tests.blockkit.worlds import DAYS, NOW, ON, World

MESSAGE = "https://acme.slack.com/archives/C1/p1795161600000100"
EVERYWHERE = Ways(MESSAGE, MESSAGE, MESSAGE, MESSAGE, f"{MESSAGE}?thread_ts=1795161600.000100&cid=C1")
Case = tuple[Any, tuple[Any, ...], dict[str, Any]]


def home_cases(world: World) -> Iterator[Case]:
    for runs_reviews in (False, True):
        yield admin_view, (), {"runs_reviews": runs_reviews, "closes_months": runs_reviews}
    for due in ((), all_due(world), all_due(world) * 8):
        yield due_view, (due, ON), {}
    for people in (None, sixty(world)):
        yield team_view, (people,), {}
    for until in (None, ON):
        for form in (settings_view, away_view):
            yield form, (Settings(world.member(), Presence(ON, (), until)),), {}
    yield from ((home_view, (board,), {}) for board in boards(world))


def boards(world: World) -> Iterator[Board]:
    """The last is the fullest."""
    published = published_card(world, computed(world))
    some = zip(
        cycle(summaries(world)), cycle(retrospective_summaries(world)), cycle(todos(world)), cycle(dues()), strict=False
    )
    plans, found, steps = cycle(plan_summaries(world)), cycle(firms()), cycle((0, 1, 2, 3))
    months = (Month(ON, WorkingDays(0, 0), (), is_off=True), Month(ON, DAYS, world.lines))
    shown = product(("", world.words), months, (None, published), (False, True))
    for (team, month, card, is_full), (given, retros, todo, ratings) in zip(shown, some, strict=False):
        yield Board(
            name=world.words,
            today=ON,
            team=team,
            due=all_due(world) if is_full else (),
            month=month,
            card=card,
            zone="Asia/Shanghai",
            may_administer=is_full,
            feedback=given,
            retrospectives=retros,
            appraisals=todo,
            plans=next(plans),
            ratings=ratings,
            reports=sixty(world) if is_full else None,
            firm=next(found) if is_full else None,
            questions=3 if is_full else 0,
            tour=next(steps),
            goals=[stand(world, AGREED, k % 2) for k in range(12)] if is_full else (),
            ways=EVERYWHERE if is_full else Ways(),
        )


def firms() -> Iterator[Firm]:
    """In every state that a close can be in."""
    for state, count in zip(CloseState, cycle((0, 1, 200)), strict=False):
        close = CloseSummary("2026-10", state, 8_213, 10_000, released_at=NOW, releases_at=NOW if count else None)
        yield Firm(close, count, ON if count else None, count, count)


def sixty(world: World) -> TeamToday:
    """Sixty people, all missing and all behind."""
    found = [world.member(key) for key in range(1, 61)]
    metrics = tuple({each.metric.id: each for line in world.lines for each in line.metrics}.values())[:5]
    return TeamToday(60, 60, 0, tuple(found), tuple(Behind(each, metrics) for each in found))


def all_due(world: World) -> tuple[Due, ...]:
    """Two of everything, late and ahead."""
    found = [
        Due(what, ON + timedelta(days=k), "1:message", 3, 5, 8, world.words, MESSAGE if k else "")
        for what in What
        for k in (-1, 0, 9)
    ]
    return in_order(found)
