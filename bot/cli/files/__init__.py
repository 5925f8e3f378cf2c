"""Cards from files alone: no database, no settings, no clock."""

from bot.cli.files.computing import Files, Recomputed, recomputed

__all__ = ["Files", "Recomputed", "recomputed"]
