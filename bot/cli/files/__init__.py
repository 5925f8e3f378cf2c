"""Cards from files alone: no database, no settings, no clock."""

from bot.cli.files.computing import Files, Recomputed, recomputed
from bot.cli.files.people import Problem

__all__ = ["Files", "Problem", "Recomputed", "recomputed"]
