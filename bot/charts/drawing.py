"""Pictures become SVG, and SVG becomes PNG."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.charts.colours import PALETTE
from bot.charts.figures import Panel, Picture
from bot.charts.panels import bars, spread, strip, trend
from bot.charts.panels.laid import WIDTH, Laid
from bot.fonts import BOLD, FAMILIES, FOLDER, REGULAR, SANS

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
SHARPNESS = 2
"""Pixels of the PNG for one of the SVG, along each side."""
EDGE = 6
"""Above the first panel and below the last."""
LAY_OUT: Final[Mapping[str, Callable[[Any], Laid]]] = {
    "trend": trend.lay_out,
    "bars": bars.lay_out,
    "spread": spread.lay_out,
    "strip": strip.lay_out,
}
LATIN: Final = "Noto Sans"
"""For English: in the Chinese typeface its quotation marks are as wide as ideographs."""


def svg(picture: Picture) -> str:
    """The same text for the same picture."""
    y, placed = float(EDGE), []
    for panel in picture.panels:
        laid = _laid(panel)
        placed.append((laid, y))
        y = round(y + laid.height, 1)
    families = FAMILIES if picture.language.startswith("zh") else (LATIN, SANS, *FAMILIES)
    return (
        _templates()
        .get_template("picture.svg.j2")
        .render(
            width=WIDTH,
            height=round(y + EDGE),
            panels=placed,
            colours=PALETTE,
            families=", ".join(dict.fromkeys(families)),
        )
    )


def png(picture: Picture) -> bytes:
    """The same bytes for the same picture; takes the processor for a tenth of a second, so it belongs into a thread.

    ValueError when it cannot be drawn.
    """
    import resvg_py  # here, because it takes memory that only who draws should pay

    return resvg_py.svg_to_bytes(
        svg_string=svg(picture), skip_system_fonts=True, font_files=list(_typefaces()), zoom=SHARPNESS
    )


def _laid(panel: Panel) -> Laid:
    return LAY_OUT[panel.type](panel)


@cache
def _typefaces() -> tuple[str, ...]:
    """In the order in which a sign is looked for: regular ones before bold ones."""
    others = sorted(each for each in FOLDER.iterdir() if each.suffix in (".ttf", ".otf"))
    others = sorted(others, key=lambda each: "Bold" in each.stem)
    return tuple(str(each) for each in dict.fromkeys((REGULAR, BOLD, *others)))


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
