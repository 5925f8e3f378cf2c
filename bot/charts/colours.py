"""Few colours, told apart with every kind of colour blindness (after Okabe and Ito), on a card of the picture's own: a
transparent picture cannot be read on Slack's light and dark ground alike."""

from typing import Final

CARD: Final = "#F7F9FB"
INK: Final = "#1D2730"
GREY: Final = "#56636D"
RULE: Final = "#D9E0E6"
"""Lines that only help the eye."""
VALUE: Final = "#0072B2"
TARGET: Final = "#B84A00"
"""Okabe and Ito's vermillion, darker, for it also names its line in words."""
TEXTS: Final = (INK, GREY, VALUE, TARGET)
MARKS: Final = (VALUE, TARGET, INK, GREY)
PALETTE: Final = {"card": CARD, "ink": INK, "grey": GREY, "rule": RULE, "value": VALUE, "target": TARGET}


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
