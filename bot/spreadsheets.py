"""Cells that a spreadsheet shows and does not compute: whoever names a team `=HYPERLINK(…)` gets it back as a text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | float | Decimal | None

COMPUTED = re.compile(r"(^|[;\t\r\n])(\s*)(?=[=+\-@\t\r＝＋－＠])")
"""Where a spreadsheet would begin to compute; behind a semicolon too, which some take for the end of a cell, whatever
stands around it."""
GUARDED = re.compile(r"(^|[;\t\r\n])(\s*)'(?=[=+\-@\t\r＝＋－＠])")
MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the encoding of its country."""


def guarded(cell: Cell) -> Cell:
    """A text as a text; a number stays one."""
    return COMPUTED.sub(r"\1\2'", cell) if isinstance(cell, str) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return GUARDED.sub(r"\1\2", cell) if "'" in cell else cell


def as_table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A CSV file for spreadsheets: commas, quotation marks around everything that is no number."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow(map(guarded, row))
    return MARK + out.getvalue()
