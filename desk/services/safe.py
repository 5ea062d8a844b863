"""Whether a draft can be approved as it stands, with many others at once."""

from __future__ import annotations

from typing import Final

from desk.domain.draft import StoredDraft
from language.support import unsupported_sentences

SAFE_KINDS: Final = frozenset({"answer", "thanks", "remedy", "correct"})


def is_safe(draft: StoredDraft) -> bool:
    """It says something, the tone check finds nothing in it, every sentence has its evidence, and nobody has to be called."""
    drafted = draft.document.draft
    if not drafted or draft.document.escalate or draft.document.kind not in SAFE_KINDS or drafted.get("findings"):
        return False
    sentences, text = draft.sentences, str(drafted.get("text") or "")
    if not text.strip() or not all(supported for _, supported in sentences):
        return False
    return not unsupported_sentences(text, draft.evidence_texts, sentences)
