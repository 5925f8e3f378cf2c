"""One of several processes that serve the same workspace."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from tests.chaos.victim import Place, ended, kill, nothing
from tests.ports import free_port


@dataclass(slots=True)
class Replica:
    """On a port and with a log of its own, which it keeps when it is started again."""

    at: Place
    variables: dict[str, str]
    process: BaseProcess

    @classmethod
    async def start(cls, at: Place, name: str, *, before: Callable[[], object] = nothing) -> "Replica":
        variables = {"PORT": str(free_port()), "LOG": f"{name}.txt"}
        return cls(at, variables, await at.serve(before=before, **variables))

    @property
    def log(self) -> str:
        return self.at.log(self.variables["LOG"])

    async def die_and_rise(self) -> None:
        await kill(self.process)
        self.process = await self.at.serve(**self.variables)

    async def end(self) -> None:
        """As a deployment ends it."""
        self.process.terminate()
        assert await ended(self.process) == 0, self.log
