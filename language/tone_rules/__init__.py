"""The rules of the tone check, by name: what each looks for, why it sells instead of shares, and what to write instead."""

from __future__ import annotations

from typing import Final

from language.tone_rules.blaming import BLAMING
from language.tone_rules.boilerplate import BOILERPLATE
from language.tone_rules.buying import CALL_TO_BUY, UPSELL
from language.tone_rules.discount import DISCOUNT_URGENCY
from language.tone_rules.elsewhere import DEFLECTION, LINK_WITHOUT_ANSWER
from language.tone_rules.leads import LEAD_CAPTURE, MARKETING_HASHTAG
from language.tone_rules.praise import SELF_PRAISE, SUPERLATIVE
from language.tone_rules.private import PERSONAL_DATA
from language.tone_rules.promise import UNSUPPORTED_PROMISE
from language.tone_rules.rule import Rule
from language.tone_rules.shouting import SHOUTING

RULES: Final[tuple[Rule, ...]] = (
    CALL_TO_BUY,
    DISCOUNT_URGENCY,
    UPSELL,
    SUPERLATIVE,
    SELF_PRAISE,
    LEAD_CAPTURE,
    MARKETING_HASHTAG,
    LINK_WITHOUT_ANSWER,
    DEFLECTION,
    BLAMING,
    UNSUPPORTED_PROMISE,
    PERSONAL_DATA,
    BOILERPLATE,
    SHOUTING,
)
