"""The rules of the tone check: what to look for, why it sells instead of shares, and what to write instead.

A rule with `asked=False` holds always; one with `asked=True` is dropped when the comment asked for buying advice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """One thing to point at in a reply; `public` rules hold only where everybody reads."""

    name: str
    pattern: re.Pattern[str]
    why: str
    instead: str
    public: bool = False
    buying: bool = False


def _rule(name: str, why: str, instead: str, *patterns: str, public: bool = False, buying: bool = False) -> Rule:
    return Rule(
        name,
        re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE),
        why,
        instead,
        public,
        buying,
    )


RULES: Final = (
    _rule(
        "call-to-buy",
        "It asks for a purchase instead of helping.",
        "Say what helps; leave buying to the reader.",
        r"\b(?:buy|order|shop|book|purchase|subscribe|get yours|grab yours|add to (?:cart|basket))\W+(?:\w+\W+){0,2}(?:now|today|here|online now)\b",
        r"\b(?:check|browse|explore|discover|shop)(?: out)? our (?:\w+ ){0,3}(?:range|collection|store|shop|products?|selection|deals?|line-?up|catalogue)\b",
        r"\b(?:visit|head (?:over )?to) our (?:online )?(?:store|shop)\W+(?:to|and) (?:buy|order|purchase|treat)\b",
        r"\bwhy not (?:treat yourself|buy|order|try our)\b",
        r"\b(?:treat|spoil) yourself\b",
        r"\bdon'?t miss (?:out|this)\b",
        buying=True,
    ),
    _rule(
        "discount",
        "A discount is an advertisement in a reply nobody asked for it in.",
        "Leave it out, or answer a question about price plainly.",
        r"\b\d{1,2} ?% (?:off|discount)\b",
        r"\b(?:promo|discount|voucher|coupon) code\b",
        r"\b(?:special|exclusive|limited|great) (?:offer|deal|discount|price)s?\b",
        r"\b(?:best|unbeatable|lowest|amazing) (?:price|deal|value)s?\b",
        r"\b(?:sale|deals?) (?:is|are) (?:now )?on\b",
        r"\bbargains?\b",
        buying=True,
    ),
    _rule(
        "urgency",
        "It presses the reader.",
        "Give the date or the fact without the push.",
        r"\b(?:hurry|act (?:now|fast)|last chance|while (?:stocks?|supplies) lasts?|limited time|ends (?:soon|tonight|today)|only a few left|selling fast|before (?:it'?s|they'?re) gone)\b",
    ),
    _rule(
        "upsell",
        "It offers something dearer than what was asked about.",
        "Answer about what they have or asked for.",
        r"\bupgrade (?:to|your \w+ to)\b",
        r"\byou (?:might|may|would|will|'ll|'d) (?:also )?(?:love|like|enjoy|be interested in) our\b",
        r"\bhave you (?:considered|thought about|tried) our\b",
        r"\bour (?:new|latest|premium|pro) (?:\w+ ){0,2}(?:is|would be|might be) (?:perfect|ideal|great) for you\b",
        buying=True,
    ),
    _rule(
        "self-praise",
        "Praising the company answers nobody.",
        "Say what was done, and let the reader judge.",
        r"\b(?:we'?re|we are|our) (?:\w+ ){0,3}(?:proud|passionate|industry[- ]leading|world[- ]class|best[- ]in[- ]class|award[- ]winning|second to none|market[- ]leading|number one)\b",
        r"\b(?:industry|world|market)[- ]leading\b",
        r"\b(?:world|first)[- ]class\b",
        r"\baward[- ]winning\b",
        r"\bstate[- ]of[- ]the[- ]art\b",
        r"\bcutting[- ]edge\b",
        r"\bunrivall?ed\b|\bunparallell?ed\b|\bunmatched\b",
        r"\b(?:the|our) (?:very )?(?:best|finest|greatest|highest) (?:\w+ )?(?:quality|service|products?|team|bikes?|customer service|on the market|in the (?:business|world|industry))\b",
        r"\bpride ourselves\b",
        r"\bsecond to none\b",
    ),
    _rule(
        "lead-capture",
        "It collects a customer instead of helping one.",
        "Give the help here, or say how to reach a person about this.",
        r"\bsign up (?:for|to) (?:our|the) (?:newsletter|mailing list|emails|offers)\b",
        r"\b(?:join|subscribe to) our (?:newsletter|mailing list|community|loyalty)\b",
        r"\b(?:follow|like) us (?:on|for)\b",
        r"\bdownload our app (?:for|to get|and get)\b",
        r"\btag (?:a|your) friends?\b",
        r"\bturn on notifications\b",
        r"\bleave us a (?:\w+ )?review\b",
    ),
    _rule(
        "hashtag",
        "A hashtag makes the reply an advertisement.",
        "Leave the hashtag out.",
        r"(?<![\w&/])#[A-Za-z]\w*",
    ),
    _rule(
        "deflection",
        "It sends the reader away with nothing.",
        "Give what you know here; then say what only a private channel can do, and why.",
        r"^\W*(?:(?:hi|hello|hey|dear)\b[^.!?]{0,30}[.,!]\W*)?(?:please )?(?:just )?(?:dm|pm|message|e-?mail|call|contact|ring) us\b[^.!?]*[.!?]?\W*$",
        r"\b(?:please )?(?:see|read|check|refer to) (?:our|the) (?:faqs?|website|terms|help (?:page|centre|center))(?: for more(?: information| info| details)?)?\W*$",
        r"\bthis is not (?:our|my) (?:department|problem|responsibility)\b",
        r"\bnothing (?:more )?(?:that )?we can do\b",
        r"\bcontact (?:the )?(?:courier|manufacturer|carrier) (?:directly|yourself)\b",
    ),
    _rule(
        "blame",
        "It puts the fault on the customer.",
        "Say what happened and what to do next.",
        r"\byou (?:should|could|ought to) have\b",
        r"\byou (?:failed|forgot|neglected|didn'?t bother) to\b",
        r"\byou must have\b",
        r"\bas (?:we|i)(?:'ve| have)? (?:already|previously|clearly) (?:said|told|explained|stated|mentioned)\b",
        r"\byour (?:own )?(?:fault|mistake|misunderstanding|error)\b",
        r"\bno one else (?:has )?(?:had|complained)\b|\bnobody else (?:has )?(?:had|complained)\b",
        r"\bif you had (?:read|checked|followed)\b",
        r"\bsorry (?:that )?you feel\b|\bsorry if you\b",
        r"\bcalm down\b",
    ),
    _rule(
        "promise",
        "Nothing on hand supports the promise.",
        "Say what is known and who looks at it; promise only what an article says.",
        r"\b(?:we|i)(?:'ll| will| shall) (?:make sure|ensure|guarantee)\b",
        r"\b(?:we|i) (?:guarantee|promise)\b",
        r"\b(?:will|won'?t) never happen again\b",
        r"\b100 ?% (?:guaranteed|sure|certain)\b",
        r"\b(?:we|i)(?:'ll| will) (?:refund|replace|compensate|reimburse) you\b",
        r"\byou(?:'ll| will) (?:definitely|certainly|surely|get a full refund|be refunded)\b",
        r"\bwithin (?:the hour|24 hours|minutes)\b",
        r"\bas soon as (?:humanly )?possible\b|\basap\b",
    ),
    _rule(
        "personal-data",
        "It asks for personal data where everybody reads.",
        "Ask for it in a private message.",
        r"\b(?:send|share|provide|post|give|tell|confirm|reply with|what(?:'s| is)|let us know)\b(?![^.!?]*\b(?:private|privately|dm|pm|direct message)\b)[^.!?]{0,40}\b(?:e-?mail address|phone number|mobile number|order number|account number|card (?:number|details)|home address|postal address|date of birth|full name|postcode|booking reference|password)\b",
        public=True,
    ),
    _rule(
        "boilerplate",
        "A phrase that could stand under any comment.",
        "Say the same about this comment, or leave it out.",
        r"\bwe (?:sincerely |deeply |truly )?apologi[sz]e for (?:any|the) inconvenience(?: (?:caused|this may have caused))?\b",
        r"\bsorry for (?:any|the) inconvenience\b",
        r"\byour (?:feedback|opinion|call|business|satisfaction) is (?:very )?(?:important|valuable|valued)\b",
        r"\bwe (?:take|value) (?:all )?(?:your )?(?:feedback|complaints|this) (?:very )?(?:seriously|highly)\b",
        r"\bwe (?:truly |really )?(?:value|appreciate) your (?:feedback|business|patience|custom|loyalty)\b",
        r"\bthank you for (?:your patience|reaching out|contacting us|bringing this to our attention|your (?:valuable )?feedback|getting in touch)\b",
        r"\b(?:please )?(?:do not|don'?t) hesitate to\b",
        r"\bwe strive to\b",
        r"\bvalued customer\b",
        r"\bat your earliest convenience\b",
        r"\bkindly (?:be advised|note)\b",
        r"\brest assured\b",
    ),
)
