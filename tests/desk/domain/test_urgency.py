from desk.domain.urgency import urgency


def test_an_escalation_comes_before_any_complaint_and_says_why():
    escalated, why = urgency("other", 0, ["safety"])
    worst, _ = urgency("complaint", 4, [])
    assert escalated > worst
    assert why == "Escalation: possible injury or danger"


def test_complaints_go_by_severity_then_questions_then_the_rest():
    order = [urgency("complaint", 4, [])[0], urgency("complaint", 1, [])[0], urgency("question", 0, [])[0]]
    assert order == sorted(order, reverse=True)
    assert urgency("praise", 0, []) == (0, None)


def test_a_reason_it_does_not_know_is_still_named():
    assert urgency("other", 0, ["flood"])[1] == "Escalation: flood"
