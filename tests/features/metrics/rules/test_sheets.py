"""Tables of entries, as people's spreadsheets write them."""

import pytest

from bot.errors import Rejected
from bot.features.metrics.rules.sheets import SheetRow, read_sheet
from bot.limits import FILE_ROWS

HEAD = b"date,member,metric,value,note\n"
ROW = SheetRow(2, "2026-11-17", "Bo", "leads", "1,234", "fair, day 1")


def test_reads_a_plain_table() -> None:
    text = 'date,member,metric,value,note\n2026-11-17,Bo,leads,"1,234","fair, day 1"\n'
    assert list(read_sheet(text.encode())) == [ROW]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_reads_chinese_headings_in_any_order(encoding: str) -> None:
    text = "姓名;备注;指标;数值;日期;部门\r\n陈琳;;留资数;35;2026-11-17;增长\r\n"
    assert list(read_sheet(text.encode(encoding))) == [SheetRow(2, "2026-11-17", "陈琳", "留资数", "35")]


def test_blank_and_short_lines() -> None:
    text = "date\tmember\tmetric\tvalue\tnote\n\n\t\t\n2026-11-17\tBo\tleads\n"
    assert list(read_sheet(text.encode())) == [SheetRow(4, "2026-11-17", "Bo", "leads", "")]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "metrics-import-columns"),
        (b"date,member,value\n", "metrics-import-columns"),
        (b"date,day,member,metric,value\n", "metrics-import-column-twice"),
        (b"date,member\xff\xff\xff", "metrics-import-encoding"),
        (b"PK\x03\x04 a workbook", "metrics-import-workbook"),
        (HEAD + b"," * 300, "metrics-import-too-many-columns"),
        (HEAD + b"2026-11-17,Bo,leads,1," + b"x" * 10_001, "metrics-import-long-cell"),
    ],
)
def test_files_that_are_no_table_of_entries(content: bytes, key: str) -> None:
    with pytest.raises(Rejected, match=key):
        list(read_sheet(content))


def test_more_lines_than_a_table_may_have() -> None:
    with pytest.raises(Rejected, match="metrics-import-too-many-rows"):
        list(read_sheet(HEAD + b"\n" * FILE_ROWS))
