"""Questions that do not come from a scheme: about a manager, and about working together in a project."""

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from bot.features.reviews.rules.questions import Question
from scoring.values import Text


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    metric: str
    title: Text
    anchors: tuple[Text, Text, Text, Text, Text]


class _Questionnaire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[_Asked, ...]


@cache
def questionnaire(name: str) -> tuple[Question, ...]:
    """The questions of a packaged questionnaire, in their order. FileNotFoundError for one that there is not."""
    path = resources.files(__name__) / f"{name}.yaml"
    read = _Questionnaire.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    return tuple(Question(each.metric, each.title, each.anchors) for each in read.questions)
