"""What other slices and this slice's listeners may ask about talks."""

from bot.features.talks.repository.personal import old_talks
from bot.features.talks.service.looking import look_after
from bot.features.talks.service.reading import (
    Held,
    Line,
    Overview,
    Summary,
    TeamLine,
    Undone,
    held_of_newest,
    lines_asked,
    lines_reminded,
    lines_to_hold,
    overview,
    summary_of,
)

__all__ = [
    "Held",
    "Line",
    "Overview",
    "Summary",
    "TeamLine",
    "Undone",
    "held_of_newest",
    "lines_asked",
    "lines_reminded",
    "lines_to_hold",
    "look_after",
    "old_talks",
    "overview",
    "summary_of",
]
