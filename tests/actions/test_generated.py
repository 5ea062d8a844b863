"""Ten thousand generated combinations of comment, evidence and channel: no draft breaks what every draft must keep."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.document import document_of
from actions.facts import facts
from language.channels import LIMITS, length

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
        "page": {"voice": {"sign_with": dice.choice([None, "Fernhill", "The whole team at Fernhill Cycles " * 3])}},
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
    for number in range(COUNT):
        text, understanding, metadata = combination(dice, passages)
        draft = document_of(str(number), text, understanding, metadata)["draft"]
        if draft is None:
            continue
        kinds.add(draft["kind"])
        case = (number, draft["kind"], draft["text"])
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
