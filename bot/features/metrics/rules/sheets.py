"""Reads a table of entries: one line per member, figure and day."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from bot.features.metrics.rules.tables import Columns, read_table

MEMBER_HEADINGS = ("member", "person", "name", "email", "e mail", "slack", "成员", "姓名", "人员", "员工", "邮箱")
ENTRIES = Columns(
    {
        "date": ("date", "day", "on", "日期", "日", "填报日期", "时间"),
        "member": MEMBER_HEADINGS,
        "metric": ("metric", "figure", "指标", "指标名称", "数据项", "数据"),
        "value": ("value", "number", "amount", "数值", "值", "数量", "填报值", "金额"),
        "note": ("note", "comment", "remark", "备注", "说明"),
        "reason": ("reason", "why", "reason for correction", "原因", "更正原因", "修改原因"),
    },
    required=("date", "member", "metric", "value"),
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line as it is written; `line` counts from 1, the header's. With a `reason` it may correct what is there."""

    line: int
    date: str
    member: str
    metric: str
    value: str
    note: str = ""
    reason: str = ""


def read_sheet(content: bytes) -> Iterator[SheetRow]:
    """The lines of a CSV file; see `read_table`."""
    for line, cells in read_table(io.BytesIO(content), ENTRIES):
        yield SheetRow(line, *cells)
