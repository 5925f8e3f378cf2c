from bot.features.reviews.models import CASE_LIMIT
from bot.features.reviews.rules.answers import Answer
from bot.features.reviews.rules.drafts import Written, is_empty, packed, unpacked


def test_what_is_written_survives_being_kept() -> None:
    written = {"b": Written("5", 'a "case" 👍\n帮'), "a": Written("none"), "c": Written("", "only words")}
    assert unpacked(packed(written)) == written


def test_a_draft_is_an_answer_once_something_that_is_offered_is_chosen() -> None:
    assert Written("4", "x").answer == Answer(4, "x")
    assert Written("none").answer == Answer(None)
    assert [Written(choice).answer for choice in ("", "0", "6", "-1", "4.5", "five")] == [None] * 6
    for answer in (Answer(1, "case"), Answer(None)):
        assert Written.of(answer).answer == answer


def test_blanks_are_no_draft_and_what_is_too_long_is_cut() -> None:
    assert is_empty({"a": Written("", " \n")})
    assert is_empty({})
    assert not is_empty({"a": Written("", "x")})
    assert len(unpacked(packed({"a": Written("1", "x" * 9_000)}))["a"].case) == CASE_LIMIT
