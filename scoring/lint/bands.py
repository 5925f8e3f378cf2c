"""Bands that leave a gap, are out of order, cannot be reached, or pay more for less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring.definitions import Scheme
from scoring.findings import Finding, found


def findings(scheme: Scheme) -> Iterator[Finding]:
    for above, below in pairwise(scheme.bands):
        if above.min <= below.min:
            message = (
                f"min {below.min:g} is not under {above.min:g} of {above.id}; list bands from the best to the worst"
            )
            yield found("band_order", f"bands.{below.id}", message)
        if above.coefficient < below.coefficient:
            message = f"pays {below.coefficient:g}, more than {above.coefficient:g} of the better band {above.id}"
            yield found("band_coefficient", f"bands.{below.id}", message)
    if min(band.min for band in scheme.bands) != 0:
        yield found("band_gap", "bands", "the lowest band must have min 0, or low scores have no band")
    for band in scheme.bands:
        if band.min > scheme.cap:
            message = f"min {band.min:g} is above the highest score {scheme.cap:g}, so nobody can reach it"
            yield found("band_unreachable", f"bands.{band.id}", message)
