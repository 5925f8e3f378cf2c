"""What people press and type about plans."""

from bot.features.improvement.slack import deciding, drafting, own
from bot.slack.listen import merged

listeners = merged((own.listeners, drafting.listeners, deciding.listeners))
