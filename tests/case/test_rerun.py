"""A past decision comes out the same, byte for byte, under the rules it was made under, and under no others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case import making
from case.making import AT, a_case
from plain.talking import guide
from triage.case import events
from triage.case.chain import Case
from triage.case.decided import answers_digest, decided, decision_bytes
from triage.case.replay import replay
from triage.case.rerun import Came, rerun
from triage.engine.decide import Decider
from triage.rules.answers import Answer, chosen, number, ticked
from triage.session.session import Session

PAIRS = [("danger", ticked()), ("age", number(9)), ("harm_level", chosen("significant harm"))]


def decided_case(pairs: list[tuple[str, Answer]]) -> Case:
    """A case in which a decision was recorded after every answer."""
    case, session = a_case(), Session()
    for question, answer in pairs:
        session = session.answer(question, answer)
        view = guide().view(session)
        case = case.add(
            events.answered(AT, question, answer),
            decided(AT, guide().rule_set, view.decision, session.answers, guide().plan(view)),
        )
    return case


def find(wanted: str) -> Any:
    return guide().decider if wanted == guide().rule_set.hash else None


@settings(max_examples=25, deadline=None)
@given(st.lists(making.given, min_size=1, max_size=5))
def test_every_past_decision_comes_out_the_same(pairs: list[tuple[str, Answer]]) -> None:
    again = rerun(decided_case(pairs), find)
    assert [one.came for one in again] == [Came.SAME] * len(pairs)


def test_it_comes_out_the_same_with_one_method_only() -> None:
    alone = Decider(guide().rule_set, None)
    assert [one.came for one in rerun(decided_case(PAIRS), lambda _: alone)] == [Came.SAME] * 3
    answers = dict(PAIRS)
    assert decision_bytes(alone.decide(answers)) == decision_bytes(guide().decider.decide(answers))


def test_other_rules_are_told_from_those_the_decision_was_made_under() -> None:
    case = decided_case(PAIRS)
    (first, *_) = rerun(case, lambda _: guide("westshire").decider)
    assert (first.came, "comes out differently" in first.says) == (Came.DIFFERENT, True)
    (first, *_) = rerun(case, lambda _: None)
    assert (first.came, "which is not at hand" in first.says) == (Came.NO_RULES, True)
    assert "England 1.0" in first.says


def test_a_decision_that_does_not_rest_on_the_answers_before_it_is_found() -> None:
    view = guide().view(Session(tuple(PAIRS)))
    record = decided(AT, guide().rule_set, view.decision, dict(PAIRS), guide().plan(view))
    case = a_case(*(events.answered(AT, question, answer) for question, answer in PAIRS[:2]), record)
    (one,) = rerun(case, find)
    assert (one.came, one.says) == (
        Came.OTHER_ANSWERS,
        "The decision in entry 4 was not made from the answers that stand before it.",
    )


def test_the_record_holds_the_plan_as_it_was_shown() -> None:
    state = replay(decided_case(PAIRS))
    plan = guide().plan(guide().view(Session(tuple(PAIRS))))
    assert [step.do for step in state.open_steps] == [step.do for step in plan.steps]
    written = state.steps["send-in-writing"].deadline
    assert written is not None
    assert (written.id, written.hours, written.if_late) == ("written-follow-up", 24, "Send it now from your notes.")
    assert state.decision is not None
    assert (state.decision.urgency, state.decision.send_as) == ("now", "child protection referral")


@given(st.permutations(PAIRS))
def test_answers_have_one_fingerprint_in_whatever_order(pairs: list[tuple[str, Answer]]) -> None:
    assert answers_digest(dict(pairs)) == answers_digest(dict(PAIRS))


@pytest.mark.parametrize("place", range(3))
def test_another_answer_has_another_fingerprint(place: int) -> None:
    other = {**dict(PAIRS), PAIRS[place][0]: making.ANSWERS[PAIRS[place][0]][-1]}
    assert answers_digest(other) != answers_digest(dict(PAIRS))
