"""What somebody has chosen and written so far, which need not be complete."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.features.reviews.models import CASE_LIMIT
from bot.features.reviews.rules.answers import HIGHEST, LOWEST, Answer
from bot.features.reviews.rules.fields import CANNOT_JUDGE

CHOICES = (*(str(value) for value in range(HIGHEST, LOWEST - 1, -1)), CANNOT_JUDGE)
"""As they are offered."""


@dataclass(frozen=True, slots=True)
class Written:
    """`choice` is one of `CHOICES`, or empty where nothing has been chosen yet; `case` is a concrete example."""

    choice: str = ""
    case: str = ""

    @classmethod
    def of(cls, answer: Answer) -> "Written":
        return cls(CANNOT_JUDGE if answer.value is None else str(answer.value), answer.case)

    @property
    def answer(self) -> Answer | None:
        """None where nothing, or nothing that is offered, has been chosen."""
        if self.choice not in CHOICES:
            return None
        return Answer(None if self.choice == CANNOT_JUDGE else int(self.choice), self.case)


def is_empty(written: Mapping[str, Written]) -> bool:
    return not any(each.choice or each.case.strip() for each in written.values())


def packed(written: Mapping[str, Written]) -> str:
    """As JSON, without what is too long to be taken anyway."""
    return json.dumps({name: [each.choice, each.case[:CASE_LIMIT]] for name, each in sorted(written.items())})


def unpacked(text: str) -> dict[str, Written]:
    return {name: Written(choice, case) for name, (choice, case) in json.loads(text).items()}
