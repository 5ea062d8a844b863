"""Hand-made features: turns of phrase that separate a breached expectation from a question, a thank-you and a plain fact.

They carry what a few thousand examples can't teach word by word: which words are good or bad, and what negation does to
them. After the cues of Preotiuc-Pietro, Gaman & Aletras (2019) for complaints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from components.cleaning import cleaned
from components.scoring.lexicon import BAD, BROKEN, GOOD

_NOT: Final = (
    r"(?:not|never|no|nothing|nobody|none|neither|without|hardly|barely|isn'?t|wasn'?t|aren'?t|weren'?t|don'?t|doesn'?t"
    r"|didn'?t|won'?t|wouldn'?t|can'?t|cannot|couldn'?t|haven'?t|hasn'?t|hadn'?t|ain'?t|shouldn'?t)"
)


def _any_of(words: Sequence[str]) -> str:
    return r"\b(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + r")\b"


MOST: Final = 4000
_BEFORE: Final = re.compile(rf"\b{_NOT}\b(?:\W+\w+){{0,2}}\W+$", re.IGNORECASE)
_LEXICON: Final = tuple(re.compile(_any_of(words), re.IGNORECASE) for words in (GOOD, BAD, BROKEN))

PATTERNS: Final[dict[str, str]] = {
    "negation": rf"\b{_NOT}\b",
    "refused": r"\b(?:wo|ca|can|do|does|did|is|are|was|has|have|could|would)(?:n'?t|\s?not|nnot)\s+(?:\w+\s+)?(?:work|open|load|turn|connect|let|find|get|log|send|answer|reply|respond|arriv|com|receiv|deliver|care|even|help|show|play|start|charge|sync|fit|accept|been|able)\w*",
    "never": r"\bnever (?:again|came|got|received|arrived|turned|had|been|shop|buy|use|fly|go|order|come|book|ever|even)\b|\b(?:last|first and last) time\b|\bany ?more\b|\bno longer\b",
    "still": r"\b(?:still|again|yet|already|keeps?|kept|every (?:time|day|week|single)|always|constantly|once more|another)\b",
    "ordinal": r"\b(?:(?:second|third|fourth|fifth|[2-9](?:nd|rd|th)) (?:time|week|day|month|one|attempt|call)|twice|(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|\d+) times)\b",
    "span": r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|couple of|several|half an)\+?\s*(?:min(?:ute)?s?|mins|h(?:ou)?rs?|days?|weeks?|months?|years?)\b",
    "you": r"\b(?:you|your|yours|u|ur|yous|y'?all|ye|you guys)\b",
    "me": r"\b(?:i|i'?m|i'?ve|my|me|mine|we|our|us|im|ive)\b",
    "they": r"\b(?:he|she|they|him|her|them|his|their|people|everyone|everybody)\b",
    "expected": r"\b(?:should(?:n'?t)?|supposed|promised?|expect\w*|said|told|claims?|assured|advertis\w*|guarantee\w*|meant to|paid|pay(?:ing)?|ordered|booked|bought)\b",
    "desist": r"\b(?:stop|boycott\w*|avoid|cancel\w*|switch\w*|leav(?:e|ing)|goodbye|report(?:ed|ing)?|refund|money back|compensat\w*|return(?:ing)? it|fix|sort (?:it|this|your)|shame on|bring back|take my (?:business|money|custom)|elsewhere|unlik\w+|unfollow\w*|unsubscrib\w*|lost (?:a|another|my) (?:good )?(?:customer|business|custom))\b",
    "thanks": r"\b(?:thank(?:s| you| u)?|thx|ty|cheers|ta|appreciate\w*|grateful|kudos|hats off|shout ?out|props|well done|big up|bless)\b",
    "thanks for": r"\b(?:thank(?:s| you) for (?:\w+ing|not|nothing|the)|thanks a lot|great job|nice (?:one|job|work)|good (?:job|one|work)|well done|bravo|brilliant|love (?:how|that|it when|sitting|waiting|paying)|lovely|congrat\w*|cheers for)\b",
    "please": r"\b(?:please|pls|plz|kindly|could you|can you|would you|help|assist\w*|advise|look into)\b",
    "mark": r"\?",
    "opener": r"(?:^|[.!?,]\s*|\bhi\W+|\bhello\W+|\bhey\W+)(?:how|what|when|where|which|who|whose|can|could|do|does|is|are|will|would|has|have|may|any|anyone|wondering|looking for|trying to find|need)\b",
    "inverted": r"\b(?:can|could|may|do|does|did|is|are|will|would|shall|should|has|have)\s+(?:i|we|you|u|it|there|this|that|these|those|the|they|anyone|somebody|someone|your|my)\b",
    "ask": r"\b(?:how|what|when|where|which|who|whose)\b",
    "why": r"\b(?:why|y|how come|wtf|what the|what is wrong|really\s?\?|seriously)\b",
    "wonder": r"\b(?:wonder\w*|anyone know|any (?:idea|chance|news|plans?|way)|interested in|looking for|is there|are there|do you (?:sell|have|do|ship|deliver|offer|make|take|stock)|how (?:much|many|long|do i|can i|to)|where (?:can|do|is))\b",
    "loud": r"!",
    "trail": r"…|\.\.",
    "quoted": r"[\"“”][^\"“”]{2,30}[\"“”]",
    "swear": r"\b(?:hell|damn|bloody|f+u*c*k\w*|shit\w*|crap|arse|ass|wtf|ffs|bs|bullshit|piss\w*|bollocks|omg|smh|jfc)\b",
    "pleased face": "[😀😁😂😃😄😅😆😊😍🥰😘😋🤩👍👏🙌❤💕💖💙💚💛💜🧡🎉🥳🔥✨😎💯🙏♥🤗]|[:;]-?[)D]|<3|\bxx+\b",
    "cross face": "[😠😡🤬😤😞😒😑😢😭😩😫🙄👎💔🤮🤢😣😖😔🤦🙃]|:-?[(/]|>:",
    "money": r"[£$€₹₦]\s?\d|\d\s?(?:£|\$|€|quid|bucks|dollars|pounds|euros?|p\b)",
    "number": r"\b[A-Z]{0,4}-?\d[\d-]{2,}\w*\b",
    "mention": r"(?<!\w)@\w+",
    "hashtag": r"(?<!\w)#\w+",
    "command": r"^(?:please |pls )?(?:fix|stop|bring|give|make|let|sort|answer|reply|pay|tell|get|send|put|take|change|do something|refund|check|follow|don'?t|do not|avoid|try|add|vote|come|join|like|share)\b",
    "wish": r"\b(?:wish|would (?:be|love|like)|'d love|you should|could use|what about|how about|an idea|suggest\w*|hope (?:you|to|it|this)|if only|please (?:make|bring|open|do|add))\b",
    "turn": r"\b(?:but|however|although|though|shame|pity|except|unfortunately|yet|until|then|instead)\b",
    "degree": r"\b(?:so|very|too|really|absolutely|totally|completely|utterly|extremely|beyond|such an?|what an?|ever|literally|zero|at all|most)\b",
    "fact": r"^(?:yes|yep|yeah|no|nope|ok|okay|it'?s|it was|sure|done|sent|just|already|the|hi,? (?:it|yes|no)|both|only|under|order)\b",
    "staff": r"\b(?:staff|manager|driver|cashier|agents?|crew|reps?|team|employees?|lady|guy|man|woman|receptionist|waiter|waitress|engineer|customer (?:service|care|support)|service|support)\b",
    "trade": r"\b(?:order\w*|deliver\w*|parcel|app|website|site|store|shop|branch|account|card|flight|train|bus|bill|price|phone|call\w*|email\w*|dm|update|product|ticket|booking|subscription|network|internet|wifi|item|package)\b",
}
_COMPILED: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS.values())
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
_CROSSED: Final = (
    ("thanks", "bad"),
    ("thanks", "broken"),
    ("thanks for", "broken"),
    ("good", "bad"),
    ("good", "broken"),
    ("good", "turn"),
    ("mark", "bad"),
    ("mark", "broken"),
    ("mark", "negation"),
    ("mark", "you"),
    ("mark", "still"),
    ("me", "broken"),
    ("good", "mark"),
    ("you", "bad"),
    ("staff", "bad"),
    ("staff", "good"),
    ("trade", "bad"),
    ("trade", "broken"),
    ("trade", "good"),
    ("trade", "negation"),
)
_LEXICAL: Final = ("good", "bad", "broken", "not good", "not bad", "not broken")
_SHAPE: Final = ("capitals", "length", "ends asking", "balance")
# Whom it is addressed to, read from the raw text before mentions and links are taken off.
_ADDRESS: Final = (
    "mention ahead",
    "mentions ahead",
    "mention inside",
    "no mention",
    "hashtags",
    "to a help desk",
    "cut off",
)
_AHEAD: Final = re.compile(r"^(?:\s*[.]?@\w+[:,]?)+")
_DESK: Final = re.compile(r"^\.?@\w*(?:help|support|care|service|ask|cust)", re.IGNORECASE)
NAMES: Final = (
    *PATTERNS,
    *_LEXICAL,
    *_SHAPE,
    *_ADDRESS,
    *(f"{left} × {right}" for left, right in _CROSSED),
)
_PLACE: Final = {name: index for index, name in enumerate(NAMES)}


def cues(texts: Sequence[str]) -> np.ndarray:
    """[n, len(NAMES)] float32 of about unit size; `texts` are raw, as they came."""
    return np.stack([_cues(text) for text in texts]) if len(texts) else np.zeros((0, len(NAMES)), dtype=np.float32)


def _cues(raw: str) -> np.ndarray:
    raw = raw[:MOST]
    text = cleaned(raw).replace("’", "'")
    row = np.zeros(len(NAMES), dtype=np.float32)
    for index, pattern in enumerate(_COMPILED):
        row[index] = len(pattern.findall(text))
    for name, pattern in zip(_LEXICAL, _LEXICON, strict=False):
        for match in pattern.finditer(text):
            turned = _BEFORE.search(text[max(0, match.start() - 30) : match.start()]) is not None
            row[_PLACE[f"not {name}" if turned else name]] += 1
    row[_PLACE["capitals"]] = len(_CAPITALS.findall(text))
    row = np.log1p(row)
    words = text.split()
    row[_PLACE["length"]] = np.log1p(len(words)) / 2 - 1
    row[_PLACE["ends asking"]] = float(text.rstrip(" .!").endswith("?"))
    row[_PLACE["balance"]] = np.tanh(
        row[_PLACE["good"]] + row[_PLACE["not bad"]] - row[_PLACE["bad"]] - row[_PLACE["not good"]]
    )
    row[_PLACE[_ADDRESS[0]] : _PLACE[_ADDRESS[0]] + len(_ADDRESS)] = _address(raw)
    for index, (left, right) in enumerate(_CROSSED):
        row[len(NAMES) - len(_CROSSED) + index] = row[_PLACE[left]] * row[_PLACE[right]]
    return row


def _address(raw: str) -> tuple[float, ...]:
    ahead = _AHEAD.match(raw)
    first, total = ahead.group().count("@") if ahead else 0, raw.count("@")
    return (
        float(first > 0),
        float(first > 1),
        float(total > first),
        float(total == 0),
        float("#" in raw),
        float(_DESK.match(raw) is not None),
        float(raw.rstrip().endswith("…")),
    )
