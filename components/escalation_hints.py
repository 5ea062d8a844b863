"""The same reasons said without their usual words: what happened, to whom, and what is about to happen."""

from __future__ import annotations

from typing import Final

_KIN: Final = r"(?:son|daughter|kids?|child|baby|toddler|\d[ -]?(?:yr|year)s?[ -]?old|one year old|little (?:one|boy|girl)|husband|wife|mum|mom|dad|nan|dog|cat|budgie|class)"
_HEAT: Final = r"(?:plug|socket|charger|cable|battery|batteries|hoverboard|scooter|kettle|heater|blanket|toaster|dryer|laptop|phone|lamp|lights?|hob|boiler)"

HINTS: Final[dict[str, tuple[str, ...]]] = {
    "safety": (
        rf"\b{_HEAT}\b.{{0,60}}\b(?:brown|black|scorch\w*|smell\w*|hiss(?:ing|ed)?|bulg\w*|swell\w*|swollen|so hot|too hot|red hot|crackl\w*|buzz(?:ing|ed)|tingl\w*|zapped|flames?|melt\w*)\b",
        r"\b(?:lips?|tongue|throat|face|eyes?|hands?)\W+(?:has |have |had |is |are |was )?(?:\w+\W+)?(?:swell\w*|swelled|swollen|blew up|closed up|came up in)\b",
        r"\bsays? (?:there (?:are|is) )?no (?:nuts?|dairy|gluten|eggs?|milk|sesame)\b|\bepi-?pen\b",
        rf"\b(?:gate|lid|lock|latch|strap|buckle|harness|window|balcony|railing|shelf|wardrobe|cot|seat|stair ?gate|ladder)\b.{{0,70}}\b(?:pops? open|came (?:open|undone|down)|gave way|tipped|fell|loose|undone)\b.{{0,80}}\b{_KIN}\b",
        r"\bbrakes?\b.{0,30}\b(?:floor|nothing|gone|went|fade\w*|didn'?t (?:work|stop|bite)|not working|don'?t work)\b",
        r"\b(?:bit(?:ten)? (?:in)?to|swallow\w*|in (?:my|his|her|the) mouth|chew\w*)\b.{0,60}\b(?:glass|metal|wire|plastic|bone|stone|needle|screw|blade|blood)\b",
        r"\bblood\b(?!y)(?! (?:orange|test|pressure|sugar|type|group|moon|donor|bank|is thicker))",
        r"\b(?:thumping|pounding|splitting) heads?\b|\b(?:dizzy|fumes|carbon monoxide|co alarm|passed out|fainted|collapsed|unresponsive)\b",
        r"\b(?:driver|pilot|captain)\b.{0,40}\b(?:nodding off|asleep|sleeping|drunk|drinking|texting|on his phone|on her phone|swerv\w*|ran a red|jumped a red|90 in a)\b",
        r"\b(?:doors?) (?:closed|shut) on (?:my|his|her|the|our)\b",
    ),
    "legal": (
        r"\b(?:letter|papers|writ|summons|notice)\b.{0,25}\b(?:from (?:my|our|his) (?:brief|counsel|brother|sister|cousin|lawyer|solicitor)|before action|served)\b",
        r"\b(?:you'?ll|you will|u will|expect) (?:get|have|receive|be getting|be hearing from|hear from)\b.{0,25}\b(?:letter|papers|my (?:brief|counsel|brother|sister|cousin|people|insurer))\b",
        r"\bdoes this for a living\b.{0,40}\bletter\b",
        r"\b(?:a|the|my) (?:judge|magistrate|jury)\b(?=.{0,40}\b(?:will|would|can|to|may|decide|read|hear|see))",
        r"\b(?:keeping|saved|saving|kept) (?:every|all|each|the) (?:e-?mails?|messages?|receipts?|records?|letters?)\b.{0,60}\b(?:judge|court|evidence|tribunal|case)\b",
        r"\b(?:preserve|retain|hold on to) (?:the |all |your )?(?:cctv|footage|recordings?|records|evidence|logs)\b|\bi (?:have been|was|am|'ve been) advised to\b",
        r"\b(?:clubbed|banded|got|grouped|getting) together\b.{0,60}\b(?:take you on|claim|action|sue|case|fight)\b|\btake you on\b",
        r"\b(?:its|our|my|their|legal) counsel\b|\bclause \d+\b.{0,40}\b(?:allowed|lawful|legal|valid|enforce\w*)\b|\bstatutory\b",
    ),
    "self-harm": (
        r"\b(?:can'?t|cant|cannot) (?:do|take|face|cope with) (?:this|it|life)\b.{0,40}\b(?:any of it|everything|life|not the|all of it|at all)\b",
        r"\b(?:kids|children|family|everyone|everybody|they|he|she|you|world|boys|girls)\W+(?:would|will|'d|are|all)\W+(?:\w+\W+){0,2}better off\b",
        r"\b(?:i|he|she) (?:won'?t|wont|will not|'ll not) be (?:here|around|alive)\b(?! (?:on|for|until|before|at|to|till|this|next|when)\b)",
        r"\bgiv(?:e|ing|en) (?:all )?(?:my|his|her) (?:stuff|things|everything|belongings|clothes) away\b|\bgiving (?:it|everything) (?:all )?away\b.{0,60}\b(?:close my account|can have|look after)\b|\bmy (?:stuff|things|belongings) away\b",
        r"\b(?:go|going|fall|drift) to sleep and (?:not|never) wake\b|\bnot wake up\b|\bnever wake up\b",
        r"\b(?:what(?:'s| is)|no|see the) (?:the )?point (?:of|in) (?:me|being here|life|living|anything any ?more)\b",
        r"\bthink(?:ing)? (?:about|of) (?:the|that) (?:bridge|river|pills|tablets|rope|platform|train tracks?|tracks|roof|knife)\b",
        r"\b(?:started|been|back to|am|stop) cutting (?:again|myself)\b|\bcutting again\b|\bbeen clean for\b",
        r"\b(?:nobody|no one|noone) would (?:even )?(?:notice|miss me|care if i)\b|\bwritten the letters\b|\bgoodbye (?:letters?|notes?)\b|\bsaid my goodbyes\b",
    ),
    "discrimination": (
        r"\b(?:in|to) this part of town\b|\byour sort\b|\bwhere (?:are|were) (?:you|we|they) really from\b",
        r"\bmy husband and (?:i|me)\b.{0,20}\b.{0,40}\b(?:a man and a woman|straight couple|gone|taken)\b.{0,80}\b(?:a man and a woman|straight couple)\b",
        r"\b(?:trouble|problems?) with (?:mums|mothers|women|girls|foreigners|older people|your lot|gypsies|travellers)\b",
        r"\b(?:took one look|look(?:ed)? at|saw|because of|stared at|point(?:ed)? at|about|remove|take off)\W+(?:my|her|his|our)\W+(?:\w+\W+)?(?:headscarf|hijab|turban|skin|wheelchair|accent|kippah|niqab|scarf|cane|stick|hearing aids?|name)\b",
        r"\bwhen i \w+ (?:in )?as \w+\b.{0,60}\bwhen i \w+ (?:in )?as \w+\b",
        r"\b(?:can'?t|cannot|couldn'?t|won'?t|not allowed to|no) (?:\w+ )?(?:have|bring|take|let) (?:in )?(?:my|her|his|our|the) (?:guide|assistance|service|hearing) dog\b|\b(?:guide|assistance|service) dog\b.{0,60}\b(?:outside|not allowed|refus\w*|wait|no dogs)\b",
        r"\b(?:did|put on|doing|mock\w*|imitat\w*|copied|laugh\w* at)\b.{0,15}\b(?:an|my|her|his|our|the) accent\b",
        r"\bfit in with the (?:energy|team|vibe|culture|young\w*)\b|\btoo old (?:for|to)\b.{0,30}\b(?:job|role|apply|position)\b|\bsomeone younger\b",
    ),
    "data-breach": (
        r"\b(?:looking at|can see|seeing|see|shows? me|showed me|got|have|opened|received|in|into|up)\b.{0,40}\b(?:someone|somebody|another (?:person|customer|woman|man|patient)|a (?:woman|man|stranger|person) called|other (?:people|customers|patients)|the next (?:person|customer)|a different (?:person|customer))(?:'?s| else'?s)?\b.{0,40}\b(?:order|history|address|bill|account|details|statement|test|results?|letter|records?|payslip|policy|scan|appointment|prescription|number|photos?)\b",
        r"\b(?:order history|address|bill|account|details|statement|payslip|records?|test results?|prescription) (?:of|belonging to|for) (?:a (?:woman|man|stranger|person)|someone|somebody|another)\b",
        r"\b(?:somebody|someone) else'?s (?:\w+ )?(?:test|results?|letter|bill|statement|account|order|details|records?|prescription|payslip|appointment|parcel label|card)\b",
        r"\b(?:in the|put us all in|all of us in) (?:to|cc) (?:line|field)\b|\b(?:cc'?d|copied) (?:in )?(?:everyone|everybody|all of us|all the)\b|\beveryone'?s (?:e-?mail|address|name|number)s?\b",
        r"\bnever gave this (?:e-?mail|address|number)\b|\b(?:made|set) (?:it )?up (?:just )?(?:for|with) you\b.{0,60}\b(?:scams?|spam)\b|\b(?:spam|scams?)\b.{0,40}\b(?:my real name|my last order|my order number|my address)\b",
        r"\b(?:customer|patient|bank|personal|medical|application|staff) (?:forms?|details|records|files|papers?|data)\b.{0,60}\b(?:bins?|skip|street|pavement|open|lying|on the (?:desk|counter|train|bus)|for anyone)\b|\b(?:bins?|skip)\b.{0,60}\b(?:bank details|customer forms?|records|passports?)\b",
        r"\b(?:driver|courier|staff|fitter|engineer|worker|guy|employee|rider|waiter)s?\b.{0,30}\b(?:got|took|has|used|kept|saved) my (?:number|address|name|details)\b|\b(?:texting|messag\w+|whatsapp\w*|added|called) me (?:at night|afterwards|later|privately|on \w+)\b",
        r"\b(?:you|they|she|he|staff) (?:told|gave|handed|read|showed) (?:him|her|them|my ex|my husband|my wife|a stranger|someone|the caller)\b.{0,40}\b(?:where i (?:live|work|am)|my (?:new )?(?:address|number|details|balance|account))\b",
        r"\b(?:change|edit|alter)\w* the (?:number|id|digits?|end)\b.{0,60}\b(?:link|url|address)\b.{0,80}\b(?:next|someone|somebody|another|other)\b",
    ),
    "press": (
        r"\b(?:putting together|writing|preparing|working on|doing|researching|filming|editing|recording)\W+(?:a|an|our|my|the|this)\W+(?:\w+\W+){0,2}(?:piece|documentary|report|investigation|programme|episode|podcast|feature)\b(?=.{0,90}\b(?:comment|on the|about|into|on your|spoken to|speak|right of reply|by (?:four|five|noon|\d)))",
        r"\b(?:love|like|need|want|asking for|have|get|request\w*) (?:a |your |any )?(?:comment|quote|statement|response|right of reply)\b.{0,30}\b(?:by|before|for|from|on|about)\b",
        r"\b(?:researcher|producer|presenter|editor|columnist|correspondent|blogger with|freelance writer)\b.{0,50}\b(?:programme|show|paper|magazine|radio|tv|telly|news|here|podcast)\b",
        r"\b(?:from|with|for|at|to) the (?:[A-Z]\w+ ){1,3}(?:Courier|Gazette|Herald|Times|Echo|Post|Argus|Mercury|Chronicle|Tribune|Observer|Standard|Journal|Advertiser|Express|Star)\b",
        r"\b(?:consumer|breakfast|morning|news|investigat\w*|watchdog) (?:show|programme|program)\b.{0,60}\b(?:asked|wants?|contacted|telly|tv|radio|e-?mails?|story|coming)\b",
        r"\b(?:we|it|story|paper|issue)(?:'re| are|'s| is)? (?:go(?:es|ing)?|gone) to print\b|\bgo to press\b|\bwho (?:do|can|should) i (?:talk|speak) to for a (?:quote|comment|statement)\b",
        r"\b(?:camera|film|tv|news) crew\b|\b\d+(?:[.,]\d+)?\s?(?:k|m|thousand|million) followers\b(?=.{0,90}\b(?:ask|answer|coming|tell|show|post|see|know|film|expose))",
        r"\b(?:took|taking|take) (?:pictures|photos) of the (?:damp|mould|damage|leak)\b.{0,40}|\bpassed (?:the lot|everything|it all|all of it)\b.{0,60}\bjournalist\b",
    ),
}
