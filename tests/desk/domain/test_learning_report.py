"""The sentences about a run say what its figures say, and no more."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest

from desk.domain.learning import CANCELLED, FAILED, KEPT, NOTHING, PROMOTED, RUNNING, Run
from desk.domain.learning_report import _ENGLISH, calibration, sentences, versions

AT = datetime(2026, 11, 25, 10, 0, tzinfo=timezone.utc)
PAGES = {"shop": "The Shop", "blog": "The Blog"}


def figure(champion, challenger, low=-0.02, high=0.05, rows=120):
    return {"champion": champion, "challenger": challenger, "low": low, "high": high, "rows": rows}


def read(page, intent, rows, champion, challenger):
    return {"page": page, "intent": intent, "rows": rows, "champion": champion, "challenger": challenger}


READ = [
    read("shop", "complaint", 31, 27, 28),
    read("shop", "praise", 40, 38, 38),
    read("blog", "question", 49, 32, 38),
]


def run(state=KEPT, at=AT, **changed):
    report = {
        "lessons": {"examples": 600, "learned": 480, "held_out": 120, "contradictions": 0},
        "reasons": ["one reason"],
        "read": READ,
        "figures": {
            "decisions/macro_f1": figure(0.8, 0.85),
            "decisions/complaint_recall": figure(0.87, 0.9),
            "decisions/accuracy": figure(97 / 120, 104 / 120),
            "decisions/quadratic_score": figure(0.7, 0.75),
            "decisions/calibration_error": figure(0.1, 0.05, None, None),
        },
        **changed,
    }
    return Run(uuid4(), state, "Ada", at, ended_at=at, report=report)


def few(rows, examples, **more):
    lessons = {"examples": examples, "learned": examples - rows, "held_out": rows, "contradictions": 3}
    return run(
        lessons=lessons,
        figures={
            f"decisions/{name}": figure(0.5, 0.6, rows=rows) for name in ("macro_f1", "quadratic_score", "accuracy")
        },
        **more,
    )


def codes(one, pages=PAGES):
    return [sentence.code for sentence in sentences(one, pages)]


def texts(one, pages=PAGES):
    return [sentence.text for sentence in sentences(one, pages)]


def test_what_was_better_is_said_in_counts():
    figures = run().report["figures"] | {"decisions/macro_f1": figure(0.8, 0.85, 0.01, 0.1)}
    happened, compared, following = texts(run(PROMOTED, figures=figures))
    assert happened == (
        "The new model was put into service: it reads the 120 decisions held out better than chance explains, and no"
        " other check spoke against it."
    )
    assert compared == (
        "Of the 120 decisions held out, the new model reads 104 right, the old one 97; of 31 complaints among them the"
        " new one finds 28, the old one 27."
    )
    assert following == (
        "Next, on The Blog, label more questions: the model that serves after the run reads 38 of 49 right, the lowest"
        " share among your pages and kinds with at least 10."
    )


def test_a_model_that_is_only_surer_is_not_said_to_read_better():
    figures = run().report["figures"] | {"decisions/quadratic_score": figure(0.7, 0.8, 0.05, 0.15)}
    assert codes(run(PROMOTED, figures=figures))[0] == "promoted_surer"


def test_a_run_that_was_judged_by_the_logarithm_is_told_as_it_was():
    figures = {name: one for name, one in run().report["figures"].items() if "quadratic" not in name}
    figures |= {"decisions/log_share": figure(-0.5, -0.3, 0.1, 0.3)}
    assert codes(run(PROMOTED, figures=figures))[0] == "promoted_surer"
    lower = figures | {"decisions/macro_f1": figure(0.8, 0.798)}
    assert codes(run(figures=lower))[0] == "kept_no_better"


def test_why_a_model_was_not_put_into_service():
    assert codes(run())[0] == "kept_no_better"
    worse = run(reasons=["worse at this", "worse at that", "and not better"])
    assert texts(worse)[0] == "The new model was not put into service: 2 checks found it worse."
    better = run().report["figures"] | {"decisions/macro_f1": figure(0.8, 0.85, 0.01, 0.1)}
    assert texts(run(figures=better, reasons=["worse"]))[0].endswith(": 1 check found it worse.")
    assert texts(few(12, 60))[0].endswith("12 decisions held out are too few to tell, 40 are needed.")


def test_few_decisions_ask_for_more_whatever_else_there_is():
    assert texts(few(12, 60))[2].endswith("and that takes at least 138 decisions more.")  # a fifth of 198 is 40
    # Of many only the newest may be held out, since the model in service learned from the others.
    assert texts(few(39, 900))[2].endswith("and that takes at least 1 decision more.")
    assert codes(run())[2] != "label_more"


@pytest.mark.parametrize(("contradictions", "code"), [(0, "worst"), (16, "worst"), (17, "settle"), (40, "settle")])
def test_the_larger_number_of_the_two_is_the_next_step(contradictions, code):
    lessons = run().report["lessons"] | {"contradictions": contradictions}
    assert codes(run(lessons=lessons))[2] == code  # the champion reads 17 of 49 questions wrong


def test_a_page_that_may_not_be_seen_is_not_named():
    found = sentences(run(), {"shop": "The Shop"})[2]
    assert (found.names, found.counts["right"]) == ({"page": "The Shop", "intent": "complaint"}, 27)
    assert codes(run(), {})[2] == "go_on"


def test_of_few_or_faultless_decisions_no_page_is_called_the_worst():
    assert codes(run(read=[read("shop", "praise", 9, 0, 0), read("shop", "question", 111, 111, 111)]))[2] == "go_on"


def test_without_complaints_none_are_counted():
    assert codes(run(read=READ[1:]))[1] == "read"
    (version,) = versions([run(read=READ[1:])])
    assert (version.complaints, version.champion_recall) == (0, None)


def test_a_run_from_before_this_was_counted_is_told_from_its_figures():
    old = run()
    del old.report["read"]
    assert texts(old)[1] == "Of the 120 decisions held out, the new model reads 104 right, the old one 97."
    assert codes(old)[2] == "go_on" and calibration(old) is None
    (version,) = versions([old])
    assert (version.complaints, version.champion_recall, version.challenger_recall) == (None, 0.87, 0.9)


def test_runs_that_compared_nothing_say_so():
    for state, learned, code in ((NOTHING, 480, "nothing_new"), (NOTHING, 0, "nothing_yet")):
        lessons = {"examples": learned, "learned": learned, "held_out": 0, "contradictions": 0}
        found = codes(run(state, lessons=lessons, figures={}, read=None))
        assert found == [code, "not_compared", "label_more"]
    for state in (CANCELLED, FAILED):
        assert codes(Run(uuid4(), state, "Ada", AT, ended_at=AT)) == [state, "not_compared", "again"]
    assert codes(Run(uuid4(), RUNNING, "Ada", AT)) == ["under_way"]


def test_without_any_held_out_decision_nothing_is_claimed_of_either_model():
    lessons = {"examples": 0, "learned": 3, "held_out": 0, "contradictions": 0}
    shipped = run(lessons=lessons, figures={"shipped/macro_f1": figure(0.8, 0.9)}, read=[])
    assert codes(shipped) == ["kept_few", "none_held_out", "label_more"]


def test_versions_are_in_the_order_of_time_and_only_of_runs_that_compared():
    early, late = run(at=AT - timedelta(days=7)), run(PROMOTED)
    found = versions([late, run(NOTHING, figures={}), early])
    assert [(one.run, one.state) for one in found] == [(early.id, KEPT), (late.id, PROMOTED)]
    assert (found[0].champion_f1, found[0].challenger_f1, found[0].complaints) == (0.8, 0.85, 31)


@pytest.mark.parametrize("texts_of", ["learning.ts", "de/learning.ts"])
def test_the_console_has_words_for_every_sentence(texts_of):
    words = (Path(__file__).parents[3] / "console" / "src" / "texts" / texts_of).read_text(encoding="utf-8")
    known = words[words.index("    sentences: {") : words.index("    curve: {")]
    assert set(_ENGLISH) == set(re.findall(r"^      (\w+): \(", known, re.MULTILINE))


def test_how_reliable_both_are_is_told_as_shares():
    bins = [{"place": 6, "rows": 4, "claimed": 0.65, "right": 3}, {"place": 9, "rows": 6, "claimed": 0.95, "right": 6}]
    found = calibration(run(reliability={"champion": bins, "challenger": bins[:1]}))
    assert (found.rows, found.champion_error, found.challenger_error) == (10, 0.1, 0.05)
    first = found.challenger[0]
    assert (first.low, first.high, first.rows, first.claimed, first.right) == (0.6, 0.7, 4, 0.65, 0.75)
    empty = calibration(run(reliability={"champion": [], "challenger": []}, figures={}))
    assert (empty.rows, empty.champion_error, empty.champion) == (0, None, ())
