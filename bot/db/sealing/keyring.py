"""The keys of texts at rest: the first seals, each opens what it has sealed.

A sealed text is written `evenhand1:KEY:TOKEN`: the id of its key, which is no secret, and a Fernet token (AES-128-CBC
and HMAC-SHA256). What does not begin so was written before texts were sealed, and is read as it is.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import BrokenSeal, ConfigurationError
from bot.settings import KEYS_MISSING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

VARIABLE = "EVENHAND_ENCRYPTION_KEYS"
MARK = "evenhand1:"
KEY_BYTES, ID_LENGTH = 32, 8
_PLACE = "evenhand_keyring"


class KeyMissing(ConfigurationError, DontWrapMixin):
    """Also from within a statement told as it is."""


class Keyring:
    """Nothing of it is shown but `ids`, the keys' names in the order in which they were given."""

    __slots__ = ("_keys", "_opened", "fingerprint", "ids")

    def __init__(self, keys: Sequence[str] = ()) -> None:
        """Keys as `new_key` writes them. ValueError for anything else, and for the same twice; no message shows one."""
        self._keys = {id_of(key): key for key in keys}
        self._opened: dict[str, Fernet] = {}
        self.ids = tuple(self._keys)
        if len(self.ids) < len(keys):
            raise ValueError("has the same key twice")
        self.fingerprint = hashlib.sha256(",".join(keys).encode()).hexdigest()

    def __repr__(self) -> str:
        return f"Keyring({', '.join(self.ids)})"

    @property
    def first(self) -> str:
        """The id of the key that seals; KeyMissing without one."""
        if not self.ids:
            raise KeyMissing(KEYS_MISSING)
        return self.ids[0]

    def seal(self, text: str) -> str:
        """What is stored in the text's place, another each time; an empty one stays empty."""
        return self.seal_bytes(text.encode()) if text else text

    def seal_bytes(self, content: bytes) -> str:
        """Likewise of what is no text."""
        return MARK + self.first + ":" + self._fernet(self.first).encrypt(content).decode()

    def open(self, stored: str) -> str:
        """KeyMissing for what is sealed with a key that is not here, BrokenSeal for what was changed."""
        try:
            return self.open_bytes(stored).decode()
        except UnicodeDecodeError:
            raise BrokenSeal("what was sealed here is no text") from None

    def open_bytes(self, stored: str) -> bytes:
        """Likewise of what is no text."""
        if not stored.startswith(MARK):
            return stored.encode()
        from cryptography.fernet import InvalidToken

        sealed_with = key_of(stored)
        if sealed_with not in self._keys:
            raise KeyMissing(self.unknown(sealed_with))
        token = stored[len(MARK) + ID_LENGTH + 1 :]
        try:
            # Fernet overlooks signs that do not belong to a token; here none may be changed.
            if base64.urlsafe_b64encode(base64.urlsafe_b64decode(token)).decode() != token:
                raise InvalidToken
            return self._fernet(sealed_with).decrypt(token)
        except (InvalidToken, ValueError):
            raise BrokenSeal("a sealed text was changed and cannot be opened") from None

    def tags(self, purpose: str, message: bytes) -> tuple[bytes, ...]:
        """What proves that a message was made here for this purpose, 32 bytes by each key, the first one's first;
        KeyMissing without one. What is signed for one purpose is worth nothing for another."""
        assert self.first
        by_key = (hmac.digest(base64.urlsafe_b64decode(key), purpose.encode(), "sha256") for key in self._keys.values())
        return tuple(hmac.digest(each, message, "sha256") for each in by_key)

    def unknown(self, *ids: str | None) -> str:
        """What to tell about keys that are needed and not here."""
        named, has = ", ".join(str(each) for each in ids), ", ".join(self.ids) or "none"
        return (
            f"{VARIABLE}: texts are sealed with the key {named}, and it has {has}; add the missing key behind "
            "the others. `evenhand keys check` tells what needs which"
        )

    def _fernet(self, key_id: str) -> "Fernet":
        if key_id not in self._opened:
            # Here, for it takes 10 MB that a process without a text to seal or open does not need.
            from cryptography.fernet import Fernet

            self._opened[key_id] = Fernet(self._keys[key_id])
        return self._opened[key_id]


NO_KEYS = Keyring()


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def id_of(key: str) -> str:
    """A key's name; ValueError for what is none."""
    try:
        raw = base64.b64decode(key.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ValueError("is not a list of keys with commas between them, each as `evenhand keys new` prints it")
    return hashlib.sha256(b"evenhand key id" + raw).hexdigest()[:ID_LENGTH]


def key_of(stored: str) -> str | None:
    """The id of the key that a stored text is sealed with; None for a plain one."""
    return stored[len(MARK) :][:ID_LENGTH] if stored.startswith(MARK) else None


def equip(engine: AsyncEngine, keyring: Keyring) -> None:
    """Its statements seal and open with these keys."""
    # A column type is asked to convert a value with nothing at hand but the dialect, of which each engine has its own.
    vars(engine.dialect)[_PLACE] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    found: Keyring = vars(dialect).get(_PLACE, NO_KEYS)
    return found
