"""What people call themselves and their teams is a text in every spreadsheet, too."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from bot.spreadsheets import as_table, guarded, unguarded


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+49 30 1234",
        "-",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        '=HYPERLINK("http://x")',
        "＝1",
        "  =1",
        "=",
        "a;=1",
        "a\n-2",
    ],
)
def test_nothing_is_computed_and_nothing_lost(typed: str) -> None:
    kept = guarded(typed)
    assert isinstance(kept, str)
    for piece in kept.replace(";", "\n").replace("\r", "\n").split("\n"):
        assert not piece.strip().startswith(("=", "+", "-", "@", "＝")), piece
    assert unguarded(kept) == typed


@pytest.mark.parametrize("typed", ["Bo Lindgren", "O'Neill", "a=b", "2026-11-18", "陈琳", "", "'quoted'"])
def test_other_texts_are_left_alone(typed: str) -> None:
    assert guarded(typed) == unguarded(typed) == typed


def test_numbers_stay_numbers() -> None:
    table = as_table(("name", "change"), [("=Bo", -3), ("Chen", Decimal("-1.5")), ("Ana", None)])
    assert table == '\ufeff"name","change"\r\n"\'=Bo",-3\r\n"Chen",-1.5\r\n"Ana",""\r\n'
    assert [row[0] for row in csv.reader(StringIO(table))][1:] == ["'=Bo", "Chen", "Ana"]
