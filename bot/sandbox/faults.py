"""Faults on demand: Slack at its worst, for as many calls as asked or with a given probability."""

import random
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.sandbox.errors import Refused, rate_limited
from bot.sandbox.triggers import Monotonic

FaultKind = Literal["rate_limit", "server_error", "drop_answer", "slow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One kind of trouble for one method (None: every method).

    `times` counts down to nothing; None never ends. `probability` in 0..1 decides per call. `seconds` is the wait asked
    for by "rate_limit" (Retry-After) or the delay of "slow". "drop_answer" does the work and then hangs up.
    """

    kind: FaultKind
    method: str | None = None
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 1.0


class Faults:
    """The troubles that lie ahead. Dice are seeded, so that a run can be repeated."""

    def __init__(self, *, seed: int, monotonic: Monotonic, channel_rate: float | None = None) -> None:
        self._dice = random.Random(seed)
        self._monotonic = monotonic
        self._ahead: list[Fault] = []
        self._posted_at: dict[str, float] = {}
        self.channel_rate = channel_rate

    def add(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        seconds: float = 1.0,
    ) -> None:
        """Order a fault; see `Fault`. Refused for an unknown kind."""
        if kind not in get_args(FaultKind):
            raise Refused(f"there is no fault {kind!r}; there are {', '.join(get_args(FaultKind))}")
        self._ahead.append(Fault(kind=kind, method=method, times=times, probability=probability, seconds=seconds))

    def clear(self) -> None:
        """No trouble from here on."""
        self._ahead.clear()

    def strike(self, method: str) -> Fault | None:
        """The fault that hits this call, if any; it is counted."""
        for index, fault in enumerate(self._ahead):
            if fault.method in (None, method) and self._dice.random() < fault.probability:
                self._count(index, fault)
                return fault
        return None

    def spend(self, channel: str) -> None:
        """Count a message into `channel`; SlackError("ratelimited") when they come faster than `channel_rate`."""
        if self.channel_rate is None:
            return
        now, last = self._monotonic(), self._posted_at.get(channel)
        if last is not None and now - last < 1 / self.channel_rate:
            raise rate_limited(max(1, round(1 / self.channel_rate)))
        self._posted_at[channel] = now

    def _count(self, index: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times <= 1:
            del self._ahead[index]
        else:
            self._ahead[index] = replace(fault, times=fault.times - 1)
