"""Blocks become a PDF. Texts reach the template as data and never as markup."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.documents.blocks import Sheet
from bot.fonts import FAMILIES, FOLDER

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).with_name("sheet.typ")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Signs that print nothing, or that turn the order of those around them."""
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


def typeset(sheet: Sheet, *, made_at: datetime) -> bytes:
    """A tagged PDF, the same bytes for the same sheet and `made_at`, which the file names as the time of its making.

    Takes the processor for some hundredths of a second a page, so it belongs into a thread.
    """
    import typst  # here, because it takes memory that only who prints should pay

    content = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"sheet": json.dumps(_plain(asdict(sheet)), ensure_ascii=False), "fonts": json.dumps(FAMILIES)},
        timestamp=made_at.astimezone(UTC),
    )
    assert isinstance(content, bytes), "a PDF is one file"
    return content


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def _plain(value: Any) -> Any:
    """The same with every text as it can be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def printable(text: str) -> str:
    """Without signs that cannot be printed, and with one empty line where there are many."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    return _EMPTY_LINES.sub("\n\n", seen).strip()
