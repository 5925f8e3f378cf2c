"""What the page, other slices and this slice's listeners may ask about voices from outside."""

from bot.features.voices.models import VoiceLink
from bot.features.voices.repository import ended_links, old_answers, old_comments
from bot.features.voices.rules.results import LEAST_ANSWERS, LEAST_FOR_COMMENTS, Counted, Rating
from bot.features.voices.service.answering import Form, answer, digest_if_signed, form_of
from bot.features.voices.service.asking import PATH, Draft, Sent, ask, draft, revoke
from bot.features.voices.service.reading import (
    Board,
    Line,
    Made,
    Result,
    board_about,
    board_after,
    own_board,
    ratings_for,
    result_of,
)
from bot.features.voices.service.subjects import Asking, Subject, named

__all__ = [
    "LEAST_ANSWERS",
    "LEAST_FOR_COMMENTS",
    "PATH",
    "Asking",
    "Board",
    "Counted",
    "Draft",
    "Form",
    "Line",
    "Made",
    "Rating",
    "Result",
    "Sent",
    "Subject",
    "VoiceLink",
    "answer",
    "ask",
    "board_about",
    "board_after",
    "digest_if_signed",
    "draft",
    "ended_links",
    "form_of",
    "named",
    "old_answers",
    "old_comments",
    "own_board",
    "ratings_for",
    "result_of",
    "revoke",
]
