"""Sixty people with lenient and severe raters, twice, through the service: whoever they draw, it decides little."""

from math import sqrt
from statistics import fmean

import pytest

from tests.databases import opened
from tests.features.reviews.simulation import company, drawn_again, repeatable, unexplained, within

SEED = 3


async def test_released_scores_are_closer_to_the_truth_than_plain_means_and_hang_little_on_who_rates(
    sqlite_url: str,
) -> None:
    database = opened(sqlite_url)
    firm = await company(database, 60, seed=SEED)
    with repeatable(SEED):
        first, second = await firm.round("2026-12"), await firm.round("2027-03")
    for each in (first, second):
        assert len(each.corrected) == 60
        moved = [each.corrected[member] - each.plain[member] for member in each.plain]
        assert each.correction == pytest.approx(sqrt(fmean(some**2 for some in moved)), abs=0.06)
        assert each.correction >= 0.1
        assert unexplained(each.corrected, firm.able) < 0.9 * unexplained(each.plain, firm.able)
    assert drawn_again(first, second) < 0.8
    assert within(first, second) >= 0.95
    await database.close()
