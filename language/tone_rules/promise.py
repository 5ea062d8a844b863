"""The rule about promises that nothing on hand supports."""

from __future__ import annotations

from typing import Final

from language.tone_rules.rule import Rule, look

UNSUPPORTED_PROMISE: Final = Rule(
    "unsupported-promise",
    "Nothing on hand supports the promise.",
    "Say what is known and who looks at it; promise only what an article says.",
    (
        look(
            r"(?:we|i|we can|i can|we do|i do|i'm happy to|we'll|i'll|we will|i will|we hereby|can|i personally|we personally|and|to|absolutely|fully|personally) (?:\w+ )?(?:guarantee|promise|swear|vow|assure|pledge|vouch)\b(?! (?:card|period|covers?|runs|is|lasts|form|number|certificate|claim|ends|has|date|of two|of \w+ years|on the|scheme)\b)",
            r"(?:we promise|i promise|promise you|promises? you|guarantee you|assure you|assure all|guarantee (?:that|it|this|next|delivery|a|your|you|the)|you have (?:our|my) (?:word|promise|guarantee|assurance)|(?:our|my) (?:promise|word|pledge|guarantee) (?:to you|is|that|on)|give you (?:our|my) word|cross (?:our|my) hearts?|mark (?:our|my) words|that's a promise|that is a promise|take it from us|believe us|hand on heart)\b",
            r"(?:(?:will|won't|shall|'ll|is|does|can|could|would|are|going to) (?:never|not) (?:ever )?(?:happen|occur|repeat|go wrong|be (?:late|missed|delayed|repeated|charged)|let you down|break|fail|face|have (?:this|any|to|another)|experience|see this|disappoint|rust|leak|fade|run out|lose|miss|worry|crack|slip|come loose|stop|freeze)|(?:won't|will not|never|not|doesn't|cannot|can't) (?:ever )?(?:happen|occur) (?:to you |ever |to anyone )?again|never (?:ever )?(?:again|happens? again|let you down|fails?|breaks?|repeated|repeat|be repeated|have (?:this|any|another) (?:problem|issue|trouble))|no (?:more|further) (?:problems|issues|delays|trouble|mistakes|surprises|outages|errors|complaints|hiccups)|(?:won't|will not|never|not) (?:have|see|get|face|experience|encounter|hear) (?:any |a |this |that |another |one )?(?:\w+ )?(?:problems?|issues?|trouble|delays?|again|error|faults?|repeat|outage)|last time (?:this|it|that|anything|you)|(?:doesn't|does not|never) (?:ever )?happen again|happens? again)\b",
            r"(?:100|hundred|one hundred|a hundred|1,000|110|200) ?(?:%|per ?cent) (?:\w+ )?(?:guaranteed?|sure|certain|safe|reliable|satisfaction|fixed|effective|secure|refund|happy|satisfied|success|on time|sorted|confident|waterproof|accurate|right|resolved|that)\b",
            r"100 ?%(?= ?[.,!])",
            r"(?:satisfaction|results|success|delivery|arrival) (?:is |are )?(?:100% |fully |always )?guaranteed\b|guaranteed (?:to|delivery|by|results|that|not|for|success|satisfaction|it|you|on|next|tomorrow|every|this|in time)\b|is guaranteed\b|(?:it's|are) guaranteed\b|guaranteed(?=[.!,])",
            r"(?:definitely|certainly|undoubtedly|absolutely|surely|unquestionably|assuredly|inevitably) (?:be|have|get|arrive|receive|come|work|fit|fix|refund|see|happen|reach|solve|not|will|won't|going|on|call|make|land|resolve|last|love|find|replace|feel|cure|help|sort|notice|never|hear|stop|do|deliver\w*|there|with you|by|return|pay|send|give|cover)\b(?! (?:annoying|frustrating|right|understand|disappointing|not (?:good|what|how|okay|the)|look|pass))",
            r"(?:will|'ll|shall) (?:definitely|certainly|undoubtedly|absolutely|surely|for sure|without (?:a )?(?:doubt|fail)|always|forever|never|100%) (?!(?:need|ask|ring|call you from|be a|available|free|welcome|the|open|accepted|sent|here|listed|shown|worth|try|do our|feel|pass|been|in the|printed|on the)\b)\w+",
            r"(?:without (?:a |any )?(?:doubt|fail|question|exception)|no matter what|whatever (?:happens|it takes)|come what may|come rain or shine|for (?:sure|certain|ever)|once and for all|no (?:ifs|doubt|question|exceptions|buts|risk)|rain or shine|beyond (?:any )?doubt|zero (?:risk|chance|problems|delays|doubt)|no chance (?:of|that)|impossible (?:for|that) (?:it|this)|fail-?safe|fool-?proof|risk-free|bulletproof|bullet-proof|in no time|count on (?:it|us|that)|rely on (?:it|us)|bank on (?:it|that)|bet on it|can't go wrong|nothing can go wrong|you're guaranteed|you are guaranteed|forever|every single time|every time, on time|worry[- ]free|hassle[- ]free|problem[- ]free|(?:absolutely |there is |there's )?no (?:risk|danger) (?:at all|to|whatsoever|of)|not a chance|nothing to worry about|(?:you can )?(?:be|rest) (?:absolutely |completely |100% |totally )?(?:sure|certain) (?:that|it|we|you|this)|have (?:my|our) word|without delay|no delays|every day without|first thing tomorrow|by (?:tonight|tomorrow|the end of (?:the day|today|play)),? (?:guaranteed|promise|definitely|no)|stay\w* forever|never (?:fade|break|rust|leak|fail|stop|shrink|tear|wear)\w*)\b(?! (?:of (?:this|the) (?:month|week)))",
            r"(?:we|i|our team|the team)(?:'ll| will| shall| are going to|'re going to|'m going to) (?:personally |always |definitely |certainly |do (?:everything|whatever) W4(?:and )?)?(?:make (?:absolutely |100% |doubly |completely )?(?:sure|certain)|ensure|see to it|guarantee)(?: that)? (?:it|this|that|you|your|everything|all|every|the|no|nothing|nobody|they|there|these|such)(?:'s|'re|'ll)? ?(?:W2)(?:doesn't|does not|never|won't|will not|happens?|gets?|is|are|receive|isn't|fixed|sorted|resolved|arrives?|perfect|works?|runs?|always|goes|have|has|can|again|put right|reaches|needs|be|be|taken|experience|right)\b",
            r"(?:make|making) (?:absolutely |100% )?(?:sure|certain) (?:that )?(?:this|it|that|nothing like this) (?:doesn't|does not|never|won't|will not|cannot|can't)\b",
            r"ensure (?:that )?(?:this|it|that|nothing like this|such)W1 ?(?:doesn't|does not|never|won't|will not|cannot|isn't)\b",
            r"(?:we|i|they|our team|the team|you|it|your \w+)(?:'ll| will) (?:\w+ )?(?:fix|resolve|solve|sort|put|have|get|be|refund|replace|compensate|reimburse|repay|cover|do|deliver|arrive|give|make|pay|match|beat|send|receive) (?:W6)(?:immediately|instantly|straight away|right away|in full|in no time|within minutes|within the hour|at once|every penny|in a flash|today[,.!]? no|whatever|in seconds|overnight|before you know it|no questions asked|anything you (?:want|like|ask)|everything (?:you|it takes|in our power)|by tomorrow at the latest|any amount|like new|as good as new|as new)\b",
            r"(?:we|i)(?:'ll| will) (?:fully |gladly |happily |definitely |of course |certainly |personally )?(?:refund|compensate|reimburse|repay) (?:you|every|all|everything|your|the|any|in full)\b(?! (?:the (?:\d|postage|difference|£)|£|€|\$|\d|within \d|once|when|if|as soon as|after))",
            r"you(?:'ll| will) (?:get|be|have|receive) (?:a |your |all your )?(?:full |complete |total )?(?:refund(?:ed)?|money back|compensated|compensation) (?:today|tomorrow|immediately|instantly|no|whatever|straight|right|this (?:week|afternoon)|tonight|by|in full)\b",
            r"within (?:the (?:next )?hour|moments)\b",
            r"(?:as soon as humanly possible|any (?:minute|moment|second) now|in next to no time)\b",
            r"(?:everything|it all|all of (?:it|this)|this|it|your \w+)(?:'ll| will) be (?:\w+ )?(?:fine|perfect|alright|all right|okay|sorted|resolved|solved|fixed|back to normal|like new|flawless|with you|there|working|right)(?:[ ,.!]|$)(?! (?:by|on|once|when|within|after|in \d|from|at \d|between))",
            r"(?:you(?:'ll| will)) (?:love (?:it|the)|be (?:delighted|amazed|thrilled|blown|over the moon|absolutely|completely|more than|100%)|never (?!find)(?:\w+)|not be disappointed|see (?:a|the) (?:huge|massive|big|instant)|notice the difference|feel (?:better|great|amazing))\b",
            r"(?:you )?(?:won't|will not) be disappointed\b",
            r"(?:cures?|eliminates?|permanently (?:fixes|removes|solves|fixed)|works for everyone|works every time|lasts? (?:forever|a lifetime)|never (?:breaks|fails|wears|needs|rusts|leaks|lets))\b",
            r"(?:fixed|solved|sorted|resolved|cured|gone|eliminated) (?:for good|permanently|forever|once and for all|completely)\b",
            r"(?:nothing|no-?one|nobody) (?:like this |else )?(?:will|is going to) (?:ever )?(?:happen|go wrong|stop|delay|miss)\b",
            r"(?:always|every) (?:W2)(?:on time|first time|without exception|without fail)\b(?=[ ,.!]*(?:$|no|from now|guaranteed|from here|in future|and|[.!,]))",
            r"(?:from|starting) (?:now|today|tomorrow|monday|tuesday|wednesday|thursday|friday|next week|this day|here) (?:on|forward|onwards),?[^.!?\n]{0,40}\b(?:always|never|every (?:day|time|single)|on time|no more|all|perfect|flawless)\b",
            r"(?:we|i)(?:'ll| will) (?:always|never) \w+",
            r"(?:we|i)(?:'ll| will) (?:do|move|stop at|give you) (?:whatever|anything|heaven|nothing|everything)\b",
            r"you(?:'ll| will) (?:be|have|get|see|notice|feel|receive) W4(?:in no time|before you know it|for certain|guaranteed|no question|without fail|whatever happens|at the latest, promise)\b",
            r"(?:last|lasts|serve|serves) you (?:a lifetime|forever|for (?:life|years|ever|decades)|the rest)\b",
            r"(?:will|'ll) [^.!?\n]{0,40}\bfrom now on\b",
            r"(?:like clockwork|you'll see\b(?=[.!])|just you wait|mark my words|smooth(?:ly)? from (?:here|now))",
            r"(?:clears?|cures?|removes?|eliminates?|fixes|works|solves|prevents|stops|heals|gets rid of) [^.!?\n]{0,40}\b(?:every time|always|completely|for everyone|instantly|overnight|permanently|in days|without fail|entirely)\b",
            r"(?:there's|there is) no way (?:it|this|that|you|we)(?:'ll| will|'d| would)?\b",
            r"trust (?:me|us)(?=[,.!:])",
            r"(?:won't|will not|never) ever\b",
            r"(?:won't|will not) have to (?:wait|worry|call|do this|deal|go through)\b(?! until)",
            r"from now on,? (?:every|all|your|you|it|we|our|no|each|nothing)W4(?:will|'ll|always|never|won't|be)\b",
            r"rest assured(?: that)? (?:it|this|you|your|we|the)(?:'ll|'re)? (?:W2)(?:will|won't|never|be|always|is)\b",
            unless=r"\b(?:can't|cannot|can not|couldn't|unable to|not able to|won't|wouldn't|don't want to|not|never|rather not|nobody can|no one can|hard to|too early to|without|no) (?:\w+ ){0,2}(?:promise|guarantee|be (?:sure|certain)|say for (?:sure|certain)|assure)|\b(?:promised|had promised)\b|\bno guarantee|\bto be (?:sure|certain)\b|\bto make sure\b[^.!?\n]{0,30}\bplease\b|\bnot? (?:always|forever|\d+ ?%|for (?:sure|certain)|definitely|certainly)\b|\b(?:if|whether|unless|in case) (?:it|this|that) happens again|\bhappens again,|\b(?:don't|do not|doesn't|didn't|can't) (?:yet )?know for|\bfor good reason",
        ),
    ),
    yields_to=frozenset({"blaming", "self-praise", "superlative"}),
)
