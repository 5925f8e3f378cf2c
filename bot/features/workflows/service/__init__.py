"""What other slices and this slice's listeners may ask about steps of workflows."""

from bot.features.workflows.service.ending import end_steps, is_any_running
from bot.features.workflows.service.reading import Due, checkin_asked, rating_asked
from bot.features.workflows.service.starting import ask_for_rating, collect_checkin

__all__ = [
    "Due",
    "ask_for_rating",
    "checkin_asked",
    "collect_checkin",
    "end_steps",
    "is_any_running",
    "rating_asked",
]
