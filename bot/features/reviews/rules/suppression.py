"""What may be shown of ratings without giving away those of one or two people, neither at once nor by subtraction."""

from collections.abc import Mapping

LEAST_RATERS = 3
LEAST_FOR_COMMENTS = 5
LEAST_RATED = 5


def may_show(raters: int) -> bool:
    """Whether a mean of so many people's ratings may be shown."""
    return raters >= LEAST_RATERS


def may_show_comments(raters: int) -> bool:
    """Whether comments about somebody whom so many people rated may be shown."""
    return raters >= LEAST_FOR_COMMENTS


def may_list_raters(rated: int) -> bool:
    """Whether HR may see who the raters of a cycle about so many members are: of one about a single member, the list
    would be who rates them."""
    return rated >= LEAST_RATED


def shown_groups(raters: Mapping[str, int]) -> frozenset[str]:
    """Which of the groups that people were rated by may be shown beside their total; each rater is in one group.

    Whoever knows the total and the groups that are shown knows the rest: so the groups that are left out have three
    raters together, or none. For that the smallest of the others are left out as well.
    """
    if not may_show(sum(raters.values())):
        return frozenset()
    by_size = sorted((name for name in raters if raters[name] > 0), key=lambda name: (raters[name], name))
    hidden = 0
    for place, name in enumerate(by_size):
        if may_show(raters[name]) and (hidden == 0 or may_show(hidden)):
            return frozenset(by_size[place:])
        hidden += raters[name]
    return frozenset()


def may_revise(shown: int, remaining: int) -> bool:
    """Whether a mean of `remaining` raters may replace one of `shown` raters on a new revision of a card, when all of
    the former are among the latter.

    Who has both knows the ratings that were dropped: so there are three of them at least, or none. Where not, the
    metric is taken off the card altogether.
    """
    dropped = shown - remaining
    return may_show(remaining) and (dropped == 0 or may_show(dropped))
