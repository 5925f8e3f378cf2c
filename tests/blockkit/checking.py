"""Windows in which HR and auditors check entries, and cards that say what they found, in every world."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.features.metrics.models import EXCLUDED, VERDICTS, VERIFIED, WHY_LIMIT, Entry, EntryVerdict
from bot.features.metrics.rules.pace import recent_months
from bot.features.metrics.rules.verdicts import checked, standing
from bot.features.metrics.service import FigureToCheck, MonthChecked
from bot.features.metrics.service.verdicts import MONTHS, FigureChecked
from bot.features.metrics.views import verdicts as views
from bot.features.scorecards import views as scorecards
from bot.features.scorecards.rules.behind import Behind, Counted
from bot.features.scorecards.service import MetricBehind, PublishedCard
from bot.features.scorecards.service.checks import Checks
from tests.blockkit.worlds import MONTH, NOW, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
AMOUNT = Decimal("123456789.1234")


def check_cases(world: World) -> Iterator[Case]:
    months, member = recent_months(MONTH.start, MONTHS), world.member(3)
    entries, verdicts = _told(world)
    found, figures = standing(verdicts), world.scheme.figures
    lines = [FigureChecked(each.id, each, checked(entries, found)) for each in figures]
    lines.append(FigureChecked("gone", None, checked(entries[:1], {})))
    for changed in (None, 0, 1, 31):
        yield views.month_check_view, (MonthChecked(member, MONTH.start, months, lines),), {"changed": changed}
    yield views.month_check_view, (MonthChecked(member, MONTH.start, months[1:2], []),), {}
    members = {3: member, 4: world.member(4)}
    for figure, some in ((figures[0], entries), (None, entries[:1]), (figures[-1], [])):
        shown = FigureToCheck(member, MONTH.start, "leads", figure, some, found, members)
        yield views.figure_check_view, (shown,), {}


def checked_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    """With what was found on every metric, and beside entries."""
    entries, verdicts = _told(world)
    told = checked(entries, standing(verdicts))
    checks = Checks({line.metric: told for line in published.receipt.metrics}, {4: world.member(4)})
    card = replace(published, checks=checks)
    yield scorecards.card_message, (card,), {"is_own": True}
    yield scorecards.receipt_modal, (card,), {"is_own": True}
    line = next((each for each in published.receipt.metrics if each.inputs), None)
    if line is None:
        return
    figure = line.inputs[0].figure
    behind = [
        Behind(entry.model_copy(update={"figure": figure}), Counted.EXCLUDED, verdict, is_later=is_later)
        for entry, verdict in zip(entries, verdicts, strict=True)
        for is_later in (True, False)
    ]
    found = MetricBehind(card, line, behind[:25], 25, 400, {4: world.member(4)}, may_check=True)
    yield scorecards.metric_receipt_modal, (card, line, found), {}


def _told(world: World) -> tuple[list[Entry], list[EntryVerdict]]:
    """An entry for each day of the month, and a verdict on each."""
    reason = ((world.typed or world.words) * WHY_LIMIT)[:WHY_LIMIT].strip() or "x"
    whose = {"workspace_id": 1, "member_id": 3}
    entries = [
        Entry(**whose, id=n, figure="leads", on=MONTH.start.replace(day=n), value=AMOUNT, entered_at=NOW, entered_by=by)
        for n, by in zip(range(1, MONTH.end.day + 1), [None, 3, 4] * 11, strict=False)
    ]
    verdicts = [
        EntryVerdict(
            **whose,
            entry_id=each.key,
            on=each.on,
            verdict=verdict,
            reason=reason if verdict == EXCLUDED else None,
            given_by=4 if verdict == VERIFIED else 5,
            given_at=NOW,
        )
        for each, verdict in zip(entries, VERDICTS * 11, strict=False)
    ]
    return entries, verdicts
