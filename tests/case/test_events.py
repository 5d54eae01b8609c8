"""Every kind of event has a fixed form, is made by its own function, and can be said in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case import making
from case.making import AT, HASH, RULES, a_case, first, later, planned
from plain.talking import guide
from triage.case import events, telling
from triage.case.answering import answer_plain, plain_answer
from triage.case.chain import read_entry
from triage.case.events import Event, event
from triage.case.replay import _ACTS, replay
from triage.case.schema import BODIES, What, Why, body_problem
from triage.case.words import _SAYS, EntryWords
from triage.rules.answers import Answer, chosen, number

EXAMPLES: tuple[tuple[Event, str], ...] = (
    (first(), "Case 7-blue started."),
    (events.renamed(AT, "8-red"), "Called 8-red from now on."),
    (events.answered(AT, "age", number(3)), "Answered: How old is the child, in whole years? 3 years."),
    (
        events.rules_noted(AT, guide().rule_set),
        f"Looked at under the rules England 1.0 ({guide().rule_set.hash[:12]}).",
    ),
    (
        planned(making.line("ring")),
        f"Decided: today, information only, 1 steps, under the rules England 1.0 ({HASH[:12]}).",
    ),
    (events.step_done(AT, "ring", note="Spoke to the duty worker."), "Done: ring. Spoke to the duty worker."),
    (
        events.step_done(later(30), "ring", AT),
        "Done: ring. (Friday 20 November 2026, 4 pm)",
    ),
    (events.step_not_possible(AT, "tell", "She is away."), "Not possible: tell. Because: She is away."),
    (events.step_done_by_another(AT, "ring", "my lead", note="At 4."), "Done by my lead: ring. At 4."),
    (events.undone(AT, "ring"), "To be done again: ring."),
    (events.happened(AT, What.NO_REPLY), "Happened: no reply."),
    (
        events.happened(AT, "meeting called", meeting="Core group", meets=later(days=3)),
        "Happened: meeting called. Core group Monday 23 November 2026, 4:01 pm",
    ),
    (events.owed(AT, "An outcome", "social care", later(days=1)), "Owed by social care: An outcome."),
    (events.owed_settled(AT, 4, "came"), "What was owed (entry 4): came."),
    (events.noted(AT, "He said:\nI am hungry."), "Note: He said: I am hungry."),
    (
        events.disagreed(AT, "step", Why.LOCAL_WAY, "safer", named="ring"),
        "Disagreed about step ring: local procedure differs (safer).",
    ),
    (telling.rung_tried(AT, "resolve-stage-1", due=later(days=3)), "Disagreement taken up: stage 1."),
    (telling.rung_answered(AT, "not settled", note="They said no."), "Disagreement: not settled. They said no."),
    (
        telling.meeting_told(AT, 4, "briefed a colleague", who="the deputy"),
        "Meeting (entry 4): briefed a colleague. the deputy",
    ),
    (
        telling.help_told(AT, "lead practitioner agreed", who="health visitor"),
        "Early help: lead practitioner agreed. health visitor",
    ),
    (telling.handover_told(AT, "accepted", "the new lead"), "Handover accepted: the new lead."),
    (events.retention_set(AT, date(2027, 11, 20)), "To be looked at again on 20 November 2027."),
    (events.archived(AT), "Put away."),
    (events.reopened(AT, "New worry."), "Taken out again. New worry."),
    (events.exported(AT, "the case", 3, HASH), "Written out: the case (receipt 3)."),
    (events.imported(AT, 3, HASH), "Taken in from a file with 3 entries."),
)


def test_every_kind_has_a_form_an_act_words_and_an_example() -> None:
    assert set(BODIES) == set(_ACTS) == set(_SAYS) == {one.kind for one, _ in EXAMPLES}


@pytest.mark.parametrize(("made", "says"), EXAMPLES, ids=[f"{one.kind} {n}" for n, (one, _) in enumerate(EXAMPLES)])
def test_each_event_can_be_written_read_and_said(made: Event, says: str) -> None:
    entry = a_case(made).entries[-1]
    again = read_entry(entry.data, entry.hash)
    assert again == entry
    assert (again.kind, again.at, dict(again.body)) == (made.kind, made.at, dict(made.body))
    assert EntryWords(guide().rule_set).says(again) == says


def test_without_the_rules_an_answer_is_told_by_its_names() -> None:
    entry = a_case(events.answered(AT, "harm_level", chosen("needs help"))).entries[-1]
    assert EntryWords().says(entry) == "Answered: harm_level needs help."


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("note", {}),
        ("note", {"text": ""}),
        ("note", {"text": "  \n"}),
        ("note", {"text": "x" * 20_001}),
        ("note", {"text": "a\x1b[31mb"}),
        ("note", {"text": 3}),
        ("note", {"text": "x", "name": "y"}),
        ("step done", {"step": "ring"}),
        ("step done", {"step": "ring", "when": "2026-11-20"}),
        ("step done", {"step": "two\nlines", "when": AT.isoformat()}),
        ("happened", {"what": "the sky fell", "when": AT.isoformat()}),
        ("happened", {"what": "no reply", "when": AT.isoformat(), "meets": "soon"}),
        ("owed settled", {"owed": -1, "how": "came", "when": AT.isoformat()}),
        ("owed settled", {"owed": True, "how": "came", "when": AT.isoformat()}),
        ("disagreed", {"about": "urgency", "direction": "safer", "reason": "Jane said so", "consulted": False}),
        ("disagreed", {"about": "urgency", "direction": "safer", "reason": str(Why.OTHER), "consulted": "yes"}),
        ("retention set", {"look again": "next year"}),
        ("exported", {"what": "the case", "entries": 3, "head": "abc"}),
        ("answered", {"question": "age", "answer": {"kind": "number"}}),
        ("answered", {"question": "age", "answer": {"kind": "chosen", "number": 3}}),
        ("answered", {"question": "age", "answer": {"kind": "guessed"}}),
        ("answered", {"question": "age", "answer": {"kind": "chosen", "values": ["a"], "rest not sure": False}}),
        ("answered", {"question": "age", "answer": "3"}),
        ("started", {"case": "c", "reference": "r", "rules": RULES, "form": 0, "made by": "t"}),
        ("decided", {"rules": RULES}),
        ("no such kind", {}),
    ],
)
def test_a_body_of_another_form_is_refused(kind: str, body: dict[str, Any]) -> None:
    assert body_problem(kind, body)
    with pytest.raises(ValueError):
        event(kind, AT, **{name.replace(" ", "_"): value for name, value in body.items()})


@pytest.mark.parametrize(
    "by", [{}, {"limit": {"hours": 24}}, making.limit(hours=24, same_day=True), making.limit(weeks=2)]
)
def test_a_time_limit_of_another_form_is_refused(by: dict[str, Any]) -> None:
    step = making.line("ring") | {"by": by}
    with pytest.raises(ValueError, match="steps"):
        planned(step)


def test_the_complaint_names_the_fields_and_never_what_is_in_them() -> None:
    problem = body_problem("step done", {"step": "Jane\nSmith", "who": "Jane", "when": AT.isoformat()})
    assert problem == 'The event "step done" cannot hold this under: step, who.'


def test_an_event_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        events.noted(datetime(2026, 11, 20), "x")


def test_what_a_terminal_would_act_on_is_gone_before_it_is_kept() -> None:
    assert events.noted(AT, "\x1b[31mred\x1b[0m  \u202e").body == {"text": "red"}
    assert events.step_done_by_another(AT, "ring", " my\nlead ").body["who"] == "my lead"


@given(making.given)
def test_every_answer_is_kept_as_it_was_given(pair: tuple[str, Answer]) -> None:
    assert plain_answer(answer_plain(pair[1])) == pair[1]


@pytest.mark.parametrize("data", [None, 3, [], {"kind": "chosen", "values": 3}, {"kind": "number", "number": "3"}, {}])
def test_what_is_no_answer_is_refused(data: object) -> None:
    with pytest.raises(ValueError):
        plain_answer(data)


@given(making.events)
def test_any_event_can_be_said_on_one_line(one: Event) -> None:
    says = EntryWords().says(a_case(one).entries[-1])
    assert says
    assert "\n" not in says
    assert "{" not in says.replace(str(one.body), "") or "{" in str(one.body)


@given(st.dictionaries(st.sampled_from(["text", "step", "when", "note"]), st.text(max_size=5) | st.integers()))
def test_a_newer_kind_is_kept_and_shown_as_such(body: dict[str, Any]) -> None:
    body = {name: value for name, value in body.items() if not isinstance(value, str) or value.isprintable()}
    case = a_case(Event("sung about", AT, body), Event("note", AT + timedelta(1), {"tune": "x"}))
    state = replay(case)
    assert [entry.kind for entry in state.unknown] == ["sung about", "note"]
    assert [dict(entry.body) for entry in state.unknown] == [body, {"tune": "x"}]
    assert 'does not know ("sung about")' in EntryWords().says(case.entries[1])
