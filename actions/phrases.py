"""What a draft says in its own words: no number, no link, no promise, no sales talk; several of each, chosen by comment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

GREETING: Final = ("Hi {name},", "Hello {name},")
NAMELESS: Final = ("Hello,", "Hi there,")
# Where everything stands on one line, a comma before a new sentence reads as a slip.
GREETING_IN_LINE: Final = ("Hi {name}!", "Hello {name}!")
GREETING_IN_LINE_GRAVE: Final = ("Hello {name}.", "Hi {name}.")
NAMELESS_IN_LINE: Final = ("Hello!", "Hi there!")
CLOSING_QUESTION: Final = (
    "Does that answer it?",
    "If that doesn't cover it, tell us a bit more here.",
    "Ask again if something is still open.",
)
EMPATHY: Final = {
    1: ("Thanks for telling us about this.", "Thanks for pointing this out.", "Good that you told us."),
    2: ("Sorry about this.", "We're sorry this didn't go as it should.", "Sorry that this went wrong for you."),
    3: (
        "We're sorry. You had every reason to expect better.",
        "We're sorry, and we understand that you're annoyed.",
        "We're sorry for the trouble this has given you.",
    ),
    4: (
        "We're sorry. This clearly went wrong for you, and we want to understand how.",
        "We're sorry that it has come to this.",
        "We're sorry, and we're taking what you write as seriously as you mean it.",
    ),
}
LOOKING: Final = {
    1: (
        "We're passing it on to the people who look after this.",
        "We'll have a look at what happened.",
        "We're looking at it.",
    ),
    2: (
        "We're looking at what happened and will come back to you here.",
        "We'd like to find out what went wrong and will reply here.",
        "A colleague is looking at this and will answer here.",
    ),
    3: (
        "A colleague is looking at what happened and will answer you here.",
        "We're finding out what went wrong, and a person will answer you here.",
        "We're going through what happened and will come back to you here.",
    ),
    4: (
        "A colleague who can decide is looking at this and will answer you.",
        "We've passed this to the person who can decide, and they will answer you.",
        "The person responsible is looking at this now and will answer you.",
    ),
}
ASK_PRIVATELY: Final = (
    "If you send us a private message with what happened, we can look at your case.",
    "A private message with a few details lets us look at your case.",
    "Write to us in a private message and we can look at your case itself.",
)
HOLDING: Final = (
    "Good question. We want to get this right, so we're checking and will answer here.",
    "We don't have the answer to hand, so we're asking a colleague and will reply here.",
    "We'd rather check than guess, and will come back to you here.",
    "Thanks for asking. We're checking this with a colleague and will answer here.",
)
HOLDING_UNSURE: Final = (
    "Thanks for writing. A colleague is reading this and will answer here.",
    "A person is looking at your comment and will reply here.",
    "We've seen this, and a colleague will answer you here.",
)
CAREFUL: Final = (
    "Thank you for telling us. This goes straight to the person responsible, who will write to you directly.",
    "Thank you for writing. This goes straight to a person who will contact you directly.",
    "We take this seriously. The person responsible will write to you directly.",
)
CAREFUL_SELF_HARM: Final = (
    "Thank you for telling us how you feel. A person will write to you directly. "
    "If you are in danger, please call your local emergency number or someone you trust.",
    "We've read this, and we're glad you wrote. A person will write to you directly. "
    "If you might hurt yourself, please call your local emergency number or someone close to you now.",
)
CAREFUL_SAFETY: Final = (
    "We're sorry this happened, and your safety comes first: if anyone is in danger, call your local emergency number now. "
    "The person responsible will write to you directly.",
    "We're sorry to read this. If anyone is hurt or in danger, please call your local emergency number first. "
    "The person responsible will contact you directly.",
)
THANKS: Final = (
    "Thank you, that's lovely to read.",
    "Thanks for taking the time to write this.",
    "That made our day, thank you.",
    "Thank you! We'll pass this on to the team.",
    "So good to hear, thank you.",
    "Thanks, the team will be glad to read this.",
)
SOURCE: Final = (
    "More on this: {url}",
    "The details: {url}",
    "All of it is here: {url}",
    "You can read it all here: {url}",
)
CLARIFY: Final = (
    "So that we give you the right answer: is this about {choices}?",
    "The answer depends on one thing: is it about {choices}?",
    "Is this about {choices}? The answer differs.",
)


def chosen(variants: Sequence[str], comment: str, turn: int = 0) -> str:
    """One of the variants, always the same for the same comment id; `turn` gives the next ones."""
    digest = hashlib.blake2b(f"{comment}|{variants[0]}".encode("utf-8", "replace"), digest_size=4).digest()
    return variants[(int.from_bytes(digest, "big") + turn) % len(variants)]
