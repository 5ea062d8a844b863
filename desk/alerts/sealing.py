"""Seals what holds passwords and tokens: the database alone must not give them away."""

from __future__ import annotations

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desk.ports.errors import SealBroken

TARGETS: Final = b"sharewell notification targets"
CREDENTIALS: Final = b"sharewell connection credentials"


class FernetSealing:
    """The Sealing of desk/ports/outside.py; its key comes from the desk's signing key, which lies outside the database.

    What was sealed for one purpose can't be opened for another.
    """

    def __init__(self, signing_key: str, purpose: bytes = TARGETS) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=purpose).derive(signing_key.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, text: str) -> bytes:
        """The text so that only ``open`` reads it."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed; raises SealBroken when it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise SealBroken from None
