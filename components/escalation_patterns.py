"""Words that mean a person must look at once, said outright; idioms are taken out. What is told in other words is learned."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

_W: Final = r"(?:\W+\w+)"  # one word in between
_BODY: Final = (
    r"(?:finger|hand|arm|face|eye|leg|foot|head|mouth|throat|skin|back|knee|wrist|tooth|teeth|scalp|lip|tongue)s?"
)
_PERSON: Final = (
    r"(?:(?:my|our|his|her|the|a|your)\W+)?(?:\w+\W+)?"
    r"(?:son|daughter|kids?|child(?:ren)?|bab(?:y|ies)|toddler|husband|wife|mum|mom|dad|nan|gran|dog|cat|driver|passengers?)"
)

_PATTERNS: Final[dict[str, tuple[str, ...]]] = {
    "safety": (
        r"\b(?:injur(?:y|ed|ies|ing)|bleed(?:s|ing)?|bled|unconscious|concuss\w*|electrocut\w*|suffocat\w*|ambulance|paramedics?|a ?& ?e\b|hospitali[sz]ed\b|(?:in|to|at|from) (?:the )?hospital\b)",
        r"\b(?:caught|catch(?:es|ing)?|went up in|burst into|up in)\W+(?:on\W+)?(?:fire|flames?)\b",
        r"\bon fire\b",
        r"\b(?:smok(?:e|es|ing)|sparks?|sparking)\b(?="
        + _W
        + r"{0,6}\W+(?:batter\w*|charger|plug|oven|engine|motor|bike|phone|laptop|unit|from|out|coming|came|pour\w*))",
        r"\b(?:batter\w*|charger|plug|oven|engine|motor|phone|laptop|unit|it)\b"
        + _W
        + r"{0,3}\W+(?:smok(?:ing|ed)|spark(?:ing|ed)|explod\w*|melted|blew up|overheat\w*)",
        r"\bexplod(?:ed?|es|ing)\b",
        r"\b(?:electric(?:al)?|a) shocks?\b(?=.{0,30}(?:from|off|when|touch))",
        r"\bgas leak\w*|\bsmell(?:s|ed|ing)? (?:of )?gas\b|\bcarbon monoxide\b",
        r"\b(?:burn(?:t|ed|s)?|cut|sliced|broke|fractured|scalded|crushed|trapped|chipped|swollen)\W+(?:my|his|her|our|their|the)\W+(?:\w+\W+)?"
        + _BODY
        + r"\b",
        r"\b(?:brakes?|steering|wheel|fork|handlebars?|axle|airbag|seat ?belt)\b"
        + _W
        + r"{0,4}\W+(?:fail(?:ed|s|ing|ure)?|snapped|came off|fell off|gave (?:out|way)|stopped working|locked up)",
        r"\b(?:food poison\w*|salmonella|allergic reaction|anaphyla\w*|nut allergy|epi ?pen|throwing up|vomit\w*|threw up|sick as)\b",
        r"\b(?:glass|metal|plastic|blade|screw|needle|mould|mold|maggots?|rat|mouse)\b(?="
        + _W
        + r"{0,4}\W+(?:in|inside)\W+(?:my|the|our|his|her|a|this)\W+(?:\w+\W+)?(?:food|meal|soup|salad|burger|sandwich|bread|drink|coffee|bottle|jar|yogh?urt|cereal|rice|chicken|box|baby))",
        r"\bchok(?:ed|ing)\b(?! up)",
        r"\b(?:rash|blisters?|hives)\b",
        r"\b(?:nearly|almost|could have|couldve)\W+(?:\w+\W+){0,2}(?:killed|died|drowned|crashed)\b",
        r"\b(?:danger(?:ous)?|unsafe|death ?trap|hazard\w*|carcinogen\w*)\b",
        r"\b(?:fell|fallen|came off|knocked down|thrown off|collapsed)\b(?="
        + _W
        + r"{0,8}\W+(?:hurt|broke|bruis\w*|stitches|knee|head|stairs|hospital))",
        r"\bstitches\b",
        _PERSON + r"\W+(?:\w+\W+){0,2}(?:got|was|is|been)\W+(?:badly\W+)?(?:hurt|burnt|burned|cut|poisoned|ill)\b",
    ),
    "legal": (
        r"\b(?:lawyers?|solicitors?|attorneys?|barrister|lawsuit|litigation|class action|small claims|legal (?:action|advice|team|proceedings|steps)|letter before action|trading standards|ombudsman|cease and desist)\b",
        r"\b(?:su(?:e|ing|ed))\b(?=\W+(?:you|them|u|this|the|your|for|over))",
        r"\b(?:see|c|take|taking|dragg?ing|drag)\W+(?:you|u|them|this|yall)\W+(?:lot\W+)?(?:in|to|through)\W+(?:the\W+)?(?:court|tribunal|courts)\b",
        r"\b(?:small claims|consumer|county|civil) court\b",
        r"\b(?:press(?:ing)?|file|filing|filed) charges\b",
        r"\bconsumer (?:rights act|protection|forum|court)\b",
        r"\b(?:report(?:ed|ing)?|complain(?:t|ed|ing)?)\b(?="
        + _W
        + r"{0,5}\W+(?:to\W+)?(?:the\W+)?(?:police|regulator|fca|ofcom|ofgem|ftc|bbb|asa|authorities|watchdog|trading standards))",
        r"\b(?:breach of contract|unlawful(?:ly)?|against the law)\b",
        r"\bchargeback\b(?=.{0,40}(?:lawyer|court|legal))",
    ),
    "self-harm": (
        r"\b(?:suicid\w*|self[- ]?harm\w*|kill(?:ing)? my ?self|(?<!\d )kms(?! (?:speed|away|an hour|per))|end(?:ing)? my (?:own )?life|end it all|take my (?:own )?life|hurt(?:ing)? my ?self|cut(?:ting)? my ?self|overdos\w*)",
        r"\b(?:want|wanna|going|gonna|rather|ready|wish(?:ed)?|better off|might as well)\W+(?:\w+\W+){0,3}(?:to\W+)?(?:die|dead|be dead|not wake up|disappear for good)\b",
        r"\b(?:don'?t|do not|dont|no longer|can'?t|cant)\W+(?:\w+\W+){0,2}(?:want|wanna|see the point|go on|carry on|be here|live)\W*(?:to\W+)?(?:live|be here|be alive|wake up|living|go on|anymore|any ?more|like this)\b",
        r"\bno (?:point|reason)\W+(?:\w+\W+){0,2}(?:living|to live|going on|carrying on|being here)\b",
        r"\b(?:not|isn'?t) worth living\b",
        r"\bwithout me\b(?=.{0,30}better off)|better off without me\b",
    ),
    "discrimination": (
        r"\b(?:homophob\w*|transphob\w*|islamophob\w*|antisemit\w*|xenophob\w*|discriminat(?:ed|ion|es?|ory)|discriminating against|ableis[tm]|ageis[tm]|racially|racial (?:abuse|slur|profiling)|slurs|misogyn\w*|profiled|hate speech)\b",
        r"\b(?:racis[tm]\w*|sexis[tm]\w*|bigot\w*)\b(?=.{0,60}\b(?:staff|manager|driver|guard|employee|agent|crew|waiter|cashier|doorman|policy|me|us|you guys|service|remark|comment|advert|ad)\b)",
        r"\b(?:staff|managers?|driver|guard|employees?|agent|crew|waiter|cashier|doorman|policy|called (?:me|us|him|her)|was being|so|you'?re|you are|your|ad|advert|pure|utter)\b.{0,25}\b(?:racis[tm]\w*|sexis[tm]\w*|bigot\w*)\b",
        r"\b(?:because|cos|cuz|coz|bc|since|due to|based on|for being)\W+(?:\w+\W+){0,4}(?:black|asian|muslim|jewish|gay|lesbian|trans|disabled|brown|white|foreign(?:er)?|immigrant|deaf|blind|indian|african|nigerian|polish|a woman|pregnant|(?:my|her|his|our) (?:skin|accent|race|religion|hijab|turban|wheelchair|disability|colour|color|gender|surname|guide dog))\b",
        r"\b(?:refus(?:ed|es|ing)|denied|turned away|ignored|followed|kicked out|asked to leave|wouldn'?t (?:let|serve))\b(?=.{0,60}\b(?:wheelchair|guide dog|service dog|hijab|turban|headscarf|accent|black|asian|muslim|gay|disabled|deaf|blind|girlfriend|same[- ]sex))",
        r"\b(?:go back to (?:your|my|their|her|his|our) (?:own )?country|your (?:kind|sort) (?:of people )?(?:isn'?t|aren'?t|not|is not|are not) welcome)\b",
    ),
    "data-breach": (
        r"\b(?:data (?:breach|leak|protection)|gdpr|identity theft|phish(?:ing|ed)|breach(?:ed)? (?:of )?(?:my )?(?:data|privacy|account))\b",
        r"\b(?:someone else|somebody else|other people|another (?:customer|person|patient|family)|a stranger|strangers)\b"
        + _W
        + r"{0,4}\W+(?:else'?s?\W+)?(?:order|details|address|account|card|data|info\w*|statement|name|messages|photos|invoice|email|records|medical)\b",
        r"\b(?:see|seeing|saw|shown|showing|sent|received|given|gave|shared|access(?:ed)?|logged in\w*|exposed)\b"
        + _W
        + r"{0,6}\W+(?:(?:other|another|someone else'?s?|somebody else'?s?|a stranger'?s?|strangers'?|other people'?s?|everyone'?s?)\W+(?:\w+'?s?\W+){0,2}(?:order|details|address(?:es)?|account|cards?|data|info\w*|statement|name|photos?|invoice|emails?|records))",
        r"\b(?<!not )(?:you|they|he|she|staff|company|your \w+|has|have|had|been|was|were)\W+(?:\w+\W+)?(?:shared|sold|leaked|posted|exposed|gave (?:out|away)|published|passed on)\W+(?:\w+\W+){0,3}(?:my|our|customers?'?)\W+(?:\w+\W+){0,2}(?:details|address|data|number|e-?mail|info\w*|passport|card|records|photos?)\b",
        r"\b(?:money|payments?|transactions?|orders?|charges?)\b"
        + _W
        + r"{0,5}\W+i (?:didn'?t|did not|never|havent|haven'?t) (?:make|made|authori[sz]ed?|place[d]?|recogni[sz]ed?|order(?:ed)?)",
        r"\bmy (?:account|card|e-?mail|password|profile)\W+(?:has been|was|got|been|is)\W+(?:\w+\W+)?(?:hacked|compromised|cloned|stolen|taken over|used by)\b",
    ),
    "press": (
        r"\b(?:journalist|reporter|newsroom|news ?desk|press (?:officer|office|enquir\w*|inquir\w*|contact|team|statement)|(?<!social )media (?:enquir\w*|inquir\w*|contact|team|request|relations)|pr (?:team|department|dept)|right of reply|on the record|for comment|deadline (?:is|for|today|tomorrow|\d)|documentary|investigative|watchdog programme)\b",
        r"\b(?:writing|working on|doing|running|researching|publishing|preparing)\W+(?:\w+\W+){0,2}(?:piece|story|article|feature|segment|report|investigation)\b(?=.{0,80}\b(?:on|about|for|into|statement|comment|contact|speak|radio|tv|magazine))",
        r"\b(?:i'?m|i am|we'?re|this is|its|it's|calling|writing|here)\b.{0,25}\b(?:from|with|at|for)\W+(?:the\W+)?(?:\w+\W+){0,3}(?:news|times|gazette|herald|tribune|radio|tv|chronicle|magazine|podcast|echo|observer|telegraph)\b(?=.{0,80}\b(?:comment|statement|interview|story|piece|article|programme|show|quote|speak|here|deadline))",
        r"\b(?:going|go|take this|taking this|contact(?:ed|ing)?|told|tip(?:ped)? off|calling|emailed|emailing)\W+(?:to\W+)?(?:the\W+)?(?:local\W+)?(?:press|media|papers?|newspapers?|news|tv|bbc)\b",
        r"\b(?:interview|quote|statement)\b(?="
        + _W
        + r"{0,6}\W+(?:spokes\w+|ceo|for (?:our|my|a|an|the) (?:\w+\W+){0,2}(?:article|piece|story|paper|programme|show|readers|listeners|magazine)))",
    ),
}

_IDIOMS: Final = re.compile(
    r"(?:this |that |the )?(?:sale|deal|price|look|outfit|track|song|line-?up|view|fit|beat|menu|game|you(?: guys)?|u|y'?all|they)(?:'s|'re|s| is| are| was)? (?:\w+ )?(?:on fire|a killer|killing it|to die for)"
    r"|to die for|dying (?:for|to|of laughter)|killer (?:deal|sale|look|app)|(?:staff|team|kitchen|sales|twitter|feed|socials?) (?:is |are |was |were )?on fire|shock(?:ed|ing)? (?:price|at)|die laughing|drop dead gorgeous"
    r"|hacked (?:together|my (?:ikea|bike|desk|recipe|breakfast))|life ?hacks?|growth hack\w*|french press|press(?:ed|ing)? (?:the|a|this|on|start|play|any|and)|bench press|leaked (?:trailer|photos of the new|teaser)|(?:tap|pipe|roof|bottle|washer|boiler|it|hose) (?:has |just |also )?leaked"
    r"|(?:not|isn'?t|nothing|never|no longer) (?:at all )?(?:dangerous|unsafe|a hazard|hazardous|racist|illegal)|dangerously (?:good|cute|tasty|moreish|cheap)|price discriminat\w*|sparks? (?:joy|fly)|bleeding edge|burn(?:t|ed)? (?:my|the) toast|criminally good|fire sale|hazard lights?|court shoes?|(?:my )?(?:lawyer|solicitor|attorney|journalist|reporter) (?:friend|mate|cousin|sister|brother|husband|wife|daughter|son)|discriminating (?:palate|taste|customer|shopper)|insult to injury|injured reserve|safety net|bankruptcy lawyer|(?:for|to|support\w*) (?:the |our |a )?(?:\w+ )?children'?s hospital",
    re.IGNORECASE,
)
_COMPILED: Final = tuple(
    (reason, re.compile(pattern, re.IGNORECASE)) for reason, patterns in _PATTERNS.items() for pattern in patterns
)


@dataclass(frozen=True)
class Reason:
    """Why a person must look, and the words: text[start:end]."""

    reason: str
    start: int
    end: int
    text: str

    def as_dict(self) -> dict[str, Any]:
        """As in the draft document."""
        return asdict(self)


def reasons_in(text: str) -> list[Reason]:
    """Every reason in the text in order of place; of overlapping spans for one reason the longest."""
    text = text[:20_000]
    idioms = [match.span() for match in _IDIOMS.finditer(text)]
    found: dict[str, list[Reason]] = {}
    for reason, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(start < stop and begin < end for begin, stop in idioms):
                continue
            kept = found.setdefault(reason, [])
            overlapping = [other for other in kept if start < other.end and other.start < end]
            if any(other.end - other.start >= end - start for other in overlapping):
                continue
            kept[:] = [other for other in kept if other not in overlapping]
            kept.append(Reason(reason, start, end, text[start:end]))
    return sorted(
        (reason for reasons in found.values() for reason in reasons), key=lambda item: (item.start, item.reason)
    )
