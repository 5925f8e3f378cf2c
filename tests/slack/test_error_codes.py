"""Every code in the error tables of Slack's reference has a meaning here, and a sentence."""

from pathlib import Path

import pytest

from bot.slack import error_codes
from bot.slack.error_codes import MEANINGS, Trouble, reason_of, trouble_of

_LINES = Path(__file__).with_name("documented_codes.txt").read_text().splitlines()[1:]
DOCUMENTED = sorted({code for line in _LINES for code in line.rpartition(": ")[2].split()})


@pytest.mark.parametrize("code", DOCUMENTED)
def test_every_documented_code_is_known(code: str) -> None:
    assert code in MEANINGS
    assert len(reason_of(code)) > 15


def test_no_code_is_named_twice_or_made_up() -> None:
    named = [code for _, _, codes in error_codes._TABLE for code in codes.split()]
    assert len(named) == len(set(named))
    assert set(named) == set(DOCUMENTED)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("account_inactive", Trouble.TOKEN),
        ("token_revoked", Trouble.TOKEN),
        ("missing_scope", Trouble.SCOPE),
        ("channel_not_found", Trouble.PERMANENT),
        ("is_archived", Trouble.PERMANENT),
        ("not_in_channel", Trouble.PERMANENT),
        ("msg_too_long", Trouble.PERMANENT),
        ("ratelimited", Trouble.TRANSIENT),
        ("service_unavailable", Trouble.TRANSIENT),
        ("internal_error", Trouble.AMBIGUOUS),
        ("fatal_error", Trouble.AMBIGUOUS),
        ("something_new", Trouble.PERMANENT),
    ],
)
def test_what_a_code_means(code: str, trouble: Trouble) -> None:
    assert trouble_of(code) is trouble


@pytest.mark.parametrize("every", ["internal_error", "fatal_error"])
def test_what_may_have_been_done_is_never_taken_for_undone(every: str) -> None:
    """The reference says of both that some aspect of the operation may have succeeded."""
    assert [code for code, meaning in MEANINGS.items() if meaning.trouble is Trouble.AMBIGUOUS and code == every]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (None, ""),
        ("history cannot be read: missing_scope", "a right is missing"),
        ("http_502", "something between"),
        ("unreadable_answer", "something between"),
        ("no answer: TimeoutError", "could not be reached"),
        ("cannot connect: refused", "could not be reached"),
        ("not rendered: KeyError", "fault of Evenhand's"),
        ("something_new", "does not know"),
    ],
)
def test_what_is_written_on_a_delivery_is_put_into_words(error: str | None, words: str) -> None:
    assert words in reason_of(error)
