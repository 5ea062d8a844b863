"""What the person who takes over needs to know of a comment, in its author's own words."""

from __future__ import annotations

import re
from typing import Final

from actions.answers import sentences
from actions.kinds import Choice
from actions.personal import ORDER, personal_in
from actions.request import Request

LONGEST_QUOTE: Final = 160
MOST_NAMED: Final = 4
SEVERITY: Final = {
    1: "a problem stated (severity 1 of 4)",
    2: "disapproval (severity 2 of 4)",
    3: "an accusation (severity 3 of 4)",
    4: "a threat or a demand (severity 4 of 4)",
}
_NAMED: Final = frozenset({"order", "product", "amount"})

_WANTS: Final = re.compile(
    r"\b(?:i|we)(?:['’]d| would| just| only| really| still| also)* (?:want|need|like (?:to|my|a|you|it)|expect|demand|insist|hope)\b"
    r"|\b(?:please|pls|plz)\b|\b(?:can|could|will|would) (?:you|somebody|someone|anyone|i|we)\b"
    r"|\b(?:refund|replace|cancel|fix|return|exchange|send|sort|explain|call|answer|stop) (?:me|it|this|my|that|us|the)\b"
    r"|\b(?:money|cash) back\b|\bwhen (?:will|can|do|is|are)\b|\bhow (?:do|can|long|much)\b|\bwhere(?:['’]s| is| are)\b|\?",
    re.IGNORECASE,
)
_HAPPENED: Final = re.compile(
    r"\b(?:not|never|no|n['’]t|still|again|broke\w*|fault\w*|wrong|missing|late|stopped|fail\w*|damag\w*|lost|charged|cancel\w*|refus\w*|wait\w*|arriv\w*|ordered|bought"
    r"|deliver\w*|received|came|leak\w*|crack\w*|torn|stuck|dead|rude|ignored|nobody|nothing|twice|error|crash\w*|bent|smell\w*|dirty|cold|empty|expired|locked|told|said"
    r"|since|after|before|when|was|were|has|have|had)\b|n['’]t\b",
    re.IGNORECASE,
)
_COUNT: Final = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a couple of|many)"
_SINCE: Final = re.compile(
    rf"\b(?:since (?:the )?(?:\w+ )?[\w']+|(?:for|after) (?:about |over |nearly |almost |more than |the (?:last|past) )?{_COUNT} (?:hour|day|week|month|year)s?"
    rf"|(?:over |about |nearly |almost )?{_COUNT} (?:hour|day|week|month|year)s?(?: now| ago)|yesterday|this morning|last (?:night|week|month|year|\w+day)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_SPEECH: Final = re.compile(r"^\s*(?:@\w+[\s,:]*)+|\s*https?://\S+")


def summary_of(request: Request, choice: Choice) -> str | None:
    """One or two sentences for drafts that leave it to a person; None for others. Phone numbers, cards and addresses are masked."""
    if choice.kind not in ("acknowledge", "hand_over"):
        return None
    lines = _SPEECH.sub("", _masked(request.text, request)).splitlines()
    told = [sentence for line in lines for sentence in sentences(line.strip())]
    if not told:
        return None
    happened = _happened(told)
    wants = next((one for one in reversed(told) if one != happened and _WANTS.search(one)), None)
    author = request.author or "The author"
    first = f"{author} writes: {_quoted(happened)}"
    if wants:
        first += f" and wants: {_quoted(wants)}"
    return first + ("" if first[-2] in ".!?…" else ".") + _particulars(request)


def _happened(told: list[str]) -> str:
    """The sentence that tells most of what happened; the first of equals."""

    def weight(place: int) -> tuple[int, int]:
        telling = len(set(match.lower() for match in _HAPPENED.findall(told[place])))
        asks = 2 if told[place].endswith("?") else 0
        return (telling + 2 * bool(_SINCE.search(told[place])) - asks, -place)

    return told[max(range(len(told)), key=weight)]


def _quoted(sentence: str) -> str:
    told = sentence.rstrip(".")
    if len(told) > LONGEST_QUOTE:
        told = told[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{told}”"


def _masked(text: str, request: Request) -> str:
    """Without personal data but order numbers, which whoever looks it up needs."""
    for one in personal_in(request):
        if one.name != ORDER:
            text = text.replace(one.text, f"[{one.name}]")
    return text


def _particulars(request: Request) -> str:
    hidden = [one for one in personal_in(request) if one.name != ORDER]
    details = [
        one
        for one in request.understanding.get("details") or ()
        if not any(one["start"] < other.end and other.start < one["end"] for other in hidden)
    ]
    told = []
    since = _SINCE.search(request.text)
    dates = [str(one["text"]) for one in details if one["kind"] == "date"]
    if since or dates:
        told.append(f"when: {' '.join(since.group().split()) if since else dates[0]}")
    named = [f"{one['kind']} {one['text']}" for one in details if one["kind"] in _NAMED]
    told += list(dict.fromkeys(named))[:MOST_NAMED]
    severity = SEVERITY.get(int(request.understanding["severity"]))
    if severity:
        told.append(severity)
    if not told:
        return ""
    line = "; ".join(told)
    return f" {line[0].upper()}{line[1:]}."
