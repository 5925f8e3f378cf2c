"""Where administrators start from, and HR."""

from slack_sdk.models.blocks import ActionsBlock
from slack_sdk.models.views import View

from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, section


def admin_view(t: Translator, *, runs_reviews: bool = False, closes_months: bool = False) -> View:
    """The ways to people and rules; for HR to reviews and a month's cards too."""
    buttons = [
        button(t, "home-admin-people", "people.open_overview", "open"),
        button(t, "home-admin-schemes", "schemes.open_assignments", "open"),
        *([button(t, "home-admin-reviews", "reviews.hr_list", "0")] if runs_reviews else []),
        *([button(t, "home-admin-close", "scorecards.open_close", "newest")] if closes_months else []),
    ]
    return modal(t, "home-admin-title", [section(t("home-admin-intro")), ActionsBlock(elements=buttons)])
