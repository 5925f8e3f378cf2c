"""Where people meet reviews."""

from bot.features.reviews.slack import nominating, running
from bot.slack.listen import merged

__all__ = ["listeners"]

listeners = merged((running.listeners, nominating.listeners))
