"""What the team's post says of its goals."""

from collections.abc import Iterator

from bot.features.goals.views.parts import goal_title, standing_text
from bot.features.scorecards.service import PublishedTeamCard
from bot.i18n.translator import Translator

MOST_GOALS = 5


def goal_lines(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    """As they stood when the cards came out."""
    if published.goals:
        yield t("scorecards-team-goals")
    for each in published.goals[:MOST_GOALS]:
        yield t("scorecards-team-goal", title=goal_title(each.row), standing=standing_text(t, each))
