"""Comments that ask nothing of the page, and why no reply is best. Each rule reads the whole comment: one word more, and it is silent.

A question or a complaint to the company is never among them: what a rule doesn't know to be empty goes the usual way.
"""

from __future__ import annotations

import re
from typing import Final

from actions.request import Request
from language.names import first_name

MOST_WORDS: Final = 12

_MENTION: Final = re.compile(r"(?<![\w@.])@([\w.]{2,40})")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINK: Final = re.compile(
    r"(?:https?://|www\.)(?P<host>[^\s/]+)\S*|\b(?P<bare>(?:[\w-]+\.)+[a-z]{2,12})/\S+", re.IGNORECASE
)

# All that may stand beside a friend's name when somebody only shows them the post.
_SHOWN: Final = re.compile(
    r"lo+k+|see|this|these|is|it|so|us|you|u|ur|we|me|need|want|one|day|omg|lol|lmao|ha(?:ha)*|he(?:he)*|wow|oo+h*|aw+|yes+|xx*|the"
    r"|check|out|at|here|here's|here’s|thoughts|fancy|next|weekend|time|reminds|of|remember|literally|totally|and|our|guys|babe|mate"
    r"|must|for|how|cute|cool|nice|wants|needs",
    re.IGNORECASE,
)
_REACTION: Final = re.compile(
    r"lo+l+|lmf?ao+|rofl|(?:ha|ah){2,}h?|(?:he){2,}h?|haha\w*|omg|wow+|aw+|oo+h+|first|following|bump|hmm+|meh",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"thanks?|thank|you|thx|ta|cheers|many|so|much|very|a|lot|ah|oh|ok|okay|great|perfect|brilliant|lovely|amazing|got|it|that|that's"
    r"|that’s|this|this's|did|worked|works|helped|helps|helpful|was|is|really|just|what|i|needed|wanted|know|to|the|trick|all|good|now"
    r"|sorted|fixed|solved|legend|star|mate|for|your|help|answer|tip|info|and|yes|will|try|do|x+|appreciate|appreciated",
    re.IGNORECASE,
)
_THANKED: Final = re.compile(r"\b(?:thanks?|thank you|thx|ta|cheers|legend|star|appreciate\w*)\b", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\?|\b(?:how|what|when|where|who|why|which|whether|can you|could you|anyone|do you|are you|is there)\b",
    re.IGNORECASE,
)
# Abuse of persons that says nothing of what the company did. Who calls it a thief or a joke complains.
_ABUSE: Final = re.compile(
    r"idiots?|morons?|clowns?|losers?|muppets?|numpt(?:y|ies)|dickheads?|wankers?|twats?|tossers?|dumbass\w*|arseholes?|assholes?"
    r"|bellends?|pricks?|dicks?|bitch(?:es)?|simps?|npcs?|cope|ratio|cry|skill|issue|touch|grass",
    re.IGNORECASE,
)
_ABUSE_BESIDE: Final = re.compile(
    r"you|u|your|ur|are|r|all|a|an|bunch|of|lot|absolute|total|complete|such|what|the|and|go|get|life|mum|mom|lol|lmao|haha+|off|shut|up"
    r"|more|nobody|no|one|asked|cares|bunch|pack|these|they|they're|you're|you’re|they’re|literal|actual|big|little|dumb|stupid",
    re.IGNORECASE,
)
_PROMOTES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:bitcoin|btc|crypto\w*|forex|fx trad\w+|binary options?|usdt|nft)\b",
        r"\b(?:earn|make|made|making|earned)\b.{0,30}(?:[£$€]\s?\d|\b(?:money|income|profit|cash|dollars|daily|weekly)\b)",
        r"\b(?:invest(?:ed|ment|ing)?|trader|trading|broker|passive income|financial freedom|payouts?)\b",
        r"\b(?:whats?app|telegram)\b",
        r"\b(?:followers|likes|views)\b.{0,30}\b(?:cheap|free|instant|real|buy|boost)\b|\b(?:buy|boost|gain|get)\b.{0,30}\bfollowers\b",
        r"\b(?:click|tap)\b.{0,15}\b(?:here|link|bio|below|profile)\b|\blink in (?:my )?bio\b",
        r"\b(?:promo|discount|coupon|referral|sign-?up) code\b|\b\d{1,3}\s?% off\b",
        r"\b(?:check out|visit|follow|subscribe to|join) my\b|\bmy (?:page|channel|profile|store|shop|new (?:song|track|video|book|course))\b",
        r"\b(?:dm|inbox|message|text) (?:me|us|him|her|them)\b.{0,30}\b(?:for|to|now|if|and)\b",
        r"\b(?:work from home|side hustle|hiring now|no experience needed|100% (?:legit|guaranteed)|guaranteed (?:returns?|profit|win))\b",
        r"\b(?:casino|betting tips|free spins|jackpot|slots|loans? (?:available|approved)|instant loan|spell ?caster|recover(?:y)? (?:hacker|expert))\b",
    )
)
# Who asks whether such a message is real, or speaks of their own order, is a consumer.
_OF_A_CONSUMER: Final = re.compile(
    r"\b(?:scam\w*|fake|phish\w*|legit|genuine|real(?:ly)? (?:from )?you|is (?:this|it|that)|spam|hacked|impersonat\w+|received|came from|got (?:an?|this|your)"
    r"|my (?:order|parcel|refund|account|money|delivery|booking|bill|bike|phone|subscription|card)|refund|complain\w*|customer service|your (?:site|website|app|link|code"
    r"|e-?mail|text|message|staff|store|shop|service|company|products?))\b",
    re.IGNORECASE,
)
_BAIT: Final = re.compile(
    r"^\W*(?:want|wanna|need|looking|tired|ready|interested|who wants|are you|do you want|would you like)\b",
    re.IGNORECASE,
)
# Between consumers “you” is the other one. Whoever speaks of “they” or names the page may mean the company.
_OF_THE_PAGE: Final = re.compile(
    r"\b(?:they|them|their|they're|they’re|they've|company|customer service|support|staff|refund\w*|order\w*|deliver\w*|parcel|shop|store|website|app"
    r"|br[eo]ken?|fault\w*|stopped|doesn['’]t|won['’]t|isn['’]t|not working|crap|rubbish|terrible|awful|worst|waiting|never|useless|same here|me too|too)\b",
    re.IGNORECASE,
)
_PAGE_WORDS: Final = ("help", "support", "care", "official", "service", "team", "hq", "admin")


def why_no_reply(request: Request) -> str | None:
    """The reason in a sentence, or None where a reply may be wanted."""
    if request.label or not request.text.strip():
        return None
    if _spam(request):
        return "It advertises something else."
    if request.turns and request.turns[-1].from_page:
        return None  # whatever it says, it says it to the page
    words = _words(request)
    if len(words) > MOST_WORDS:
        return _between_consumers(request)
    if words and all(map(_REACTION.fullmatch, words)) and not _MENTION.search(request.text):
        return "It only reacts, and asks nothing."
    if _shows_a_friend(request, words):
        return "It only shows this to a friend."
    if any(map(_ABUSE.fullmatch, words)) and all(
        _ABUSE.fullmatch(word) or _ABUSE_BESIDE.fullmatch(word) for word in words
    ):
        return "It only insults, and says nothing of what happened."
    return _thanks_a_peer(request, words) or _between_consumers(request)


def _words(request: Request) -> list[str]:
    """The words of the comment without those that mention somebody."""
    return _WORD.findall(_MENTION.sub(" ", request.text))


def of_page(handle: str, page: str) -> bool:
    """Whether a handle may be the page's own, or another of the same company."""
    handle = re.sub(r"[^a-z0-9]", "", handle.lower())
    words = re.findall(r"[a-z0-9]+", page.lower())
    joined, initials = "".join(words), "".join(word[0] for word in words)
    return (
        not handle
        or (bool(joined) and (handle.startswith(joined) or joined.startswith(handle)))
        or any(len(word) > 3 and word in handle for word in words)
        or (len(initials) > 1 and handle.startswith(initials))
        or any(word in handle for word in _PAGE_WORDS)
    )


def _shows_a_friend(request: Request, words: list[str]) -> bool:
    if not request.page:
        return False  # the name may be the page's own
    handles = _MENTION.findall(request.text)
    if handles:
        return not any(of_page(handle, request.page) for handle in handles) and _all_shown(words)
    if request.channel not in ("facebook", "instagram", "linkedin"):
        return False
    # These networks write a friend that is tagged as a name.
    name = " ".join(words[:2])
    tagged = len(words) > 2 and all(word.istitle() for word in words[:2]) and first_name(name) is not None
    tagged = tagged and not any(_SHOWN.fullmatch(word) for word in words[:2]) and not of_page(name, request.page)
    return tagged and _all_shown(words[2:])


def _all_shown(words: list[str]) -> bool:
    return len(words) <= 7 and all(map(_SHOWN.fullmatch, words))


def _thanks_a_peer(request: Request, words: list[str]) -> str | None:
    """Somebody asked, another consumer answered, and who asked thanks them."""
    if len(request.turns) < 2 or "?" in request.text or not _THANKED.search(request.text):
        return None
    last, author = request.turns[-1], request.author
    if not author or not last.author or last.author == author:
        return None
    asked = any(turn.author == author and _ASKS.search(turn.text) for turn in request.turns[:-1])
    names = {name.lower() for name in _WORD.findall(last.author)}
    rest = [word for word in words if word.lower() not in names]
    if asked and not any(turn.from_page for turn in request.turns) and all(map(_THANKS.fullmatch, rest)):
        return "Another consumer answered it, and was thanked."
    return None


def _between_consumers(request: Request) -> str | None:
    """Said to another consumer of the thread by name, and of nothing that the company does."""
    others = [
        turn.author for turn in request.turns if turn.author and not turn.from_page and turn.author != request.author
    ]
    if not others or request.chance("complaint") >= 0.5 or request.intent == "complaint":
        return None
    said = request.text.strip()
    handles = _MENTION.findall(said)
    if any(of_page(handle, request.page) for handle in handles) or _OF_THE_PAGE.search(said) or _LINK.search(said):
        return None
    if any(len(word) > 3 and re.search(rf"\b{re.escape(word)}", said, re.IGNORECASE) for word in request.page.split()):
        return None
    if not any(_addresses(said, author) for author in others):
        return None
    if "?" in said and not re.search(r"\b(?:you|your|yours|u|ur)\b", said, re.IGNORECASE):
        return None  # asked of anybody who knows
    return "It is said to another consumer."


def _addresses(said: str, author: str) -> bool:
    """Whether a text begins with an author's name or handle."""
    squashed, first = re.sub(r"\W", "", author.lower()), author.split()[0].lower()
    opening = _MENTION.match(said)
    if opening:
        handle = re.sub(r"\W", "", opening.group(1).lower())
        return handle in (squashed, re.sub(r"\W", "", first))
    lowered = said.lower()
    return len(first) > 2 and bool(re.match(rf"(?:{re.escape(author.lower())}\b|{re.escape(first)}[,:])", lowered))


def _spam(request: Request) -> bool:
    """A link elsewhere, or somebody to write to, with what such comments promise; twice promised it needs no link."""
    text = request.text
    if _OF_A_CONSUMER.search(text):
        return False
    asking = [part for part in re.findall(r"[^.!?\n]*\?", text) if not _BAIT.match(part)]
    if asking:
        return False
    hosts = [match["host"] or match["bare"] for match in _LINK.finditer(text)]
    own = " ".join(filter(None, (passage.url for passage in request.evidence))).lower()
    page = re.sub(r"\W", "", request.page.lower())
    foreign = [
        host for host in hosts if host.lower() not in own and not (page and page in re.sub(r"\W", "", host.lower()))
    ]
    if hosts and not foreign:
        return False
    promised = sum(bool(pattern.search(text)) for pattern in _PROMOTES)
    return promised >= (2 if foreign else 3)
