"""HR's window about a month before its cards come out, in every world."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bot.features.scorecards import views as scorecards
from bot.features.scorecards.service import HOLD_LIMIT, CloseState, CloseSummary, Lacking, Spread
from tests.blockkit.worlds import MONTH, NOW, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
MANY = 1_000


def closing_cases(world: World) -> Iterator[Case]:
    text = ((world.typed or world.words) * HOLD_LIMIT)[:HOLD_LIMIT].strip() or "x"
    spread = Spread(9_000, 900, 100, (("S", None), *((band, 8_213) for band in "ABCD")))
    lacking = [Lacking(world.words[:80], 50, 50)] * MANY
    made = CloseSummary(str(MONTH), CloseState.MADE, 8_213, 10_000, made_at=NOW, releases_at=NOW, spread=spread)
    held = {"state": CloseState.HELD, "held_at": NOW, "held_for": text, "lacking": lacking, "before": spread}
    for each in (
        CloseSummary(str(MONTH), CloseState.RUNNING),
        CloseSummary(str(MONTH), CloseState.WAITING),
        made,
        replace(made, state=CloseState.MAKING, is_wanted=True, lacking=lacking[:1]),
        replace(made, holder=world.member(4), **held),
        replace(made, **{**held, "held_for": ""}),
        replace(made, state=CloseState.RELEASED, released_at=NOW, total=1),
    ):
        yield scorecards.close_view, (each,), {"zone": "Asia/Shanghai"}
        yield scorecards.close_soon_message, (each,), {}
        yield scorecards.hold_view, (each,), {}
