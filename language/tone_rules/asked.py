"""What a comment asks for, as far as it makes words answers that would otherwise sell or send away."""

from __future__ import annotations

import re
from typing import Final

_TOPICS: Final = {
    "price": r"discount|voucher|coupon|\bpromo|\b(?:offer|deal|sale|bundle|bargain|rebate)s?\b|\bcodes?\b|\bpric(?:e|es|ing)\b(?!y)|% ?off|\bhow much\b|\b(?:what|does|do|will|would|it)\b[^.!?\n]{0,30}\bcosts?\b|\bfees?\b|\bcheap(?:er|est)?\b|black friday|\bcharge for\b|\btariffs?\b|\brates?\b|concession|\bstudents?\b|\bfree (?:delivery|shipping)\b|\bany money off\b|\bpaying for\b|\bworth paying\b",
    "buying": r"\b(?:which|what)\b[^.!?\n]{0,50}\b(?:should|would|do|to|shall|can|could|model|size|one|best|better)\b|\b(?:which|what) (?:\w+ ){0,2}(?:is|are|one|suits|fits|works)\b|\bwhere (?:can|do|could|would|might|to)\b[^.!?\n]{0,30}\b(?:buy|order|get|purchase|find|pick)|\bhow (?:can|do|could|would|to)\b[^.!?\n]{0,30}\b(?:buy|order|get one|get hold|purchase|book|reserve)|\b(?:can|could) (?:i|we|you) (?:still |also |even |just )?(?:buy|order|get|purchase|book|reserve|pre-?order)|\brecommend|\bsuggest|(?<!how )(?<!why )(?<!where )(?<!what )(?<!when )\bdo you (?:\w+ )?(?:sell|stock|have|do|make|offer)\b|\b(?:in|back in|out of) stock\b|\bavailable\b|\b(?:looking|want|wanting|hoping|planning|thinking|like|love|need|keen|tempted|ready|considering|about)\b[^.!?\n]{0,20}\b(?:buy|get|order|buying|getting|ordering|upgrade|upgrading|book|booking|switch|switching|a new|replace|replacing)|\blooking for (?:a|an|some|the|something|one)\b|\bdifference between\b|\bworth (?:it|buying|upgrading|getting|paying)\b|\bwhen (?:will|does|do|are|is|can)\b[^.!?\n]{0,40}\b(?:out|released?|launch|on sale|back|tickets?|buy|order|pre-?order)|\btickets?\b[^.!?\n]{0,30}\?|\bneed a new\b|\bis there a (?:bigger|larger|better|smaller|newer|faster|cheaper)|\bgift ideas?\b|\bcompatible\b|\bgoes? with\b",
    "upgrade": r"\bupgrad|\bswitch(?:ing)? (?:to|plan|from)|\b(?:bigger|larger|better|newer|faster|higher|other|premium|pro|plus) (?:one|model|plan|package|version|tariff|size|option)|\bwhich (?:plan|model|package|version|tariff)|\b(?:plans|packages|versions|tariffs|options) (?:do you|are|have)|\bmore (?:data|storage|space|speed)\b[^.!?\n]{0,30}\?|\badd-?ons?\b|\bextended warranty\b|\baccessor(?:y|ies)\b|\bgoes? with\b|\banything else\b",
    "list": r"newsletter|subscri|\bsign(?:ing)?[ -]?up\b|mailing list|\bjoin|\bregist(?:er|ration)|loyalty|\bmember|\bhow\b[^.!?\n]{0,40}\bpoints?\b|\breviews?\b|competition|giveaway|prize|\bapp\b|notif|\bnews\b|\bfollow(?:ing)? you\b|\breferr?al|\brefer a\b|\bhear about\b|\bkeep up\b|let me know when|\bsurvey\b|\benter\b|waiting ?list|remind",
    "link": r"\b(?:what's|what is|have|got|is there|send|give|post|share|need)\b[^.!?\n]{0,24}\b(?:links?|web ?(?:site|page|address)|url)\b|\blink (?:to|for)\b|\bwhich page\b|\bwhere\b[^.!?\n]{0,40}\b(?:find|see|look|read|download|apply|form|manual|instructions|report|submit|register|sign up|check|list|menu|timetable|policy|guide|recipe|page|info|track)|\b(?:can't|cannot|can not|couldn't) find\b[^.!?\n]{0,40}\b(?:form|page|manual|list|guide|link|instructions|timetable|menu|recipe|site)\b|\b(?:have|got|is there|send me)\b[^.!?\n]{0,30}\b(?:form|manual|instructions|list|timetable|menu|guide|pdf|recipe|video|map|chart|catalogue|brochure)\b",
    "contact": r"\b(?:how|who|where)\b[^.!?\n]{0,30}\b(?:contact|reach|speak|talk|complain|call|email|e-mail|ring|write|get hold|get in touch|ask|report)\b|\b(?:phone|telephone|contact|helpline|customer service) (?:number|details|email|e-mail|address)|\b(?:what's|what is|is there|got|have you|do you have) (?:a |an |your |the )?(?:\w+ )?(?:number|e-?mail|address|helpline|contact)\b|\b(?:number|e-?mail address|address) (?:to|i can|for)\b|\bwhom?\b[^.!?\n]{0,20}\b(?:to|do|should|can)\b",
}
_PATTERNS: Final = {topic: re.compile(source) for topic, source in _TOPICS.items()}
READ_AT_MOST: Final = 4000


def topics(comment: str) -> frozenset[str]:
    """The topics of a comment in small letters: price, buying, upgrade, list, link, contact."""
    start = comment[:READ_AT_MOST]
    return frozenset(topic for topic, pattern in _PATTERNS.items() if pattern.search(start))
