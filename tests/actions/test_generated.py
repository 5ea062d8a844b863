"""Ten thousand generated combinations of comment, evidence and channel: no draft breaks what every draft must keep."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.document import document_of
from actions.emoji import has_emoji
from actions.words import found
from language.channels import LIMITS, length
from language.facts import facts
from language.names import first_name

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
COUNT = 10_000
NAMES = [
    None,
    "",
    "Ada",
    "x_9921",
    "Dr. Ana María Núñez-O'Brien",
    "李雷",
    "MRS SMITH",
    "🚲",
    "@someone",
    "A" * 200,
    "{name}",
]
TEXTS = [
    "How long does it take?",
    "It broke on the first day and nobody answers. Where is my refund?",
    "Thank you, lovely people!",
    "@brand is it £14 or £19?? https://shop.invented.example/a",
    "ok",
    "Can I {name} use 100% of {url}?",
    "my order 55210 never came " * 40,
    "كم يكلف؟ how much",
    "<b>hello</b> & bye — what now",
    "Returns are 90 days in the UK",
    "I thought a battery test costs £40",
    "order 55210 is late, call me on 07700 900123 or write to ada@lovelace.example",
    "@bernie look at this",
    "which one?",
]
LABELS = ("question", "complaint", "praise", "other")
PERSONAL = ("55210", "900123", "ada@lovelace.example")
THREADS = [
    [],
    [{"author": "Ada", "from_page": False, "text": "In the UK?"}],
    [
        {"author": "Ada", "from_page": False, "text": "How long do I have to return a bike in the UK?"},
        {"author": "Bob", "from_page": False, "text": "It's 14 days"},
    ],
]
SLOT = re.compile(r"\{(?:name|url|choices)\}")
LINK = re.compile(r"https?://\S+")
SIGNATURES = [None, "Fernhill", "^AB", "The whole team at Fernhill Cycles " * 3]
AVOIDED = [[], [], ["sorry", "lovely"], ["team", "colleague"], ["Thank You", "thanks"], ["more", "here", "hi", "frame"]]
PREFERRED = [[], [{"instead_of": "colleague", "say": "crew member"}, {"instead_of": "look at", "say": "see to"}]]
CONTACTS = [{}, {"legal": "law@fernhill.example", "press": "+44 20 7946 0000", "self-harm": "the crisis line"}]
CONTRACTION = re.compile(r"\w['’](?:s|re|ve|ll|d|m|t)\b", re.IGNORECASE)
SPELT = {
    "en-GB": re.compile(r"\w{4,}iz(?:e|ed|ing)\b", re.IGNORECASE),
    "en-US": re.compile(r"apologis|to hand\b|cheers", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def passages() -> list[dict[str, Any]]:
    """Short answers and parts of the demo company's articles, as the desk sends them."""
    found = []
    for path in sorted(KNOWLEDGE.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        meta = yaml.safe_load(front)
        about = {"article": meta["id"], "title": meta["title"], "url": meta.get("url"), "incident": False}
        about["audience"] = meta.get("audience") or {}
        found.append(
            {**about, "id": f"{meta['id']}#0", "text": meta["answer"], "answer": meta["answer"], "nearest": []}
        )
        for number, part in enumerate(re.split(r"\n(?=## )", body.strip()), 1):
            lines = [re.sub(r"^\s*(?:[-*]|\d+[.)])\s+", "", line).replace("**", "") for line in part.splitlines()[1:]]
            lines = [line.strip() for line in lines if len(line.split()) > 3]
            near = lines[:3]
            found.append({**about, "id": f"{meta['id']}#{number}", "text": part, "answer": None, "nearest": near})
    return found


def voice(dice: random.Random) -> dict[str, Any]:
    return {
        "sign_with": dice.choice(SIGNATURES), "formality": dice.choice(["casual", "neutral", "formal", None, "loud"]),
        "variant": dice.choice(["en-GB", "en-US", 3]), "emoji": dice.random() < 0.5, "avoid": dice.choice(AVOIDED),
        "prefer": dice.choice(PREFERRED), "contacts": dice.choice(CONTACTS),
    }  # fmt: skip


def assert_voice(draft: dict[str, Any], understanding: dict[str, Any], metadata: dict[str, Any]) -> None:
    """Our own sentences keep to the page's voice, in the draft and in its alternatives."""
    told, case = metadata["page"]["voice"], (metadata["page"]["voice"], draft)
    name = first_name(metadata["author"]["name"]) or "\0"
    for label, one in (("", draft), *((other["label"], other) for other in draft["alternatives"])):
        own = [said for said in one["sentences"] if said["role"] not in ("answer", "step", "signature")]
        words = " ".join(LINK.sub("", said["text"]).replace(name, "") for said in own)
        if draft["kind"] == "clarify":
            words = words.replace("the UK", "").replace("the US", "")
        assert not found(words, told["avoid"]), case
        assert told["formality"] != "formal" or label == "Warmer" or not CONTRACTION.search(words), case
        assert not SPELT["en-US" if told["variant"] == "en-US" else "en-GB"].search(words), case
        assert not told["prefer"] or not re.search(r"\bcolleague\b|\blook at\b", words), case
        smiles = sum(has_emoji(said["text"]) for said in one["sentences"])
        serious = understanding["intent"] in ("complaint", "other") or understanding["escalate"]
        assert smiles <= (1 if told["emoji"] and not serious and draft["kind"] in ("thanks", "answer") else 0), case
        contacts = [contact for contact in told["contacts"].values() if contact in words]
        assert not contacts or (understanding["escalate"] and draft["private"]), case


def assert_alternatives(draft: dict[str, Any]) -> None:
    """Each is another text with the same facts, and no finding that the draft has not."""
    texts = [draft["text"], *(other["text"] for other in draft["alternatives"])]
    assert len(set(texts)) == len(texts) <= 4, texts
    rules = {finding["rule"] for finding in draft["findings"]}
    facts_told = [said for said in draft["sentences"] if said["role"] in ("answer", "step")]
    for other in draft["alternatives"]:
        assert " ".join(other["text"].split()) == " ".join(said["text"] for said in other["sentences"])
        assert {finding["rule"] for finding in other["findings"]} <= rules, other
        told = [said for said in other["sentences"] if said["role"] in ("answer", "step")]
        assert told == ([] if other["label"] == "Ask first" else facts_told), (draft, other)
        assert other["label"] != "Ask first" or draft["kind"] != "thanks", draft


def assert_new(draft: dict[str, Any], metadata: dict[str, Any]) -> None:
    """None of our own sentences stands in the reply before this one."""
    before = " ".join(metadata["page"]["lately"][:1]).split()
    for said in draft["sentences"]:
        if said["role"] not in ("answer", "step", "signature"):
            assert f" {said['text']} " not in f" {' '.join(before)} ", (before, draft["text"])


def combination(dice: random.Random, passages: list[dict[str, Any]]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    intent = dice.choice(LABELS)
    chances = {label: dice.random() for label in LABELS[:3]}
    understanding = {
        **chances, "intent": intent, "confidence": dice.random(), "unsure": dice.random() < 0.1, "language": "en",
        "severity": dice.randint(1, 4) if intent == "complaint" else 0, "escalation": [], "model": "m",
        "escalate": dice.choice([[], [], [], [], ["safety"], ["legal"], ["self-harm"], ["press", "legal"]]),
    }  # fmt: skip
    channel = dice.choice(sorted(LIMITS))
    limit = LIMITS[channel]
    evidence = [{**one, "score": dice.random()} for one in dice.sample(passages, dice.randint(0, 5))]
    if evidence and dice.random() < 0.5:  # another passage of the best article, as the search adds it
        own = [one for one in passages if one["article"] == evidence[0]["article"]]
        evidence.insert(1, {**dice.choice(own), "score": evidence[0]["score"]})
    evidence.sort(key=lambda one: -one["score"])
    metadata = {
        "page": {"voice": voice(dice)},
        "channel": {"name": channel, "limit": dice.choice([limit.limit, 280, 60, 5]), "counting": limit.counting},
        "author": {"name": dice.choice(NAMES)},
        "thread": dice.choice(THREADS),
        "evidence": evidence,
    }  # fmt: skip
    return dice.choice(TEXTS), understanding, metadata


def check_words(wording: dict[str, Any], case: Any, metadata: dict[str, Any], limit: int, counting: str) -> None:
    words = wording["text"]
    assert length(words, counting) <= limit, case
    assert not SLOT.search(words.replace("{name}", "") if metadata["author"]["name"] == "{name}" else words), case
    assert not re.match(r"(?:Hi|Hello)\s+[,.!]", words), case
    assert " ".join(words.split()) == " ".join(" ".join(one["text"] for one in wording["sentences"]).split()), case
    assert not any(said in words for said in PERSONAL), case
    assert all(words[one["start"] : one["end"]] == one["text"] for one in wording["findings"]), case


def check_support(wording: dict[str, Any], case: Any, holders: dict[str, Any]) -> None:
    for sentence in wording["sentences"]:
        said = sentence["text"]
        assert said.strip() == said and said[-1:] and "\n\n" not in said, case
        if sentence["evidence"] is None:
            assert not LINK.search(said) and not re.search(r"[£$€]\s?\d", said), case
            continue
        holder = holders[sentence["evidence"]]
        support = " ".join(filter(None, (holder["text"], holder["answer"], holder["url"], holder["title"])))
        known = {(fact.kind, fact.value) for fact in facts(support)}
        assert all((fact.kind, fact.value) in known for fact in facts(said)), (case, said)


def test_ten_thousand_combinations_give_no_broken_draft(passages):
    dice = random.Random(20261125)
    kinds: set[str] = set()
    lately: list[str] = []
    for number in range(COUNT):
        text, understanding, metadata = combination(dice, passages)
        metadata["page"]["lately"] = lately
        draft = document_of(str(number), text, understanding, metadata)["draft"]
        if draft is None:
            continue
        kinds.add(draft["kind"])
        case = (number, draft["kind"], draft["text"])
        assert_voice(draft, understanding, metadata)
        assert_alternatives(draft)
        assert_new(draft, metadata)
        lately = [draft["text"], *lately][:10] if draft["text"] else lately
        limit, counting = metadata["channel"]["limit"], metadata["channel"]["counting"]
        holders = {one["id"]: one for one in metadata["evidence"]}
        for wording in (draft, *draft["alternatives"], *draft["runners_up"]):
            check_words(wording, case, metadata, limit, counting)
            check_support(wording, case, holders)
        assert len({one["article"] for one in draft["runners_up"]}) == len(draft["runners_up"]) <= 3, case
        assert not draft["runners_up"] or not understanding["escalate"], case
        assert (draft["summary"] is not None) == (draft["kind"] in ("acknowledge", "hand_over")), case
        assert not any(said in str(draft["hide"]) for said in PERSONAL), case
        assert not SLOT.search(draft["summary"] or "") or "{" in text or metadata["author"]["name"] == "{name}", case
    assert kinds >= {"answer", "remedy", "acknowledge", "hand_over", "thanks", "correct", "clarify", "none"}
