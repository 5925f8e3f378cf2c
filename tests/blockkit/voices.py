"""Voices from outside in every world: asking, links, results and comments, as long as they may be."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.features.voices.models import VoiceRequest
from bot.features.voices.rules.answers import COMMENT_LIMIT
from bot.features.voices.rules.limits import LABEL_LIMIT, MOST_LINKS
from bot.features.voices.rules.questions import Question, packaged_questions
from bot.features.voices.rules.results import Rating
from bot.features.voices.service import Asking, Board, Draft, Line, Made, Result, Sent, Subject
from bot.features.voices.views import asking, board
from scoring.definitions import Text
from scoring.periods import Period
from tests.blockkit.worlds import NOW, ON, World

ZONE = "Asia/Shanghai"
PERIODS = ("2026-11", "2026-Q4", "2026-H2", "2026")
Function = Callable[..., Any]


def voices_cases(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    subject = Subject.of(world.team() if world.has_values else world.member())
    asked = (packaged_questions(), tuple(_questions(world)))
    for questions, name in zip(asked * 2, PERIODS, strict=True):
        yield asking.ask_view, (Draft(subject, Asking(questions, 1), Period.parse(name), ON, 20),)
    address = "https://evenhand.example.com/" + "a" * 100 + "/voices/" + "b" * 52
    yield asking.links_view, (Sent(subject, ((_label(world), address),) * MOST_LINKS, ON),)
    results = tuple(_results(world))
    full = Board(subject, results, tuple(_made(world, subject)), True, ZONE, is_own=False)
    for each in (full, Board(subject, (), (), False, ZONE, is_own=True)):
        yield board.board_view, (each,)
    yield board.comments_view, (full, results[0], 0)


def _label(world: World) -> str:
    return ((world.typed or world.words) * LABEL_LIMIT)[:LABEL_LIMIT]


def _title(world: World) -> Text:
    words = world.words.replace("\ud83d", "")[:120]
    return Text.model_validate({"en": words, "zh-CN": words})


def _questions(world: World) -> Iterator[Question]:
    for number in range(30):
        yield Question(f"m{number}", _title(world), (_title(world),) * 5)


def _results(world: World) -> Iterator[Result]:
    lines = tuple(Line(_title(world), Rating(10 / 3, 3) if number % 2 else None) for number in range(30))
    text = ((world.typed or world.words) * COMMENT_LIMIT)[:COMMENT_LIMIT]
    yield Result(Period.parse("2026-Q3"), 20, 20, True, lines, (text,) * 6)
    yield Result(Period.parse("2026-Q4"), 1, 0, False)
    yield Result(Period.parse("2026-09"), 0, 0, True, lines)
    yield Result(Period.parse("2026-H1"), 5, 2, True, lines[:1])


def _made(world: World, subject: Subject) -> Iterator[Made]:
    for answered in (0, 3, 20):
        request = VoiceRequest(
            id=10**12,
            workspace_id=1,
            asked_by=1,
            period="2026-Q4",
            last_day=ON,
            asked=20,
            answered=answered,
            ends_at=NOW,
        )
        links = tuple((_label(world), number < answered) for number in range(20)) if answered else ()
        yield Made(request, subject, links)
    yield from [Made(request, subject, ())] * 30
