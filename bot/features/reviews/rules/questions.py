"""What people are asked about each other: the rated metrics of the scheme by which somebody is scored."""

from dataclasses import dataclass

from bot.errors import Rejected
from scoring.periods import Period
from scoring.scheme import Scheme, Source
from scoring.values import Text


@dataclass(frozen=True, slots=True)
class Question:
    """A metric that people rate from 1 to 5, with a sentence for each about what somebody does who earns it."""

    metric: str
    title: Text
    anchors: tuple[Text, Text, Text, Text, Text]


def questions(scheme: Scheme, source: Source, month: Period) -> tuple[Question, ...]:
    """The metrics of this source whose period ends with the month, in the order of the scheme: what is scored once a
    quarter is asked once a quarter. Rejected for one without anchors: raters would mean different things."""
    asked = [each for each in scheme.metrics if each.source is source and month.ends_with(each.cadence)]
    found = []
    for metric in asked:
        if metric.anchors is None:
            raise Rejected("reviews-error-no-anchors", metric={"en": metric.title.en, "zh-CN": metric.title.zh_cn})
        found.append(Question(metric.id, metric.title, metric.anchors))
    return tuple(found)
