"""People's words stay words."""

import pytest

from bot.slack.text import UNSEEN, bare, clean, cut, escape, quoted, unescape


def test_mentions_and_links_in_disguise_become_text() -> None:
    assert escape("<!channel> <https://evil|bank> & co") == "&lt;!channel&gt; &lt;https://evil|bank&gt; &amp; co"


def test_where_characters_are_shown_as_they_are_nothing_is_a_mention() -> None:
    assert bare("<!channel> & \0<@U0BO>") == "‹!channel› & ‹@U0BO›"


def test_what_was_typed_is_quoted_short_and_on_one_line() -> None:
    assert quoted("a\n b  `c` <x>") == "a b 'c' &lt;x&gt;"
    assert quoted("x" * 100, limit=10) == "xxxxxxxxx…"


def test_cutting_shows_that_something_is_missing() -> None:
    assert cut("short", 10) == "short"
    assert cut("a bit too long", 6) == "a bit…"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*bold* _slanted_ ~gone~ `code`", "∗bold* ˍslanted_ ∼gone~ 'code'"),
        ("(*bold*)，**twice**", "(∗bold*)，∗∗twice**"),
        (":white_check_mark: approved :100: :合格:", "∶white_check_mark: approved ∶100: ∶合格:"),
    ],
)
def test_formatting_and_signs_are_shown_as_they_were_typed(typed: str, shown: str) -> None:
    assert escape(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "close_rate",
        "3 * 4 * 5",
        "2*3*4",
        "12:30:45",
        "https://x.example:443/a_b",
        "ratio 3:2",
        "bo_l@example.com",
        "~ 40",
    ],
)
def test_what_formats_nothing_stays(typed: str) -> None:
    assert escape(typed) == typed


def test_nobody_hides_anything() -> None:
    assert clean("a\0b\x1b[31m\u202ec\u202c\u200b\ufeff\ud83d\r\nd\te") == "ab[31mc\nd\te"
    assert clean("👩‍👩‍👧‍👦 שלום می‌خواهم") == "👩‍👩‍👧‍👦 שלום می‌خواهم"
    assert unescape("&lt;@U0BO&gt;\0 &amp;amp;") == "<@U0BO> &amp;"
    assert cut("a\u202eb", 10) == "ab"


def test_no_character_that_nobody_sees_is_overlooked() -> None:
    unseen = UNSEEN.findall("".join(map(chr, range(0x110000))))
    assert len(unseen) > 2_000
    assert [each for each in unseen if clean(f"a{each}b") not in ("ab", "a\nb")] == []
