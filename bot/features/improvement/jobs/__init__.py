"""What nobody asks for."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.improvement.jobs import moves
from bot.features.improvement.jobs.moves import keep_plans
from bot.scheduling.service import Handler
from bot.settings import Settings

__all__ = ["RENDERERS", "handlers", "keep_plans"]
RENDERERS: Mapping[str, Renderer] = {**moves.RENDERERS}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {**moves.handlers(settings)}
