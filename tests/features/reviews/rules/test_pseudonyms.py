import pytest

from bot.features.reviews.rules.pseudonyms import pseudonym

KEY, ANOTHER = bytes(32), bytes([1]) * 32


def test_bo_is_the_same_all_through_a_cycle_and_somebody_else_in_the_next() -> None:
    assert pseudonym(KEY, 1) == pseudonym(KEY, 1) != pseudonym(KEY, 2)
    assert pseudonym(KEY, 1) != pseudonym(ANOTHER, 1)
    assert len(pseudonym(KEY, 1)) == 32


def test_a_short_key_could_be_guessed() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        pseudonym(bytes(31), 1)
