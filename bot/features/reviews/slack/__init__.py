"""Where people meet reviews."""

from bot.features.reviews.slack import merging, nominating, rating, results, running
from bot.slack.listen import merged

__all__ = ["listeners"]

listeners = merged((rating.listeners, results.listeners, running.listeners, nominating.listeners, merging.listeners))
