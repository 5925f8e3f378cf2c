"""Reports and ratings in every world, as long and as many as they may be."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.features.appraisals.models import Appraisal, AppraisalRating, AppraisalRound
from bot.features.appraisals.rules.answers import (
    CASE_LIMIT,
    MOST_ASKED,
    REASON_LIMIT,
    TEXT_LIMIT,
    Answer,
    Report,
    asked_about,
)
from bot.features.appraisals.service import Line, Rated, RatingForm, Reported, ReportForm, Said, Status, Todo
from bot.features.appraisals.views import forms, lists, messages
from bot.features.metrics.rules.pace import MetricLine
from bot.features.reviews.rules.questions import Question
from scoring.periods import Period
from scoring.values import Text
from tests.blockkit.worlds import NOW, ON, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def appraisal_cases(world: World) -> Iterator[Case]:
    yield from _forms(world)
    yield from _windows(world)
    yield from _messages(world)


def found(*, is_published: bool = False) -> AppraisalRound:
    published_at = NOW if is_published else None
    return AppraisalRound(id=7, workspace_id=1, month="2026-12", opens_on=ON, closes_on=ON, published_at=published_at)


def line(world: World, *, has_report: bool | None, is_rated: bool | None) -> Line:
    return Line(world.member(3), world.member(4), has_report, is_rated)


def todos(world: World) -> list[Todo]:
    """Nothing to do; and everything at once."""
    reports = [line(world, has_report=k % 2 == 0, is_rated=k % 3 == 0) for k in range(40 if world.has_values else 1)]
    return [
        Todo(None, None, False, (), frozenset(), False, False),
        Todo(found(), None, False, (), frozenset(), False, False),
        Todo(found(), False, True, reports, frozenset({3}), True, True),
    ]


def text(world: World, limit: int) -> str:
    return world.written(limit)


def questions(world: World) -> tuple[Question, ...]:
    """The scheme's own, or as many as there may be."""
    own = asked_about(world.scheme, Period.parse("2026-12"))
    words = world.words.replace("\ud83d", "")
    title = Text.model_validate({"en": words, "zh-CN": words})
    many = [Question(f"q{k}", title, (title,) * 5) for k in range(MOST_ASKED)]
    return tuple(many) if world.has_values else own


def figures(world: World) -> tuple[MetricLine, ...]:
    return tuple({each.metric.id: each for row in world.lines for each in row.metrics}.values())


def _forms(world: World) -> Iterator[Case]:
    full = Report(*[text(world, TEXT_LIMIT)] * 3)
    for report, is_draft, is_sent in ((Report(), False, False), (full, True, True), (full, False, True)):
        yield forms.report_view, (ReportForm(found(), report, is_draft, is_sent, figures(world)),), {}
    asked, member = questions(world), world.member(3)
    said = [Answer(None, "", is_open=True), Answer(None, text(world, CASE_LIMIT)), Answer(5, text(world, CASE_LIMIT))]
    for is_published in (True, False):
        answers = {each.metric: said[k % 3] for k, each in enumerate(asked)} if is_published else {}
        given = (asked, answers, not is_published, member if is_published else None, world.member(5))
        form = RatingForm(
            found(is_published=is_published), member, *given, full if is_published else None, figures(world)
        )
        yield forms.rating_view, (form,), {}
        for upcoming, left in ((world.member(4), 2_000), (None, 0)):
            yield forms.rated_view, (Rated(found(is_published=is_published), member, upcoming, left),), {}
    yield forms.reported_view, (found(),), {}
    yield forms.ask_view, (), {}


def _windows(world: World) -> Iterator[Case]:
    for todo in todos(world):
        yield lists.todo_view, (todo,), {}
    reported = Reported(found(), world.member(3), Report(*[text(world, TEXT_LIMIT)] * 3))
    for is_own in (True, False):
        yield lists.report_view, (reported,), {"is_own": is_own}
    for is_published in (True, False):
        yield lists.said_view, (_said(world, is_published=is_published),), {"is_own": is_published}
    empty = Status(None, 0, 0, 0, 0, (), 0, False)
    missing = [line(world, has_report=False, is_rated=False), line(world, has_report=None, is_rated=False)] * 7
    for status in (empty, Status(found(), 9, 9, 9, 9, (), 0, False), Status(found(), 2, 1, 2, 1, missing, 15, True)):
        yield lists.status_view, (status,), {}


def _said(world: World, *, is_published: bool) -> Said:
    reason = text(world, REASON_LIMIT) if is_published else ""
    row = Appraisal(
        id=9,
        workspace_id=1,
        round_id=7,
        member_id=3,
        revision=2,
        author_id=4,
        scheme_version_id=1,
        reason=reason,
        submitted_at=NOW,
    )
    ratings = [
        AppraisalRating(
            workspace_id=1, appraisal_id=9, metric=each.metric, value=k % 6 or None, case_text=text(world, CASE_LIMIT)
        )
        for k, each in enumerate(questions(world))
    ]
    titles = {each.metric: each.title for each in questions(world)[1:]}
    report = Report(*[text(world, TEXT_LIMIT)] * 3) if is_published else None
    people = (world.member(3), world.member(4))
    return Said(found(is_published=is_published), *people, row, ratings, titles, report, is_published)


def _messages(world: World) -> Iterator[Case]:
    for told in (messages.published_message, messages.revised_message):
        yield told, ("2026-12",), {}
    for count in (0, 1, 20):
        yield messages.asked_message, (count,), {}
