"""Which months a card is made from. Pure, and light: also for cards that no database holds."""

from datetime import date

from scoring.periods import Period, month_before
from scoring.scheme import Scheme
from scoring.windows import Window


def months_needed(scheme: Scheme, period: Period) -> list[date]:
    """First days of every month that a card of this period looks at, rising."""
    found: set[date] = set()
    for metric in scheme.metrics:
        months = Window.of(metric.cadence, period).months
        for ref in metric.refs:
            found.update(month_before(month, ref.lag * metric.cadence.months) for month in months)
    return sorted(found)


def own_months(scheme: Scheme, period: Period) -> list[date]:
    """First days of the months whose targets are held against somebody on a card of this period, rising: without the
    earlier ones that they are compared with."""
    return sorted({month for metric in scheme.metrics for month in Window.of(metric.cadence, period).months})
