from desk.domain.ranking import Likeness, ranked


def key(article, cosine, ordinal=0, is_passage=True):
    return Likeness(article, f"{article}#{ordinal}", ordinal, cosine, is_passage)


def test_an_article_that_is_near_in_several_keys_comes_before_one_lucky_hit():
    steady = [key("steady", cosine) for cosine in (0.6, 0.58, 0.57)]
    lucky = [key("lucky", cosine) for cosine in (0.65, 0.1, 0.1)]
    assert [one.article for one in ranked(steady + lucky, {})] == ["steady", "lucky"]


def test_rare_words_in_common_decide_between_equals():
    keys = [key("swift-3", 0.6), key("swift-4", 0.6)]
    assert ranked(keys, {"swift-3": 1.0, "swift-4": 4.0})[0].article == "swift-4"


def test_a_current_incident_goes_before_an_equal():
    keys = [key("a-usual", 0.6), key("b-incident", 0.6)]
    assert ranked(keys, {}, frozenset({"b-incident"}))[0].article == "b-incident"


def test_the_short_answer_serves_unless_another_passage_is_clearly_nearer():
    near = [key("hours", 0.60), key("hours", 0.62, 3)]
    assert ranked(near, {})[0].passage == "hours#0"
    nearer = [key("hours", 0.50), key("hours", 0.62, 3)]
    assert ranked(nearer, {})[0].passage == "hours#3"


def test_the_score_is_the_best_cosine_within_0_and_1():
    assert ranked([key("a", -0.3)], {})[0].score == 0.0
    assert ranked([key("a", 0.4), key("a", 0.7, 1)], {})[0].score == 0.7


def test_nothing_found_is_nothing_ranked():
    assert ranked([], {}) == []
