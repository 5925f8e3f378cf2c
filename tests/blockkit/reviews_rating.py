"""Forms, lists, prompts and results of ratings in every world, as long as they may be."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bot.features.reviews.models import CASE_LIMIT, TITLE_LIMIT, ReviewCycle
from bot.features.reviews.rules.drafts import CHOICES, Written
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.leniency import Leaning
from bot.features.reviews.rules.questions import Question
from bot.features.reviews.rules.results import Result, Score
from bot.features.reviews.service import Desk, Due, Form, Handed, Late, OwnResult, Shown, Source, Task
from bot.features.reviews.views import rating, results
from bot.slack.text import clean
from scoring.values import Text
from tests.blockkit.worlds import ON, World

Function = Callable[..., Any]
Cases = Iterator[tuple[Function, tuple[Any, ...]]]
MOST_QUESTIONS = 4
VIEWER = "U0BO"


def rating_cases(world: World) -> Cases:
    yield from _forms(world)
    yield from _desks(world)
    yield from _results(world)


def dues() -> list[Due | None]:
    left = Due(people=8, minutes=11, until=ON, is_first=True, given=2)
    return [None, left, Due(0, 1, ON, is_first=False, given=3), Due(0, 1, ON, False, given=0, late=2)]


def _text(world: World, limit: int) -> str:
    return world.written(limit)


def _cycle(world: World, kind: Kind = Kind.PEER, *, is_test: bool = False) -> ReviewCycle:
    title = _text(world, TITLE_LIMIT) if kind is Kind.PROJECT else ""
    return ReviewCycle(
        id=10**12,
        workspace_id=1,
        kind=kind.value,
        title=title,
        month="2026-11",
        state="open",
        is_test=is_test,
        opens_on=ON,
        closes_on=ON,
    )


def _questions(world: World, n: int, length: int) -> tuple[Question, ...]:
    words = clean(_text(world, length)) or "?"
    each = Text.model_validate({"en": words, "zh-CN": words})
    return tuple(Question(f"m{number}", each, (each, each, each, each, each)) for number in range(n))


def _task(world: World, kind: Kind = Kind.PEER, *, n: int = 1, length: int = 70, **more: Any) -> Task:
    known: dict[str, Any] = {"is_done": False, "has_draft": False, "until": ON} | more
    return Task(_cycle(world, kind), world.member(), questions=_questions(world, n, length), **known)


def _forms(world: World) -> Cases:
    written = {f"m{number}": Written("5", _text(world, CASE_LIMIT)) for number in range(MOST_QUESTIONS)}
    for kind in Kind:
        form = Form(_task(world, kind, is_done=kind is Kind.CROSS), {}, Source.NEW, 3)
        yield rating.form_view, (form, VIEWER)
        yield rating.decline_view, (form.task, VIEWER)
    for source in Source:
        long = Form(_task(world, n=MOST_QUESTIONS, length=500, has_draft=True), written, source, 0)
        saved = partial(rating.form_view, saved=world.member(), news="reviews-declined")
        yield _named(saved, "form_view"), (long, VIEWER)
    for is_late in (True, False):
        yield rating.kept_view, (Handed(is_late, None, world.member()),)
    yield rating.help_message, ()


def _desks(world: World) -> Cases:
    tasks = [_task(world, kind, is_done=done, has_draft=not done) for kind in Kind for done in (True, False)]
    late = Late(_cycle(world, is_test=True), world.member(), {"m": Written(choice="", case=_text(world, CASE_LIMIT))})
    done = tuple(task for task in tasks if task.is_done)
    for desk in (Desk((), ()), Desk(tuple(tasks * 20), (late,) * 40), Desk(done, ()), Desk((), (late,))):
        yield rating.desk_view, (desk,)
    for news in ("reviews-draft-kept", "reviews-discarded", "reviews-declined"):
        yield _named(partial(rating.desk_view, saved=world.member(), news=news), "desk_view"), (Desk(done, ()),)
    for choice in (*CHOICES, ""):
        written = {"m": Written(choice, _text(world, 10))}
        yield rating.late_view, (Late(late.cycle, world.member(), written),)


def _results(world: World) -> Cases:
    yield results.results_view, ([],)
    titles = {"m0": _questions(world, 1, 70)[0].title}
    score = Score(5, 3.46, 0.2, 3.1, 0.1, 1)
    scored, few = Result(1, "m0", 5, score, {}), Result(1, "gone", 2, None, {})
    comments = tuple(("m0", _text(world, CASE_LIMIT)) for _ in range(40 if world.has_values else 0))
    own = [
        OwnResult(_cycle(world, kind), Shown((scored, few), comments), leaning, titles)
        for kind, leaning in zip((*Kind, Kind.PEER), Leaning, strict=True)
    ]
    own.append(OwnResult(_cycle(world), Shown((), ()), Leaning.SAME, {}))
    for number in range(len(own) + 1):
        for offset in (0, 39, 10**12):
            yield results.results_view, (own, number, offset)


def _named(function: Function, name: str) -> Function:
    function.__name__ = name
    return function
