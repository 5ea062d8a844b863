"""What a rule is: patterns to look for, where they don't count, why they sell, and what to write instead.

Patterns are matched against small letters, so that capitals are free for shorthands: ``W3`` is up to three words,
``REST`` up to 60 characters of the same sentence. All repetition is bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from language.tone_rules.reply import Reply

Finder = Callable[[Reply], Iterator[tuple[int, int]]]

_SHORT: Final = {
    "W1": r"(?:[\w'&-]{1,25} ){0,1}",
    "W2": r"(?:[\w'&-]{1,25},? ){0,2}",
    "W3": r"(?:[\w'&-]{1,25},? ){0,3}",
    "W4": r"(?:[\w'&-]{1,25},? ){0,4}",
    "W6": r"(?:[\w'&-]{1,25},? ){0,6}",
    "REST": r"[^.!?\n]{0,60}",
    "WE": r"(?:we|i|our team|the team)",
    "WERE": r"(?:we're|we are|i'm|i am)",
    "WILL": r"(?:'ll| will| shall)",
    "YOULL": r"(?:you'll|you will|you shall)",
    "NOT": r"(?:n't| not)",
    "CANT": r"(?:can't|cannot|can not|couldn't|could not|are unable to|are not able to|aren't able to|won't be able to)",
}
_SHORTHAND: Final = re.compile(r"(?<!\\)(?:" + "|".join(sorted(_SHORT, key=len, reverse=True)) + ")")
_BEFORE_ORDER: Final = re.compile(
    r"(?:^ {0,3}|[^\w '\"(/-] {0,2}|\b(?:and|so|please|just|then|now|or|but|simply|not|also|come|go|today|again|do|instead|kindly|meanwhile|always|definitely|(?:forget|sure|time|free|want|need|love) to) )$"
)


@dataclass(frozen=True)
class Look:
    """A pattern, and where it does not count.

    `unless` is looked for in the sentence around a match; `starts` wants the match where an order to the reader starts;
    `asked` names topics of the comment that make the words an answer.
    """

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    starts: bool
    asked: frozenset[str]

    def find(self, reply: Reply) -> Iterator[tuple[int, int]]:
        """The places, from left to right; a sentence is searched for `unless` once."""
        if self.asked & reply.asked:
            return
        excused: dict[int, bool] = {}
        for match in self.pattern.finditer(reply.low):
            if self.starts and not _BEFORE_ORDER.search(reply.low, max(0, match.start() - 16), match.start()):
                continue
            if self.unless is not None:
                number = reply.number_at(match.start())
                if number not in excused:
                    excused[number] = self.unless.search(reply.low, *reply.sentences[number]) is not None
                if excused[number]:
                    continue
            yield match.span()


@dataclass(frozen=True)
class Rule:
    """One thing to point at in a reply; `public` rules hold only where everybody reads.

    A rule that comes `after` knows what the others found. Words inside a finding of a rule it `yields_to` are left to that.
    """

    name: str
    why: str
    instead: str
    finders: tuple[Finder, ...]
    public: bool = False
    after: bool = False
    yields_to: frozenset[str] = frozenset()

    def find(self, reply: Reply) -> Iterator[tuple[int, int]]:
        """Where a reply goes against the rule, in no order."""
        if self.public and not reply.public:
            return
        for finder in self.finders:
            yield from finder(reply)


def pattern(*sources: str) -> re.Pattern[str]:
    """One pattern that starts at the start of a word and matches any of the sources; the look ahead saves most of the time."""
    return re.compile(
        r"(?<!\w)(?=[^\W\d]{2}|[aix][ ']|[£€$#]|\d[\d,]{0,6}[ %-])(?:"
        + "|".join(_written_out(source) for source in sources)
        + ")"
    )


def look(*sources: str, unless: str = "", starts: bool = False, asked: str = "") -> Finder:
    """A finder for any of the sources; `asked` holds topics with blanks between."""
    except_for = re.compile(_written_out(unless)) if unless else None
    return Look(pattern(*sources), except_for, starts, frozenset(asked.split())).find


def _written_out(source: str) -> str:
    return _SHORTHAND.sub(lambda match: _SHORT[match.group()], source)
