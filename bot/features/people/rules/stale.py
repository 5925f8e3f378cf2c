"""Whether what a form has shown is still so when it comes back."""

import hashlib

LENGTH = 16


def mark_of(*shown: object) -> str:
    """By which what is shown (keys, words, lists of them) is known again: 16 hexadecimal digits, the same in every
    process."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:LENGTH]
