"""Whatever somebody wrote is printed as it stands, on the paper, and the same each time."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from bot.documents.blocks import (
    Cell,
    Entry,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Strip,
    Table,
    Tone,
)
from bot.documents.typesetting import printable, typeset
from tests.documents.pages import A4, ZERO_WIDTH, extent, outside, pages, picture, raw, text

MADE_AT = datetime(2027, 3, 8, 9, 0, tzinfo=UTC)
MARGIN = 2 * 28.34
"""At the sides, in points; a millimetre less than is set, for signs that are wider than they say."""
EMPTY = Sheet(
    language="en",
    title="Record",
    subtitle="Bo",
    badge="Open",
    mark="Confidential",
    ref="0a1b2c",
    page="Page {page} of {pages}",
    caption="Document",
    blocks=(),
)
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "/sheet.typ": *',
    '#panic() #eval("1") #while true {}',
    "*bold* _italic_ `code` $x^2/0$ = no heading",
    "\\ \\u{1f600} \\#",
    "<label> @reference // comment /* comment */",
    '[unclosed {unclosed (unclosed "unclosed',
    "{page} of {pages} %s {0} \\n",
    "- no list\n+ nor this\n/ nor: that",
    "https://example.com/~a?b=c&d=e#f",
]


def everywhere(written: str) -> Sheet:
    """The same text in each place of each block."""
    each = written
    return replace(
        EMPTY,
        title=each,
        subtitle=each,
        badge=each,
        mark=each,
        ref=each,
        blocks=(
            Facts([(each, each)]),
            Heading(each),
            Heading(each, 2),
            Paragraph(each, label=each),
            Table([each, each], [[each, each]], (1, 1)),
            Strip(each, each, [Cell(each, each, each)]),
            Entry(each, each, aside=each),
            Signatures([Signature(each, each, each, comment=each)]),
        ),
    )


def without_blanks(written: str) -> str:
    return "".join(written.split())


@pytest.mark.parametrize("written", HOSTILE)
def test_nothing_that_people_write_is_markup(written: str) -> None:
    read = text(typeset(everywhere(written), made_at=MADE_AT))
    assert read.count(without_blanks(written)) >= 20
    assert "root:" not in read


@pytest.mark.parametrize(
    "written",
    [
        "x" * 3_000,
        "绩效" * 1_500,
        "，" * 3_000,
        "😀" * 1_000,
        "مرحبا" * 600,
        "word " * 600,
        "x\n" * 1_500,
    ],
    ids=["x", "chinese", "commas", "emoji", "arabic", "words", "lines"],
)
def test_three_thousand_characters_stay_on_the_paper(written: str) -> None:
    sheet = replace(
        EMPTY,
        blocks=(
            Paragraph(written),
            Table(["What", "How", "Help", "By"], [[written[:500]] * 4], (2.7, 2.7, 2, 2.2)),
            Entry(written[:150], written, aside=written[:150]),
            Strip(written[:150], "Not met", [Cell("December 2026", "91.2%", "below")] * 12),
            Signatures([Signature("Person", written[:80], "Read", comment=written)] * 3),
        ),
    )
    content = typeset(sheet, made_at=MADE_AT)
    assert list(outside(content, beside=MARGIN, above=28)) == []


def test_long_words_stay_in_their_columns() -> None:
    """Ω, Ж, ß and Ł are not used for anything else on the page."""
    row = [sign * 500 for sign in "ΩЖßŁ"]
    cells = [Cell("λ" * 60, "φ" * 40, "ψ" * 90)] * 6
    table = Table(["What", "How", "Help", "By"], [row], (2.7, 2.7, 2, 2.2))
    content = typeset(replace(EMPTY, blocks=(table, Strip("Leads", "Met", cells))), made_at=MADE_AT)
    ends = [extent(content, sign) for sign in "ΩЖßŁ"]
    for (_, right), (left, _) in pairwise(ends):
        assert right < left
    assert list(outside(content, beside=MARGIN, above=28)) == []


def test_what_joins_signs_is_not_torn() -> None:
    """A family is one picture in a long row of them, as it is when it stands alone."""
    family, accent = "👩‍👩‍👧‍👦", "a\u0301"
    rows = raw(typeset(replace(EMPTY, blocks=(Paragraph(family * 30), Paragraph(accent * 40))), made_at=MADE_AT))
    pieces = rows.split(ZERO_WIDTH)
    assert min(pieces.count(family), pieces.count(accent)) > 25
    assert f"{ZERO_WIDTH}\u0301" not in rows
    plain = raw(typeset(replace(EMPTY, blocks=(Paragraph("responsibilities " + "绩效改进" * 30),)), made_at=MADE_AT))
    assert ZERO_WIDTH not in plain


def test_signs_that_print_nothing_or_turn_others_round_are_left_out() -> None:
    assert printable("a\x00b\x07c\u202ed\ud800e\r\nf\rg\th") == "abcde\nf\ng    h"
    hidden = replace(EMPTY, blocks=(Paragraph("pay\u202eyap\ud83d\x00"),))
    assert "payyap" in text(typeset(hidden, made_at=MADE_AT))


def test_line_breaks_stay_and_one_empty_line_for_many() -> None:
    assert printable("\none\n\n \n\t\n\ntwo\n") == "one\n\ntwo"
    height = [_end_of(Paragraph(written)) for written in ("one two", "one\ntwo", "one\n\ntwo")]
    assert height == sorted(set(height))


def _end_of(block: Paragraph) -> float:
    """How far down a heading comes that follows the block."""
    content = typeset(replace(EMPTY, blocks=(block, Paragraph("END"))), made_at=MADE_AT)
    with pypdfium2.PdfDocument(content) as document:
        shown = document[0].get_textpage()
        found = shown.search("END").get_next()
        assert found
        return A4[1] - shown.get_charbox(found[0])[1]


def test_the_same_sheet_gives_the_same_bytes_in_every_process() -> None:
    sheet = everywhere("Bo 陈琳喆 😀")
    first = typeset(sheet, made_at=MADE_AT)
    assert typeset(sheet, made_at=MADE_AT) == first
    assert typeset(sheet, made_at=MADE_AT.astimezone(ZoneInfo("Asia/Shanghai"))) == first
    code = (
        "import hashlib; from tests.documents.test_typesetting import *;"
        "print(hashlib.sha256(typeset(everywhere('Bo 陈琳喆 😀'), made_at=MADE_AT)).hexdigest(),"
        "hashlib.sha256(typeset(everywhere('Ana'), made_at=MADE_AT)).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = [hashlib.sha256(each).hexdigest() for each in (first, typeset(everywhere("Ana"), made_at=MADE_AT))]
    assert done.stdout.split() == here
    assert typeset(sheet, made_at=MADE_AT.replace(day=9)) != first


@pytest.mark.parametrize("bold", [False, True])
def test_there_are_typefaces_without_any_of_the_system(bold: bool) -> None:
    """A sign that is in no typeface looks like every other that is in none, and one sees that there is something."""
    unknown = _drawn("\u0378", bold=bold)
    assert unknown == _drawn("\u0379", bold=bold) != _drawn("", bold=bold)
    drawn = {sign: _drawn(sign, bold=bold) for sign in "喆䶮𬭚龘臺あЖßŁčệΩ😀✓שم€“"}
    assert [sign for sign, picture in drawn.items() if picture == unknown] == []
    assert len(set(drawn.values())) == len(drawn)


def _drawn(sign: str, *, bold: bool) -> bytes:
    # Nothing else on the page differs, so that the pictures can be compared.
    block = Heading(sign, 2) if bold else Paragraph(sign)
    return picture(typeset(replace(EMPTY, blocks=(block,)), made_at=MADE_AT))[1]


def test_pages_are_a4_and_numbered_and_say_that_they_are_confidential() -> None:
    content = typeset(replace(EMPTY, blocks=[Paragraph("line\n" * 100)] * 3), made_at=MADE_AT)
    read = pages(content)
    assert len(read) > 3
    for number, page in enumerate(read, 1):
        assert f"Page{number}of{len(read)}" in page
        assert "Confidential" in page
        assert "0a1b2c" in page
    (width, height), _ = picture(content)
    assert (width, height) == (A4[0] * 2 + 1, A4[1] * 2)


def test_heads_of_a_table_are_on_each_of_its_pages_and_a_heading_is_not_left_alone() -> None:
    table = Table(["Day", "Reason"], [[str(n), "because"] for n in range(90)], (1, 3))
    read = pages(typeset(replace(EMPTY, blocks=(table,)), made_at=MADE_AT))
    assert len(read) > 1
    assert all("DayReason" in page for page in read)
    for lines in range(40, 56):
        blocks = (Paragraph("\n".join(["line"] * lines)), Heading("HEAD"), Paragraph("BODY\nBODY"))
        for page in pages(typeset(replace(EMPTY, blocks=blocks), made_at=MADE_AT)):
            assert ("HEAD" in page) == ("BODY" in page)


def test_the_file_names_nobody_outside_of_its_pages() -> None:
    content = typeset(replace(EMPTY, subtitle="Bo Lindqvist", badge_tone=Tone.GOOD), made_at=MADE_AT)
    with pypdfium2.PdfDocument(content) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "Document"
    assert "Lindqvist" not in str(told)
    assert told["Author"] == ""
    assert "20270308090000" in told["CreationDate"]
