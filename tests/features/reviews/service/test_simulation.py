"""Sixty people with lenient and severe raters, twice, through the service: whoever they draw, it decides little."""

from bot.db.engine import Database
from bot.settings import Settings
from tests.features.reviews.simulation import company, drawn_again, repeatable, unexplained, within
from tests.keys import KEYRING

SEED = 3


async def test_released_scores_are_closer_to_the_truth_than_plain_means_and_hang_little_on_who_rates(
    sqlite_url: str,
) -> None:
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url, KEYRING)
    firm = await company(database, 60, seed=SEED)
    with repeatable(SEED):
        first, second = await firm.round("2026-12"), await firm.round("2027-03")
    for each in (first, second):
        assert len(each.corrected) == 60
        assert unexplained(each.corrected, firm.able) < 0.9 * unexplained(each.plain, firm.able)
    assert drawn_again(first, second) < 0.8
    assert within(first, second) >= 0.95
    await database.close()
