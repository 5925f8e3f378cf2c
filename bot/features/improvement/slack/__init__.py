"""Where people meet warnings, proposals and plans."""

from bot.features.improvement.slack import deciding, drafting, ending, own, proposals, weekly
from bot.slack.listen import merged

__all__ = ["listeners"]

listeners = merged(
    (
        proposals.listeners,
        own.listeners,
        drafting.listeners,
        deciding.listeners,
        ending.listeners,
        weekly.listeners,
    )
)
