"""Who rates a metric is a matter of a team's rules: what others said about a metric of the same name is left out."""

from collections.abc import Iterable

from scoring.rows import Corrected, Rating
from scoring.scheme import Scheme, Source

NOT_PEERS = (Source.MANAGER, Source.CUSTOMER)


def from_peers(scheme: Scheme, corrected: Iterable[Corrected]) -> list[Corrected]:
    """Without what colleagues said about metrics that by these rules a manager or customers rate."""
    others = {metric.id for metric in scheme.metrics if metric.source in NOT_PEERS}
    return [each for each in corrected if each.metric not in others]


def from_managers(scheme: Scheme, given: Iterable[Rating]) -> list[Rating]:
    """What managers said about the metrics that by these rules they rate."""
    theirs = {metric.id for metric in scheme.metrics if metric.source is Source.MANAGER}
    return [each for each in given if each.metric in theirs]
