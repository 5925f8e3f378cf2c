"""The workspace's page in a browser: one rendered template, a few scripts and style sheets, no build step.

The scripts speak to the same origin only (`/page/api/*`); the page needs nothing else of the sandbox.
"""

from bot.sandbox.page.routes import Person, Sandbox, Workspace, page_routes
from bot.sandbox.page.texts import LOCALES, locale_for, region_for, texts

__all__ = ["LOCALES", "Person", "Sandbox", "Workspace", "locale_for", "page_routes", "region_for", "texts"]
