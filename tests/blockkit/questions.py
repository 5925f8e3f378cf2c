"""Questions about cards, and who has read theirs, in every world."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.features.metrics.models import Entry
from bot.features.points.service import Explained
from bot.features.scorecards import views as scorecards
from bot.features.scorecards.models import CORRECTION, CardQuestion
from bot.features.scorecards.repository import Out
from bot.features.scorecards.rules.behind import Behind, Counted
from bot.features.scorecards.rules.outcomes import Outcome
from bot.features.scorecards.rules.provisional import PROVISIONAL, AsOf
from bot.features.scorecards.service import (
    EXPLANATION_LIMIT,
    PAGE,
    TEXT_LIMIT,
    Correction,
    Counts,
    MetricBehind,
    Prospect,
    PublishedCard,
    Question,
    Readings,
    WhatIf,
    prospect_of,
)
from scoring.periods import Cadence
from scoring.receipt import SpecialLine
from scoring.what_if import is_open, tried
from tests.blockkit.worlds import MONTH, NOW, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def question_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    yield scorecards.question_form_view, (published,), {}
    yield scorecards.asked_message, (), {}
    text = ((world.typed or world.words) * TEXT_LIMIT)[:TEXT_LIMIT].strip() or "x"
    waiting = CardQuestion(id=7, workspace_id=1, member_id=3, period=str(MONTH), text=text, asked_at=NOW)
    answered = {"answer": text, "answered_by": 4, "answered_at": NOW, "sets_aside": True}
    ended = waiting.model_copy(update=answered)
    found = [Question(waiting, world.member(3), None, None, may, may) for may in (True, False)]
    found += [Question(ended, world.member(3), by, 2) for by in (world.member(4), None)]
    outcomes = [Outcome(7, 1, NOW, answered_at, led) for answered_at in (NOW, None) for led in (None, 2)]
    for is_own in (True, False):
        yield scorecards.card_modal, (replace(published, questions=outcomes),), {"is_own": is_own}
    for each in found:
        yield scorecards.question_view, (each,), {}
        yield scorecards.questioned_message, (each,), {}
        yield scorecards.answered_message, (each,), {}
    for some in ([], found[:1] * 12):
        yield scorecards.questions_view, (some,), {}


def correction_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    members = [world.member(key) for key in range(1, 41)]
    longer = {str(MONTH.enclosing(each)): members for each in Cadence if each is not Cadence.MONTH}
    everybody = [Correction(str(MONTH), members, longer)] * 12
    for some in ([], everybody, [Correction(str(MONTH), [], longer)]):
        yield scorecards.corrections_view, (some,), {}
        yield scorecards.corrections_message, (some,), {}
    yield scorecards.questions_view, ([],), {"may_revise": True}
    yield scorecards.compute_anew_view, (str(MONTH),), {}
    for count in (0, 1, 8_213):
        yield scorecards.computed_anew_message, (count,), {}
    text = ((world.typed or world.words) * EXPLANATION_LIMIT)[:EXPLANATION_LIMIT]
    row = published.card.model_copy(update={"revision": 2, "reason": CORRECTION, "explanation": text})
    lines = [each.model_copy(update={"points": 1.0, "value": -1.5}) for each in published.receipt.metrics]
    before = published.receipt.model_copy(update={"metrics": tuple(lines), "shown_score": None, "band": None})
    yield scorecards.card_message, (replace(published, card=row, previous=before),), {"is_own": True}


def receipt_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    yield scorecards.file_promised_message, (), {}
    yield scorecards.receipt_modal, (published,), {"is_own": True}
    for is_over in (True, False):
        to_come = published.card.model_copy(update={"revision": PROVISIONAL})
        as_of = AsOf(MONTH.end, 22, 22, is_over=is_over, locks_at=NOW, is_locked=is_over)
        provisional = replace(published, card=to_come, as_of=as_of)
        yield scorecards.card_message, (provisional,), {"is_own": is_over}
        yield scorecards.receipt_modal, (provisional,), {"is_own": True}
    given = [SpecialLine(number=number, points=4.5) for number in range(1, 12)]
    known = {each.number: Explained(world.written(1_000), world.member(), [world.member(2)] * 2) for each in given[1:]}
    special = published.receipt.model_copy(update={"special": 5.0, "special_points": tuple(given)})
    with_points = replace(published, receipt=special, special=known)
    yield scorecards.receipt_modal, (with_points,), {}
    yield scorecards.card_message, (with_points,), {"is_own": True}
    reason = (world.typed or world.words)[:300] or None
    for line in [each for each in published.receipt.metrics if each.inputs][:2]:
        figure = line.inputs[0].figure
        value, on = Decimal("123456789.1234"), MONTH.start
        told = {"workspace_id": 1, "member_id": 1, "figure": figure, "on": on, "value": value, "entered_at": NOW}
        entries = [Entry(**told, reason=reason, entered_by=by) for by in (None, 3, 4)]
        behind = [Behind(each, state) for each in entries for state in Counted] * 3
        for found in (
            MetricBehind(published, line),
            MetricBehind(published, line, behind[:PAGE], PAGE, 400, {3: world.member(3)}, is_own=True),
        ):
            yield scorecards.metric_receipt_modal, (published, line, found), {}


def reading_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    yield scorecards.unread_message, (published,), {}
    yield scorecards.read_message, (published,), {}
    of_reports = [(world.member(key), Out(key, 1, NOW, at)) for key in range(1, 61) for at in (None, NOW)]
    for some in (Readings(None), Readings(str(MONTH), of_reports, Counts(8_213, 10_000))):
        yield scorecards.readings_message, (some,), {}
    values = {line.metric: Decimal("123456789.1234") for line in published.receipt.metrics if is_open(line)}
    exact = {metric: float(value) for metric, value in values.items()}
    result = tried(published.scheme, published.receipt, exact)
    plain = WhatIf(published, prospect_of(published))
    for found in (plain, replace(plain, values=values, result=result), replace(plain, prospect=Prospect(None))):
        yield scorecards.what_if_view, (found,), {}
    for read in (replace(published, read_at=NOW), replace(published, is_led=True)):
        for is_own in (True, False):
            yield scorecards.card_message, (read,), {"is_own": is_own}
