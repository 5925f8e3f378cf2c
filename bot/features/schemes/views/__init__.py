"""What people see of schemes: the rules, and the forms of whoever administers them."""

from bot.features.schemes.views.forms import choice_modal, groups_modal, targets_modal, targets_saved_modal
from bot.features.schemes.views.rules import rules_modal

__all__ = ["choice_modal", "groups_modal", "rules_modal", "targets_modal", "targets_saved_modal"]
