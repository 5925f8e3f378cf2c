"""Uploaded files: reserved, filled, completed, served."""

import mimetypes
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from bot.sandbox.block_ids import fresh
from bot.sandbox.errors import SlackError


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file; `content` is None until its bytes arrived, `is_complete` once the upload is finished. `owner` is the
    person who has put it into a form, None for the app's own."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    alt_text: str = ""
    is_complete: bool = False
    owner: str | None = None

    @property
    def mimetype(self) -> str:
        """Guessed from the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def to_api(self, base_url: str) -> dict[str, Any]:
        """The `file` object of the Web API."""
        url = f"{base_url}/files/{self.id}/{quote(self.name, safe='')}"
        by = {"user": self.owner} if self.owner else {}
        return {
            **by,
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2],
            "size": len(self.content or b""),
            "alt_txt": self.alt_text,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
        }


class Files:
    """Files by id and by upload key."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._keys: dict[str, str] = {}

    def reserve(self, name: str, length: int, *, alt_text: str = "") -> tuple[StoredFile, str]:
        """A new file and the key under which its bytes may be sent."""
        file = StoredFile(id=f"F{fresh().upper()}", name=name, length=length, alt_text=alt_text)
        key = secrets.token_urlsafe(16)
        self._files[file.id] = file
        self._keys[key] = file.id
        return file, key

    def receive(self, key: str, content: bytes) -> int:
        """Take the bytes; SlackError (HTTP 404 or 400) for an unknown key or another length than announced."""
        file = self._files.get(self._keys.get(key, ""))
        if file is None:
            raise SlackError("invalid_upload_url", status=404)
        if len(content) != file.length:
            raise SlackError("file_upload_size_mismatch", status=400)
        self._files[file.id] = replace(file, content=content)
        return len(content)

    def complete(self, file_id: str, *, title: str = "") -> StoredFile:
        """Finish the upload; SlackError("file_not_found") when nothing was received."""
        file = self._files.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        self._files[file_id] = replace(file, title=title, is_complete=True)
        return self._files[file_id]

    def put(self, owner: str, name: str, content: bytes) -> StoredFile:
        """What a person has put into a form: only they and the app see it."""
        file = StoredFile(
            id=f"F{fresh().upper()}",
            name=name,
            length=len(content),
            content=content,
            is_complete=True,
            owner=owner,
        )
        self._files[file.id] = file
        return file

    def forget(self, file_id: str) -> None:
        """Its owner deletes it."""
        self._files.pop(file_id, None)

    def knows(self, reference: Mapping[str, str]) -> bool:
        """Whether a block's `{"id": …}` or `{"url": …}` leads to a completed file."""
        by_url = (name for name in self._files if f"/files/{name}/" in reference.get("url", ""))
        return self.find(reference.get("id") or next(by_url, "")) is not None

    def find(self, file_id: str) -> StoredFile | None:
        """A completed file, or None."""
        file = self._files.get(file_id)
        return file if file and file.is_complete else None
