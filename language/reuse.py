"""An earlier reply made fit for another comment: what belonged to the earlier case is left out, sentence by sentence.

Nothing is rewritten beyond greeting, name and signature, so every sentence that stays is word for word what a person
approved. A number, date, link or reference stays only where the help articles found for the new comment hold it.
"""

from __future__ import annotations

import re
from typing import Final

from language import privacy
from language.case_facts import case_facts, speaks_of_case, supported

LEAST_WORDS: Final = 4
LEAST_SHARE: Final = 0.4
"""Less than this share of the reply's words left, and what it said is no longer what it says."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HANDLES: Final = re.compile(r"^(?:\s*\.?@\w+[,:]?)+\s*")
_NAME: Final = r"[A-ZÀ-Þ][\w'’-]*"
_CALLED: Final = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:{_NAME})(?: {_NAME}){{0,2}}|\[name\]"
_GREETING: Final = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day))\b"
    rf"(?: there| again| all| both)?(?:,? ?(?-i:{_CALLED}))?\s*(?:[,!.:]+|[-–—]+(?=\s)|\n|$)\s*",
    re.IGNORECASE,
)
_WAVE: Final = re.compile(r"^[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+\s*")
_PART: Final = re.compile(r"\s*\(?\d\s?(?:/|of)\s?\d\)?\s*$")
_LINK_LAST: Final = re.compile(r"(?:(?<=[.!?…)])|(?<=[\^/*~]\w)|(?<=[\^/*~]\w\w))\s+https?://\S+$")
_SIGNED: Final = (
    re.compile(
        r"\s*(?:^|(?<=[\s.!?)]))(?:(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes|thanks)|regards|sincerely|cheers|"
        rf"yours (?:\w+)|best|TY|thanks|thank you)[,.!]?\s*(?:[-–—^*~/]|\n|(?<=, ))\s*(?-i:{_NAME}(?: {_NAME}){{0,3}})\.?\s*$",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|\s|(?<=[.!?]))\s*[\^*~/][ ]?[A-Za-z]{1,12}\s*$"),
    re.compile(rf"(?:\s|(?<=[.!?])|\n)[-–—]\s?{_NAME}(?: {_NAME}){{0,3}}\s*$"),
)
_ENDS: Final = re.compile(r"(?<=[.!?…])[\"”')]*\s+(?=\S)|\n+")
_NAMED: Final = re.compile(r"(?<=[\w,;:'’] )[A-ZÀ-Þ][\w'’]+")
_BESIDE: Final = re.compile(r"I['’]\w+$")
_SHORTENED: Final = re.compile(r"(?:\b(?:e\.g|i\.e|approx|etc|no|nr|St|Mr|Mrs|Ms|Dr|vs|min|max)\.)$", re.IGNORECASE)
_POLITE: Final = re.compile(
    r"\b(?:thanks?|thank you|sorry|apolog\w+|welcome|worries|hear|understand|appreciate|help|shame|pleasure|anytime|"
    r"congrats|congratulations|got it)\b",
    re.IGNORECASE,
)
_CALLS: Final = (
    re.compile(r"^\[name\], "),
    re.compile(r",? ?\[name\](?=[.!?,]|$)"),
    re.compile(rf"(?<=\b[Ss]orry|hanks|k you|heers) {_NAME}(?=\s*(?:[.!?,:;]|$))"),
    re.compile(rf"(?<=\bthat|\bthis) {_NAME}(?=[,.!?])"),
)
_CALLED_LAST: Final = re.compile(rf", {_NAME}(?=[.!?]+$)")
LEANS: Final = re.compile(
    r"^(?:but|however|though|otherwise|if so|if not|then|after that|also|it|its|it['’]s|this|that|these|those|they|so|and|"
    r"or|once (?:you|that)|instead|for that|there)\b",
    re.IGNORECASE,
)


def adapt(reply: str, earlier: str, comment: str, known: str = "") -> list[str]:
    """The sentences of an earlier reply that may be said again; empty when too little of it would be left.

    ``earlier`` is the comment it answered, ``comment`` the one to answer now, ``known`` the text of the articles found
    for that one. Greeting, names and signature are always left out.
    """
    kept: list[str] = []
    said, dropped_before = 0, False
    for whole in sentences(unsigned(ungreeted(reply))):
        said += _size(whole)
        sentence, certain = unnamed(whole)
        leans = dropped_before and LEANS.match(sentence)
        if not certain or leans or _broken_off(sentence) or _of_its_case(sentence, earlier, comment, known):
            dropped_before = True
            continue
        dropped_before = False
        if _size(sentence):
            kept.append(sentence)
    left = sum(map(_size, kept))
    return kept if left >= LEAST_WORDS and left >= LEAST_SHARE * said else []


def _of_its_case(sentence: str, earlier: str, comment: str, known: str) -> bool:
    """Whether it holds what was true of the earlier case, or names what only the earlier comment named."""
    if speaks_of_case(sentence) or any(not supported(fact, known) for fact in case_facts(sentence)):
        return True
    now = {word.lower() for word in _WORD.findall(f"{comment} {known}")}
    then = {word.lower() for word in _WORD.findall(earlier)}
    named = {word.lower() for word in _NAMED.findall(sentence) if not _BESIDE.match(word)}
    return bool((named & then) - now)


def _broken_off(sentence: str) -> bool:
    return sentence.endswith(("...", "…"))


def compared(text: str) -> str:
    """A comment as it is compared with earlier ones: without the handles that it begins with."""
    return _HANDLES.sub("", text).strip() or text.strip()


def ungreeted(reply: str) -> str:
    """Without handles and greeting at its start."""
    text = _HANDLES.sub("", reply.strip())
    rest = _GREETING.sub("", text, count=1)
    rest = _WAVE.sub("", rest, count=1) if rest != text else rest
    return rest[:1].upper() + rest[1:] if rest != text else text


def unsigned(reply: str) -> str:
    """Without what stands at its end after the last sentence: a signature, "1/2", a link by itself."""
    text = reply.rstrip()
    for _ in range(2):
        for pattern in (_PART, _LINK_LAST, *_SIGNED):
            text = pattern.sub("", text).rstrip()
    return text


def sentences(text: str) -> list[str]:
    """Split at ends of sentences and at line breaks, not after abbreviations."""
    parts: list[str] = []
    for part in filter(None, (part.strip() for part in _ENDS.split(text))):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def scrubbed(text: str, author: str | None = None) -> str:
    """The text without personal data, the author's own name included: what is kept for later."""
    text = privacy.mask(text)
    names = [name for name in _WORD.findall(author or "") if len(name) > 2 and name[0].isupper()]
    if not names:
        return text
    name = "|".join(map(re.escape, names))
    return re.sub(rf"\b(?:{name})(?:\s+(?:{name}))*\b", "[name]", text)


def unnamed(sentence: str) -> tuple[str, bool]:
    """The sentence without the name it calls somebody by; False where a name may be left that can't be taken out."""
    for pattern in _CALLS:
        sentence = pattern.sub("", sentence)
    sentence = sentence[:1].upper() + sentence[1:]
    if not _CALLED_LAST.search(sentence):
        return sentence, True
    return _CALLED_LAST.sub("", sentence), _POLITE.search(sentence) is not None


def _size(text: str) -> int:
    return len(_WORD.findall(text))
