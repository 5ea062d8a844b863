"""A message that is too large to be kept whole: its header and its first text."""

from __future__ import annotations

import re
from typing import Final

LEFT_OUT: Final = "X-Sharewell-Left-Out"
_CONTENT = re.compile(rb"(?im)^(?:content-[a-z-]+|mime-version)[ \t]*:.*(?:\r?\n[ \t].*)*(?:\r?\n|$)")


def slimmed(head: bytes, part_head: bytes, part: bytes) -> bytes:
    """A message of that header and that one part; ``part_head`` is empty where the message has no other part."""
    head = head.rstrip(b"\r\n") + b"\r\n"
    if part_head:
        head = (
            _CONTENT.sub(b"", head).rstrip(b"\r\n") + b"\r\nMIME-Version: 1.0\r\n" + part_head.strip(b"\r\n") + b"\r\n"
        )
    return head + LEFT_OUT.encode() + b": yes\r\n\r\n" + part
