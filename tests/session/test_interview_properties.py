"""What must be true of every interview, over random rule sets and random answers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from session.walking import cases, interview, steps, walk
from triage.engine.decision import Decision, Tri
from triage.rules.answers import AnswerKind, not_sure, skipped
from triage.rules.model import RuleSet, Urgency
from triage.session.session import Session
from triage.session.view import RowState, View

SOME = settings(max_examples=200, deadline=None)


def plan_of(decision: Decision) -> tuple[object, ...]:
    return decision.urgency, decision.send_as, frozenset((step.step, step.urgency) for step in decision.steps)


def shown(view: View) -> View:
    """A view without the order in which rules and set-aside answers are listed."""
    return replace(view, set_aside=tuple(sorted(view.set_aside)))


def all_sections(rules: RuleSet) -> tuple[str, ...]:
    return tuple(section.id for section in rules.sections)


@SOME
@given(cases())
def test_the_interview_ends_with_enough_to_act(case):
    rules, (sheet,) = case
    session, view = walk(interview(rules), sheet)
    assert view.enough
    assert len(session.entries) <= len(rules.questions)


@SOME
@given(cases())
def test_every_page_asked_applies_and_was_not_answered(case):
    rules, (sheet,) = case
    for session, view in steps(interview(rules), sheet):
        if view.page is not None:
            assert view.decision.applies[view.page.question] is Tri.TRUE
            assert view.page.question not in session.answers
            assert view.page.answer is None


@SOME
@given(cases(2))
def test_enough_to_act_is_truthful(case):
    rules, (sheet, rest) = case
    room = interview(rules)
    session, view = walk(room, sheet)
    completed = room.view(Session(tuple({**rest, **session.answers}.items()))).decision
    assert completed.urgency is view.decision.urgency
    if view.decision.urgency is not Urgency.EMERGENCY:
        assert completed.send_as is view.decision.send_as


@SOME
@given(cases())
def test_nothing_calmer_than_now_is_enough_before_what_must_always_be_asked(case):
    rules, (sheet,) = case
    for session, view in steps(interview(rules), sheet):
        if view.enough and view.decision.urgency < Urgency.NOW:
            for name, question in rules.questions.items():
                waived = view.decision.applies[name] is Tri.FALSE
                assert waived or name in session.answers or not question.always_ask


@SOME
@given(cases())
def test_danger_comes_first(case):
    rules, (sheet,) = case
    for session, view in steps(interview(rules), sheet):
        if view.page is not None and view.page.section != "danger":
            for name, question in rules.questions.items():
                if question.section == "danger" and question.always_ask and name not in session.answers:
                    assert view.decision.applies[name] is not Tri.TRUE


@SOME
@given(cases())
def test_an_emergency_is_enough_at_once_and_asks_nothing_more(case):
    rules, (sheet,) = case
    for _, view in steps(interview(rules), sheet):
        if view.decision.urgency is Urgency.EMERGENCY:
            assert view.enough
            assert view.page is None


@SOME
@given(cases())
def test_skipped_gives_the_same_pages_and_the_same_plan_as_not_sure(case):
    rules, (sheet,) = case
    unsure = {name: not_sure() if answer.unsure else answer for name, answer in sheet.items()}
    passed = {name: skipped() if answer.unsure else answer for name, answer in sheet.items()}
    one, two = (list(steps(interview(rules), either)) for either in (unsure, passed))
    assert [view.page and view.page.question for _, view in one] == [
        view.page and view.page.question for _, view in two
    ]
    assert plan_of(one[-1][1].decision) == plan_of(two[-1][1].decision)


@SOME
@given(cases(), st.randoms(use_true_random=False))
def test_replay_does_not_depend_on_the_order_of_the_answers(case, shuffler):
    rules, (sheet,) = case
    for session, view in steps(interview(rules), sheet):
        mixed = list(session.entries)
        shuffler.shuffle(mixed)
        assert shown(interview(rules).view(replace(session, entries=tuple(mixed)))) == shown(view)


@SOME
@given(cases(), st.integers(1, 8))
def test_going_back_then_forward_changes_nothing(case, times):
    rules, (sheet,) = case
    room = interview(rules)
    for session, view in steps(room, sheet):
        looking, seen = session, view
        for _ in range(times):
            looking = looking.back(seen.page.question if seen.page else None)
            seen = room.view(looking)
            assert seen.decision == view.decision
            if session.entries:
                assert seen.page is not None
                assert seen.page.answer == session.answers[seen.page.question]
        assert room.view(looking.forward()) == view
        if session.entries:
            again = room.answer(looking, seen.page.question, seen.page.answer)
            assert room.view(again) == view


@SOME
@given(cases())
def test_going_back_visits_every_answered_page_once(case):
    rules, (sheet,) = case
    room = interview(rules)
    session, view = walk(room, sheet)
    visited = []
    for _ in session.entries:
        session = session.back(view.page.question if view.page else None)
        view = room.view(session)
        visited.append(view.page.question)
    assert visited == [name for name, _ in reversed(session.entries)]


@SOME
@given(cases(2), st.data())
def test_changing_an_answer_keeps_every_other_and_changing_it_back_restores_all(case, data):
    rules, (sheet, other) = case
    room = interview(rules)
    session, view = walk(room, sheet)
    assume(session.entries)
    name = data.draw(st.sampled_from([asked for asked, _ in session.entries]))
    changed = room.answer(session.change(name), name, other[name])
    assert {**session.answers, name: other[name]} == changed.answers
    for aside in room.view(changed).set_aside:
        assert changed.answers[aside] == session.answers[aside]
    assert room.view(changed.answer(name, sheet[name])) == view


@SOME
@given(cases(2), st.data())
def test_after_a_change_enough_to_act_is_reached_again(case, data):
    rules, (sheet, other) = case
    room = interview(rules)
    session, _ = walk(room, sheet)
    assume(session.entries)
    name = data.draw(st.sampled_from([asked for asked, _ in session.entries]))
    assert walk(room, other, session.answer(name, other[name]))[1].enough


@SOME
@given(cases(2))
def test_making_it_fuller_never_lowers_or_removes_and_ends_complete(case):
    rules, (sheet, rest) = case
    room = interview(rules)
    session, view = walk(room, sheet)
    before = view.decision
    for _, view in steps(room, rest, session.fuller(*all_sections(rules))):
        now = {step.step: step.urgency for step in view.decision.steps}
        assert view.decision.urgency >= before.urgency
        assert view.decision.send_as >= before.send_as
        assert all(now.get(step.step, -1) >= step.urgency for step in before.steps)
        before = view.decision
    assert view.complete
    assert not any(section.open_questions for section in view.sections)


@SOME
@given(cases(3))
def test_complete_means_that_no_further_answer_adds_to_the_plan(case):
    rules, (sheet, rest, more) = case
    room = interview(rules)
    session, _ = walk(room, sheet)
    session, view = walk(room, rest, session.fuller(*all_sections(rules)))
    everything = room.view(Session(tuple({**more, **session.answers}.items()))).decision
    assert plan_of(everything) == plan_of(view.decision)


@SOME
@given(cases(), st.sampled_from(["danger", "worry", "after"]))
def test_opening_one_section_asks_until_nothing_in_it_is_left(case, section):
    rules, (sheet,) = case
    room = interview(rules)
    session, _ = walk(room, sheet)
    _, view = walk(room, sheet, session.fuller(section))
    assert [state.open_questions for state in view.sections if state.id == section] == [0]


@SOME
@given(cases(2))
def test_answers_that_do_not_count_do_not_change_the_decision(case):
    rules, (sheet, rest) = case
    room = interview(rules)
    session, _ = walk(room, sheet)
    view = room.view(Session(tuple({**rest, **session.answers}.items())))
    kept = room.view(Session(tuple(view.answers.items()))).decision
    assert plan_of(kept) == plan_of(view.decision)
    assert {row.question for row in view.rows if row.state is RowState.SET_ASIDE} == set(view.set_aside)
    assert set(view.answers).isdisjoint(view.set_aside)


@SOME
@given(cases())
def test_every_answer_has_a_row_that_says_how_it_was_dealt_with(case):
    rules, (sheet,) = case
    session, view = walk(interview(rules), sheet)
    assert sorted(row.question for row in view.rows) == sorted(session.answers)
    for row in view.rows:
        kind = session.answers[row.question].kind
        if row.state is not RowState.SET_ASIDE:
            assert (row.state is RowState.SKIPPED) == (kind is AnswerKind.SKIPPED)
            assert (row.state is RowState.NOT_SURE) == (kind is AnswerKind.NOT_SURE)
