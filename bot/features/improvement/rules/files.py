"""Files that are attached to notes and terms: which there may be, and how they are called. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from bot.errors import Rejected

MOST_FILES = 5
"""Of one form."""
MOST_BYTES = 10 * 1024 * 1024
"""Of one file; Slack's own limit in forms."""
NAME_LIMIT = 255
REFERENCE_BYTES = 5
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""By the end of the name. Nothing that a reader's computer would run."""
_ZIP = (b"PK\x03\x04",)
_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileState(StrEnum):
    """Waiting to be brought from Slack; kept; or refused."""

    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"


class Refusal(StrEnum):
    """It is not in Slack any more; it is larger than it may be, or empty; it is of a type that is not taken, or not
    what its name says."""

    GONE = "gone"
    SIZE = "size"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as its readers see it in lists: `key` is its row's, `size` in bytes; `is_waiting` before it has been
    brought from Slack."""

    key: int
    name: str
    size: int = 0
    is_waiting: bool = False


def clean_name(name: str) -> str:
    """In one line, without signs that nobody sees and without folders; its end stays when it is too long."""
    shown = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in unicodedata.normalize("NFC", name)
    )
    plain = " ".join(shown.replace("\\", "/").rpartition("/")[2].split()).lstrip(".") or "file"
    stem, dot, end = plain.rpartition(".")
    if len(plain) <= NAME_LIMIT or not dot or len(end) > 10:
        return plain[:NAME_LIMIT]
    return stem[: NAME_LIMIT - len(end) - 1] + dot + end


def end_of(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def fault_of(name: str, size: int) -> Refusal | None:
    """By what is said of it before anybody has its content."""
    if end_of(name) not in MEDIA_TYPES:
        return Refusal.TYPE
    return None if 0 < size <= MOST_BYTES else Refusal.SIZE


def fault_in(name: str, content: bytes | None) -> Refusal | None:
    """By its content; None is content that is not there any more."""
    if content is None:
        return Refusal.GONE
    if fault := fault_of(name, len(content)):
        return fault
    return None if _is_what_it_says(end_of(name), content) else Refusal.TYPE


def refusal(fault: Refusal, name: str) -> Rejected:
    """In words for the form, with the name."""
    limit = MOST_BYTES // 1024 // 1024
    return Rejected(f"improvement-error-file-{fault}", name=name, limit=limit, types=types_told())


def types_told() -> str:
    return ", ".join(MEDIA_TYPES)


def neutral_name(workspace_id: int, file_id: int, name: str) -> str:
    """What the file is called on its way to a reader: ten signs that stand for nothing, and the end that opens it."""
    named = f"{workspace_id}:{file_id}".encode()
    reference = blake2s(named, digest_size=REFERENCE_BYTES, person=b"attached").hexdigest()
    return f"document-{reference}.{end_of(name)}"


def _is_what_it_says(end: str, content: bytes) -> bool:
    """Texts have no zero bytes, but for those of two bytes a letter, which Excel writes and say so."""
    if end in _BEGINNINGS:
        return content.startswith(_BEGINNINGS[end])
    return content.startswith(_UTF16) or b"\0" not in content
