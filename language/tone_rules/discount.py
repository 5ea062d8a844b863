"""The rule about discounts and urgency: deals, codes and clocks pushed on the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import Reply
from language.tone_rules.rule import Rule, look

_CODE: Final = re.compile(
    r"(?i:\b(?:with|use|using|enter|quote|try|apply|just) (?:the |our |this |my )?(?:\w{1,20} )?codes?:?) [\"'“‘]?[A-Z]{3,20}\d{0,4}\b"
    r"|\b(?i:use|enter|quote|with|type) [\"'“‘]?[A-Z]{4,20}\d{1,3}\b"
)


def _codes(reply: Reply) -> Iterator[tuple[int, int]]:
    """Codes are told by their capitals, so they are looked for in the text as it is."""
    if "price" not in reply.asked:
        yield from (match.span() for match in _CODE.finditer(reply.text))


_NO_RUSH: Final = r"\b(?:no|not|needn't|isn't|without|never) (?:need |rush|in a |to |any )?(?:\w+ )?(?:hurry|rush)|\b(?:train|bus|ferry|flight|service|smoke|smell|gas|fire|burning|appeal|claim|registration|survey|maintenance|roadworks|works|outage|engineer|recall)\b|\bdon't (?:wait|delay)\b[^.!?\n]{0,40}\b(?:doctor|gp|999|111|emergency|plumber|vet|pharmac\w+|line)"

DISCOUNT_URGENCY: Final = Rule(
    "discount-urgency",
    "It pushes a deal, or presses the reader.",
    "Leave it out; answer a question about a price or a date plainly.",
    (
        _codes,
        look(
            r"(?:up to )?\d{1,2} ?(?:%|per ?cent|pc) (?:off|discount|cheaper|reduction|saving|less)",
            r"\d{1,2} ?(?:%|per ?cent) (?:W2)?(?:discount|off)\b",
            r"(?:discount|off) of \d{1,2} ?%",
            r"(?:promo|promotion(?:al)?|discount|voucher|coupon|offer) ?codes?\b",
            r"(?:£|€|\$)\d[\d,]{0,9} (?:off|discount|cheaper|saving|voucher)\b",
            r"(?:\d{1,3}|ten|twenty|fifty|five) (?:pounds|euros|quid|dollars) off\b",
            r"(?:money|something) off (?:your|the|all)\b",
            r"(?:a (?:third|quarter|fifth|tenner|fiver|half)|half|one third|two thirds|£\d+|€\d+) off\b",
            r"(?:pocket|knock|shave|slash|slice) (?:a |an |off |£|€|up to |another )W2",
            r"(?:prices?|rates?|it|fares?) (?:W1)?(?:won't|will not|will never|have never|has never|has rarely|have rarely|can't) (?:be|been|go|stay|get) (?:this |so |any )?(?:low|lower|good|cheap|better)\b",
            r"(?:at|for) (?:this|these|such a) (?:low |great |crazy |special )?prices?\b",
            r"(?:is|are|delivery|postage|month|shipping|coffee|drink|installation|fitting)(?:'s)? on us\b",
            r"(?:even |much |a lot |now |currently )cheaper (?:this|today|until|right now|with|when you|if you|at the moment|than ever)\b",
            r"(?:early[- ]bird|member|subscriber|loyalty|introductory) (?:price|rate|offer|pricing)s?\b",
            r"(?:for free|free) (?:this|when you (?:buy|spend|order|join|sign)|if you (?:buy|spend|order|book|sign|join)|with (?:your|every|any) (?:order|purchase|booking))\b",
            r"(?:if|when) you (?:order|buy|book|sign up|act|purchase|join|switch|upgrade|renew) (?:W2)?(?:today|now|before|by|this (?:week|weekend|month)|within|tonight),? (?:\w+ ){0,4}(?:get|free|save|off|receive|we'll|you'll)\b",
            r"(?:money[- ]off|freebies?|doorbuster|giveaway prices?|price cut|(?:prices?|rates?) (?:are |have been |has been )?(?:slashed|cut|dropped|reduced))\b",
            r"(?:order|book|buy|sign(?: up| the contract)?|join|switch|renew|subscribe|spend)\b[^.!?\n]{0,40}\b(?:by|before|until|today|this week(?:end)?|now|within|over)\b[^.!?\n]{0,40}\b(?:free|cost nothing|nothing|save|half|off|discount|bonus|extra)\b",
            r"(?:prices?|rates?|plans?|rooms?|tickets?|bikes?|it)? ?(?:start(?:s|ing)?|from) (?:from |at )?(?:as little as|only|just) (?:£|€|\$)\d",
            r"(?:everything|all|\w+s|the whole \w+)(?: in (?:the|our) \w+| online)? (?:is|are) (?:now |currently )?(?:reduced|discounted|marked down|cheaper|half off|on promotion)\b",
            r"save (?:a bundle|a packet|a lot|hundreds|pounds|yourself|up to|while|now|today)\b",
            r"(?:price|offer|deal|rate|voucher|code) (?:is )?(?:only )?(?:good|valid|available|open) (?:only )?(?:until|till|through|this|today)\b",
            r"(?:enjoy|claim|grab|bag) (?:an? )?(?:extra |further |whopping |massive )?\d{1,2} ?%",
            r"(?:eat|eats|go|goes|stay|stays|ride|rides|travel|travels|skate|play|swim) (?:for )?free (?:all|this|until|with|every|on|during|when)\b",
            r"(?:summer|winter|spring|autumn|easter|christmas|january|flash|clearance|anniversary|our|the) sale (?:has|just|starts?|started|begins|kicks)\b",
            r"(?:prices?|fares?|rates?) (?:will )?(?:drop|fall|tumble|go down|come down)s? (?:by|this|on|to|again)\b",
            r"(?:giving|give|gives) away (?:free |a |our )",
            r"(?:a pound|a euro|a couple of pounds|a few (?:pounds|quid)|money|quid) off\b",
            r"(?:cheapest|lowest) (?:it|they|we|price|you)(?:'ll| will)? (?:\w+ )?(?:be|ever|all|been|this|you)\b",
            r"for the price of (?:one|two|1|2)\b",
            r"(?:for|in) the next (?:\d+|few|two|three|twenty-four) (?:hours|days)\b[^.!?\n]{0,30}(?:£|€|\$|only|just|off|free)",
            r"half[- ]price\b",
            r"buy (?:one|two|1|2|three|3),? (?:and )?get\b|get (?:one|1) free\b",
            r"(?:two|2|three|3|four|4)[- ]for[- ](?:one|1|two|2|three|3|the price)\b(?! (?:seconds|minutes|hours|days|weeks|nights|people))",
            r"bogof\b",
            r"free (?:delivery|shipping|gift|postage|returns|sample|trial|month) (?:if|when|on (?:all|any|every|orders?|your)|with (?:every|any|all|your)|over|this|for a|until|today|for (?:all|every|new|your|\w+ months?))\b",
            r"(?:special|exclusive|limited|great|amazing|fantastic|incredible|fabulous|brilliant|super|hot|unbeatable|unmissable|irresistible|introductory|seasonal|current|latest|flash|bank holiday|summer|winter|spring|autumn|christmas|easter|weekend|opening|early[- ]bird|wonderful) (?:\w+ )?(?:offers?|deals?|discounts?|prices|savings?|promotions?|sale|bargains?|price)\b",
            r"(?:amazing|unbeatable|great|incredible|bargain|knock-?down|rock-bottom|slashed|crazy) (?:prices?|deals?|value)\b",
            r"our W2(?:sale|offers|deals|promotion|discounts)\b",
            r"(?:sale|deals?|offers?|promotion) (?:is|are) (?:now |still |currently |finally )?(?:on|live|running|here|back|ending|waiting)\b",
            r"(?:in|on|during|at|from) (?:the|our|this) (?:\w+ )?(?:sale|promotion|clearance|sales event)\b",
            r"(?:is|are) (?:now |currently |all |just )?(?:on|in) (?:sale|offer|special offer|promotion)\b",
            r"(?:now |currently |today )?(?:reduced|marked down|slashed) (?:to|by|from|in price)\b",
            r"(?:price drop|clearance|everything must go|bargains?|flash sale|black friday|cyber monday|boxing day sale|doorbusters?|mega deal|cashback)\b",
            r"(?:save|saving) (?:up to |a further |an extra |as much as |a massive |over |yourself |you )?(?:£|€|\$)?\d[\d,]{0,9}(?: ?%|\b)(?! (?:minutes|min|seconds|hours|days|litres|kwh|watts))",
            r"save (?:big|more|even more|money|loads|a fortune|some money) (?:on|with|today|when|by (?:ordering|buying|booking))\b",
            r"(?:only|just|now|from) (?:only |just )?(?:£|€|\$)\d[\d,]{0,9}\b(?: (?:instead of|was|down from|this|today|until|while|for a)|!)",
            r"(?:was|normally|usually) (?:£|€|\$)\d[\d,]{0,9},? (?:now|today|but|reduced)",
            r"(?:extra|additional|further|loyalty|exclusive|special|generous|nice|big|huge|introductory|first-order|sign-up|little|juicy|massive) (?:discounts?|savings?)\b",
            r"(?:a|get|enjoy|offer|with|your) (?:W1)?(?:discount|voucher|coupon) (?:on|off|for|towards|when|if|against|to use|as)\b",
            r"(?:discounts?|savings?) (?:on (?:all|your|our|the|selected|everything)|across|await|available|for (?:new|our))\b",
            r"(?:get|claim|enjoy|grab|offer you|bag|give you) (?:a |an |your )(?:W1)?(?:discount|voucher|freebie|free gift)\b",
            r"(?:deal|offer|price) (?:this good|of the (?:day|week|month|year)|won't|you can't)\b",
            r"(?:steal|snip) at (?:only |just )?(?:£|€|\$)",
            r"(?:price|cost) (?:goes|is going|go|will go) up (?:on|after|tomorrow|soon|next)\b",
            r"first (?:\d+|ten|twenty|fifty|hundred) (?:customers|people|orders|to order|buyers|bookings)\b",
            r"(?:for (?:a|one) )?(?:limited time(?: only)?|limited period|one day only|one week only|today only|this week(?:end)? only|\d+ hours only)\b",
            unless=r"\b(?:refund(?:ed|ing)?|overcharged|wrongly|was (?:not )?taken off|has been taken off|taken off your|credited|expired|has ended|ended on|no longer|no (?:discount|offer)s?\b|(?:don't|doesn't|do not|does not|isn't|aren't) (?:\w+ ){0,3}(?:discount|offer|sale|code))",
            asked="price",
        ),
        look(
            r"(?:hurry|be quick|act (?:now|fast|quickly|soon)|last (?:chance|call|few)|final (?:hours|days|chance|call|reductions)|while (?:stocks?|supplies|they|it) lasts?|limited time|limited stock|limited availability)\b",
            r"(?:before|until|once) (?:it'?s|they'?re|they are|it is|they|we|stocks?|it|the (?:offer|sale|deal|price)s?) (?:all )?(?:gone|sell out|sells out|runs? out|ends?|too late|expires?|go(?:es)? up|back up|disappears?|sold out)\b",
            r"(?:slots?|spaces?|places?|spots?|seats?|rooms?|tables?|dates?|appointments?|classes|courses|tickets?|they|it|these|stock) (?:is |are |'re |'s )?(?:W1)?(?:filling|booking|selling|going|disappearing|flying|running|fill|sell|book)(?: up| out)? (?:up |out )?(?:fast|quick\w*|out|low|rapidly|quicker|faster)\b",
            r"while you (?:still )?can\b",
            r"before (?:someone|somebody|everyone|your neighbour|others) (?:else )?(?:does|do|gets?|snaps?|grabs?)",
            r"(?:last|final) (?:few )?(?:days?|hours?|chance|weekend|pieces|items|pairs|places|spots) (?:to|of|for|remaining|left|at)\b",
            r"(?:final|last|only|one) (?:ever )?(?:opportunity|chances?)\b(?= (?:this|to (?:buy|get|grab|book|order|save|own|join)|of the|before)|[.!])",
            r"(?:tend to |always |usually |will |they )(?:sell|sold|be gone|go) (?:out|fast|quickly)\b",
            r"(?:be|so be) (?:quick|fast|speedy)\b(?! to)",
            r"(?:selling|sell|going|flying|disappearing|moving|snapped up) (?:out )?(?:fast|quickly|like hot cakes|off the shel(?:f|ves))\b",
            r"(?:almost|nearly) (?:gone|sold out)\b",
            r"(?:don't|do not|never) (?:miss (?:out|this|it|the|your chance|our(?! posts| updates| videos)|a(?! post| video| beat)|the)|wait|delay|hang about|hang around|dither|sleep on|let (?:it|this one|this) (?:slip|pass|get away)|leave it too (?:late|long))\b",
            r"time(?:'s| is) (?:running out|ticking)\b",
            r"(?:clock is|clock's) ticking\b",
            r"(?:for|until) (?:the )?(?:next|just) (?:\d+|few|24|48|two|three) (?:hours|days)(?: only)\b",
            r"(?:order|buy|book|act|get yours|shop|grab\b.{0,20}|reserve|snap\b.{0,20}|secure\b.{0,20}) (?:W2)?before (?:midnight|tonight|it|they|friday|saturday|sunday|monday|we|stocks?|the (?:price|offer|sale|weekend|end))\b",
            r"once (?:it'?s|they'?re) gone\b",
            r"(?:won't|will not) (?:be (?:around|here|there|available|on the shelves) (?:for )?(?:long|forever|much longer)|last(?: (?:long|forever))?\b(?!ing)|hang around|stay)",
            r"(?:you(?:'ll| will) (?:have to|need to|want to) be quick|better be quick|snooze,? you lose|blink and you)",
            r"(?:now or never|now is the time|now's the time|there(?:'s| is) never been a better time|never a better time|no better time|don't say we didn't)\b",
            unless=_NO_RUSH,
        ),
        look(
            r"(?:only|just) (?:a (?:few|handful)|\d+|one|two|three|four|five|six|ten) (?:W2)?(?:left|remaining|remain|spots?|places?|seats?|hours? (?:left|to go)|days? (?:left|to go)|more days)\b",
            r"(?:stock|stocks|spaces|places|numbers|supplies|quantities|spots|seats|tickets|rooms) (?:is|are) (?:very |strictly |extremely |so )?(?:limited|running (?:low|out)|going|filling|selling|almost gone|low|nearly)\b",
            unless=_NO_RUSH,
            asked="price buying",
        ),
        look(
            r"(?:ends?|ending|finishes|closes|expires|over) (?:\w+ )?(?:soon|tonight|at midnight)\b",
            r"(?:sale|offer|deal|promotion|discount)s? (?:W1)?(?:ends?|ending|finish(?:es)?|lasts?|runs? (?:until|out|till)|expires?|only|until|till|valid|stops|closes)\b",
            r"(?:today|tonight|this week(?:end)?|this month|one day|24 hours|48 hours|online) only\b",
            unless=_NO_RUSH,
            asked="price",
        ),
    ),
)
