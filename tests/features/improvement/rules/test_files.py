"""Which files are taken, and how they are called."""

import pytest

from bot.features.improvement.rules.files import (
    MEDIA_TYPES,
    MOST_BYTES,
    NAME_LIMIT,
    Refusal,
    clean_name,
    fault_in,
    fault_of,
    neutral_name,
)

PDF, ZIP, PNG, JPG = b"%PDF-1.7 ", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/report.pdf", "report.pdf"),
        ("C:\\Users\\bo\\report.pdf", "report.pdf"),
        ("a\r\nb\u202egpj.pdf", "a b gpj.pdf"),
        ("  培训\u3000计划.docx ", "培训 计划.docx"),
        ("e\u0301.txt", "é.txt"),
        ("..hidden", "hidden"),
        ("\u200b\u0000", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * (NAME_LIMIT - 4) + ".pdf"),
        ("y" * 300, "y" * NAME_LIMIT),
        ("z." + "y" * 300, ("z." + "y" * 300)[:NAME_LIMIT]),
    ],
)
def test_names_are_one_line_without_folders(typed: str, name: str) -> None:
    assert clean_name(typed) == name
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "size", "fault"),
    [
        ("a.pdf", MOST_BYTES, None),
        ("a.pdf", MOST_BYTES + 1, Refusal.SIZE),
        ("a.pdf", 1, None),
        ("a.pdf", 0, Refusal.SIZE),
        ("A.PDF", 1, None),
        ("a.exe", 1, Refusal.TYPE),
        ("a.pdf.html", 1, Refusal.TYPE),
        ("pdf", 1, Refusal.TYPE),
    ],
)
def test_what_is_said_of_a_file_is_looked_at_first(name: str, size: int, fault: Refusal | None) -> None:
    assert fault_of(name, size) == fault


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.pdf", PDF, None),
        ("a.pdf", b"MZ\x90", Refusal.TYPE),
        ("a.pdf", ZIP, Refusal.TYPE),
        ("a.pdf", b"<html>", Refusal.TYPE),
        ("a.docx", ZIP, None),
        ("a.xlsx", ZIP, None),
        ("a.pptx", PDF, Refusal.TYPE),
        ("a.png", PNG, None),
        ("a.jpg", JPG, None),
        ("a.jpeg", PNG, Refusal.TYPE),
        ("a.csv", "姓名,分数\n陈琳,80".encode(), None),
        ("a.csv", "姓名".encode("utf-16"), None),
        ("a.txt", "naïve".encode("latin-1"), None),
        ("a.txt", b"MZ\x00\x00", Refusal.TYPE),
        ("a.txt", b"", Refusal.SIZE),
        ("a.txt", None, Refusal.GONE),
        ("a.txt", b"x" * MOST_BYTES, None),
        ("a.txt", b"x" * (MOST_BYTES + 1), Refusal.SIZE),
    ],
)
def test_then_its_content_is(name: str, content: bytes | None, fault: Refusal | None) -> None:
    assert fault_in(name, content) == fault


def test_every_type_has_a_media_type() -> None:
    assert {"pdf", "png", "jpg", "docx", "xlsx", "pptx", "csv", "txt"} < MEDIA_TYPES.keys()


def test_what_it_is_called_on_its_way_says_nothing() -> None:
    name = neutral_name(1, 7, "Warning to Bo.PDF")
    assert name == neutral_name(1, 7, "other.pdf")
    assert name.startswith("document-")
    assert name.endswith(".pdf")
    assert len({neutral_name(workspace, key, "a.pdf") for workspace in (1, 2) for key in (7, 8)}) == 4
