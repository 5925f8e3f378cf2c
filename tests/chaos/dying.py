"""What happens to a process at the worst moment; each of these runs in that process alone, before it serves."""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

PROMPT = "prompts.prompt"


def dies_after_the_claim() -> None:
    """What is rendered has been claimed, and not yet fenced."""
    from bot.features.catalogue import RENDERERS

    async def die(*_arguments: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    RENDERERS[PROMPT] = die


def dies_after_the_fence() -> None:
    """Slack hears nothing."""
    _around("send", before=lambda: os.kill(os.getpid(), signal.SIGKILL))


def dies_after_the_post() -> None:
    """Slack has answered, nobody has noted it."""
    _around("send", after=lambda: os.kill(os.getpid(), signal.SIGKILL))


def dies_before_the_end_of_a_step() -> None:
    """The workflow waits."""
    _around("complete", before=lambda: os.kill(os.getpid(), signal.SIGKILL))


def dies_after_the_end_of_a_step() -> None:
    """The workflow goes on, nobody has noted it."""
    _around("complete", after=lambda: os.kill(os.getpid(), signal.SIGKILL))


def stops_after_the_fence() -> None:
    """Once, until somebody lets it go on."""
    times = [signal.SIGSTOP]
    _around("send", before=lambda: times and os.kill(os.getpid(), times.pop()))


def _around(
    name: str, *, before: Callable[[], object] = lambda: None, after: Callable[[], object] = lambda: None
) -> None:
    from bot.delivery.sender import Sender

    call = getattr(Sender, name)

    async def spoilt(self: Sender, *arguments: Any, **options: Any) -> Any:
        before()
        place = await call(self, *arguments, **options)
        after()
        return place

    setattr(Sender, name, spoilt)


def is_ten_minutes_ahead() -> None:
    _moves_the_hosts_clock(timedelta(minutes=10))


def is_ten_minutes_behind() -> None:
    _moves_the_hosts_clock(timedelta(minutes=-10))


def _moves_the_hosts_clock(by: timedelta) -> None:
    from bot.clock import SystemClock

    now = SystemClock.now

    def wrong(self: SystemClock) -> datetime:
        return now(self) + by

    SystemClock.now = wrong  # type: ignore[method-assign] # in this process only
