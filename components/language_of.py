"""The language of a short comment, leaning to English, which most comments here are and which short ones hide best.

lingua in its low-accuracy mode (about 55 MB, a third of a second to start) knows the languages; on one or two
words it guesses, so it is believed only where it is confident and English words don't contradict it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from components.cleaning import cleaned

LANGUAGES: Final = ["AFRIKAANS", "ALBANIAN", "ARABIC", "ARMENIAN", "BASQUE", "BELARUSIAN", "BENGALI", "BOKMAL", "BULGARIAN", "CATALAN", "CHINESE", "CROATIAN", "CZECH", "DANISH", "DUTCH", "ENGLISH", "ESTONIAN", "FINNISH", "FRENCH", "GEORGIAN", "GERMAN", "GREEK", "GUJARATI", "HEBREW", "HINDI", "HUNGARIAN", "ICELANDIC", "INDONESIAN", "IRISH", "ITALIAN", "JAPANESE", "KOREAN", "LATVIAN", "LITHUANIAN", "MACEDONIAN", "MARATHI", "PERSIAN", "POLISH", "PORTUGUESE", "PUNJABI", "ROMANIAN", "RUSSIAN", "SERBIAN", "SLOVAK", "SLOVENE", "SPANISH", "SWAHILI", "SWEDISH", "TAGALOG", "TAMIL", "TELUGU", "THAI", "TURKISH", "UKRAINIAN", "URDU", "VIETNAMESE", "WELSH"]

_ENGLISH: Final = frozenset(
    ["the", "a", "an", "and", "or", "but", "if", "of", "to", "in", "on", "at", "for", "with", "from", "by", "about", "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "dont", "didnt", "have", "has", "had", "i", "im", "ive", "you", "your", "youre", "u", "ur", "we", "our", "they", "them", "their", "he", "she", "it", "its", "this", "that", "these", "those", "my", "me", "mine", "us", "what", "when", "where", "why", "who", "how", "which", "can", "could", "would", "should", "will", "wont", "cant", "get", "got", "go", "going", "just", "not", "no", "yes", "please", "pls", "thanks", "thank", "thx", "so", "as", "all", "any", "some", "more", "still", "again", "after", "before", "now", "then", "there", "here", "out", "up", "down", "over", "order", "app", "store", "shop", "delivery", "love", "great", "good", "bad", "best", "worst", "nice", "help", "need", "want", "know", "think", "said", "still", "never", "always", "customer", "service", "phone", "email", "back", "new", "one", "two", "day", "days", "week", "weeks", "time", "lol", "omg", "wow", "hey", "hi", "hello", "okay", "ok", "yeah", "price", "open", "closed", "size", "refund", "broken", "wait", "waiting"]
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CONFIDENT: Final = 0.6
CONFIDENT_ALONE: Final = 0.8


class LanguageDetector:
    """Knows 57 languages."""

    def __init__(self) -> None:
        from lingua import Language, LanguageDetectorBuilder

        known = [getattr(Language, name) for name in LANGUAGES]
        self._lingua: Any = LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()

    def language_of(self, text: str) -> str:
        """ISO 639-1 code, or "und" for a text without a word."""
        words = _WORD.findall(_ADDRESS.sub(" ", cleaned(text)[:1000]))[:100]
        if not words:
            return "und"
        english = sum(word.lower().replace("'", "").replace("’", "") in _ENGLISH for word in words) / len(words)
        if english >= 0.3:
            return "en"
        best = self._lingua.compute_language_confidence_values(" ".join(words))[0]
        code = str(best.language.iso_code_639_1.name).lower()
        if not any(sign.isascii() for word in words for sign in word):
            return code  # another script: never English
        needed = (CONFIDENT if len(words) > 2 else CONFIDENT_ALONE) + english
        return code if best.value >= needed else "en"
