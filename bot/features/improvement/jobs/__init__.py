"""What happens with warnings, proposals and plans unasked."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.improvement.jobs import signals
from bot.features.improvement.jobs.signals import keep_signals
from bot.scheduling.service import Handler
from bot.settings import Settings

__all__ = ["RENDERERS", "handlers", "keep_signals"]

RENDERERS: Mapping[str, Renderer] = {**signals.RENDERERS}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {**signals.handlers(settings)}
