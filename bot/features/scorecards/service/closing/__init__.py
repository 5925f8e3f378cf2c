"""How a month's cards come about and come out."""

from bot.features.scorecards.service.closing.releasing import CLOSE, TEAM, close_month, months_due

__all__ = ["CLOSE", "TEAM", "close_month", "months_due"]
