"""CSV tables as spreadsheets write them: any order of columns, either language, comma, semicolon or tab."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from bot.errors import Rejected
from bot.features.metrics.rules.words import folded
from bot.limits import CELL_LIMIT, FILE_COLUMNS, FILE_ROWS
from bot.spreadsheets import unguarded

ENCODINGS = ("utf-8-sig", "gb18030")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, the new ones and the old."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Columns:
    """What a table holds: each column with the headings it may have; those `required` must be there."""

    headings: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return {folded(heading): column for column, headings in self.headings.items() for heading in headings}

    def places(self, header: Sequence[str]) -> list[int | None]:
        """Where each column is, in the order of `headings`. Rejected when one is missing or there twice."""
        places: dict[str, int] = {}
        for k, heading in enumerate(header):
            column = self._named.get(folded(heading))
            if column in places:
                raise Rejected("metrics-import-column-twice", column=column)
            if column:
                places[column] = k
        missing = [column for column in self.required if column not in places]
        if missing:
            found = [cell for cell in header if cell] or ["-"]
            raise Rejected("metrics-import-columns", missing=missing, found=found, known=list(self.headings))
        return [places.get(column) for column in self.headings]


def read_table(file: BinaryIO, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank: its number, the header's being 1, and its cells in the order of `columns.headings`.

    UTF-8 or, as Chinese spreadsheets write it, GB 18030. Cells that are missing are empty. Rejected when a column is
    missing, for a quotation mark without its partner, which would swallow the lines that follow, and for what is larger
    than `bot.limits` allow. The file is read as it is iterated and closed at the end.
    """
    with io.TextIOWrapper(file, _encoding(file), newline="") as text:
        delimiter = max(",;\t", key=text.readline().count)
        text.seek(0)
        lines = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            places = columns.places(next(lines, []))
            for cells in lines:
                n = len(cells)
                _refuse_if_large(lines.line_num, cells)
                found = [unguarded(cells[k].strip()) if k is not None and k < n else "" for k in places]
                if any(found) or any(cell.strip() for cell in cells):
                    yield lines.line_num, found
        except csv.Error as error:
            raise Rejected("metrics-import-unreadable", line=lines.line_num, reason=str(error)) from None


def _refuse_if_large(line: int, cells: Sequence[str]) -> None:
    if line > FILE_ROWS:
        raise Rejected("metrics-import-too-many-rows", limit=FILE_ROWS)
    if len(cells) > FILE_COLUMNS:
        raise Rejected("metrics-import-too-many-columns", line=line, found=len(cells), limit=FILE_COLUMNS)
    longest = max(map(len, cells), default=0)
    if longest > CELL_LIMIT:
        raise Rejected("metrics-import-long-cell", line=line, length=longest, limit=CELL_LIMIT)


def _encoding(file: BinaryIO) -> str:
    """Leaves the file at its beginning. Rejected when it is in none of them; a workbook is not unpacked."""
    if file.read(4).startswith(WORKBOOKS):
        raise Rejected("metrics-import-workbook")
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return encoding
    raise Rejected("metrics-import-encoding")
