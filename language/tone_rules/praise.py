"""Rules about praising oneself: superlatives, and pride."""

from __future__ import annotations

from typing import Final

from language.tone_rules.rule import Rule, look

_OUR: Final = r"(?:customers?|team|staff|service|quality|products?|craftsmanship|engineers?|technology|support|food|coffee|bikes?|range|expertise|standards?|record|reputation|chefs?|drivers?|people|work|values|heritage|workshop|kitchen|crew|care|attention to detail|ingredients|materials|design|delivery|app|network|experts?|mechanics?|colleagues|designers?|bakers?|stores?|company|brand|hotel|rooms?|staff members?)"
_TOP: Final = r"(?:best|finest|greatest|fastest|cheapest|strongest|safest|smartest|tastiest|freshest|friendliest|cleanest|quietest|lightest|toughest|highest[- ]quality|top[- ]quality|most (?:\w+ )?(?:reliable|advanced|trusted|loved|popular|innovative|comfortable|durable|affordable|powerful|efficient|generous|sustainable|beautiful|delicious|luxurious|experienced|knowledgeable|skilled|flexible|competitive|exciting|punctual|dependable|respected|sought[- ]after|luxurious|stylish|secure))"
_SCOPE: Final = r"(?:(?:on|in) the (?:market|business|world|industry|country|uk|land|sector|city|town|region|area|high street|planet|galaxy|trade|whole \w+|entire \w+|county|north|south|east|west|field)|in (?:britain|england|scotland|wales|ireland|europe|town|the uk|its class|class|london|history|the game)|money can buy|around|out there|anywhere(?: else)?|you(?:'ll| will| can) (?:ever )?(?:find|get|taste|buy|ride|own)|you(?:'ve| have) ever|we(?:'ve| have) ever|ever(?: made| built)?\b|of its kind|by far|bar none|hands down|there is|going|available|possible)"
_WHAT: Final = r"(?:quality|service|products?|customer (?:service|care|support|experience)|team|staff|bikes?|prices?|deals?|value|experience|support|coffee|food|ingredients|materials|technology|network|coverage|range|selection|shopping|broadband|lamps?|sofas?|beds?|care|people|brand|company|customers|choice on|offers?|standards?|craftsmanship|engineers?|drivers?|holidays?|hotels?|rooms?|cakes?|bread|pizzas?|skincare|insurance|cover|rates|airline|bank|builders?|chefs?|in class|workmanship|guarantee|warranty|delivery|gym|trainers?|app|bakery|restaurant|shop|store|bakers?|supplier|provider|mattress|tools?|fabrics?|paint)"

SUPERLATIVE: Final = Rule(
    "superlative",
    "A superlative about the own house is advertising.",
    "Say the fact behind it: a number, a material, a date.",
    (
        look(
            r"(?:the|our|your|simply the|some of the|with the|one of the|only the|among the|at the|very|quite simply|probably the|for the|have the|is the|are the|of the) (?:very |absolute |undisputed |world's |uk's |country's |nation's )?"
            + _TOP
            + r"(?:[- ](?:rated|selling|loved|in-class|reviewed|performing|value))? W3"
            + _WHAT
            + r"\b",
            r"(?:the|our|simply the|some of the|one of the|only the|among the|is|are) (?:very |absolute )?"
            + _TOP
            + r" W4"
            + _SCOPE,
            r"(?:we're|we are|we remain|we have been|it's|it is|they're|they are|you're with|you are with|is|are|as|being|still|simply|quite simply) (?:still |simply |quite simply |hands down |by far |easily |officially |truly |probably ){0,4}the (?:very |absolute |undisputed )?(?:best|finest|greatest|biggest|leading|leaders?|largest|fastest|number one|no,? ?1)(?: at (?:what we do|this|it)|[.!,\n]| W2(?:in|on|of|around|for|provider|supplier|retailer|brand|maker|company|name)\b)",
            r"(?:the )?(?:world's|uk's|britain's|europe's|nation's|country's|england's|scotland's|ireland's|america's|city's|region's|town's|industry's|market's|planet's) (?:W1)?(?:best|finest|favourite|leading|number one|no,? ?1|#1|most|largest|biggest|greatest|fastest|top|premier|first choice|friendliest|cheapest|tastiest|lightest|safest|only|oldest|smartest|cleverest)",
            r"(?:number one|no,? ?1|#1|number 1|leading) (?:W2)?(?:in|for|choice|brand|provider|company|retailer|supplier|maker|manufacturer|airline|destination|name|on the market|spot|shop|store|bank|network|hotel|bakery|gym|broadband|rated|app|pick)\b",
            r"(?:we're|we are|is|are|as|the|your|rated|voted|ranked|named|still|remain) (?:the |your |a |officially |simply |still ){0,4}(?:number one|no,? ?1|#1|number 1)(?!\w| (?:on (?:the )?list|bus|step|priority|concern|rule|reason|cause|platform))",
            r"unrivall?ed|unparall?ell?ed|unmatched|unbeatable|unsurpassed|unequall?ed|peerless|incomparable|matchless|second to none|like no other|one of a kind|bar none|best[- ]in[- ]class|class[- ]leading",
            r"(?:industry|world|market|segment|sector|category)[- ](?:leading|leaders?|beating|best)\b",
            r"(?:market|world|industry) leaders?\b",
            r"world[- ](?:class|beating|best|famous|renowned)\b",
            r"(?:a |the |as a |as the |as |your |uk's )leading (?:W2)(?:provider|supplier|retailer|brand|maker|company|name|manufacturer|specialists?|chain|experts?)\b",
            r"(?:nobody|no one|no-one|no other (?:\w+)|no (?:competitor|rival|brand|company|shop)|nothing(?: else)?|none) (?!else )(?:W1)?(?:does|makes|comes close|beats?|compares|can (?:match|beat|touch|compete|rival)|offers?|knows|even comes|delivers|matches|builds|bakes|brews)\b(?! (?:wrong|you))",
            r"(?:you(?:'ll| will)? (?:won't|will not|cannot|can't|never)|you'll (?:not|never)|you'd struggle to|try to|impossible to|hard to|good luck) (?:find|get|beat|finding) (?:a |an |any(?:thing|one|where)? ?|much |it )?(?:\w+ )?(?:better|cheaper|finer|fresher|faster|more|nicer|tastier|beat|these prices|softer|lighter|stronger|quieter|comfier|it anywhere)",
            r"(?:there(?:'s| is)|there are) (?:simply |just |quite simply |literally )?(?:none|no(?:thing| \w+)?) (?:better|finer|like it|to (?:match|beat)|faster|tastier|else)\b",
            r"better than (?:any(?:thing|one|body|where)?(?: other)?|all (?:the )?(?:others|our|other)|every (?:other)?|the competition|our competitors|the rest)\b",
            r"(?:ahead of|head and shoulders above|a cut above|streets ahead of|leagues above|miles ahead of|outperforms?|outshines?) (?:the|all|any|every|our)? ?(?:rest|competition|competitors|rivals|others|field|pack)\b",
            r"(?:our|the) (?:W1)?(?:best[- ]?sell(?:ing|ers?)|best[- ]loved|bestsellers?|best[- ]rated|top[- ]rated|top[- ]selling|highest[- ]rated|award-beating)\b",
            r"top[- ](?:rated|notch|of-the-line|tier|class|drawer)\b",
            r"(?:the )?ultimate (?:in|W1(?:\w+))\b",
            r"no (?:other )?(?:brand|company|shop|store|hotel|maker|supplier|bank|provider|network|gym|bakery|one|team|app|restaurant|airline|\w+ on the market) (?:\w+ )?(?:gives?|makes?|does|offers?|has|cares?|comes?|builds?|bakes?|delivers?|matches|beats|treats|knows|gets|tastes|sleeps|lasts|works|cleans) ",
            r"(?:there )?(?:isn't|is not|aren't|you won't find|you'll not find|is no|never been) (?:a |an |any )?(?:\w+ )?(?:better|finer|nicer|friendlier|faster|safer|tastier|fresher|cheaper|softer|stronger|cosier|greater) \w+",
            r"nothing (?:else )?(?:on|in|out|quite|you|beats|comes|compares|tastes|cleans|works|grips|lasts|like|at this|made|even)\b(?! (?:to|you|was|is wrong|else|the (?:box|parcel|order)|your (?:account|order)|our (?:system|records)|stock|the system|file))[^.!?\n]{0,40}\b(?:\w+er|like (?:it|ours?|a|our)|close|better|compares|touches|as (?:well|good)|market|beats|matches|road)\b",
            r"(?:can't|cannot|won't|couldn't) be (?:beaten|beat|matched|bettered|topped|rivalled|surpassed|equalled)\b",
            r"(?:beats?|beating|outperforms?|outlasts?|leaves?) (?:every|any|all|the) (?:other|competit\w+|rival\w*|rest|others|one)\b",
            r"(?:the|our) (?!nearest|latest|earliest|closest|next|rest|lowest|oldest|interest|honest|guest|request|test|west|forest)(?:very )?(?:[a-z]{3,14}est|most \w+) (?:[\w'&-]+ ){0,3}"
            + _SCOPE,
            r"(?:best|finest|better|well|highest|most \w+)-(?:made|built|designed|engineered|loved|tasting|looking|performing|value|equipped|reviewed|known) (?:W2)\b(?:in|on|around|of|anywhere|you)\b",
            r"(?:lead|leads|leading) the (?:market|industry|field|world|pack|sector|country)\b",
            r"(?:the|our) (?:very )?(?:best|lowest|keenest|sharpest) (?:\w+ )?(?:prices?|rates?|deals?|value)\b",
            r"the (?!nearest|latest|earliest|closest|next|rest|lowest|oldest|interest|honest|guest|request|test|west|forest|longest|shortest)(?:[a-z]{3,14}est|most \w+) W2on (?:the|our) (?:road|roads|market|planet|high street|shelves|water|coast)\b",
            r"the only (?:\w+ ){1,2}you(?:'ll| will) (?:ever )?(?:need|want)\b",
            r"gold standard\b",
            r"(?:the|our) (?:highest|utmost|greatest|very highest) (?:\w+ )?(?:quality|standards?|level of|levels of|care|calibre|craftsmanship|service)\b",
            r"(?:simply|just|still|quite simply) the (?:best|finest|greatest)\b",
            r"(?:we're|we are|our W2(?:is|are)) (?:W1)?(?:the best|unbeatable|simply the best|best at|the greatest|the finest)\b",
            r"(?:everyone's|everybody's|the nation's|britain's|the country's|the uk's) favou?rite\b",
            r"best W2(?:in|on) (?:the )?(?:world|market|business|country|uk|town|industry|city|britain|europe|class)\b",
            unless=r"\b(?:aim|strive|try|want|hope|like|works?|committed) to (?:\w+ ){0,2}(?:giving|providing|delivering|offering|provide|offer|give|deliver|ensure|maintain)|\bbest (?:time|way|thing|bet|wishes|regards|of luck|before|practice|place to|option is|if you|to)\b(?! (?:in town|in the world|on the market|money))|\bdo(?:ing)? our best\b|\b(?:wasn't|weren't|isn't|aren't|not|far from|less than) (?:\w+ ){0,3}(?:best|top[- ]notch|standards?|world[- ]class|good enough)\b|\bfell short\b|\bin the top (?:left|right|corner)\b|\bunmatched (?:socks?|colours?|payment|transaction|serial)",
        ),
    ),
    yields_to=frozenset({"upsell", "blaming"}),
)

_FINE: Final = r"(?:excellent|outstanding|exceptional|amazing|superb|fantastic|brilliant|incredible|first[- ]class|first[- ]rate|five[- ]star|5-star|legendary|renowned|famous|superior|impeccable|remarkable|unique|great|top|high|stellar|extraordinary|wonderful|talented|dedicated|passionate|hard-?working|loving|friendly|skilled|expert|highly (?:trained|skilled|experienced|qualified)|experienced|fabulous|award[- ]winning|world-renowned|unwavering|relentless|trusted|marvellous|tireless|committed|devoted|much-loved|beloved|famously|celebrated|acclaimed|innovative|cutting[- ]edge|meticulous|master|artisan)"

SELF_PRAISE: Final = Rule(
    "self-praise",
    "Praising the company answers nobody.",
    "Say what was done, and let the reader judge.",
    (
        look(
            r"(?:we're|we are|we have always been|we've always been|i'm|i am|our W2(?:is|are|has always been)|feel|makes us|and|so|very|incredibly|extremely|rightly|justly|all|the team (?:is|are)|immensely|so very|truly|really) (?:\w+ )?proud\b(?! (?:parents?|dad|mum|owner|of you|grand|new))",
            r"proud(?:ly)? (?:to (?:be|have|offer|say|serve|make|provide|use|support|call|announce|stock|share|sponsor|work|bring)|of (?:our|what we|the (?:team|work|quality|service|way|fact)|how|being|this)|serving|making|british|independent|made|supporting|presents?)\b",
            r"(?:pride ourselves|take (?:\w+ )?pride in|takes (?:\w+ )?pride in|taking (?:\w+ )?pride|pride and joy|prides? itself|matter of pride)\b",
            r"(?:multi[- ])?award[- ]?winning\b",
            r"(?:we(?:'ve| have)|having|has|have) (?:just |recently |also |even )?(?:won|been (?:voted|named|awarded|crowned|rated|recognised|honoured)|scooped|picked up|received) (?:W4)(?:awards?|prizes?|medals?|accolades?|trophy|best|stars|top)\b",
            r"(?:voted|named|crowned|awarded|winners? of|rated) (?:W3)(?:best|award|year|of the year|stars|excellent)\b",
            r"(?:we're|we are|our W2(?:is|are)|all|and) (?:W1)?(?:passionate|renowned|known (?:for|across|the|all)|famous|celebrated|obsessed|experts?|specialists?|pioneers?|leaders|famed|recognised (?:as|for|across)|respected|devoted to|dedicated to)\b",
            r"(?:passionate|passion) (?:about|for) (?:\w+)",
            r"state[- ]of[- ]the[- ]art|cutting[- ]edge|ground-?breaking|revolutionary|game[- ]chang\w+|trail-?blazing|next-generation|next-level|pioneering|game[- ]leading",
            r"our W1" + _FINE + r" (?:W2)" + _OUR + r"\b",
            r"(?:our|the) (?:W1)?"
            + _OUR
            + r" (?:W1)?(?:is|are) (?:\w+ )?(?:"
            + _FINE
            + r"|the envy|what (?:makes|sets)|everything|loved|trusted|adored|so good)\b",
            r"(?:the|such|offer(?:ing)?|provid(?:e|ing)|deliver(?:ing)?|giv(?:e|ing)|for|known for|with) (?:you )?(?:an? |the )?(?:W1)?(?:excellent|outstanding|exceptional|amazing|superb|fantastic|brilliant|incredible|first[- ]class|first[- ]rate|five[- ]star|5-star|legendary|superior|impeccable|stellar|extraordinary|wonderful|great|high) (?:\w+ )?(?:service|quality|customer (?:service|care|experience)|experiences?|support|products?|care|craftsmanship|standards|value|taste|workmanship|food|hospitality)\b(?= (?:we|our|you(?:'ve| have)? (?:come|deserve)|to|that (?:we|our)|for (?:over|more|all|our)|is what|since|every|from|and|at|across|you expect)|[.,!])",
            r"(?:trusted|loved|chosen|adored|recommended|used|enjoyed|relied on) by (?:over |more than |almost |nearly |so many |countless )?(?:\d[\d,]{0,9}|thousands|millions|hundreds|generations|families|professionals|experts|customers|riders|people|the pros|chefs|dermatologists|everyone|so many)\b",
            r"(?:thousands|millions|hundreds|\d[\d,]{2,9}\+?) (?:of )?(?:W2)(?:happy|satisfied|delighted|loyal|five-star|5-star|people trust|customers (?:love|trust|agree|can't)|families trust|riders trust|raving)",
            r"(?:our|most|so many|many|all our) (?:W1)?(?:customers|guests|riders|clients|members|passengers|users|shoppers|fans) (?:\w+ )?(?:love|adore|rave|trust|tell us|keep coming back|agree|swear by|say|return|can't get enough|are delighted|are thrilled|know|recommend)\b(?! (?:that|this|it)? ?(?:the (?:app|page|site|filter|button|valve)|it (?:is|gets|can) (?:hard|tricky|fiddly)))",
            r"(?:we|our W2) (?:always |constantly |truly |really |happily |gladly |routinely |will always )?(?:go(?:es)?|going|went) (?:the extra mile|above and beyond|out of our way|further)\b",
            r"(?:going )?(?:the extra mile|above and beyond)\b",
            r"(?:we(?:'ve| have)|having|with|over|our) (?:been )?(?:W3)(?:\d+|\w+ty|a hundred|decades|generations)(?: years?)?(?: of)? (?:W1)?(?:experience|expertise|excellence|craftsmanship|delighting|perfecting|heritage|tradition|know-how|serving|making|trust|innovation)\b",
            r"(?:delighting|wowing|serving|perfecting|leading|setting|crafting|thrilling|pleasing|making people|trusted) (?:W3)(?:since|for (?:over|more|decades|generations|\d+))\b",
            r"(?:what|that's what|this is what|it's what) (?:sets us apart|makes us (?:different|special|unique|who|stand)|we do best|we're (?:famous|known|all about|loved) )",
            r"(?:for|over|across|through|spanning) (?:\w+ )?generations\b(?! of (?:the|this|our) (?:model|phone|router))",
            r"(?:in our (?:dna|blood|bones|genes)|hands of gold|labour of love|heart and soul|something special|it shows(?: in| with|[.!,])|shows in (?:every|each)|live and breathe|our hearts? into|perfectionists?|a cut above|household name|trusted name|hidden gem|legendary|magic(?:al)? touch|never cut corners|what we're (?:best )?known for|second nature to us|masters of|true craftsm\w+|craftsmanship at its)\b",
            r"(?:that's|which is|it's|that is) (?:\w+ )?why (?:so many |our |\w+ )?(?:customers|people|guests|families|everyone|clients|members|riders|thousands|millions) (?:\w+ )?(?:love|trust|choose|come|keep|stay|return|pick|rave|rely|recommend)",
            r"(?:people|customers|guests|they|everyone|folks) (?:\w+ )?(?:tell|say|keep telling|always tell|often tell) (?:us )?(?:\w+ ){0,3}(?:that )?(?:we're|we are|our|how (?:great|good|much)|it's the)\b",
            r"(?:come|travel|drive) from (?:all over|miles around|far and wide|across the|miles away)",
            r"keep (?:coming back|returning)\b",
            r"we(?:'ve| have) been (?:\w+ ){0,3}(?:making|baking|building|doing|serving|helping|looking after|crafting|brewing|delighting|perfecting)\b[^.!?\n]{0,40}\b(?:since|for|over|generations|years|decades)\b",
            r"(?:more|so many|countless|several|many|multiple|numerous|\d+|our) (?:\w+ )?(?:awards?|prizes|accolades|medals|trophies)\b",
            r"(?:we|we've|it's|it has|they've|our \w+ (?:has|have)) (?:\w+ )?won (?:\w+ ){0,3}(?:awards?|prizes?|medals?|accolades?|hearts)\b",
            r"(?:only|always|just) (?:ever )?(?:use|work with|serve|sell|hire|employ|choose|source|stock|make|offer|deal in) (?:the )?(?:very )?(?:finest|best|highest|purest|freshest|top|most \w+|premium)\b",
            r"(?:customers|guests|people|everyone|riders|users|they) (?:\w+ )?(?:rate|rated|rates|score|scored|voted) us\b",
            r"(?:set|have|keep|hold|maintain)s? (?:ourselves )?(?:to )?(?:very |extremely |such )?(?:high|highest|the highest|exacting|rigorous) standards\b",
            r"(?:put|puts|pour|pours|pouring|putting|goes?|went) (?:a lot of |so much |all (?:of )?(?:our|their) |our |real |plenty of |lots of )(?:love|care|passion|hearts?|soul|pride|effort|energy)\b",
            r"(?:top|finest|master|skilled|expert|real|true|dedicated) (?:craftsm\w+|artisans?|professionals|experts|specialists)\b",
            r"so many (?:families|customers|people|guests|riders) (?:\w+ )?(?:trust|love|choose|rely|recommend)",
            r"(?:with|of) (?:passion|pride|dedication|love) (?:since|for)\b",
            r"we (?:do|make|build|treat) (?:things|everything|it|people) (?:properly|right|the right way|better|with)\b",
            r"(?:speaks?|speak) for (?:itself|themselves)\b",
            r"(?:a|the) (?:company|business|brand|shop|team|family) (?:that|who|which) (?:\w+ )?(?:cares?|listens?|delivers|puts|loves|stands)\b",
            r"sets? us apart\b|set us apart",
            r"(?:we|our W2) (?:really |truly |certainly |clearly |just |always |do |never |only ){0,4}(?:know (?:our stuff|what we're doing|a thing or two|how to (?:look|treat|make|do))|lead the way|leads the way|set the (?:standard|bar|benchmark)|sets the (?:standard|bar)|excels?|stands? out|shines?|settle for|cut(?:s)? corners|compromise on)\b",
            r"(?:five[- ]star|5[- ]star|glowing|rave|excellent|4,\d|outstanding) (?:reviews?|ratings?|feedback|reputation|trustpilot|service)\b",
            r"(?:highest|high|exacting|exceptional|rigorous|strict) standards (?:we|that we|our|you|in|of)\b",
            r"(?:reputation|known|renowned|famous|famed) (?:W1)?for (?:our|its|the|being|providing|offering|quality|excellence|great|making|exceptional|outstanding|delivering|reliability)\b",
            r"(?:commitment|dedication|devotion) to (?:excellence|quality|perfection|greatness|craft\w*|innovation)\b",
            r"(?:made|crafted|built|baked|brewed|designed|prepared|handmade|handcrafted|cooked) with (?:so much |real |lots of |pure )?(?:love|passion|pride|care and|the (?:utmost|finest))\b",
            r"(?:lovingly|expertly|meticulously|painstakingly|beautifully) (?:made|crafted|designed|engineered|prepared|selected|built|curated|handmade|sourced)\b",
            r"(?:excellence|quality|perfection|innovation|greatness|service) (?:is|runs) (?:in (?:our|everything)|at the heart|our|what we|through)",
            r"(?:we|our W2) (?:are|is|were) (?:simply |just |truly |really |clearly |rather |pretty |quite )?(?:amazing|brilliant|fantastic|awesome|great at|good at|the envy|excellent|outstanding|exceptional|superb|incredible|legendary|unique)\b",
            unless=r"\bproud (?:parents?|dads?|mums?|owners?|grand\w+|aunts?|uncles?)\b|\b(?:you|he|she|they) (?:should|must|can) be (?:\w+ )?proud|\bproud of you\b|\b(?:not|aren't|isn't|nothing to be|wasn't|hardly|less than|far from) (?:\w+ ){0,2}(?:proud|good enough|standards?)|\byou(?:'ve| have)? (?:went|gone) (?:out of|above)",
        ),
    ),
    yields_to=frozenset({"lead-capture", "upsell", "boilerplate"}),
)
