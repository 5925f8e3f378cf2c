"""Keys: what they seal, what they open, and that nothing of them or of a text is ever shown."""

import pytest

from bot.db.sealing.keyring import MARK, NO_KEYS, KeyMissing, Keyring, id_of, key_of, new_key
from bot.errors import BrokenSeal
from tests.keys import KEY, KEYRING, OTHER_KEY, OTHER_KEYRING

NOTE = "Bo’s back hurts · 陈琳 😀"


def test_what_is_sealed_opens_again_and_is_another_each_time() -> None:
    sealed = {KEYRING.seal(NOTE) for _ in range(5)}
    assert len(sealed) == 5
    assert {KEYRING.open(each) for each in sealed} == {NOTE}
    assert {key_of(each) for each in sealed} == {id_of(KEY)}


def test_an_empty_text_stays_empty_and_a_plain_one_is_read() -> None:
    assert KEYRING.seal("") == ""
    assert (KEYRING.open(NOTE), KEYRING.open(""), NO_KEYS.open(NOTE)) == (NOTE, "", NOTE)


def test_the_first_seals_and_all_open() -> None:
    before = OTHER_KEYRING.seal(NOTE)
    both = Keyring([KEY, OTHER_KEY])
    assert both.open(before) == NOTE
    assert key_of(both.seal(NOTE)) == id_of(KEY) == both.first


@pytest.mark.parametrize("ring", [OTHER_KEYRING, NO_KEYS])
def test_another_key_opens_nothing_and_says_which_is_missing(ring: Keyring) -> None:
    with pytest.raises(KeyMissing, match=f"{id_of(KEY)}.*keys check") as told:
        ring.open(KEYRING.seal(NOTE))
    assert NOTE not in str(told.value)


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(KeyMissing, match="EVENHAND_ENCRYPTION_KEYS is not set: `evenhand keys new`"):
        NO_KEYS.seal(NOTE)


def test_any_sign_of_a_token_that_is_another_is_noticed() -> None:
    sealed = KEYRING.seal("short")
    start = len(MARK) + len(id_of(KEY)) + 1
    for place in range(start, len(sealed)):
        for other in ("A", "-", "!", "=", "é"):
            if other != sealed[place]:
                with pytest.raises(BrokenSeal) as told:
                    KEYRING.open(sealed[:place] + other + sealed[place + 1 :])
                assert "short" not in repr(told.value) + repr(told.value.__cause__)
    for changed in (sealed + "=", sealed + '"', sealed[:-1], sealed[:start]):
        with pytest.raises(BrokenSeal):
            KEYRING.open(changed)


@pytest.mark.parametrize("wrong", ["", "secret", KEY[:-2], KEY + "A", "é" * 44, KEY.replace("d", " ")])
def test_what_is_no_key_is_refused_without_being_shown(wrong: str) -> None:
    with pytest.raises(ValueError, match="evenhand keys new") as told:
        Keyring([wrong])
    assert not wrong or wrong not in str(told.value)


def test_new_keys_are_keys_and_nobody_prints_them() -> None:
    keys = [new_key() for _ in range(3)]
    ring = Keyring(keys)
    assert len(set(ring.ids)) == 3
    assert not any(key in repr(ring) + str(vars(type(ring))) for key in keys)
    with pytest.raises(ValueError, match="twice"):
        Keyring([KEY, KEY])
