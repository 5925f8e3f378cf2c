"""What a person's Home shows, and what this slice's listeners may do."""

from bot.features.home.service.board import Board, board_of, board_to_show, open_home, take_tour
from bot.features.home.service.firm import Firm
from bot.features.home.service.month import Month
from bot.features.home.service.settings import Settings, Wish, own_settings, save_away, save_settings
from bot.features.home.service.strip import STRIP, strip_to_bring, then_refreshed
from bot.features.home.service.ways import Ways
from bot.features.metrics.service import team_today

__all__ = [
    "STRIP",
    "Board",
    "Firm",
    "Month",
    "Settings",
    "Ways",
    "Wish",
    "board_of",
    "board_to_show",
    "open_home",
    "own_settings",
    "save_away",
    "save_settings",
    "strip_to_bring",
    "take_tour",
    "team_today",
    "then_refreshed",
]
