"""How a draft leads over to a fact that puts something right: nobody is told that they are wrong."""

from __future__ import annotations

from typing import Final

CORRECTING: Final = (
    "Thanks for joining in. Here is how it stands with us.",
    "Good that this comes up. For everyone who reads along:",
    "Thanks for writing this. One thing is a little different with us:",
    "Easily mixed up, so here is how it is with us:",
)
