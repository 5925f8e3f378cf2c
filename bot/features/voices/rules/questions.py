"""What people outside are asked: the scheme's metrics that customers rate, else a packaged questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.features.schemes.rules.questionnaires import packaged
from scoring.definitions import Scheme, Source
from scoring.periods import Cadence, Period
from scoring.values import Text

QUESTIONNAIRES = "bot.features.voices.rules.questionnaires"
CADENCE_OF_PACKAGED = Cadence.QUARTER


@dataclass(frozen=True, slots=True)
class Question:
    """Rated from 1 to 5, with a sentence for each; what is said counts for periods of this cadence."""

    metric: str
    title: Text
    anchors: tuple[Text, Text, Text, Text, Text]
    cadence: Cadence = CADENCE_OF_PACKAGED

    def period(self, day: date) -> Period:
        """The one that an answer of that day counts for."""
        return Period.containing(day, self.cadence)


def customer_questions(scheme: Scheme) -> tuple[Question, ...]:
    """The scheme's metrics that customers rate, in its order; those without anchors would mean something else to
    everybody."""
    return tuple(
        Question(each.id, each.title, each.anchors, each.cadence)
        for each in scheme.metrics
        if each.source is Source.CUSTOMER and each.anchors is not None
    )


def shortest_period(questions: Sequence[Question], day: date) -> Period:
    """The first one to end of those that the answers count for."""
    return min((each.period(day) for each in questions), key=lambda period: period.end)


def packaged_questions() -> tuple[Question, ...]:
    """About a team's work, and about members whose scheme asks customers nothing."""
    return tuple(Question(each.metric, each.title, each.anchors) for each in packaged(QUESTIONNAIRES, "outside"))
