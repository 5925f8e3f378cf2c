"""What reviews do unasked."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.reviews.jobs import calendar
from bot.features.reviews.jobs.calendar import keep_reviews
from bot.scheduling.service import Handler
from bot.settings import Settings

__all__ = ["RENDERERS", "handlers", "keep_reviews"]

RENDERERS: Mapping[str, Renderer] = calendar.RENDERERS


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return calendar.handlers(settings)
