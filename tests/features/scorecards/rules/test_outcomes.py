"""Which revision a question led to."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.features.scorecards.models import APPRAISAL, CORRECTION, RATINGS
from bot.features.scorecards.rules.outcomes import Revised, led_to

ASKED = datetime(2026, 11, 9, tzinfo=UTC)
BEFORE, AFTER = ASKED - timedelta(days=1), ASKED + timedelta(days=1)
FIRST = Revised(1, "", BEFORE)


@pytest.mark.parametrize(
    ("revisions", "wanted"),
    [
        ([FIRST], None),
        ([Revised(2, CORRECTION, AFTER), FIRST], 2),
        ([FIRST, Revised(2, RATINGS, AFTER)], None),
        ([Revised(3, CORRECTION, AFTER), Revised(2, RATINGS, AFTER), FIRST], 3),
        ([FIRST, Revised(2, APPRAISAL, AFTER), Revised(3, CORRECTION, AFTER)], 2),
        ([FIRST, Revised(2, CORRECTION, BEFORE)], None),
    ],
)
def test_the_first_that_puts_something_right_after_it_was_asked(revisions: list[Revised], wanted: int | None) -> None:
    assert led_to(1, ASKED, revisions) == wanted
