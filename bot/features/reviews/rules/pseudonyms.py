"""How a rater is called in the store of ratings while a cycle lasts."""

import hashlib
import hmac

KEY_BYTES = 32
DIGITS = 32


def pseudonym(key: bytes, member: int) -> str:
    """32 hexadecimal digits that are the same for a member throughout the cycle, so that a rating can be changed and
    raters be compared. ValueError for a key of another length than 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key of {len(key)} bytes; it has {KEY_BYTES}")
    return hmac.new(key, str(member).encode(), hashlib.sha256).hexdigest()[:DIGITS]
