"""What a process counts about its own work, in Prometheus' terms. No label names a person, a channel, a delivery or
anything that was typed: each takes a few values that are known beforehand."""

from typing import Final, Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from bot.errors import TransportError

SendOutcome = Literal["sent", "retried", "waited", "dropped", "dead", "unsure", "taken_over"]
"""`waited` for a slot, which is no attempt; `taken_over` by another process, whose outcome counts."""
RequestKind = Literal["command", "action", "submission", "shortcut", "event"]
RequestResult = Literal["ok", "rejected", "rate_limited", "database_away", "failed", "too_late"]

LISTENER_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
"""Seconds; Slack gives a request up after three."""
TICK_BUCKETS: Final = (0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

# When each series began is of no use here and would double their number.
disable_created_metrics()  # type: ignore[no-untyped-call] # the library has no types for it


class Instruments:
    """One set for each process that is put together, on a registry of its own."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self._sends = Counter(
            "evenhand_sends", "Attempts to deliver, by how they ended.", ("operation", "outcome"), registry=own
        )
        self._calls = Counter("evenhand_slack_calls", "Calls to Slack.", ("method", "result"), registry=own)
        self._limited = Counter("evenhand_slack_rate_limited", "Answers 429 of Slack's.", ("method",), registry=own)
        self._listeners = Histogram(
            "evenhand_listener_seconds",
            "From a request that has been read to its outcome, committed.",
            ("kind", "result"),
            buckets=LISTENER_BUCKETS,
            registry=own,
        )
        self._planned = Counter("evenhand_planned", "Occurrences of schedules planned.", ("kind",), registry=own)
        self._ticks = Histogram("evenhand_tick_seconds", "How long a tick took.", buckets=TICK_BUCKETS, registry=own)
        self._last_tick = Gauge(
            "evenhand_last_tick_timestamp_seconds", "When a tick last went through; 0 before the first.", registry=own
        )
        ProcessCollector(registry=own)
        PlatformCollector(registry=own)
        GCCollector(registry=own)

    def attempted(self, *, operation: str, outcome: SendOutcome) -> None:
        self._sends.labels(operation, outcome).inc()

    def called(self, method: str, error: TransportError | None = None) -> None:
        """A call to Slack has come back, or has not."""
        self._calls.labels(method, _result_of(error)).inc()
        if error and error.retry_after is not None:
            self._limited.labels(method).inc()

    def listened(self, *, kind: RequestKind, result: RequestResult, seconds: float) -> None:
        self._listeners.labels(kind, result).observe(seconds)

    def planned(self, kind: str, count: int) -> None:
        """`count` occurrences of the schedules of one kind are in the database."""
        self._planned.labels(kind).inc(count)

    def ticked(self, *, seconds: float) -> None:
        """A tick has gone through."""
        self._ticks.observe(seconds)
        self._last_tick.set_to_current_time()


def _result_of(error: TransportError | None) -> str:
    if error is None:
        return "ok"
    if error.retry_after is not None:
        return "rate_limited"
    if error.ambiguous:
        return "answer_lost"
    return "refused" if error.permanent else "failed"
