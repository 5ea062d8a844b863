"""The rule about personal data: never ask for it where everybody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import Reply
from language.tone_rules.rule import Rule, pattern

_DATA: Final = (
    r"(?:(?:order|booking|reference|account|customer|membership|member|policy|phone|mobile|telephone|contact|card|tracking|parcel|reservation|invoice|loyalty card|loyalty|serial|registration|passport|ticket|case|consignment|confirmation|meter|patient|nhs|national insurance|bank account|driving licence|licence|flight|home|landline|cell|collection|claim|transaction|receipt|order or account) ?(?:id|ids|no|nr|numbers?|ref(?:erence)?|details?|code|confirmation)\b(?! is (?:printed|on|at))"
    r"|(?:your|which|what|the) e-?mail\b(?! (?:us|from|with|we|that|was|you (?:got|received|were)|confirm|is on its|to|or call|and we'll|notification))|e-?mail address\b|(?:home |postal |delivery |billing |full |mailing |street |shipping |your )addresse?s?\b|post ?codes?\b|zip codes?\b|date of birth\b|dob\b|birth ?(?:date|day)\b|(?:full|first and last|account holder's|last|your) names?\b|surname\b|(?:contact|account|personal|bank|card|payment|booking|login|log-in|customer|order|policy|membership|passport|flight|reservation|your) (?:details|information|info|data)\b|sort code\b|passwords?\b|username\b|(?:last |first )?(?:four|4|three|3|16|sixteen|12|ten|10|\d+|six|6) digits\b|user ?name\b|pin\b|(?:your|the best) (?:phone|mobile|tel|contact|cell)?(?: ?)numbers?\b(?! of)|(?:your )?(?:vehicle )?(?:number plate|registration plate|reg)\b|pnr\b|mother's maiden|security (?:answer|question|code)|medical (?:history|details|record)\w*|nhs number|address\b|(?:order|account|booking|reservation|appointment) (?:is |was )?(?:under|in|made under))"
)
_ASKS: Final = pattern(
    r"(?:please |kindly |just |and |also |then |do ){0,4}(?:send|share|provide|post|give|tell|confirm|reply|respond|comment|drop|pop|leave (?=us |your |an? (?:e|p|c|m))|supply|type(?! the)|write|paste|let (?:us|me) (?:know|have)|put (?=your (?:order|phone|number|e-?mail|post|account))|get back to (?:us|me)|message|forward|state|verify|remind (?:us|me)|submit|inform|advise (?:us|me)|help us with|double[- ]check)\b[^.!?;\n]{0,60}?\b"
    + _DATA,
    r"(?:what(?:'s| is| was| are| were| name|'re)?|which|whose|under (?:which|what)|in (?:which|what))\b[^.!?\n]{0,30}?\b"
    + _DATA
    + r"[^.!?\n]{0,50}(?=\?)",
    r"(?:what|which) (?:number|e-?mail|name|address|card|account|phone)\b[^.!?\n]{0,80}(?=\?)",
    r"(?:what|which) (?:e-?mail|post ?code|phone number|address|name|number|surname|account)\b[^.!?\n]{0,40}\b(?:is|was|did|do|are|have|were)\b[^.!?\n]{0,50}(?=\?)",
    r"(?:(?:can|could|may|might) (?:we|i|you) (?:please |just |kindly |also )?(?:have|get|ask (?:you )?for|take|grab|see|know|share|send|give|provide|tell)|(?:we|i)(?:'ll|'d| will| would|'re going to)? (?:just |also |only |still |first )?(?:need|require|want|like|ask for|love)|(?:all )?(?:we|i) need (?:from you )?is|mind (?:sharing|giving|sending|posting|telling|confirming|dropping|letting)|if you (?:could|can|would|post|share|give|send|tell|drop|leave|let us know|reply|provide|comment)|we(?:'re| are) (?:missing|after)|would you (?:share|send|give|tell|post|provide)|need(?:ed)? is)\b[^.!?;\n]{0,50}?\b"
    + _DATA,
    r"(?:order|booking|reference|account|phone|mobile|customer|membership) (?:number|details|ref|reference)(?: and \w+(?: \w+)?)?,? ?(?:please|pls)\b",
    r"(?:e-?mail(?: address)?|post ?code|date of birth|full name|address) (?:and \w+(?: \w+)? )?(?:please|pls)\b",
)
_PRIVATELY: Final = re.compile(
    r"\b(?:private(?:ly)?|dms?|dm'd|pms?|direct(?:ly)? messages?|direct message|message us|inbox|in a message|by message|messenger|secure(?:ly)?|via (?:e-?mail|chat|the form|our form|live chat|our (?:contact|secure|web) ?\w*)|by (?:e-?mail|phone|post|letter)|e-?mail us|over the phone|(?<!did you )(?<!you )call us|ring us|phone us|when you (?:call|ring|phone|visit|get in touch|contact|come|write|e-?mail)|(?:contact|web|online|return|claim|our|the) form|e-?mail (?:it|them|this|that|your|the) |live chat|to ¤+|at ¤+|on 0\d[\d ]{1,16}|in the app|chat window|call (?:us|0\d)|one-to-one|off[- ]line|offline|message button|out of public|confidential(?:ly)?|not (?:here|in public|publicly)|on the (?:returns?|delivery|contact|tracking|checkout|order|login|sign-in|log-in) (?:page|screen|form)|(?:ring|call|phone|e-?mail|write to|visit|contact) (?:the|our|your|them|a) )\b|¤"
)
_OPENLY: Final = re.compile(
    r"\b(?:here|below|in (?:the|a|this|your) (?:comments?|reply|thread|replies|post|next comment)|(?:reply|respond|comment|answer)(?:ing)?(?: to (?:this|us)| back)? (?:with|here|below|under)|under this (?:post|comment)|publicly|on this (?:post|thread|page)|as a (?:comment|reply))\b"
)
_REFUSES: Final = re.compile(
    r"\b(?:don't|do not|never|please don't|avoid|not to|not need|n't need|no need|without|refrain|instead of|rather than|won't ask|will never ask|never ask|remove|delete|deleted|hidden|hide|take down|we have|we've got|already have|not (?:post|share|put)|shouldn't (?:post|share)|keep)\b"
)
_GIVEN: Final = re.compile(
    r"\b(?:to|at|by) (?:the|your) (?:e-?mail(?: address)?|address|phone|card|account|name)\b|\b(?:we|they|i|it|system|the \w+)(?:'ve|'d| have| had| has)? (?:just |already |also |then ){0,4}(?:sent|posted|e-?mailed|told|gave|shared|added|changed|updated|confirmed|provided|included)\b|\b(?:check|make sure|see (?:if|whether|that)|enter|type|update|change|look for|find) (?:\w+ ){0,5}(?:e-?mail|address|postcode|number|details|password|name)\b"
)


def _asked_in_public(reply: Reply) -> Iterator[tuple[int, int]]:
    for match in _ASKS.finditer(reply.low):
        start, end = match.span()
        number = reply.number_at(start)
        first, last = reply.sentences[number]
        first, last = max(first, start - 200), min(last, end + 200)
        sentence = reply.low[first:last]
        if _REFUSES.search(sentence) or (_GIVEN.search(sentence) and "?" not in sentence[-2:]):
            continue
        if not _OPENLY.search(sentence):
            before = reply.low[max(first - 160, 0) : first]
            after = reply.low[last : last + 160]
            if _PRIVATELY.search(sentence) or _PRIVATELY.search(before) or _PRIVATELY.search(after):
                continue
        yield start, end


PERSONAL_DATA: Final = Rule(
    "personal-data",
    "It asks for personal data where everybody reads.",
    "Ask for it in a private message.",
    (_asked_in_public,),
    public=True,
    yields_to=frozenset({"lead-capture"}),
)
