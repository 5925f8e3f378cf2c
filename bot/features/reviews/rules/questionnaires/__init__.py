"""Questions that do not come from a scheme: about a manager, and about working together in a project."""

from bot.features.reviews.rules.questions import Question
from bot.features.schemes.rules.questionnaires import packaged


def questionnaire(name: str) -> tuple[Question, ...]:
    """The questions of a packaged questionnaire, in their order. FileNotFoundError for one that there is not."""
    return tuple(Question(each.metric, each.title, each.anchors) for each in packaged(__name__, name))
