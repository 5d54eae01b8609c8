"""What is seen differently, in a saved case and counted over many: nothing of a case comes out."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT
from triage.case import events
from triage.case.chain import Case, new_case
from triage.case.differing import own_event, own_views
from triage.case.events import Event
from triage.case.feedback import FEW, Feedback, Line, feedback, feedback_data, read_feedback
from triage.case.replay import replay
from triage.case.schema import body_problem
from triage.plan.own_view import OwnView, differing, more_urgent, taken_back
from triage.rules.disagreeing import BUILT_IN
from ui.sample import sample_rules

RAISE = more_urgent(BUILT_IN.safer[0])
LESS, STEP, MISSING, CHILD = map(differing, BUILT_IN.reasons)
ALL = (RAISE, LESS, STEP, MISSING, CHILD)


def case_with(*views: OwnView, rules: tuple[str, ...] = ("hurt",), more: tuple[Event, ...] = ()) -> Case:
    case = new_case(events.started(AT, "c" * 32, "7-blue", sample_rules(), "triage"))
    return case.add(*more, *(own_event(AT, view, rules) for view in views))


@given(st.lists(st.sampled_from([*ALL, taken_back(), differing(BUILT_IN.reasons[1], "ring", consulted=True)])))
@settings(max_examples=40, deadline=None)
def test_every_view_comes_back_from_a_case_as_it_was(views: list[OwnView]) -> None:
    assert own_views(replay(case_with(*views))) == tuple(views)


def test_a_view_is_written_with_the_rules_behind_it_and_no_free_text() -> None:
    body = own_event(AT, differing(BUILT_IN.reasons[1], "ring", consulted=True), ("hurt", "floor")).body
    assert body == {
        "about": "step",
        "id": "ring",
        "direction": "less safe",
        "reason": "not-possible",
        "consulted": True,
        "rules": ["hurt", "floor"],
    }
    assert own_event(AT, RAISE, ()).body["raised to"] == "emergency"


@pytest.mark.parametrize("reason", ["Jane", "jane smith said so", "", "a" * 61, "jane\n"])
def test_a_reason_is_a_code(reason: str) -> None:
    body = {"about": "urgency", "direction": "safer", "reason": reason, "consulted": False}
    assert body_problem("disagreed", body)


def test_a_case_counts_once_for_each_rule_and_reason() -> None:
    found = feedback([case_with(LESS, LESS, STEP, rules=("hurt", "floor")), case_with(LESS)])
    assert found.counts == {
        Line("hurt", "less safe", "less-worried"): 2,
        Line("floor", "less safe", "less-worried"): 1,
        Line("hurt", "less safe", "not-possible"): 1,
        Line("floor", "less safe", "not-possible"): 1,
    }


def test_what_was_taken_back_is_not_counted_and_what_no_rule_brought_is() -> None:
    assert feedback([case_with(RAISE, taken_back())]).counts == {}
    assert feedback([case_with(RAISE, rules=())]).counts == {Line("", "safer", "ring-999"): 1}


def test_only_what_was_said_since_a_day_is_counted() -> None:
    case = case_with(LESS)
    assert feedback([case], AT).counts
    assert not feedback([case], AT + timedelta(seconds=1)).counts


def test_a_small_number_is_told_as_such_unless_it_is_asked_for() -> None:
    found = feedback([case_with(LESS)] * (FEW - 1))
    line = found.lines[0]
    assert found.words(line, exact=False) == "fewer than 5"
    assert found.words(line, exact=True) == "4"
    hidden, shown = (feedback_data(found, exact=exact)["lines"] for exact in (False, True))
    assert hidden == [
        {"rule": "hurt", "direction": "less safe", "reason": "less-worried", "count": 0, "fewer than 5": 1}
    ]
    assert shown == [{"rule": "hurt", "direction": "less safe", "reason": "less-worried", "count": 4}]
    more = found.plus(feedback([case_with(LESS)]))
    assert more.words(line, exact=False) == "5"


def test_files_of_several_people_add_up_and_stay_honest() -> None:
    few = read_feedback(feedback_data(feedback([case_with(LESS)]), exact=False))
    many = read_feedback(feedback_data(feedback([case_with(LESS)] * 7), exact=False))
    line = many.lines[0]
    assert many.plus(few).words(line, exact=False) == "8 to 11"
    assert few.plus(few).words(line, exact=True) == "2 to 8"
    again = read_feedback(feedback_data(many.plus(few), exact=False))
    assert again == many.plus(few)


@given(
    st.dictionaries(st.builds(Line, st.text(), st.text(), st.text()), st.integers(1, 99)),
    st.dictionaries(st.builds(Line, st.text(), st.text(), st.text()), st.integers(1, 9)),
)
@settings(max_examples=60, deadline=None)
def test_no_number_below_five_is_in_a_file_unless_it_was_asked_for(
    counts: dict[Line, int], few: dict[Line, int]
) -> None:
    found = Feedback(counts, few)
    data = json.loads(json.dumps(feedback_data(found, exact=False)))
    assert all(line["count"] == 0 or line["count"] >= FEW or "fewer than 5" in line for line in data["lines"])
    exact = json.loads(json.dumps(feedback_data(found, exact=True)))
    assert read_feedback(exact) == found


def test_nothing_of_a_case_is_in_what_comes_out() -> None:
    secret = (events.noted(AT, "a note nobody else may see"), events.renamed(AT, "green-9"))
    text = json.dumps(feedback_data(feedback([case_with(*ALL, more=secret)]), exact=True))
    assert not any(word in text for word in ("7-blue", "green-9", "nobody else", "c" * 32, str(AT.year)))


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"kind": "plan", "format": 1}, {"kind": "feedback", "format": 2, "lines": []},
     {"kind": "feedback", "format": 1}, {"kind": "feedback", "format": 1, "lines": [{"rule": "a"}]},
     {"kind": "feedback", "format": 1, "lines": [{"rule": "a", "direction": "b", "reason": "c", "count": -1}]},
     {"kind": "feedback", "format": 1, "lines": [{"rule": "a", "direction": "b", "reason": "c", "count": True}]}],
)  # fmt: skip
def test_another_file_is_refused_in_words(data: object) -> None:
    with pytest.raises(ValueError, match=r"triage feedback|in it"):
        read_feedback(data)
