from desk.domain.sentences import sentences_of


def test_list_items_and_sentences_stand_alone_without_markdown():
    assert sentences_of("Take it **out first**. Then wait.\n- Press the *left* button\n2) Go on") == [
        "Take it out first.",
        "Press the *left* button",
    ]


def test_nothing_has_no_sentences():
    assert sentences_of("\n\n") == []
