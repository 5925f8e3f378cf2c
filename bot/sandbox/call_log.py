"""Every Web API call the app made, for those who want to assert on it."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LONGEST = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call. `outcome` is "ok", Slack's error name, or "server_error" / "dropped" when a fault struck."""

    method: str
    arguments: Mapping[str, Any]
    outcome: str
    at: datetime


class CallLog:
    """The latest 50,000 calls, oldest first; tokens are left out."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=LONGEST)

    def add(self, call: Call) -> None:
        """Write one call down."""
        self._calls.append(call)

    def of(self, method: str, *, outcome: str | None = None) -> list[Call]:
        """The calls of one method, optionally with one outcome."""
        return [each for each in self._calls if each.method == method and outcome in (None, each.outcome)]

    def clear(self) -> None:
        """Forget everything."""
        self._calls.clear()

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)
