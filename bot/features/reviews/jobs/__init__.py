"""What nobody asks for."""

from collections.abc import Mapping

from bot.delivery.promises import Renderer
from bot.features.reviews.jobs import prompts
from bot.scheduling.service import Handler

RENDERERS: Mapping[str, Renderer] = {**prompts.RENDERERS}
HANDLERS: Mapping[str, Handler] = {**prompts.HANDLERS}
