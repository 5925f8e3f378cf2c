"""How long a sender may believe that a row is its own, by a clock that nobody can set."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.slack.client import TIMEOUT_SECONDS

Elapsed = Callable[[], float]
"""Seconds since some moment in the past."""
MARGIN_SECONDS = 5
SLOT_SECONDS = 3
"""A slot that has not been used by then has passed: the next ones may have been used meanwhile."""


def elapsed() -> float:
    """Goes on while the process is stopped and, on Linux, while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class TooLate(Exception):
    """Between the fence and the post so much time has passed that others may have gone on without us."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """To post, from the fence on. Called right before the post; raises TooLate when it could last beyond the lease."""

    fenced_at: float
    lease: timedelta
    has_slot: bool
    elapsed: Elapsed

    def __call__(self) -> None:
        most = self.lease.total_seconds() - TIMEOUT_SECONDS - MARGIN_SECONDS
        if self.elapsed() - self.fenced_at > (SLOT_SECONDS if self.has_slot else most):
            raise TooLate
