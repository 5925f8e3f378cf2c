"""Questions that come with the program instead of with a scheme, in files of YAML."""

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from scoring.values import Text


class Asked(BaseModel):
    """A question, with a sentence for each of the numbers from 1 to 5."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    metric: str
    title: Text
    anchors: tuple[Text, Text, Text, Text, Text]


class _Questionnaire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[Asked, ...]


@cache
def packaged(package: str, name: str) -> tuple[Asked, ...]:
    """The questions of `name`.yaml in a package, in their order. FileNotFoundError for one that there is not."""
    text = (resources.files(package) / f"{name}.yaml").read_text(encoding="utf-8")
    return _Questionnaire.model_validate(yaml.safe_load(text)).questions
