"""Rules about sending away: deflection, and a link instead of an answer. Both ask whether the rest of the reply helps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import LINK_MARK, Reply
from language.tone_rules.rule import Rule, look, pattern

ANSWERED: Final = 7
_CLAUSES: Final = re.compile(r"[,;:\n–—]| - |[.!?…](?=\s|$)|\b(?:but|and) (?=please\b|you can\b|see\b|visit\b)")
_COURTESY: Final = re.compile(
    r"^[^\w§]*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|question)|great question|thanks?|many thanks|cheers|(?:we're |we are |i'm |i am |so |very |really ){0,4}(?:sorry|afraid|sad|concerned|delighted|glad|happy|thrilled|excited|pleased)\b|apolog|our apologies|we (?:do |sincerely |truly |deeply |completely |fully |totally |really |can |always ){0,4}(?:apolog|understand|appreciate|value|hear|regret|know|hope|love|take|strive|would love|want|aim|care|get|read)|i (?:do |completely |fully |can )?(?:understand|appreciate|hear)|we'd (?:love|like|be)|we'll be (?:happy|glad)|that's (?:not|a |never|great|awful|terrible|no)|that (?:is|does|must|sounds|shouldn't)|this (?:is not|isn't|must|sounds)|oh no|uh oh|oh dear|how (?:frustrating|annoying|strange|odd)|unfortunately|sadly|i'm afraid|as (?:a|we|you)|happy to help|we're here|kind regards|best wishes|regards|have a|take care|hope (?:this|that)|enjoy|let us know|feel free|please (?:let|don't|do not|feel|bear|be|note that we|rest|accept|contact|call|see|visit|check)|your (?:feedback|opinion|satisfaction|comfort|comment)|it's (?:a shame|great|lovely)|(?:we|we're|we are|i'm|i am) (?:unable|not able)|we (?:can't|cannot|can not|are unable|aren't able|do not|don't|won't|couldn't|could not|have no)|this (?:page|team|account|channel)|our (?:social|team|advis|customer (?:service|care)|support|experts?|award|agents?)|the (?:social media|customer service|relevant|right) |all (?:queries|questions|complaints|enquiries|requests)|for (?:all|any|this|more|further|full|details|help|that|questions|queries|complaints)|any (?:questions|queries)|if you (?:have|need|still|would like|'d like|want|wish)|to (?:find out|learn|get (?:help|more|this|the best)|resolve|discuss|help)|should you|in order to|so (?:that )?(?:we|they) can (?:help|assist|look)|we've (?:all been|noted|got you)|there (?:are|is) (?:lots|plenty|many|more|several|various|a (?:lot|range|number))|(?:many|several|various|lots of|different|a number of|there may be) |it (?:depends|varies|could be|really depends)|this (?:depends|varies|can)|everything|all (?:of )?(?:the|our)|this sort of|these things|things like|such (?:matters|issues|queries)|[\w' ]{0,40}\b(?:vary|varies|depends?)\b|here\b|more (?:on|about|info|details)|you(?:'ll| can| will| should be able to) (?:find|read|see|learn|get (?:all|more|help))|(?:details|info|information|answers)\b|(?:just |please |simply |kindly )?(?:click|tap|follow|try|have a look|take a look|look|read|see|visit|check|refer|go to|head|browse|consult|use|search) ))"
)
_POINTER: Final = re.compile(
    r"\b(?:web ?site|web ?page|site|faqs?|help ?(?:page|cent(?:re|er)|section|hub|articles?|pages)|support (?:page|hub|cent\w+|section)|knowledge base|terms(?: (?:and|&) conditions| of (?:service|use|sale))?|t&cs|(?:our|the|this) (?:\w+ ){0,2}(?:page|guide|blog|policy|article|app)|link|bio|online|the (?:guide|manual|article|booklet|leaflet))\b|§"
)
_YES: Final = re.compile(r"\b(?:yes|no|yep|nope|it does|it is|they are|they do|it doesn't|it isn't)\b[,.:; ]")
_ADVERT: Final = re.compile(r"\b(?:treat yourself|buy now|shop now|% off|proud|award-winning|best|newsletter)\b")

_SELF: Final = r"(?:us|we|our W4(?:team|department|support|desk|line|agents?|advis\w+|helpline|hotline|service|office|colleagues|staff|form|chat|people|store|shop|branch|centre|center|number|care|experts?|reception|inbox|partners?)|the W4(?:team|department|support|desk|helpline|hotline|office|manufacturer|courier|carrier|seller|supplier|retailer|store|shop|branch|council|landlord|airline|bank|agent|operator|driver|centre|company|venue|provider|publisher|developer|post office|sorting office|restaurant|depot|form|landlord|brand|maker)|your W2(?:bank|local|nearest|store|shop|branch|supplier|provider|courier|dealer|retailer|landlord|network|card|council|agent|gp|pharmacist|neighbours?|employer|airline)\w*|customer (?:service|services|care|support|relations|experience)|support\b|head office|reception|them|someone|a member|a colleague|an advis[eo]r|whoever|technical support|the relevant \w+|live chat|royal \w+|(?:on )?0\d[\d ]{2,14}|(?:on )?\+\d[\d ]{4,16}|¤+|a (?:\w+ )?(?:advis\w+|agent|specialist|member|dealer))"
_CONTACT: Final = pattern(
    r"(?:contact(?:ing)?|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|e-?mail(?:ing)?|messag(?:e|ing)|dm|pm|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|chat(?:ting)? (?:to|with)|reach(?:ing)? out to|reach|get(?:ting)? in (?:touch|contact) with|liais\w+ with|writ(?:e|ing) to|check(?:ing)? with|consult|approach|turn to|ask|text|whatsapp|refer (?:this|it) to|go(?:ing)? (?:back to|through)|visit(?:ing)?|pop in(?:to)?) "
    + _SELF,
    r"(?:take|bring|raise|pursue|address|direct|discuss|refer) (?:this|it|that|your W2|any W2|the matter|the issue|this matter|this issue|all W2)(?: further)? ?(?:up )?(?:with|to) "
    + _SELF,
    r"(?:give|drop|send|slide) (?:us|them|our team|our W2team|customer (?:service|care)|the W2team) (?:a |an |in )?(?:quick |private |direct )?(?:call|ring|bell|shout|line|message|dm|pm|e-?mail|note|text|buzz)\b",
    r"(?:send|drop) (?:a|an) (?:quick |private |direct )?(?:dm|pm|message|e-?mail) to",
    r"(?:raise|log|open|submit|file|lodge|fill in|fill out|complete|use|put in) (?:a|an|your|our|the) (?:\w+ )?(?:\w+ )?(?:ticket|complaint|request|case|enquiry|query|form|complaint form|contact form|claim)\b",
    r"(?:get|be) in (?:touch|contact)(?! with)\b|reach out\b(?! to)|(?:come|go) (?:and )?(?:see|speak to|ask) (?:us|someone|staff)\b",
    r"ask (?:at|in) (?:the |our |your |any )?(?:\w+ )?(?:reception|desk|store|shop|branch|counter|till|office|pharmacy|bank)\b",
    r"(?:dm|pm|inbox|message|call|email|e-mail|contact|ring) us\b",
    r"(?:slide into|jump into|check) (?:our|your) (?:dms|inbox)\b",
    r"(?:(?:via|by|through|on|using|over) (?:our |the |live )?(?:\w+ )?(?:contact form|chat|helpline|hotline|phone line|customer services?|live chat|support line|support team))\b",
)
_URGES: Final = re.compile(
    r"(?:^|[^\w ']\s*|\b(?:please|kindly|just|simply|then|and|or|so|either|instead|therefore|do|can|could|should|must|may|might|need to|needs to|have to|has to|want to|wish to|best to|better to|like to|ask you to|you to|that you|suggest|recommend|advise|advised to|try|by|to|feel free to|you'd|you'll|will need to|will have to|directly|not|them|it|you|ask|through|via|be|us|here) )$"
)
_CONCRETE: Final = re.compile(
    r"\bwith (?:your|the|a|an|some|two|one|its|his|her|both|any|that|this) (?:\w+ ){0,3}(?:number|reference|photos?|pictures?|postcode|name|date|details|receipt|code|serial|booking|order|ticket|screenshot|address|flight|time|video|invoice|model|batch|e-?mail|label|id|plate)\b"
    r"|\bso (?:that )?(?:we|they|he|she|i|a |an |our |the |it|your|your )\b(?!(?:'ll| can| could| will| may| might| are able to)? ?(?:\w+ ){0,2}(?:help|assist|look into|investigate|discuss|advise|support|resolve|sort|deal|get (?:this|it)|take (?:this|a look|it)|chat|make (?:this|it|things) right|do (?:our|their) best|be of))"
    r"|\b(?:we|they|he|she|i|it|(?:the|our|a|an) (?:\w+ ){0,3}\w+)(?:'ll| will| can)(?: then| also| usually| normally)? (?!(?:\w+ly |try to |be able to |be (?:more than |only too |very |so )?)?(?:help|assist|look into|happy|glad|delighted|pleased|get back|be in|advise|sort|do|resolve|respond|reply|investigate|support|take (?:it|this|care)|deal|discuss|answer|find|not|only|never|be|in touch|guide|give you (?:more|further|all)|provide (?:you|more|further)|see what|point|tell you more|talk|come back|contact|address|handle|review|always|also|have|explain)\b)\w+"
    r"|\bwho (?:can|will|holds?|has|have|keeps?|sees?|looks? after|open|books?) (?!(?:be (?:happy|able|glad)|help|assist|look into|advise|support|sort|answer|deal|best|guide|more|further|gladly|happily)\b)\w+"
    r"|\b(?:because|since (?:only|they|we|the)|as (?:only|they (?:hold|have|keep|can|need)|the (?:\w+ )?(?:\w+ )?(?:is|are|has|have|hold|holds|keeps|needs?)|we (?:need|only|can only|don't have|can't see))|only (?:they|the \w+|your (?:bank|\w+)) (?:can|has|have|holds?|sees?))\b"
    r"|\b(?:choose|press|pick|select|say|quote|ask for|mention|state|attach|include|tell (?:them|us|him|her)) (?:option|\d|\"|the|your|for|that|a|it|what|which|how|when|where|whether)\b"
    r"|\b(?:can|will|'ll) (?:\w+ )?(?:see|change|cancel|check|book|send|post|open|unlock|reset|refund|replace|issue|release|trace|amend|swap|print|start|stop|move|rebook|restart|measure|repair|order|correct|add|remove|approve|re-?deliver|hold|give you a (?:new|copy|replacement|code|refund)|tell you (?:which|when|whether|if|where|what|how))\b"
)
_CONDITIONAL: Final = re.compile(r"\b(?:if|should|in case|unless|otherwise|when|once)\b")
_HOW: Final = re.compile(r"\b(?:\d|hold|unplug|press|turn|open|remove|within|until|because|minutes|days|hours|free)\b")


def helps(reply: Reply) -> int:
    """How many words of the reply share something: neither courtesy, nor pointing elsewhere, nor advertising."""
    words = 0
    for start, end in reply.sentences:
        sentence = reply.low[start:end]
        place = 0
        for cut in [*(match.span() for match in _CLAUSES.finditer(sentence)), (len(sentence), len(sentence))]:
            clause = sentence[place : cut[0]].strip(" ,.;:!?-–—\n")
            place_before, place = place, cut[1]
            if _YES.match(clause + " "):
                words += 6
            at = start + (place_before := sentence.find(clause, place_before)) if clause else start
            if (
                clause
                and not _overlaps(reply.taken, at, at + len(clause))
                and not _COURTESY.match(clause)
                and not _POINTER.search(clause)
                and not _CONTACT.search(clause)
                and not _ADVERT.search(clause)
            ):
                words += len(clause.split())
        if words > 40:
            break
    return words


def _overlaps(places: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Whether one of the places, which are in order and apart, touches a stretch."""
    number = bisect_left(places, (end, 0))
    return number > 0 and places[number - 1][1] > start


def _sent_to_someone(reply: Reply) -> Iterator[tuple[int, int]]:
    if "contact" in reply.asked:
        return
    found = [
        match.span()
        for match in _CONTACT.finditer(reply.low)
        if _URGES.search(reply.low, max(0, match.start() - 24), match.start())
    ]
    if not found or (words := helps(reply)) >= ANSWERED:
        return
    for start, end in found:
        number = reply.number_at(start)
        around = reply.low[reply.sentences[number][0] : reply.sentences[min(number + 1, len(reply.sentences) - 1)][1]]
        if _CONCRETE.search(around) or (words >= 4 and _CONDITIONAL.search(around)):
            continue
        yield start, end


def _pointed_to_pages(reply: Reply) -> Iterator[tuple[int, int]]:
    if "link" in reply.asked:
        return
    pages = [match.span() for match in _PAGE.finditer(reply.low)]
    if not (pages or reply.links) or helps(reply) >= ANSWERED:
        return
    yield from pages
    for start, _ in reply.links:
        first, last = reply.sentence_at(start)
        lead = len(reply.low[first:last]) - len(reply.low[first:last].lstrip())
        end = start + len(re.match(f"{LINK_MARK}*", reply.low[start:]).group())  # type: ignore[union-attr]
        yield max(first + lead, start - 120), end


_PLACE: Final = r"(?:web ?site|web ?page|site|faqs?|faq (?:page|section)|help ?(?:page|cent(?:re|er)|section|hub|articles?|pages)|support (?:page|pages|hub|cent\w+|section)|knowledge base|terms(?: (?:and|&) conditions| of (?:service|use|sale))?|t&cs|t and cs|small print|guide|blog|returns? (?:page|policy)|(?:\w+ )?policy|(?:\w+ )?page|link(?: (?:below|above|in (?:our )?bio))?|article|app|online portal|portal|manual|instructions|resources|info(?:rmation)? (?:page|section)|store locator)"
_PAGE: Final = pattern(
    r"(?:see|visit|check(?: out)?|read(?: through)?|refer to|head (?:over |on over )?to|go to|(?:have you )?(?:checked|seen|looked (?:at|on|in|through)|tried|read)|have a (?:look|read) (?:at|on|through|of)|take a (?:look|peek|read) (?:at|on|of|through)|look (?:at|on|up|through)|consult|browse|log (?:on|in) to|search|use|try|hop (?:over )?(?:on)?to|jump (?:over )?(?:on)?to|pop over to|found (?:on|in|at)|find (?:\w+ ){0,8}(?:on|in|at|via)|available (?:on|in|at|via)|explained (?:on|in|at)|listed (?:on|in|at)|answered (?:on|in|by)|covered (?:on|in)|all (?:on|in)|published (?:on|in)|set out (?:on|in)|click(?: on)?|follow|it's (?:all )?(?:on|in)|is (?:all )?(?:on|in)|are (?:all )?(?:on|in)|detailed (?:on|in)|go through|directed? to) (?:our|the|this)(?: \w+){0,2} "
    + _PLACE
    + r"\b",
    r"(?:see|visit|check|find (?:\w+ ){0,6}) (?:website|online|faqs?|link|t&cs)\b",
    r"(?:information|info|details|answers?|everything(?: you need)?(?: to know)?) (?:can be found|is|are|you need is)? ?(?:available |to be found )?(?:on (?:our|the) (?:web)?site|online|in (?:our|the) (?:faqs?|help))\b",
    r"(?:there's|there is|there are|we have|we've|you can (?:see|get|download|read|find|check)|you'll find|find|available|listed|is|are|all|it's) [^.!?\n]{0,40}(?:on|at|via|in) (?:our|the) (?:\w+ )?(?:web ?site|site|faqs?|help (?:page|centre|center)|homepage)\b",
    r"(?:link in (?:our )?bio|google it|a quick (?:google|search))\b",
)

LINK_WITHOUT_ANSWER: Final = Rule(
    "link-without-answer",
    "A link alone makes the reader look for the answer.",
    "Give the answer, then the link.",
    (_pointed_to_pages,),
    after=True,
    yields_to=frozenset({"blaming", "deflection"}),
)

DEFLECTION: Final = Rule(
    "deflection",
    "It sends the reader away with nothing.",
    "Give what you know here; then say what only a private channel can do, and why.",
    (
        _sent_to_someone,
        look(
            r"nothing (?:more |else |further )?(?:that |which )?(?:we|i|can be|the team|our team)(?: can| could| are able to| is able to|'re able to)? ?(?:do|done|offer|add|help)\b",
            r"(?:not|isn't|is not|n't) (?:a lot|much|anything|a great deal) (?:more |else )?(?:that )?(?:we|i)(?: can| could|'re able)",
            r"(?:little|very little|only so much|no more) (?:that )?(?:we|i) can\b",
            r"(?:we're|we are|i'm|i am)(?: \w+)? (?:unable|not able|not in a position|powerless|not authorised|not allowed|not permitted) to (?:help|assist|comment|discuss|do|get|intervene|advise|offer|deal|resolve|answer|respond|change|make|take|look|influence|provide|share|go|handle|process|give)\b",
            r"(?:that's|that is|this is|this one is|it's|that would be|sounds like) (?:really |very much |purely |probably |strictly )?(?:a (?:question|matter|job|query|one|topic)|one|something|down|up) (?:to (?:ask|raise|discuss|take up|address)|for|to) (?:your|the|with|our)\b",
            r"(?:(?:you'd|you would|you'll|you will|you're|you are|probably|it's|it is) (?:be )?(?:best|better) (?:off )?(?:to )?(?:rais|ask|contact|speak|tak|check|call|go|talk|direct)\w* (?:to |with |this |it |that |up )*(?:the|your|with|our|a|them)\b)",
            r"(?:rais|direct|address|tak|bring|redirect)\w+ (?:this|it|that|your (?:query|question|complaint|concern|enquiry)|all (?:queries|questions|complaints|enquiries)|such \w+) (?:up )?(?:directly )?(?:with|to) (?:the|your|our)\b(?! (?:attention|notice))",
            r"(?:queries|questions|complaints|enquiries|requests|concerns|query|complaint) (?:like (?:this|yours|these) |of this kind |such as this )?(?:should|must|need to|have to|can only) (?:be )?(?:go |directed|addressed|raised|sent|made|submitted|handled|dealt|answered|referred)\b",
            r"(?:don't|doesn't|do not|does not|won't|not) (?:allow|permit) (?:it|that|this|for (?:this|that|any)|us to|exceptions|any)\b",
            r"(?:we|i) (?:simply |really |just )?(?:have|had) no (?:influence|control|say|power|involvement|way of|means of|access|authority|information)\b",
            r"(?:we|i) (?:don't|do not) (?:have )?(?:any )?(?:control|influence|responsibility|involvement) (?:over|in|for)\b",
            r"(?:handled|managed|dealt with|run|operated|decided) (?:by|through) (?:another|a different|a third|an external|a separate|our partner|someone)\b",
            r"(?:no (?:refunds?|returns?|exceptions?),? (?:sorry|i'm afraid|unfortunately|no)|that's all (?:we|i) can (?:say|do|tell)|end of (?:story|discussion)|we consider (?:this|the) (?:matter|case) closed|(?:matter|case) (?:is )?(?:now )?closed)\b",
            r"(?:not|isn't|aren't|wasn't|never) (?:be )?(?:covered|allowed|included|permitted|possible|provided for|refundable|eligible|supported|accepted) (?:\w+ )?(?:by|under|in|within|according to|per|as per|due to) (?:our|the|your|company) (?:\w+ ){0,2}(?:policy|policies|terms|rules|guarantee terms|conditions|procedures?|t&cs)\b",
            r"our (?:\w+ )?(?:policy|rules|terms|system) (?:\w+ )?(?:doesn't|does not|don't|do not|won't|prevents?|prohibits?|forbids?|states? that|says? (?:that )?(?:no|we))\b",
            r"(?:as per|per|in line with) (?:our |the |company |store )?(?:\w+ ){0,2}(?:policy|policies|terms|guidelines|procedure)\b",
            r"(?:try|you could try|you can try) (?:asking|calling|ringing|contacting|speaking|phoning|emailing|messaging|searching|googling)\b",
            r"(?:our|the) (?:phone |customer |support )?lines (?:are|is) open\b",
            r"(?:non-?refundable|no refunds?)\b[^.!?\n]{0,40}\b(?:terms|policy|rules|conditions)\b",
            r"(?:we|i) (?:don't|do not|won't) have (?:any |that |this |access to (?:any |that |this )?)?(?:information|details|knowledge|insight)\b",
            r"nothing (?:we|i) can\b",
            r"(?:we|i|this team|the team) (?:simply |really |just |unfortunately |sadly |also )?CANT (?:really |unfortunately |be able to |do |be )?(?:help(?:ful)?|assist|do (?:anything|much|more)|get involved|comment|discuss|intervene|advise|be of (?:help|assistance)|deal with|take this|offer (?:any|further)|support you|look into|respond to|answer|handle|resolve|process|accept complaints|make exceptions?)\b",
            r"(?:can't|cannot|unable to|not able to) (?:help|assist|comment|discuss|deal with|advise|resolve|do anything|make exceptions?|go into|answer|look into) (?:you |with |on |about |any |this |that |it |individual |here|further|individual|personal)",
            r"(?:(?:as per|in line with|in accordance with|according to|per|due to|owing to|because of|that's|it's|this is|is against|against|outside|not within|stated in) (?:our|company|store|standard|the company)(?: \w+){0,3} (?:policy|policies|terms|t&cs|rules|procedures?|guidelines))\b",
            r"(?:company|store|house|standard) (?:policy|procedure)\b",
            r"(?:policy is policy|rules are rules|that's (?:just )?(?:how it is|the way it is|the policy|our policy|the rule|our position)|it is what it is|our (?:policy|terms|rules) (?:is|are) (?:very )?(?:clear|final)|our decision is final|that's final)",
            r"(?:not|isn't|is not|aren't|never) (?:\w+ )?(?:our|my) (?:department|problem|responsibility|concern|area|fault|job|issue|remit|call|decision)\b",
            r"(?:out of|beyond|outside) (?:of )?(?:our|my) (?:hands|control|remit|scope)\b",
            r"(?:our|my) hands are tied\b",
            r"(?:between you and (?:the|your)|up to the (?:courier|manufacturer|seller|driver|council|carrier|supplier)|(?:lies|rests|falls|is) (?:solely |entirely |purely )?(?:with|on|down to) the (?:courier|manufacturer|seller|carrier|supplier|council|driver|delivery company|third party|airline))\b",
            r"(?:a |for the |the |an? )(?:courier|manufacturer|supplier|carrier|seller|third[- ]party|council|airport|network|bank|store|branch)(?:'s)? (?:issue|problem|matter|responsibility|responsible for|decision)\b",
            r"(?:take (?:this|it) up with|you(?:'d| would|'ll| will| need to| have to| must)? (?:have to |need to )?(?:ask|chase|contact|speak to|go back to|go through) the (?:courier|manufacturer|seller|carrier|council|supplier|retailer|shop))\b",
            r"(?:try|go|look|shop|ask) (?:somewhere|someone) else\b|(?:try|go) elsewhere\b|another (?:team|department) (?:deals|handles|looks)",
            r"(?:this|that|it|we|the page|social media|this (?:page|team|channel|account)) (?:is|are|isn't|aren't|do|don't|does|doesn't|only) (?:not |n't |just |only )?(?:the (?:right |correct |best |proper )?(?:place|channel|team|forum|page|department)|something (?:we|that we|our)|(?:handle|deal with|offer support|provide support|answer|take) \w+)",
            r"(?:not|isn't) (?:the (?:right|place|correct|proper|forum)|something (?:we|that we|our|this)) ?(?:\w+ )?(?:can|place|deal|handle|team|channel|do|department|forum|for|to|of|help|get|look|control|discuss|offer|cover)\b",
            r"you(?:'ll| will)? (?:just |simply )?(?:have to|need to|must) (?:wait|be patient|keep (?:trying|checking)|live with|accept)\b",
            r"(?:please )?(?:wait and see|try again later|be patient|keep trying|check back (?:later|soon|again))\b",
            r"(?:no further comment|no exceptions)\b",
            r"(?:we're|we are|only|just) (?:only |just )?(?:the|a) (?:social media team|marketing team|retailer|reseller|middleman|marketplace)\b",
            r"(?:don't|do not) (?:deal with|handle|answer|discuss|respond to|take complaints|offer support) (?:\w+ ){0,3}(?:here|on (?:this|social|facebook|twitter|x|our)|by|in public|via|publicly|individual|cases|complaints)\b",
            unless=r"\b(?:isn't|is not|not) our fault\b|\bnothing (?:you|that you) (?:need|did|have)\b|\bwhich (?:we|i) (?:can|will)\b|\b(?:can|could) do (?:before|until)\b|\bpolicy (?:number|covers|document|schedule|starts|renews)|\b(?:that|this|it) (?:is|was) (?:our|my) (?:fault|mistake)|\bexcept\b|\b(?:however|instead|but) (?:we|you|i)(?:'ll|'ve| can| have| will)\b|\bwithout (?:your|seeing|a|the|knowing|an)\b|\buntil (?:we|you|the)\b",
        ),
    ),
    after=True,
    yields_to=frozenset({"blaming", "boilerplate"}),
)
