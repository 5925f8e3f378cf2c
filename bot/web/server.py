"""Serves the application until SIGTERM or SIGINT, or until told to stop."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from functools import partial

import uvicorn
from starlette.types import ASGIApp

KEEP_ALIVE_SECONDS = 75
"""Longer than most balancers keep an idle connection (60 s): none of them sends into one that is being closed."""
GRACE_SECONDS = 4
"""For requests at the end; each is answered in less."""


def http_server(
    app: ASGIApp, *, host: str, port: int, leave: Callable[[], None] | None = None, notice_seconds: float = 0
) -> uvicorn.Server:
    """Lifespan is off: the process starts and stops its parts itself, in order. At a signal it calls `leave` and
    goes on answering for `notice_seconds`, in which balancers find out; a second signal ends it at once."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",  # nothing here speaks it, and the library that would takes 1 MB
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    return _UntilSignalled(config, leave, notice_seconds)


@asynccontextmanager
async def served_locally(app: ASGIApp, listening: socket.socket | None = None) -> AsyncIterator[str]:
    """On a free port of this machine, or one that has been taken for it before; beside other servers in the same
    process. Yields the base URL."""
    listening = listening or local_socket()
    server = _BesideOthers(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield local_url(listening)
    finally:
        server.should_exit = True
        await serving
        listening.close()


def local_socket() -> socket.socket:
    """A free port of this machine, taken before anything answers there."""
    return socket.create_server(("127.0.0.1", 0))


def local_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def on_signals(stop: Callable[[], object]) -> Generator[None, None, None]:
    """SIGTERM and SIGINT call `stop`; afterwards they end the process at once."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


class _UntilSignalled(uvicorn.Server):
    """Ends at a signal and lets the program around it finish; uvicorn would raise the signal again and kill it."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None] | None, notice_seconds: float) -> None:
        super().__init__(config)
        self._leave = leave
        self._notice_seconds = notice_seconds
        self._was_told = False

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        with on_signals(self._told):
            yield

    def _told(self) -> None:
        stop = partial(self.handle_exit, signal.SIGTERM, None)
        if self._leave is None or self._was_told or not self._notice_seconds:
            stop()
            return
        self._was_told = True
        self._leave()
        asyncio.get_running_loop().call_later(self._notice_seconds, stop)


class _BesideOthers(uvicorn.Server):
    """Leaves signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
