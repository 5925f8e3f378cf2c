"""Tells of an exception what kind it is and where it came from, without words that may quote what somebody typed."""

import traceback
from collections.abc import Iterator

from bot.errors import Rejected, RejectedFields, TransportError, first_line

ABOUT_CODE = (AttributeError, ImportError, NameError, MemoryError, RecursionError, TypeError)
"""Their words name types and attributes."""
ABOUT_ERRANDS = (Rejected, RejectedFields, TransportError)
"""Their words are keys and codes."""
FROM_DATABASES = ("InterfaceError", "OperationalError", "InternalError")
"""Such as a lost connection or a full disk. Those about rows (DataError, IntegrityError …) quote values."""


def described(error: BaseException) -> str:
    """The whole chain of causes with the places in the code, the last one last."""
    return "".join(_told(error, set())).rstrip("\n")


def words_of(error: BaseException) -> str:
    """What may be logged of what it says; empty when that could be anything."""
    if isinstance(error, ABOUT_CODE + ABOUT_ERRANDS):
        return first_line(error)
    if any(kind.__name__ in FROM_DATABASES for kind in type(error).__mro__):
        return first_line(error)
    return (error.strerror or "") if isinstance(error, OSError) else ""


def _told(error: BaseException, known: set[int]) -> Iterator[str]:
    known.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in known:
        yield from _told(cause, known)
        yield "\nwhich led to\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    kind, words = type(error), words_of(error)
    yield f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.") + (f": {words}" if words else "") + "\n"
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _told(part, known)
