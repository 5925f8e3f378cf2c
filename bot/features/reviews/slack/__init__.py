"""What people do with ratings in Slack."""

from bot.features.reviews.slack import rating, results
from bot.slack.listen import merged

listeners = merged((rating.listeners, results.listeners))
