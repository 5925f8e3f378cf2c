"""Which months a card looks at."""

from datetime import date

from bot.features.scorecards.rules.windows import months_needed
from scoring.periods import Period
from scoring.scheme import load


def test_windows_and_lags_of_every_metric() -> None:
    scheme = load("promotion")
    traffic = months_needed(scheme.restricted_to(["traffic"]), Period.parse("2026-11"))
    assert traffic == [date(2025, 11, 1), date(2026, 10, 1), date(2026, 11, 1)]
    whole = months_needed(scheme, Period.parse("2026-12"))
    assert whole == [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 13))]
