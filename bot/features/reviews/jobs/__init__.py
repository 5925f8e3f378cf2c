"""What reviews do unasked."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.reviews.jobs import calendar, nominating, prompts
from bot.features.reviews.jobs.calendar import keep_reviews
from bot.features.reviews.jobs.prompts import keep_rating_prompts
from bot.scheduling.service import Handler
from bot.settings import Settings

__all__ = ["RENDERERS", "handlers", "keep_rating_prompts", "keep_reviews"]

RENDERERS: Mapping[str, Renderer] = {**calendar.RENDERERS, **nominating.RENDERERS, **prompts.RENDERERS}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {**calendar.handlers(settings), **prompts.HANDLERS}
