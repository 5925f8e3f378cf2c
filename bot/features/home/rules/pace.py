"""Whether a figure is on its way to its target. Pure."""

from enum import StrEnum

from bot.features.metrics.rules.pace import AT_RISK

REACHED = 100.0


class Standing(StrEnum):
    """Against the target alone, never against an earlier month."""

    REACHED = "reached"
    ON_THE_WAY = "on-the-way"
    BEHIND = "behind"
    UNKNOWN = "unknown"


def standing_of(attainment: float | None, pace: float | None) -> Standing:
    """Both in %. A figure without a pace, such as a rate, stands where it stands."""
    if attainment is None:
        return Standing.UNKNOWN
    if attainment >= REACHED and (pace is None or pace >= AT_RISK):
        return Standing.REACHED
    return Standing.BEHIND if (attainment if pace is None else pace) < AT_RISK else Standing.ON_THE_WAY
