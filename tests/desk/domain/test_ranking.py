from desk.domain.ranking import FEATURES, WEIGHTS, Clues, Likeness, ranked

NOTHING = Clues({})


def key(article, cosine, ordinal=0, kind="passage"):
    return Likeness(article, f"{article}#{ordinal}", ordinal, cosine, kind)


def first(keys, clues=NOTHING):
    return ranked(keys, clues)[0]


def test_every_feature_has_a_weight():
    assert len(WEIGHTS) == len(FEATURES)


def test_an_article_that_is_near_in_several_keys_comes_before_one_lucky_hit():
    steady = [key("steady", 0.5)] + [key("steady", cosine, 0, "sentence") for cosine in (0.6, 0.58, 0.57)]
    lucky = [key("lucky", 0.5)] + [key("lucky", cosine, 0, "sentence") for cosine in (0.65, 0.1, 0.1)]
    assert first(lucky + steady).article == "steady"


def test_rare_words_in_common_decide_between_equals():
    keys = [key("swift-3", 0.6), key("swift-4", 0.6)]
    assert first(keys, Clues({"swift-3": 1.0, "swift-4": 4.0})).article == "swift-4"


def test_a_current_incident_goes_before_an_equal():
    keys = [key("a-usual", 0.6), key("b-incident", 0.6)]
    assert first(keys, Clues({}, frozenset({"b-incident"}))).article == "b-incident"


def test_an_article_for_these_readers_goes_before_an_equal_for_others():
    keys = [key("returns-uk", 0.6), key("returns-us", 0.6)]
    assert first(keys, Clues({}, audience={"returns-uk": -1, "returns-us": 1})).article == "returns-us"


def test_the_short_answer_serves_unless_another_passage_is_clearly_nearer():
    assert first([key("hours", 0.60), key("hours", 0.62, 3)]).passage == "hours#0"
    assert first([key("hours", 0.50), key("hours", 0.62, 3)]).passage == "hours#3"


def test_a_nearer_article_with_a_clear_lead_is_likelier_to_answer():
    alone = ranked([key("a", 0.8), key("b", 0.3)], NOTHING)
    assert 0 < alone[1].chance < alone[0].chance < 1
    assert first([key("a", 0.3), key("b", 0.1)]).chance < alone[0].chance


def test_nothing_found_is_nothing_ranked():
    assert ranked([], NOTHING) == []


def test_the_only_article_answers_what_it_is_asked_word_for_word_and_not_what_is_far_from_it():
    assert first([key("returns", 1.0, kind="question"), key("returns", 0.6)]).chance > 0.8
    assert first([key("returns", 0.45, kind="question"), key("returns", 0.3)]).chance < 0.6


def test_among_few_articles_a_lead_says_little():
    near_by_chance = [key("a", 0.45), key("b", 0.1)]
    assert first(near_by_chance).chance < 0.7
