"""What cards do unasked: the monthly close, revisions, the message to each person, the post to each team."""

from bot.features.scorecards.jobs.closing import handlers, keep_close
from bot.features.scorecards.jobs.messages import RENDERERS

__all__ = ["RENDERERS", "handlers", "keep_close"]
