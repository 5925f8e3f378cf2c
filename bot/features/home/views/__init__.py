"""What Home shows: composed here, part by part."""

from bot.features.home.views.admin import admin_view
from bot.features.home.views.due import due_view
from bot.features.home.views.home import home_view
from bot.features.home.views.settings import away_view, settings_view
from bot.features.home.views.team import team_view

__all__ = ["admin_view", "away_view", "due_view", "home_view", "settings_view", "team_view"]
