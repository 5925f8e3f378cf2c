"""Which longer cards are computed anew together with a month's."""

import pytest

from bot.features.scorecards.rules.corrections import goes_with
from scoring.periods import Period

AUGUST, SEPTEMBER, QUARTER = "2026-08", "2026-09", "2026-Q3"
BO, CHEN, DEE = 2, 3, 4


@pytest.mark.parametrize(
    ("month", "period", "whose"),
    [
        (AUGUST, AUGUST, {BO}),
        (AUGUST, QUARTER, {BO}),
        (SEPTEMBER, QUARTER, {BO, DEE}),
        ("2026-07", QUARTER, set()),
        ("2026-10", QUARTER, set()),
        (AUGUST, "2026", set()),
    ],
)
def test_a_longer_card_goes_with_each_changed_month_and_else_with_its_last(
    month: str, period: str, whose: set[int]
) -> None:
    """Of Bo two months change, of Chen none that matters here, of Dee the quarter alone."""
    changed = {AUGUST: {BO}, SEPTEMBER: {BO, CHEN}, QUARTER: {BO, DEE}}
    assert goes_with(Period.parse(month), Period.parse(period), changed) == whose
