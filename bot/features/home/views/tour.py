"""The tour at the top of Home, for who opens it for the first time."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.features.home.rules.tour import OVER, STEPS, following
from bot.features.home.views.parts import row
from bot.i18n.translator import Translator
from bot.slack.pieces import button, section


def tour_blocks(t: Translator, step: int) -> Iterator[Block]:
    """Nothing once it is over."""
    if step not in range(1, STEPS + 1):
        return
    yield section(t("home-tour", step=step, steps=STEPS, text=t(f"home-tour-{step}")))
    coming = following(step)
    if coming == OVER:
        yield from row([button(t, "home-tour-done", "home.tour:done", str(OVER), is_primary=True)])
    else:
        onward = button(t, "home-tour-next", "home.tour:next", str(coming), is_primary=True)
        yield from row([onward, button(t, "home-tour-skip", "home.tour:skip", str(OVER))])
