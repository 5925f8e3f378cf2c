"""What a person's Home shows, and what this slice's listeners may do."""

from bot.features.home.service.board import Board, board_of, board_to_show
from bot.features.home.service.month import Month

__all__ = ["Board", "Month", "board_of", "board_to_show"]
