"""What people are told when a workflow asks, in every world."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.features.workflows import views
from bot.features.workflows.models import REASON_LIMIT
from bot.features.workflows.service import Due
from tests.blockkit.worlds import ON, World


def workflow_cases(world: World) -> Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]:
    yield views.checkin_message, (ON,)
    yield views.done_message, (ON,)
    for reason in ("", world.written(REASON_LIMIT)):
        yield views.rating_message, (Due(10**12, world.member(), reason),)
