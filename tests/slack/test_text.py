"""People's words stay words."""

from bot.slack.text import cut, escape, quoted


def test_mentions_and_links_in_disguise_become_text() -> None:
    assert escape("<!channel> <https://evil|bank> & co") == "&lt;!channel&gt; &lt;https://evil|bank&gt; &amp; co"


def test_what_was_typed_is_quoted_short_and_on_one_line() -> None:
    assert quoted("a\n b  `c` <x>") == "a b 'c' &lt;x&gt;"
    assert quoted("x" * 100, limit=10) == "xxxxxxxxx…"


def test_cutting_shows_that_something_is_missing() -> None:
    assert cut("short", 10) == "short"
    assert cut("a bit too long", 6) == "a bit…"
