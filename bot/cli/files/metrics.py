"""Which metric somebody means: its id, or its title in either language."""

from collections.abc import Sequence

from bot.cli.files.people import Unusable
from bot.features.metrics.rules.words import folded
from scoring.definitions import Metric

LISTED = 24


class MetricNames:
    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._ids = {metric.id: metric for metric in metrics}
        self._found: dict[str, list[Metric]] = {}
        for metric in metrics:
            for name in {folded(each) for each in (metric.id, metric.title.en, metric.title.zh_cn)}:
                self._found.setdefault(name, []).append(metric)

    def named(self, typed: str) -> Metric:
        """An id before a title. Raises Unusable with the metrics there are, or with those that share the name."""
        found = [self._ids[typed]] if typed in self._ids else self._found.get(folded(typed), [])
        if len(found) == 1:
            return found[0]
        listed = ", ".join([metric.id for metric in found or self._ids.values()][:LISTED])
        raise Unusable("metric", typed, f"could be any of {listed}" if found else f"is none of {listed}")
