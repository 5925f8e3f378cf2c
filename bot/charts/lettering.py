"""How wide words are, near enough to cut them: nothing here opens a typeface."""

import re
import unicodedata

ELLIPSIS = "…"
NARROW, USUAL, CAPITAL, WIDE, FULL = 0.40, 0.63, 0.78, 0.98, 1.0
"""Of an em, what the widest sign of each kind takes in bold."""
KINDS = {
    **dict.fromkeys(" !'(),-./:;I[]`fijlrt|’‘·", NARROW),
    **dict.fromkeys("mwMW@%", WIDE),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", CAPITAL),
}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
"""Signs that XML does not take, that show nothing, or that turn the order of those around them."""


def drawable(text: str) -> str:
    """On one line, without signs that cannot be drawn. The Latin typeface has no minus; its dash looks like one."""
    return " ".join(_UNSEEN.sub("", text).replace("−", "–").split())


def width(text: str, size: float) -> float:
    """Pixels at most that `text` takes at this size."""
    return sum(map(_of, text)) * size


def fitted(text: str, size: float, room: float) -> str:
    """`text` where it has room, else as much of it as has, with an ellipsis."""
    text = drawable(text)
    if width(text, size) <= room:
        return text
    left, kept = room - width(ELLIPSIS, size), []
    for sign in text:
        left -= width(sign, size)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + ELLIPSIS


def wrapped(text: str, size: float, room: float, *, most: int) -> list[str]:
    """`text` on at most so many lines, broken at blanks, or anywhere in words that are longer than a line."""
    left, lines = drawable(text), list[str]()
    while left and len(lines) < most - 1 and width(left, size) > room:
        end = next(end for end in range(len(left), 0, -1) if end == 1 or width(left[:end], size) <= room)
        blank = left.rfind(" ", 1, end + 1)
        end = blank if blank > end / 2 else end
        lines.append(left[:end].rstrip())
        left = left[end:].lstrip()
    return [*lines, fitted(left, size, room)] if left else lines


def _of(sign: str) -> float:
    if sign in KINDS:
        return KINDS[sign]
    if unicodedata.combining(sign) or sign in "\u200d\ufe0f":
        return 0.0
    return FULL if unicodedata.east_asian_width(sign) in "WFA" or ord(sign) > 0x2190 else USUAL
