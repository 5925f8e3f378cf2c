"""Reads a table of entries: one line per member, figure and day."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.errors import Rejected
from bot.features.metrics.rules.words import folded

COLUMNS = ("date", "member", "metric", "value", "note")
REQUIRED = COLUMNS[:4]
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "on", "日期", "日", "填报日期", "时间"),
    "member": ("member", "person", "name", "email", "e mail", "slack", "成员", "姓名", "人员", "员工", "邮箱"),
    "metric": ("metric", "figure", "指标", "指标名称", "数据项", "数据"),
    "value": ("value", "number", "amount", "数值", "值", "数量", "填报值", "金额"),
    "note": ("note", "comment", "remark", "备注", "说明"),
}
_NAMES = {folded(synonym): column for column, synonyms in _SYNONYMS.items() for synonym in synonyms}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line as it is written; `line` counts from 1, the header's."""

    line: int
    date: str
    member: str
    metric: str
    value: str
    note: str = ""


def read_sheet(content: bytes) -> Iterator[SheetRow]:
    """The lines of a CSV file in UTF-8 or, as Chinese spreadsheets write them, GB 18030; blank ones are left out.

    Columns in any order under English or Chinese headings, separated by commas, semicolons or tabs. Cells that are
    missing at the end of a line are empty. Rejected when a column is missing, and for a quotation mark without its
    partner, which would swallow the lines that follow.
    """
    text = _decoded(content)
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        places = _places(next(lines, []))
        for cells in lines:
            if any(cell.strip() for cell in cells):
                found = {column: cells[k].strip() if k < len(cells) else "" for column, k in places.items()}
                yield SheetRow(lines.line_num, **found)
    except csv.Error as error:
        raise Rejected("metrics-import-unreadable", line=lines.line_num, reason=str(error)) from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Rejected("metrics-import-encoding")


def _places(header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for k, heading in enumerate(header):
        column = _NAMES.get(folded(heading))
        if column in places:
            raise Rejected("metrics-import-column-twice", column=column)
        if column:
            places[column] = k
    missing = [column for column in REQUIRED if column not in places]
    if missing:
        raise Rejected("metrics-import-columns", missing=missing, found=[cell for cell in header if cell] or ["-"])
    return places
