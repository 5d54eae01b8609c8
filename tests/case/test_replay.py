"""Replaying a case gives where it stands: the session, the steps, what is owed and what happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case import making
from case.making import AT, HASH, a_case, cases, first, later, limit, line, planned
from plain.talking import guide
from triage.case import events, telling
from triage.case.canonical import read_plain
from triage.case.chain import Case, read_entry
from triage.case.events import Event
from triage.case.replay import _ACTS, replay
from triage.case.resume import resumed
from triage.case.schema import BODIES, What, Why
from triage.case.state import Status
from triage.case.words import step_words
from triage.rules.answers import Answer, chosen, number, skipped, ticked
from triage.session.session import Session


@given(st.lists(making.given, max_size=15))
def test_the_session_is_the_one_the_answers_lead_to(pairs: list[tuple[str, Answer]]) -> None:
    session = Session()
    for question, answer in pairs:
        session = session.answer(question, answer)
    assert replay(a_case(*(events.answered(AT, question, answer) for question, answer in pairs))).session == session


@given(cases(20))
def test_a_case_read_from_its_bytes_comes_to_the_same(case: Case) -> None:
    read = Case(tuple(read_entry(entry.data, entry.hash) for entry in case.entries))
    assert replay(read) == replay(case)
    assert len(replay(case).unknown) <= sum(entry.kind == "owed settled" for entry in case.entries)


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
)


@given(st.sampled_from(sorted(BODIES)), st.data())
def test_a_body_of_any_form_is_kept_and_breaks_nothing(kind: str, data: st.DataObject) -> None:
    names = st.sampled_from([field.name for field in BODIES[kind]] or ["note"])
    body: dict[str, Any] = data.draw(st.dictionaries(names, anything))
    state = replay(a_case(Event(kind, AT, body)))
    assert len(state.unknown) <= 1
    assert state.case == "c" * 32


def test_the_beginning_says_what_the_case_is() -> None:
    state = replay(a_case(events.renamed(later(), "8-red")))
    assert (state.reference, state.opened, state.changed) == ("8-red", AT, later())
    assert (state.rules_version, state.rules_hash) == ("England 1.0", guide().rule_set.hash)


def test_an_empty_case_is_no_error() -> None:
    assert replay(Case(())).case == ""


def test_steps_come_from_the_newest_plan_and_the_others_are_kept() -> None:
    state = replay(
        a_case(
            planned(line("ring", "now"), line("write")),
            events.step_done(later(5), "ring", note="Took 10 minutes."),
            planned(line("tell"), line("write"), at=later(9)),
        )
    )
    assert [(step.step, step.current, step.status) for step in state.steps.values()] == [
        ("tell", True, Status.OPEN),
        ("write", True, Status.OPEN),
        ("ring", False, Status.DONE),
    ]
    assert [step.step for step in state.open_steps] == ["tell", "write"]
    assert state.steps["write"].since == AT
    assert state.steps["ring"].note == "Took 10 minutes."
    assert state.decision is not None
    assert (state.decision.urgency, state.decision.decision) == ("today", HASH)


def test_every_way_to_mark_a_step_and_to_take_it_back() -> None:
    case = a_case(
        planned(line("ring"), line("write"), line("tell")),
        events.step_done(later(60), "ring", when=later(20)),
        events.step_done_by_another(later(61), "write", "my lead"),
        events.step_not_possible(later(62), "tell", "They moved away."),
    )
    steps = replay(case).steps
    assert step_words(steps["ring"]) == "done on Friday 20 November 2026, 4:20 pm"
    assert step_words(steps["write"]) == "done by someone else (my lead) on Friday 20 November 2026, 5:01 pm"
    assert step_words(steps["tell"]) == "not possible on Friday 20 November 2026, 5:02 pm: They moved away."
    back = replay(case.add(events.undone(later(70), "ring"))).steps["ring"]
    assert (back.status, step_words(back)) == (Status.OPEN, "to do")


def test_a_step_done_before_it_got_worse_is_to_be_done_again() -> None:
    case = a_case(planned(line("ring", "days")), events.step_done(later(5), "ring"))
    worse = case.add(planned(line("ring", "now"), at=later(60)))
    ring = replay(worse).steps["ring"]
    assert (ring.status, ring.again, ring.since) == (Status.OPEN, True, later(60))
    assert step_words(ring).startswith("to do again: done on Friday 20 November 2026, 4:05 pm, and it has become more")
    done = replay(worse.add(events.step_done(later(70), "ring"))).steps["ring"]
    assert (done.status, done.again) == (Status.DONE, False)
    for urgency in ("days", "planned"):
        calmer = replay(case.add(planned(line("ring", urgency), at=later(60)))).steps["ring"]
        assert calmer.status is Status.DONE


@given(st.lists(st.sampled_from(["planned", "days", "today", "now", "done"]), max_size=12))
def test_a_step_is_done_only_up_to_the_urgency_it_was_done_at(story: list[str]) -> None:
    order = ["planned", "days", "today", "now"]
    case, shown, done_at, done = a_case(), -1, -1, False
    for minutes, one in enumerate(story):
        if one == "done":
            case = case.add(events.step_done(later(minutes), "ring"))
            done, done_at = True, max(done_at, shown)
            continue
        case = case.add(planned(line("ring", one), at=later(minutes)))
        first_plan, shown = shown == -1, order.index(one)
        if done and first_plan:
            done_at = shown  # done before any plan was recorded
        elif shown > done_at:
            done, done_at = False, -1
    if story:
        assert replay(case).steps["ring"].status is (Status.DONE if done else Status.OPEN)


def test_a_step_no_plan_had_is_kept_when_it_was_done() -> None:
    state = replay(a_case(events.step_done(AT, "ring")))
    assert state.steps["ring"].status is Status.DONE
    assert state.open_steps == ()


def test_a_clock_starts_for_a_step_or_for_everything_with_that_limit() -> None:
    plan = planned(line("ring", by=limit("chase", hours=24)), line("write", by=limit("chase", hours=24)), line("tell"))
    by_limit = replay(a_case(plan, events.happened(later(30), What.TIME_STARTED, later(20), clock="chase"))).steps
    assert [step.clock for step in by_limit.values()] == [later(20), later(20), None]
    by_step = replay(a_case(plan, events.happened(later(30), What.TIME_STARTED, clock="tell"))).steps
    assert [step.clock for step in by_step.values()] == [None, None, later(30)]


def test_the_same_limit_goes_on_and_another_starts_afresh() -> None:
    case = a_case(planned(line("ring", "days", limit(hours=24))))
    same = case.add(planned(line("ring", "today", limit(hours=24) | {"says": "in other words"}), at=later(90)))
    other = case.add(planned(line("ring", "days", limit(hours=12)), at=later(90)))
    assert replay(same).steps["ring"].since == AT
    assert replay(other).steps["ring"].since == later(90)


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        (line("ring"), line("ring"), True),
        (line("ring"), line("ring", "days"), False),
        (line("ring", by=limit(hours=24)), line("ring"), False),
        (line("ring"), line("ring", by=limit(hours=24)), False),
        (line("ring", by=limit("chase", hours=24)), line("ring", by=limit("reply", hours=24)), False),
        (line("ring", by=limit(working_days=1)), line("ring", by=limit(working_days=2)), False),
        (line("ring", by=limit(same_day=True)), line("ring", by=limit(at_once=True)), False),
    ],
)
def test_a_clock_goes_on_only_while_the_limit_is_the_same(
    before: dict[str, Any], after: dict[str, Any], goes_on: bool
) -> None:
    ring = replay(a_case(planned(before), planned(after, at=later(90)))).steps["ring"]
    assert ring.since == (AT if goes_on else later(90))


def test_a_step_marked_before_any_plan_had_it_has_a_clock_from_the_plan_on() -> None:
    marked = replay(a_case(events.step_done(AT, "ring")))
    assert marked.steps["ring"].current is False
    back = replay(a_case(events.step_done(AT, "ring"), events.undone(AT, "ring"), planned(line("ring"), at=later(9))))
    assert (back.steps["ring"].since, back.steps["ring"].current) == (later(9), True)


@pytest.mark.parametrize("urgency", ["today", "now", "emergency"])
def test_a_step_that_was_open_takes_the_urgency_of_the_newest_plan_whether_worse_or_calmer(urgency: str) -> None:
    case = a_case(planned(line("ring", "now")), planned(line("ring", urgency), at=later(5)))
    assert replay(case).steps["ring"].urgency == urgency


def test_what_is_owed_until_it_is_settled() -> None:
    case = a_case(
        events.owed(AT, "An acknowledgement", "social care", later(days=1)), events.owed(AT, "The minutes", "the chair")
    )
    state = replay(case.add(events.owed_settled(later(5), 2, "came", note="By e-mail.")))
    assert [one.what for one in state.still_owed] == ["The minutes"]
    assert (state.owed[2].how, state.owed[2].settled, state.owed[2].due) == ("came", later(5), later(days=1))
    assert len(replay(case.add(events.owed_settled(AT, 1, "came"))).unknown) == 1


def test_everything_else_that_can_happen() -> None:
    state = replay(
        a_case(
            events.happened(AT, What.ACKNOWLEDGED),
            events.happened(AT, What.MEETING_CALLED, meeting="Conference", meets=later(days=9)),
            events.noted(later(3), "She said no."),
            events.disagreed(AT, "step", Why.LOCAL_WAY, "safer", named="ring", consulted=True),
            events.retention_set(AT, date(2027, 11, 20)),
            events.archived(AT),
        )
    )
    assert [one.what for one in state.happenings] == ["acknowledged", "meeting called"]
    assert [(one.meeting, one.meets) for one in state.meetings] == [("Conference", later(days=9))]
    assert [(one.number, one.text) for one in state.notes] == [(4, "She said no.")]
    assert [(one.id, one.consulted, one.rules_hash) for one in state.disagreements] == [
        ("ring", True, guide().rule_set.hash)
    ]
    assert (state.look_again, state.archived) == (date(2027, 11, 20), True)
    assert replay(a_case(events.archived(AT), events.reopened(AT))).archived is False


def test_a_clock_moved_back_is_flagged_and_order_wins() -> None:
    case = a_case(
        events.answered(later(10), "age", number(3)), events.answered(AT - timedelta(days=9), "age", number(4))
    )
    state = replay(case)
    assert state.moved_back == (3,)
    assert state.session.answers["age"] == number(4)
    assert state.changed == later(10)


# Taking a case up again


def test_two_entries_at_one_moment_are_no_clock_moved_back() -> None:
    assert replay(a_case(events.noted(later(), "One."), events.noted(later(), "Two."))).moved_back == ()


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_kind_of_entry_that_can_be_written_can_be_understood(kind: str) -> None:
    assert kind in _ACTS


def test_a_kind_of_a_later_version_is_kept_apart_and_changes_nothing() -> None:
    state = replay(a_case(Event("sung", AT, {"note": "la"}), events.noted(later(), "On we go.")))
    assert [entry.kind for entry in state.unknown] == ["sung"]
    assert [one.text for one in state.notes] == ["On we go."]


@pytest.mark.parametrize(
    ("event", "noted"),
    [
        (events.step_done(AT, "ring", note="They will call back."), "They will call back."),
        (events.step_not_possible(AT, "ring", "Nobody there."), "Nobody there."),
    ],
)
def test_a_step_keeps_the_note_or_why_it_could_not_be_done(event: Event, noted: str) -> None:
    assert replay(a_case(planned(line("ring")), event)).steps["ring"].note == noted


def test_something_told_without_a_clock_starts_none() -> None:
    by = limit(hours=24)
    state = replay(a_case(planned(line("ring", by=by)), events.happened(later(), What.ACKNOWLEDGED)))
    assert state.steps["ring"].clock is None


def test_what_was_told_of_a_meeting_is_told_of_that_one() -> None:
    state = replay(a_case(telling.meeting_told(AT, 7, "report sent"), telling.rung_tried(AT, "resolve-stage-1")))
    assert [one.meeting for one in state.told] == [7, 0]


def test_a_case_is_taken_up_where_it_was_left() -> None:
    rule_set = guide().rule_set
    pairs = [("danger", ticked()), ("age", skipped()), ("harm_level", chosen("needs help"))]
    taken = resumed(replay(a_case(*(events.answered(AT, question, answer) for question, answer in pairs))), rule_set)
    assert taken.session == Session(tuple(pairs))
    assert (taken.left_out, taken.other_rules, taken.says) == ((), False, "")


def test_answers_that_new_rules_cannot_take_are_left_out_and_said() -> None:
    case = Case(()).add(
        events.started(AT, "c", "7", guide("westshire").rule_set, "triage"),
        events.answered(AT, "age", number(40)),
        events.answered(AT, "harm_level", chosen("needs help")),
        events.answered(AT, "no_such_question", chosen("yes")),
    )
    taken = resumed(replay(case), guide().rule_set)
    assert taken.session == Session((("harm_level", chosen("needs help")),))
    assert taken.left_out == ("age", "no_such_question")
    assert "2 answers are to a question that is asked differently now" in taken.says
    guide().view(taken.session)


def test_other_rules_are_said_even_when_every_answer_fits() -> None:
    taken = resumed(replay(a_case()), guide("westshire").rule_set)
    assert taken.other_rules
    assert taken.says == "The rules have changed since this case was last open, so the plan may have changed too."


def test_no_entry_is_ever_larger_than_its_words() -> None:
    assert read_plain(a_case().entries[0].data) == a_case().entries[0].plain
    assert first().body["form"] == 1
