"""With the real encoder and examples: small changes keep the label, odd input has a defined result, order is nothing."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest
import yaml

from components.check_data import ROOT, held_out_in
from components.cleaning import cleaned
from components.encoder_featurizer import chosen_encoder, home
from components.encodings import EncodingCache
from components.scoring.labels import INTENTS, Classifier, Example
from language.encoder import FILES, Encoder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all((chosen_encoder().path / name).is_file() for name in FILES), reason="the encoder isn't built"
    ),
]
COUNT = 1000
STABLE = 0.97
STABLE_HELD_OUT = 0.97


@pytest.fixture(scope="module")
def encodings() -> EncodingCache:
    cache = EncodingCache(home() / "cache", Encoder(chosen_encoder(), threads=2))
    yield cache
    cache.save()


@pytest.fixture(scope="module")
def examples(encodings) -> list[Example]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["nlu"]:
            weight = float((entry.get("metadata") or {}).get("weight", 1))
            rows += [(example["text"].strip(), entry["intent"], weight) for example in entry["examples"]]
    vectors = encodings.encode([cleaned(text) for text, _, _ in rows])
    return [
        Example(text, vector, intent, importance=weight)
        for (text, intent, weight), vector in zip(rows, vectors, strict=True)
    ]


@pytest.fixture(scope="module")
def classifier(examples) -> Classifier:
    return Classifier.train(examples)


def labels(classifier, encodings, texts) -> list[str]:
    vectors = encodings.encode([cleaned(text) for text in texts])
    return [judgement.ranking[0][0] for judgement in classifier.judge(texts, vectors)]


def swapped(text: str, dice: random.Random) -> str:
    """Two neighbouring letters inside one longer word change places."""
    words = [match for match in re.finditer(r"[a-z]{5,}", text)]
    if not words:
        return text
    place = dice.choice(words)
    at = dice.randrange(place.start() + 1, place.end() - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


CHANGES = {
    "lower case": lambda text, dice: text.lower(),
    "capital first": lambda text, dice: text[:1].upper() + text[1:],
    "blanks": lambda text, dice: "  " + re.sub(r" ", "  ", text) + " \n",
    "repeated marks": lambda text, dice: re.sub(r"([!?.])", r"\1\1\1", text),
    "mention ahead": lambda text, dice: "@quillmart " + text,
    "link behind": lambda text, dice: text + " https://t.co/aB3xYz09Qr",
    "typo": swapped,
}


@pytest.mark.parametrize(("held_out", "least"), [(False, STABLE), (True, STABLE_HELD_OUT)])
def test_small_changes_keep_the_label(classifier, encodings, examples, held_out, least):
    dice = random.Random(7)
    rows = held_out_in(ROOT / "tests" / "data" / "understanding.jsonl") if held_out else examples
    texts = [row.text for row in dice.choices(rows, k=COUNT)]
    changes = [list(CHANGES)[index % len(CHANGES)] for index in range(COUNT)]
    changed = [CHANGES[name](text, dice) for name, text in zip(changes, texts, strict=True)]
    same = np.array(labels(classifier, encodings, texts)) == np.array(labels(classifier, encodings, changed))
    by_change = {name: round(float(same[[change == name for change in changes]].mean()), 3) for name in CHANGES}
    print(held_out, same.mean(), by_change)
    assert same.mean() >= least, by_change


@pytest.mark.parametrize("text", ["", " ", "🚲🚲", "?!", "x" * 10_000, "why " * 2_500, "\ud800", "@a @b", "\x00"])
def test_odd_input_has_a_defined_result(classifier, encodings, text):
    judged = classifier.judge([text], encodings.encode([cleaned(text)]))[0]
    assert {name for name, _ in judged.ranking} == set(INTENTS)
    assert sum(share for _, share in judged.ranking) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in judged.probabilities.values())


def test_the_order_of_the_examples_is_nothing(encodings, examples):
    some = examples[::12]
    mixed = some[:]
    random.Random(3).shuffle(mixed)
    one, other = Classifier.train(some), Classifier.train(mixed)
    assert one.values == other.values
    assert all(np.array_equal(one.arrays[name], other.arrays[name]) for name in one.arrays)
