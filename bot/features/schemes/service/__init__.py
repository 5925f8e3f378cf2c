"""What other slices, the operator and this slice's listeners may ask about schemes and targets."""

from bot.features.schemes.rules import TeamScheme
from bot.features.schemes.service.administering import (
    Choice,
    GroupsForm,
    TargetsForm,
    assign_chosen,
    choice,
    groups_form,
    save_targets,
    targets_form,
)
from bot.features.schemes.service.assigning import assign, settle
from bot.features.schemes.service.importing import Assigned, Wish, assign_teams
from bot.features.schemes.service.keeping import (
    builtin_schemes,
    install_builtin,
    next_schemes,
    scheme_of_team,
    scheme_of_version,
    schemes_of_teams,
    this_month,
    version_of,
)
from bot.features.schemes.service.showing import RulesShown, rules_shown, scheme_as_data
from bot.features.schemes.service.targets import (
    own_targets,
    own_targets_since,
    set_target,
    targets_for,
    targets_of_members,
    targets_of_team,
)

__all__ = [
    "Assigned",
    "Choice",
    "GroupsForm",
    "RulesShown",
    "TargetsForm",
    "TeamScheme",
    "Wish",
    "assign",
    "assign_chosen",
    "assign_teams",
    "builtin_schemes",
    "choice",
    "groups_form",
    "install_builtin",
    "next_schemes",
    "own_targets",
    "own_targets_since",
    "rules_shown",
    "save_targets",
    "scheme_as_data",
    "scheme_of_team",
    "scheme_of_version",
    "schemes_of_teams",
    "set_target",
    "settle",
    "targets_for",
    "targets_form",
    "targets_of_members",
    "targets_of_team",
    "this_month",
    "version_of",
]
