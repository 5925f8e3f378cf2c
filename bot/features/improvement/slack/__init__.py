"""Where people meet warnings, proposals and plans."""

from bot.features.improvement.slack import proposals
from bot.slack.listen import merged

__all__ = ["listeners"]

listeners = merged((proposals.listeners,))
