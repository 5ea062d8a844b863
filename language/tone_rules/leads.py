"""Rules about winning an audience: sign-ups, followers, reviews and campaign hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import Reply
from language.tone_rules.rule import Rule, look

_LIST: Final = r"(?:newsletters?|mailing list|e-?mail(?:s|ing)? ?(?:list|updates?|newsletter)?|emails|e-mails|offers|updates|loyalty|club|community|rewards?|programme|program|members?(?:hip)?|vip|insiders?|family|channel|blog|points|text alerts|alerts|tips|inspiration|discounts|deals|exclusives?|launches|news|perks|sms|whatsapp|group|circle|waiting list for|list)"
_NETWORK: Final = r"(?:instagram|facebook|x|twitter|tiktok|linkedin|youtube|pinterest|threads|socials?|social media|our (?:socials|page|channels?|stories|feed|instagram|facebook|tiktok|youtube)|@\w+|bluesky|snapchat|insta|for (?:more|daily|updates|tips|news|inspiration|the latest|recipes|behind|offers))"

LEAD_CAPTURE: Final = Rule(
    "lead-capture",
    "It collects a customer instead of helping one.",
    "Give the help here, or say how to reach a person about this.",
    (
        look(
            r"(?:sign(?:ing)? up|subscrib(?:e|ing)|opt in|register|sign yourself up|signed up) (?:\w+ )?(?:for|to|on|with|as|and|today|now|here)? ?(?:[\w'&-]{1,20} ){0,4}"
            + _LIST
            + r"\b",
            r"(?:sign up|subscribe|register|join)\b[^.!?\n]{0,40}\b(?:to (?:stay|be the first|hear|get|receive|keep|unlock|enjoy|earn|never miss)|for (?:exclusive|early|updates|news|free|more|special)|and (?:we'll|get|be|never|enjoy|receive|save|earn|unlock|you'll|stay))\b",
            r"(?:join|become (?:a (?:member|part)|part)(?: of)?) (?:[\w'&,-]{1,20} ){0,5}" + _LIST + r"\b",
            r"join (?:thousands|over|more than|\d[\d,]{0,9} )",
            r"subscribe\b(?: (?:to (?:our|the)|now|today|here|for|and))",
            r"(?:follow|like|connect with|tag|mention|join|check out|catch) (?:us|our (?:\w+ )?(?:page|channel|account|story|stories|profile|instagram|facebook|tiktok|socials|feed)|@\w+)(?: page)?(?: (?:on|over on|for|to|here|today|and|at|everywhere|across))?(?=[ .,!?\n]|$)(?! to (?:the|your|a|our (?:desk|counter|stand)) )",
            r"(?:give|leave|drop|hit|smash|show)(?: us| the| our page)? (?:a |some )?(?:follow|like|subscribe|thumbs up|shout-?out|share)\b",
            r"(?:download|install|get|grab|try|use) (?:our|the) (?:\w+ )?app (?:for|to (?:get|unlock|earn|enjoy|receive|stay|never|be|collect|see (?:our|the latest)|start|save|order|shop|discover|access)|and (?:get|unlock|earn|enjoy|receive|save|never|be|start|collect)|today|now)\b",
            r"(?:tag|tell|invite|refer|recommend us to|share (?:this|it|us|the post|our post) with|bring|spread the word to) (?:a |an |your |some |two |three )?(?:friends?|mates?|family|pals?|followers|loved ones|someone)\b",
            r"(?:spread the word|tell your friends|share the love|turn on (?:post )?notifications|hit (?:the|that) bell|smash that bell|comment below (?:to|with|for|and)|tag us|tag @)\b",
            r"(?:leav(?:e|ing)|writ(?:e|ing)|post(?:ing)?|giv(?:e|ing)|drop(?:ping)?|share|sharing|submit|add) (?:us |me )?(?:a |an |your |some |that |this )?(?:\w+ |5[- ]star |five[- ]star )?(?:reviews?|ratings?|testimonials?|recommendation|feedback on (?:google|trustpilot)|stars)\b(?: |[.,!?]|$)",
            r"(?<!customers )(?<!guests )(?<!people )(?<!they )(?:rate|review) (?:us|our (?:app|page|shop|store|service|hotel|restaurant)|your (?:experience|stay|visit|purchase)|the app)\b",
            r"(?:(?:a|your|five[- ]star|5[- ]star|quick|google|trustpilot) )(?:\w+ )?review (?:on|would|really|helps|means|makes)\b",
            r"(?:leave|drop|share|pop|send|give|enter|fill in|provide|register|submit|add)(?: us)? (?:your |a few |some )(?:\w+ )?(?:e-?mail|details|number|contact|name|phone|info)\b[^.!?\n]{0,60}\b(?:offers?|newsletter|brochure|call ?back|advisers?|advisors?|sales|list|deals?|catalogue|quote|updates|consultation|draw|prize|keep you|send you (?:our|the latest|news)|specialist|free|exclusive|discount|consultant|inform)",
            r"(?:book|schedule|request|arrange) (?:a |your )(?:free )?(?:\w+ )?(?:demo|consultation|quote|sales call|no-obligation|discovery call|chat with our (?:sales|advis|consult)\w*|callback from our (?:sales|advis)\w*)\b",
            r"(?:hit|tap|smash|press|click) (?:that |the |our |on the )(?:\w+ )?(?:bell icon|notification bell|follow|like|subscribe|notification|share)\b",
            r"(?:rating|review|kind words?|recommendation|like|follow|share|shout-?out|testimonial)s? (?:on \w+ )?(?:would|really|always|helps?|means?|goes|makes?)\b[^.!?\n]{0,30}\b(?:mean|help|make|world|lot|day|team|grow|us|others|long way)\b",
            r"(?:come|pop over|join us|find us|catch us|say hi|see you|we're|we are|head)(?: also| now| too)? (?:to |over |on |and )?(?:over )?(?:on|at|to)? ?(?:our )?(?:instagram|facebook|tiktok|linkedin|youtube|twitter|pinterest|insta|socials)\b(?! (?:message|dm|inbox))",
            r"keep you (?:posted|updated|informed|in the loop) (?:on|about|with) (?:upcoming|new|our|all|future|any (?:new|upcoming)|the latest|offers|what's)",
            r"never miss (?:a|an|another|out)\b",
            r"(?:nominate|vote for) us\b",
            r"(?:don't|do not) forget to (?:follow|subscribe|like|share|tag|rate|review|leave|join|sign)\b",
            r"(?:download|install|get|grab) (?:our|the) (?:\w+ )?app\b[^.!?\n]{0,30}\b(?:today|exclusive|member|rewards?|offers?|deals?|points|discount|perks|free|never|first)",
            r"become (?:a|an|one of our) (?:\w+ )?(?:members?|subscribers?|insiders?|fans?|vips?)\b",
            r"like and (?:share|follow|subscribe)\b",
            r"(?:find|see|catch) us on (?:instagram|facebook|tiktok|youtube|linkedin|insta|socials?|x\b|twitter)",
            r"(?:switch|turn) on (?:our )?(?:alerts|notifications|push)\b",
            r"(?:tell|let) (?:others|people|the world|everyone|your \w+) (?:know )?about (?:us|your (?:stay|experience)|our)\b",
            r"(?:on|to) (?:trustpilot|tripadvisor|google reviews?)\b",
            r"(?:grateful|appreciate|love|like|thankful|delighted|happy|for|with|us) (?:for |with |about )?(?:a|your|that|some) (?:5|five)[- ]stars?\b",
            r"(?:rate|review) (?:it|this|the \w+|your \w+) (?:in|on) (?:the|our|google|trustpilot|your)\b",
            r"(?:on|onto|to) (?:the|our) (?:\w+ )?(?:mailing |email |e-mail )?list and\b",
            r"(?:leave|write|post|add|drop) (?:us )?(?:a |your )?(?:\w+ )?(?:comment|rating|stars|line|word|note|feedback) (?:on|about us on) (?:google|trustpilot|tripadvisor|facebook|yelp|the app store)",
            r"sign up (?:now|today|here)\b",
            r"(?:by )?rating (?:your|us|the|our)\b(?! plate)",
            r"(?:get|receive|have) (?:our|the) (?:\w+ )?(?:\w+ )?(?:by|via|through|in your) (?:e-?mail|inbox|newsletter|whatsapp|post)\b",
            r"(?:don't|never) miss (?:our|a|any) (?:posts?|updates?|episodes?|videos?|news|streams?)\b",
            r"(?:register|express) your interest\b",
            r"(?:stay (?:tuned|in the loop|connected|up to date with (?:our|us|all)|updated)|keep (?:an eye (?:out )?on our|up to date with (?:our|us|all)|up with (?:our|us)|in touch with us on|following)|watch this space)\b",
            r"(?:be (?:the |among the |one of the )?first to (?:know|hear|get|find out|see|try))\b",
            r"(?:create|open|set up|make) (?:an |your |a )(?:free )?(?:\w+ )?account (?:to (?:unlock|earn|enjoy|get|receive|start|save|collect)|and (?:get|earn|enjoy|unlock|save|receive|start|collect)|today|now)\b",
            r"(?:enter|take part in|join) (?:our|the) (?:\w+ )?(?:competition|giveaway|prize draw|raffle|draw|sweepstakes?|contest|survey)\b",
            r"(?:take|complete|fill in|fill out) (?:our|a|this) (?:\w+ )?(?:survey|questionnaire)\b",
            r"(?:to win|chance to win|could win|and win|win (?:a|one of|prizes))\b",
            r"(?:earn|collect|rack up|start collecting|double) (?:\w+ )?points\b",
            r"refer[- ]a[- ]friend\b",
            r"(?:become|be) (?:a|an) W2(?:member|subscriber|insider|vip)\b",
            r"(?:with|via|through|in) our (?:\w+ )?newsletter\b",
            r"our (?:\w+ )?newsletter (?:is|has|brings|goes|gives|keeps|will|for|to|and)\b",
            r"(?:your email|your e-mail|email|e-mail) (?:below|here|in the box) (?:and|to|for)\b[^.!?\n]{0,40}\b(?:offer|discount|news|deal|update|latest|first|list)",
            unless=r"\b(?:unsubscrib|to stop (?:the|our|these)|opt(?:ed)? out|taken you off|remove|removed|cancel|without (?:signing|subscribing|an account)|no need to|(?:don't|do not) (?:have to|need to|want to))|\b(?:we're|we are|we've|we have) (?:reading|read|seen|reviewing)|\b(?:timetable|doctor|gp|clinic|prescription|disruption|delays?|departure|outage)\b|\bif you (?:leave|left) (?:us )?your (?:number|name) with",
            asked="list",
        ),
    ),
)

_TAG: Final = re.compile(r"(?<![\w&/#=])#(?=[^\W\d_]{2})\w{3,60}")
_REFERENCE: Final = re.compile(r"#(?:[0-9a-fA-F]{6}|[A-Za-z]{1,4}[-_]?\d{2,}\w*|\w*\d{4,}\w*(?<!20\d\d))$")
_CHANNEL: Final = re.compile(
    r"\b(?:updates?|information|notices|channel|room|thread|ticket|order|case|bay|gate)\b[^.!?\n]{0,40}$"
)


def _hashtags(reply: Reply) -> Iterator[tuple[int, int]]:
    for match in _TAG.finditer(reply.text):
        known = match.group().lower() in reply.comment
        start = match.start()
        if (
            not known
            and not _REFERENCE.match(match.group())
            and not _CHANNEL.search(reply.low, max(0, start - 50), start)
        ):
            yield match.span()


MARKETING_HASHTAG: Final = Rule(
    "marketing-hashtag",
    "A hashtag makes the reply an advertisement.",
    "Leave the hashtag out.",
    (_hashtags,),
)
