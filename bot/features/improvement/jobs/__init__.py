"""What happens with warnings, proposals and plans unasked."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.improvement.jobs import files, moves, signals
from bot.features.improvement.jobs.moves import keep_plans
from bot.features.improvement.jobs.signals import keep_signals
from bot.scheduling.service import Handler
from bot.settings import Settings

__all__ = ["RENDERERS", "handlers", "keep_plans", "keep_signals"]

RENDERERS: Mapping[str, Renderer] = {**signals.RENDERERS, **moves.RENDERERS, **files.RENDERERS}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {**signals.handlers(settings), **moves.handlers(settings)}
