"""Files in a chat: what they are by their content, what they may be called, and who may open them."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from desk.domain.chat_errors import WrongType
from desk.domain.chat_token import derived

TYPES: Final = ("image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf", "text/plain")
EXTENSIONS: Final = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt",),
}
MAX_FILE_NAME: Final = 100
_OPEN_FOR: Final = timedelta(days=1)
_PURPOSE: Final = b"sharewell chat files"
_UNFIT: Final = re.compile(r'[\\/:*?"<>|%;\'`$&{}\[\]#]+')


def type_of(body: bytes, told: str) -> str:
    """The type by the first bytes; raises WrongType where it is none of those taken, or not what was told."""
    found = _found(body)
    said = told.partition(";")[0].strip().lower()
    if found is None:
        raise WrongType("Only PNG, JPEG, WebP and GIF pictures, PDF and plain text are taken.")
    if said != found:
        raise WrongType(f"The file was sent as {said[:100] or 'nothing'}, but holds {found}.")
    return found


def safe_name(given: str, type: str) -> str:
    """A file name that means nothing to a shell, a path or a page, with the extension of its type."""
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join(one for one in unicodedata.normalize("NFC", name) if unicodedata.category(one)[0] != "C")
    name = " ".join(_UNFIT.sub(" ", name).split()).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or extension.lower() not in EXTENSIONS[type]:
        stem, extension = name, EXTENSIONS[type][0]
    stem = stem.replace(".", " ").strip()[: MAX_FILE_NAME - 5].strip() or "file"
    return f"{stem}.{extension.lower()}"


def key_of(file_id: UUID, signing_key: str, now: datetime) -> str:
    """What opens the file for a day or two without a token; the same for a whole day, so that it can be cached."""
    until = (int(now.timestamp()) // 86_400 + 1) * 86_400 + int(_OPEN_FOR.total_seconds())
    return f"{until}.{_mac(file_id, until, signing_key)}"


def opens(key: str, file_id: UUID, signing_key: str, now: datetime) -> bool:
    """Whether the key was made for this file, and not too long ago."""
    until, dot, mac = key.partition(".")
    if not dot or not key.isascii() or not until.isdigit() or len(until) > 12:
        return False
    return hmac.compare_digest(mac, _mac(file_id, int(until), signing_key)) and now.timestamp() < int(until)


def _mac(file_id: UUID, until: int, signing_key: str) -> str:
    return hmac.new(derived(signing_key, _PURPOSE), f"{file_id}:{until}".encode(), hashlib.sha256).hexdigest()


def _found(body: bytes) -> str | None:
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    return "text/plain" if _is_text(body) else None


def _is_text(body: bytes) -> bool:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(one < " " and one not in "\t\n\r\f" for one in text)
