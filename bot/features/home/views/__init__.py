"""What Home shows: composed here, part by part."""

from bot.features.home.views.admin import admin_view
from bot.features.home.views.due import due_view
from bot.features.home.views.home import home_view

__all__ = ["admin_view", "due_view", "home_view"]
