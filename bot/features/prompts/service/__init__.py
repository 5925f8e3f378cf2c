"""What other slices and this slice's listeners may ask about prompts."""

from bot.features.prompts.service.planning import plan
from bot.features.prompts.service.putting_off import OLDEST_PUT_OFF, ends_before, put_off
from bot.features.prompts.service.schedules import PromptSettings, Upcoming, asked_at, keep_schedules, upcoming

__all__ = [
    "OLDEST_PUT_OFF",
    "PromptSettings",
    "Upcoming",
    "asked_at",
    "ends_before",
    "keep_schedules",
    "plan",
    "put_off",
    "upcoming",
]
