"""Secrets of links: 128 bits by chance, with a signature of the installation for this purpose alone. Pure."""

import base64
import hashlib
import re
from collections.abc import Sequence
from hmac import compare_digest

PURPOSE = "evenhand voices: answer once"
SECRET_BYTES, TAG_BYTES = 16, 16
TOKEN = re.compile(r"[a-z2-7]{52}", re.ASCII)


def token_of(secret: bytes, tag: bytes) -> str:
    """What stands in a link: letters and digits only, so that no program takes a part of it for a mark."""
    return base64.b32encode(secret + tag[:TAG_BYTES]).decode().rstrip("=").lower()


def parts_of(token: str) -> tuple[bytes, bytes] | None:
    """Secret and tag; None for what is no token as `token_of` writes it."""
    if not TOKEN.fullmatch(token):
        return None
    read = base64.b32decode(token.upper() + "====")
    secret, tag = read[:SECRET_BYTES], read[SECRET_BYTES:]
    # The last sign has bits to spare: each token has one way to be written.
    return (secret, tag) if token_of(secret, tag) == token else None


def is_signed(tag: bytes, known: Sequence[bytes]) -> bool:
    """Whether one of the installation's keys made the tag; takes as long whichever it was."""
    return sum(compare_digest(tag, each[:TAG_BYTES]) for each in known) > 0


def digest_of(secret: bytes) -> str:
    """What is stored of a link."""
    return hashlib.sha256(PURPOSE.encode() + b"\0" + secret).hexdigest()


def digest_of_form(nonce: str, digest: str) -> str:
    """By which a form that is sent again is known."""
    return hashlib.sha256(f"{digest}\0{nonce}".encode()).hexdigest()
