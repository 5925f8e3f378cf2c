"""News for whoever looks at the workspace right now, one queue per open window."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

News = Mapping[str, Any]

# An open connection says nothing about whether anybody listens yet at its other end.
HELLO: News = {"type": "hello"}


class Feed:
    """Hands each person's news to each of that person's windows; nothing is kept for windows that open later."""

    def __init__(self) -> None:
        self._windows: dict[str, set[asyncio.Queue[News | None]]] = {}

    def tell(self, user: str, news: News) -> None:
        """Put `news` in front of `user`."""
        for window in self._windows.get(user, ()):
            window.put_nowait(news)

    def tell_all(self, news: News) -> None:
        """Put `news` in front of everybody who looks."""
        for user in self._windows:
            self.tell(user, news)

    async def watch(self, user: str) -> AsyncIterator[News]:
        """A hello, then every news of `user` since it was said until the feed closes."""
        window: asyncio.Queue[News | None] = asyncio.Queue()
        self._windows.setdefault(user, set()).add(window)
        try:
            yield HELLO
            while (news := await window.get()) is not None:
                yield news
        finally:
            self._windows[user].discard(window)

    def close(self) -> None:
        """End every watch, so that no window keeps the server alive."""
        for windows in self._windows.values():
            for window in windows:
                window.put_nowait(None)
