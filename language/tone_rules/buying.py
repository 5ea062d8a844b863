"""Rules about buying: the urge to purchase, and something dearer or more than was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import Reply
from language.tone_rules.rule import Rule, look

_PRODUCT: Final = re.compile(
    r"\b[Oo]ur (?:new )?(?:[A-Z0-9][\w+-]{0,20} ){1,4}(?:[a-z]{1,20} ){0,2}"
    r"(?:never|doesn't|won't|wouldn't|would|solves|handles|copes|lasts|has none|is (?:perfect|ideal|great|better|much|a))\b"
)


def _named_products(reply: Reply) -> Iterator[tuple[int, int]]:
    """A product is told by the capitals of its name, so it is looked for in the text as it is."""
    if not reply.asked & {"upgrade", "buying"}:
        yield from (match.span() for match in _PRODUCT.finditer(reply.text.replace("’", "'")))


_GOODS: Final = r"(?:range|collection|store|shop|showroom|products?|selection|line-?up|catalogue|catalog|arrivals|styles|menu|bestsellers?|best-sellers?|favourites|models?|offering|assortment|boutique|goodies|merch|menu|sets?|kits?|gift ?(?:guide|sets?|boxes)|collections)"
_BETTER: Final = r"(?:premium|pro|plus|deluxe|ultra|gold|platinum|silver|unlimited|elite|max|xl|advanced|business|executive|first[- ]class|superior|luxury|priority|top-of-the-range|high-end|larger|bigger|newer|newest|latest|upgraded|better|faster|extended|signature|vip|family)"
_PLAN: Final = r"(?:plan|package|model|version|tier|tariff|membership|subscription|edition|bundle|option|cover|warranty|room|suite|seats?|cabin|pass|ticket|service|range|line|bike|one|series|kit|set|upgrade|add-on|account|protection|insurance|care plan|broadband|fibre|router|hub)"
_STATED: Final = r"\bbefore you (?:buy|order)\b|\bno need to\b|\bif you (?:order|buy|book)\b|\bwhen you (?:order|buy|book)\b|\b(?:wouldn't|don't|do not|not) (?:\w+ ){0,2}(?:buy|order)|\b(?:safety|recall)\b"

CALL_TO_BUY: Final = Rule(
    "call-to-buy",
    "It asks for a purchase instead of helping.",
    "Say what helps; leave buying to the reader.",
    (
        look(
            r"(?:buy|order|shop|pre-?order|purchase|reserve) (?!number|no\b|#|\d|confirm|left\b|was\b|is\b|has\b)W4(?:now|today|tonight|this week(?:end)?|straight away|right away|before|while)\b(?! (?:you (?:run|travel|leave|go)|it runs))",
            r"(?:order|buy|pre-?order|purchase|browse)\b(?! ?(?:by\b|earlier|sooner|such|a one|made|one,? get|[a-z]* ?[.,;:]|no\b|nr\b|number|id\b|#|\d|is\b|was\b|has\b|had\b|left|confirm|detail|history|page|status|again\b|free|a free|the free|(?:a |the |your )?(?:spare|replacement)|by phone|at least|code|in the app|(?:\w+ ){0,3}\d|date|total|arrived|will|and invoice|went|takes|form|email|e-mail|from the|within|it within|(?:a |the |your |one )?(?:tickets?|one in)|it again|one online))",
            r"(?:get|pick up|grab|take|snag|bag) (?:yours\b|a pair\b|one for|a second|a couple|two for|a set for|one each|started with your)",
            r"pick (?:yours|one|some) up\b",
            r"own (?:one|yours|it)\b",
            r"(?:click|tap|hit|press) (?:the |our |on )?(?:\w+ )?(?:shop|buy|order|store|basket) (?:button|link|tab|icon|now)\b",
            r"come (?:and |to |over and )?(?:see|try|feel|meet|discover|browse|find|taste) (?:them|it|one|our|for yourself|what|your new|your next|how)\b",
            r"(?:get|pick up|grab|try) (?:a|an|some|your|one|our) W4(?:now|today|tonight|at (?:any|all|one) of our|from our|in (?:any|all|one) of our)\b(?! (?:or|and) (?:replace|we|the))",
            r"book (?:W1(?:now|today)|yours|your W3(?:stay|holiday|trip|getaway|break|table|treat|next|test ride|test drive)|with us)\b",
            r"(?!buy one,? get)(?:buy|order|purchase|pre-?order|shop|reserve) (?:yours?|one|a pair|a set|two|some|it|them|our|(?:from|with) us|direct(?:ly)?|online|in[- ]store|here)\b(?! (?:spare|replacement|free))",
            r"buy (?:one of )?(?:our|from (?:us|our))\b",
            r"(?:get|grab|bag|snap up|nab|secure|claim|pick up|collect|own) (?:yours\b|your (?:own|hands on|paws on|set|pair|fix|very own)\b|(?:one|some|a pair|a tin|a jar|a box|a bottle|a set) (?:now|today|from our|in[- ]store|online|while|before|at your))",
            r"(?:grab|snap up|nab|bag) (?:one|a|an|our|the|some|it|them|yourself)\b",
            r"(?:add|pop|throw|stick) W4(?:to|in|into) (?:your |the )?(?:cart|basket|bag|trolley|order)\b",
            r"(?:check out|browse|explore|discover|shop|see|view|peruse|have a (?:look|browse|nosy|peek) (?:at|through|around|in|of)|take a (?:look|peek|browse) (?:at|through|around)|come and (?:see|browse|try|explore|discover)|dive into|feast your eyes on|get to know|look through|check) (?:all )?(?:of )?(?:our|the (?:full|new|latest|whole|entire|complete)) W4"
            + _GOODS,
            r"(?:visit|pop in(?:to)?|pop (?:by|over|down)|come (?:in|down|along|by|over|and see us|see us|visit)|head (?:over |on over |straight )?to|swing by|drop (?:by|in)|stop by|call in)\b[^.!?\n]{0,50}\b(?:to (?:buy|order|purchase|treat|pick (?:up )?(?:one|yours|your|a)|grab|shop|browse|stock up|try (?:one|them|it|our)|see (?:our|the (?:new|latest|full|range))|get yours|find your)|for (?:a browse|yours|your next|all your)|and (?:treat|grab|buy|shop|pick (?:one|out)|stock up|try (?:one|it on)|find your))",
            r"(?:stock up|splash out|invest in (?:a|an|one|our|some|the)|go on,? (?:treat|you deserve|spoil)|shop (?:the|our|now|online|today|direct|with)|get shopping|start shopping|happy shopping|place (?:your|an|another) (?:W1)?order (?:now|today|with us|online|here|soon))\b",
            r"(?:try|experience|taste|discover) (?:one|it|them|it for yourself|the difference|the W2magic) (?:today|now|for yourself|in[- ]store|this)\b",
            r"make (?:it|one|this|them) yours\b",
            r"bring (?:one|it|yours) home\b",
            r"take one home\b",
            r"treat (?:yourself|your\w* W1\w+|the (?:family|kids|whole)|someone|them|him|her|a friend)\b",
            r"(?:spoil|reward|indulge) (?:yourself|someone|the (?:family|kids)|your)\b",
            unless=_STATED,
            starts=True,
            asked="buying",
        ),
        look(
            r"(?:buy|order|shop|pre-?order|purchase) (?:yours|one|it|W1)W1(?:now|before (?:it|they|we|stock)|while)\b",
            r"treat yourself\b",
            r"(?:buy|order|shop|book) (?:us |it |yours |one )?now\b",
            unless=_STATED,
            starts=True,
        ),
        look(
            r"(?:click|tap|hit|press|follow|use) W4(?:link|here|below|button)?W4(?:to|and) (?:buy|shop|order|purchase|get yours|grab|secure|reserve|pre-?order)\b",
            r"(?:our|the) (?:online |web )?(?:store|shop|doors?|tills?|checkout)(?:'s| is| are) (?:always |now |still )?open (?:all|round|24|for (?:your|you to))",
            r"(?:they're|they are|it's|it is|both|all|and|is|are) (?:also |now |just )*(?:in (?:all |our |all our )?(?:stores?|shops)(?: now| today| as of|!)|out now|on (?:the |our )?shelves|(?:available|on sale) (?:now|from (?:today|tomorrow|monday|friday|saturday)))",
            r"(?:don't|do not) (?:leave|go home|walk out|go) without (?:one|it|a|trying|taking|buying|some)\b",
            r"(?:put|get|add) your name (?:down |on )(?:for |on )?(?:one|the|a|our)\b",
            r"(?:come|pop|drop|head|swing|stop|hop|nip|pay a visit|get yourself)(?: on)? (?:down|in|by|over|along|round)(?: (?:to (?:our|the|your|any)|today|this|and|soon|now|for|any))[^.!?\n]{0,40}(?:!|\b(?:try|taste|treat|grab|yours|sample|enjoy|pick|choose|browse|shop)\b)",
            r"(?:come|pop in|swing by)(?: and| to|,)? (?:fill|grab|get|pick up|taste|try|buy|see what's|see for yourself|feel|treat|choose)\b(?! (?:out )?(?:the|your|it) (?:parcel|order|refund|key|replacement|card|up))",
            r"(?:belongs in (?:every|any)|no \w+ (?:is complete|should be) without)",
            r"(?:just |only )?(?:one|a|a few) clicks? away\b",
            r"yours for (?:just|only|as little as)? ?(?:£|€|\$)",
            r"(?:order|buy|grab|shop|pre-?order|snap up|bag|purchase) (?!number|one,? get|confirmation|it here|is\b|was\b|has\b|will\b)[^.!?\n]{3,70}!(?!\w)",
            r"(?:see you (?:in store|at the till|at the checkout|in our shop)|pay us a visit|we(?:'d| would) love to see you (?:in|at) (?:store|one of|our)|come see us\b|visit us (?:today|soon|in store))",
            r"(?:you(?:'ll| will)|you're going to) (?:want|need) (?:one|to get (?:one|your)|it in your)\b",
            r"(?:your|our) W2(?:basket|cart) (?:is waiting|awaits)\b",
            r"(?:it's|they're|is|are) (?:well |really |so |definitely |totally |absolutely )?worth (?:every penny|the money|the investment|buying|treating)",
            r"(?:moment|time|day|reason|chance|excuse|recommend|suggest|worth|consider|why not try) (?:to )?(?:get a (?:new|second)|get yourself|order|buy|ordering|buying|purchase|purchasing|shop|stock up|treat)\b(?! (?:again if|the spare|a replacement))",
            r"our (?:\w+ )?(?:new|latest|spring|summer|autumn|winter|christmas|easter|limited) W3(?:has|have|just|is|are) (?:now |finally |just )?(?:landed|arrived|dropped|launched|here|in store|out|in stock)\b",
            r"(?:find|discover|choose|pick|perfect)\b[^.!?\n]{0,50}\b(?:in|from|through|among|at) our W4"
            + _GOODS
            + r"\b",
            r"take (?:a look|your pick|one with you)[.!]",
            r"(?:head|hop|pop|come|swing|go|visit|drop)(?: on)?(?: over| down| in| by| along)?(?: to)? our (?:\w+ )?(?:\w+ )?(?:store|shop|showroom|boutique|webshop|web shop)\b",
            r"take (?:home|away) (?:a|one|some|your|our|the)\b(?! (?:form|leaflet|test|sample|kit))",
            r"our (?:\w+ )?(?:shop|store|range|collection|catalogue) (?:\w+ )?(?:has|have|offers?|is full|stocks?) (?:plenty|lots|loads|something|everything|many|all|just|over|a (?:huge|great|wide|big))",
            r"(?:see|find out|discover) what's (?:new|on (?:the )?(?:shelves|offer)|in store)\b",
            r"(?:isn't|not|never) (?:\w+ )?(?:finished|complete|the same) without (?:our|a|one of)\b",
            r"(?:thrilled|delighted|happy|love it|pleased) if you (?:gave|give|tried|try|bought|ordered|came|visited|popped)\b",
            r"place your order\b",
            r"let (?:us|me) tempt you\b",
            r"(?:can never|never) have (?:too many|enough)\b",
            r"(?:so |and )?come on (?:over|down|in|by)\b",
            r"get (?:it|them) (?:in[- ]store|online|here|from our|at your|before|now|today)\b",
            r"(?:looking|searching|stuck) for (?:a|an|the|some) (?:\w+ )?(?:gift|present|treat|deal|bargain|upgrade|gift idea)\b",
            r"(?:stock|fill|restock|refresh|refill) your (?:\w+ )?(?:freezer|fridge|cupboards?|wardrobe|larder|pantry|shelves|basket|home|garden|kitchen) with\b",
            r"(?:would|it'd|they'd) look (?:great|lovely|amazing|perfect|fantastic|stunning) (?:in|on|with) your\b",
            r"links? in (?:our )?bio\b",
            r"shop now\b",
            r"what are you waiting for\b",
            r"you (?:won't|will not|'ll never) regret (?:it|this|buying|ordering)",
            r"(?:because )?you deserve (?:it|one|a treat|the best|something)\b",
            r"(?:perfect|ideal|great|lovely|wonderful) (?:christmas |birthday |father's day |mother's day )?(?:gift|present|treat|stocking filler)s? (?:for|this|idea)",
            r"makes? (?:a|an|the) (?:perfect|great|ideal|lovely|wonderful|fantastic) (?:gift|present|stocking filler)",
            r"we(?:'d| would) love (?:for you to|you to) (?:buy|order|shop|try|visit (?:our|us))",
            r"(?:hope|look forward to|looking forward to|love|wait|wait to|welcome you|see you|have you)(?: to)? (?:see you |you'll |you will |see(?:ing)? you |to see you |that you'll )?(?:(?:buy|order|shop|shopping|ordering|buying)(?:ing)?) (?:with us|from us|again|soon)",
            r"(?:is|are) (?:now )?(?:waiting for you|calling your name)\b",
            r"(?:now )?available (?:now |to (?:buy|order|pre-?order) |today ){1,4}(?:W2)?(?:in[- ]store|in (?:all )?our|in (?:all )?stores|online|at (?:all )?our|from (?:our|all)|on our|at a|for)",
            r"(?:do|you should(?: really)?|you must|you(?:'ll| will)? (?:really )?(?:need|want) to|you have to|it(?:'s| is) time to|time to|you really should|you(?:'d| would) be (?:mad|crazy|silly) not to|you (?:really )?ought to) (?:really )?(?:buy|order|get yourself|treat yourself|own|have one|grab|pick up one|invest in|snap up|get your hands|stock up|book (?:W2)(?:now|today))\b",
            r"(?:why not|how about|fancy|why don't you) (?:just )?(?:treat|treating|buy|buying|order|ordering|pick|picking|grab|grabbing|get|getting|give|stock|stocking|book|booking|indulge|invest|shop|browse|pop in|pop by|drop in|swing by|come (?:in|down|along|and)|spoil|visit|splash)(?! in touch)\b",
            r"(?:can we|could we|may we|shall we) (?:interest|tempt) you\b",
            r"(?:can|shall|should) (?:we|i) (?:put|add|pop) (?:one|you down|it) (?:aside|in|to|down)\b",
            r"(?:ready|want) to (?:order|buy|make it yours)\?",
            r"every (?:home|kitchen|cyclist|family|garden|desk|bathroom|household) (?:needs|deserves|should have)\b",
            r"(?:your next|a new) W2(?:adventure|favourite|obsession|ride|look) (?:awaits|starts|begins|is waiting)",
            r"(?:a must[- ](?:have|buy)|must-(?:have|buy))\b",
            unless=_STATED
            + r"|\b(?:receipt|swap|exchange|refund|repair|fix|fit (?:it|them)|warranty|guarantee|hand (?:it|them) in|collect your|take it off)\b|\bgive it a\b|\bwait(?:ing)? for you (?:at|in|on|to collect|behind|with)\b",
            asked="buying",
        ),
    ),
)

UPSELL: Final = Rule(
    "upsell",
    "It offers something dearer than, or beside, what was asked about.",
    "Answer about what they have or asked for.",
    (
        _named_products,
        look(
            r"(?:upgrade|upgrading|trade up|move up|step up|moving up|switch|switching|move|moving|go) (?:to|for) (?:our|the|a|an) W4"
            + _BETTER
            + r"(?: W2"
            + _PLAN
            + r")?\b",
            r"(?:upgrade|upgrading|trade up|moving up|step up|trading up) (?:to|your W2\w+ to|now|today|from)\b",
            r"(?:you can|you could|could|should|by|simply|just|why not|please|consider|recommend|suggest) (?:also )?(?:upgrade|upgrading)\b",
            r"(?:switch|upgrade|change) (?:over )?(?:to|for) our\b",
            r"(?:you|you'd|you would|you'll) (?:might|may|would|will|could|'ll|'d|probably|surely|really|definitely)? ?(?:also |really |absolutely |just )?(?:love|like|enjoy|be interested in|adore|appreciate|benefit from|want to (?:look at|consider|try|check out|add)|fancy) (?:to try |trying )?(?:our|the new|the matching|one of our|adding|a matching)\b",
            r"(?:have you|why not|did you|you (?:may|might|could)(?: also)?(?: want to)?|you should|worth|or|please|perhaps|maybe|do|(?:we'd|we would) (?:suggest|recommend)(?: that)?(?: you)?) (?:ever )?(?:consider(?:ed|ing)?|thought (?:about|of)|think(?:ing)? (?:about|of)|tried|try(?:ing)?|look(?:ed|ing)? (?:at|into)|check(?:ed|ing)? out|add(?:ed|ing)?|go(?:ing)? for|took out) (?:one of )?(?:our\b|the new\b|buying\b|investing\b|upgrad|a (?:W1)?(?:plan|package|membership|subscription|bundle|extended warranty|warranty|care kit|upgrade|add-on)\b|an (?:upgrade|extended)|(?:the|a) (?:W1)?"
            + _BETTER
            + r")",
            r"(?:our (?:brand[- ])?(?:\w+ )?(?:new|newest|latest|newer|"
            + _BETTER
            + r")|the (?:\w+ )?(?:premium|pro|plus|deluxe|ultra|gold|platinum|unlimited|elite|max|xl|top-of-the-range|high-end|newer|newest|upgraded|signature)) W4(?:is|are|would be|might be|will be|has|comes with|doesn't|don't|does not|won't|would|includes?|offers?|gives?|never|lasts?|solves?|fixes|handles?|charges|cleans|gets?|delivers?|keeps?|makes?) (?:perfect|ideal|great|better|just|right|for you|much|far|even|twice|three|double|all|more|much|longer|no such|none|a|an|have|suffer|suit|the|you|this|that|these|those|your|quicker|faster|unlimited|free|extra|priority|with)\b",
            r"(?:with|on) (?:our|the) W2"
            + _BETTER
            + r" W2"
            + _PLAN
            + r"\b(?:,|REST(?:you|it|this|never|wouldn't|would not|no))",
            r"(?:premium|pro|plus|gold|platinum|priority|vip|unlimited|prime) (?:members|customers|subscribers|users|passengers|guests|plan holders|card holders|cardholders|account holders) (?:get|enjoy|have|receive|never|don't|are|skip|can|still|pay|always)\b",
            r"for (?:just|only|as little as|a mere|a little|a few) (?:(?:£|€|\$)?\d[\d,]{0,9}p? ?|pounds? |quid )?(?:more|extra|pounds more|euros more|a (?:month|week|day|year)|per (?:month|week|day|year))\b",
            r"(?:only|just) (?:an extra )?(?:£|€|\$)\d[\d,]{0,9} (?:more|extra)\b",
            r"(?:pairs?|goes|works|looks|go|teams?|match(?:es)?) (?:so |really )?(?:perfectly|beautifully|wonderfully|brilliantly|great|nicely|well|amazing|lovely) with (?:our|the|a)\b",
            r"(?:while|since|whilst) you(?:'re| are) (?:at it|here|there)\b",
            r"(?:add|adding|include|take out|consider) (?:on )?(?:our|an?|the) W4(?:warranty|cover|protection|insurance|care (?:kit|plan|pack)|bundle|kit|subscription|pack|case|add-on|extra|bag|lock|stand|accessory|accessories|charger|plan)\b(?: (?:for|to|and|from)\b)",
            r"(?:a|an|the|our) (?:W1)?(?:\w+er|four-\w+|two-\w+|\w+-litre|stronger|wider|premium|pro|plus|deluxe|double|second|dedicated) (?:\w+ )?(?:would|might|could|will|may) (?:also |really |probably |definitely |certainly )?(?:suit|serve|be (?:better|ideal|perfect|a (?:better|great|good)|just|right|the|much|worth)|solve|fix|help|do the|save|give you|make|cope|handle|last|stop|prevent|spare)",
            r"(?:suits?|serve|fit|work|be) (?:you |\w+ \w+ |\w+ |a \w+ like yours )?(?:much |far |even |a lot )?better (?:with|than) (?:our|the)\b",
            r"(?:customers|people|riders|users|families|guests|members|households)(?: \w+)? (?:\w+ )?(?:move on|move up|switch|upgrade|trade up|go for|opt for|step up|prefer|choose) (?:to )?(?:our|the|a)\b",
            r"throw in (?:a|an|some|our|the)\b",
            r"(?:twice|three times|10x|ten times) as (?:fast|long|powerful|strong|good|quiet|much|many)\b",
            r"(?:worth (?:the extra|paying (?:a bit |a little )?(?:more|extra))|for (?:just )?(?:a little|a bit|a touch|slightly) (?:more|extra)|costs? (?:just|only|barely) (?:a (?:little|bit|few pounds)|£\d+|€\d+) more)\b",
            r"(?:unlock|unlocks|unlocking) (?:unlimited|more|extra|all|premium|faster|every|the full|even)\b",
            r"(?:our )?(?:(?:pro|premium|plus|gold|platinum|deluxe|ultra|elite|max|family|business|unlimited) (?:plan|package|membership|subscribers?|version|tier|model|range|members|customers)) (?:has|have|gets?|comes?|includes?|gives?|doesn't|don't|never|would|offers?|lets?|is|covers?|starts?|adds?|makes?|means?)\b",
            r"(?:want|need|try|like|get|consider|prefer|recommend|suggest|offer you|interest you in) (?:one of )?our (?:W1)?(?:bigger|larger|newer|better|stronger|faster|premium|latest|wider|thicker|longer|matching|special|own|new)\b",
            r"(?:may|can|could|might) (?:we|i) (?:also )?(?:suggest|recommend|offer|interest you|tempt you)\b",
            r"(?:we(?:'d| would)?|i(?:'d| would)?) (?:also |highly |strongly |always )?(?:suggest|recommend) (?:you )?(?:pair(?:ing)?|add(?:ing)?|combin(?:e|ing)|upgrad(?:e|ing)|try(?:ing)? our|our|going for|tak(?:e|ing) out|our \w+)\b",
            r"(?:also|even) (?:do|make|sell|offer|have|stock) (?:a|an|our)\b",
            r"(?:many|most|lots of|some|plenty of) (?:people|customers|riders|guests|parents|owners|users|families)(?: \w+)? (?:add|buy|take|pick|choose|go for|order|upgrade|switch|like to add)\b",
            r"(?:if you had|if you were on|if you'd had|only with|on|with) (?:the|our|a|an) (?:[\w'-]{1,20} ){0,2}(?:plan|package|membership|subscription|tier)\b,? (?:you'd|you would|you'll|this would|it would|that would|you'd also)",
            r"our (?:top[- ]tier|top[- ]of[- ]the[- ]range|higher|highest|best-selling|biggest|fastest) (?:\w+ )?"
            + _PLAN
            + r"\b",
            r"(?:a|an|the) (?:bigger|larger|newer|better|stronger|faster|heavier|wider|premium|second|dearer) (?:\w+ ){1,2}(?:is|are) (?:what|exactly|perhaps|just|the (?:answer|solution|way))",
            r"add (?:our|an?|the) W4for (?:only|just|as little as|£|€|\$)",
            r"(?:pair|pairing|paired|combine|combining|teamed|team) (?:it |them |this |that |the \w+ |your \w+ )?with our\b",
            r"(?:treat|clean|protect|polish|maintain|care for|use|look after|wash|feed|finish) (?:it|them|the \w+|your \w+) (?:regularly |daily |only )?with our\b",
            r"(?:you'd|you would|you might|you'll) be (?:\w+ )?(?:happier|better served|more comfortable|safer|better suited|better off) (?:with|in|on)\b",
            r"(?:consider|recommend|suggest|try|take a look at|have a look at|look at|check out) our W3(?:contract|plan|kit|cream|spray|oil|serum|cover|service|model|version|cleaner|balm|bag|case|care|insurance|warranty|bundle|package)\b",
            r"(?:a|the|our) (?:pro|premium|plus|gold|business|platinum|paid|annual|yearly|family) (?:account|plan|membership|subscription|licence|version) (?:lifts|removes|solves|unlocks|gives|gets|adds|has|includes|would|covers|comes|lets|allows|means|doesn't|costs)\b",
            r"(?:make|making) it (?:a )?(?:large|a meal|double|deluxe|premium)\b",
            r"(?:works?|work) (?:\w+ ){0,2}(?:better|best|together) (?:together )?with (?:our|the W2(?:cream|serum|spray|kit|oil|set))\b",
            r"(?:if|when|should) (?:you want |you need |you'd like |you'd prefer )?(?:more )?(?:speed|comfort|room|space|quality|power|quiet|privacy|performance|range|storage|peace of mind)\b[^.!?\n]{0,40}\b(?:our|the one|choose|go for|is for you|try|then)\b",
            r"(?:there's|there is|we have|we've|we now have) (?:also |now )?(?:a|an|our) (?:newer|better|bigger|larger|stronger|faster|premium|pro|deluxe|dearer|upgraded)\b",
            r"(?:more expensive|dearer|pricier|costlier|larger|bigger|premium) \w+ (?:is|are|would be) (?:\w+ )?(?:worth|better|the way)",
            r"(?:switching|moving|changing|signing up|upgrading) to (?:the|our|a) (?:\w+ )?(?:plan|account|membership|package|contract|tariff|version)\b[^.!?\n]{0,20}\b(?:gets|gives|saves|would|means|adds|brings)\b",
            r"a class above\b",
            r"(?:with|through|via) (?:premium|plus|pro|gold|prime|unlimited)\b(?=[.!,])",
            r"(?:we|they) could (?:also|even) (?:fit|add|do|offer|install|include|supply|sell)\b",
            r"(?:an? (?:extra|additional)|another) (?:year|month|\w+) of (?:cover|warranty|protection|insurance|storage|service) (?:is|costs|for)\b",
            r"complete (?:the|your) (?:look|set|kit|collection|outfit|setup|set-up)\b",
            r"(?:you(?:'d| would)|much|far|probably) be (?:much |far |a lot |way )?better off with\b",
            r"(?:you might|perhaps|maybe|it's|it is|isn't it|time) (?:it's |it is )?(?:be )?time (?:for|to get) (?:a|an) (?:new|upgrade|bigger|better)",
            r"time for (?:a|an) (?:new|upgrade|bigger|better)",
            r"(?:we|our|there(?:'s| is)) (?:also |even |now )(?:have|do|sell|offer|stock|make|got|range includes|an?) W2(?:new |matching |"
            + _BETTER
            + r" |range of |great )",
            r"(?:customers|people|others|those) (?:who|that) (?:bought|buy|like|love|ordered|have|own) (?:this|it|these|the|that) REST(?:also|love|bought|usually)",
            r"(?:people|customers|most|many|everyone|riders|guests) (?:W1)?(?:also |often |usually )(?:buy|add|pick up|order|choose|take|go for)\b",
            r"(?:don't|do not) forget to (?:add|pick up|order|take|also|get)\b",
            r"(?:try|get|meet|discover|experience|introducing|check out) (?:our|the)(?! (?:latest|newest|new) (?:news|info|update|version|details|collection|range|arrivals)) (?:(?:brand[- ])?new|newest|latest|"
            + _BETTER
            + r")\b",
            r"(?:if you (?:want|wanted|need|'re after|are after|prefer|fancy|'d like|would like)) (?:something|more|even|a|an|faster|better|extra|real|the)\b[^.!?\n]{0,50}\b(?:our|the) W2"
            + _BETTER,
            r"(?:a|an|our) (?:W1)?(?:subscription|care kit|bundle|extended warranty|protection plan|maintenance plan|service plan|care plan|premium membership|"
            + _BETTER
            + r" (?:plan|membership|package|tier|version)) (?:would|will|could|can|is|from|at|starts?|costs? (?:just|only)|gives|keeps|means|makes)\b",
            r"(?:also|even) (?:comes|available) in (?:a |an )?(?:larger|bigger|deluxe|premium|pro)",
            r"(?:treat|spoil) (?:it|your \w+) (?:to|with) our\b",
            unless=r"\b(?:firmware|software|operating system|os|browser|latest version|app)\b|free of charge|\bat no (?:extra |additional )?(?:cost|charge)\b|\bfree upgrade\b|\bupgraded you\b|\bno need to\b|\b(?:don't|doesn't|won't|do not|not|without) (?:have to |need to |need |be |want to )?(?:upgrade|upgrading|switch|buy)|\bisn't (?:needed|necessary)\b|\b(?:we|engineers?|council|network|team) (?:are|is|were|have been|has been) (?:upgrading|moving|switching)|\bupgrade (?:work|you (?:bought|paid)|fee)|\bcancel",
            asked="upgrade buying",
        ),
    ),
    yields_to=frozenset({"call-to-buy"}),
)
