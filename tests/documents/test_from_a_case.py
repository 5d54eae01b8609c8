"""Forms written from a saved case: what it knows stands in them, and what only it knows is room to write otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, a_case, cases, later, limit, line, planned
from documents.shipped import CABINET, RULE_SET, paper_of, plan_of, view_of
from triage.case import events, telling
from triage.case.chain import Case
from triage.case.replay import replay
from triage.case.schema import Help, Rung
from triage.documents.case_file import IN_ORDER, NOT_IN_ORDER, CaseFile
from triage.documents.fill import fill
from triage.documents.paper import Paper, Space, Tasks
from triage.documents.writers import Format, written
from triage.documents.writers.text import as_text
from triage.rules.answers import Answer, chosen
from triage.rules.documents import FROM_A_CASE, Document, DocumentPart, Holds
from triage.text import clean

ANSWERS: Mapping[str, Answer] = {"situation": chosen("handover")}
PLAN = planned(
    line("ring", "now", limit(working_days=1), do="Ring the front door."), line("tell", do="Tell your lead.")
)
FULL = a_case(
    events.answered(AT, "situation", chosen("handover")),
    PLAN,
    events.step_done(later(), "tell", note="At 4."),
    events.owed(AT, "The outcome.", "social care", AT + timedelta(days=3)),
    events.happened(AT, "meeting called", meeting="core group", meets=AT + timedelta(days=7)),
    telling.rung_tried(AT, "resolve-stage-2", AT, AT + timedelta(days=4)),
    telling.help_told(AT, Help.LEAD, who="health visitor"),
)


def form(name: str, case: Case = FULL) -> Paper:
    view = view_of(dict(replay(case).session.answers))
    document = CABINET.in_use(RULE_SET.documents[name], view.answers)
    return fill(document, RULE_SET, view, plan_of(view), CaseFile(case, RULE_SET, AT))


def text_of(paper: Paper) -> str:
    return " ".join(as_text(paper).split())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "handover-note",
            ("Social care owes: The outcome, by 4 pm on Monday 23 November", "core group: 4 pm on Friday"),
        ),
        ("handover-note", (". Ring the front door. When: by 5 pm on Monday 23 November",)),
        (
            "escalation-letter",
            ("taken up: stage 2, your manager or lead", "This stage ends: Tuesday 24 November 2026, 4 pm"),
        ),
        ("action-plan", ("Lead practitioner agreed: health visitor",)),
        ("case-record", ("1. Friday 20 November 2026, 4 pm: Case 7-blue started.", "Done: Tell your lead. At 4.")),
        ("case-record", ("Answered: What brings you here?", "Entries in the case: 8", IN_ORDER)),
        (
            "case-record",
            (f"Receipt: {FULL.receipt}", f"Hash of the rules: {RULE_SET.hash}", "under the rules England 1.0"),
        ),
    ],
)
def test_what_the_case_knows_stands_in_the_form(name: str, says: tuple[str, ...]) -> None:
    text = text_of(form(name))
    for one in says:
        assert one in text
    assert f"From the saved case 7-blue. Receipt: {FULL.receipt}." in text


def test_a_step_that_was_done_is_not_asked_for_again() -> None:
    asked_for = [
        task.text
        for part in form("handover-note").parts
        for one in part.blocks
        if isinstance(one, Tasks)
        for task in one.tasks
    ]
    assert asked_for == ["Ring the front door."]
    done = FULL.add(events.step_done(AT, "ring"))
    assert "Every step of the plan has been dealt with." in text_of(form("handover-note", done))


def test_a_letter_to_others_tells_nothing_else_of_the_case() -> None:
    text = text_of(form("escalation-letter"))
    assert "Ring the front door" not in text
    assert "core group" not in text


def test_a_case_with_nothing_in_it_says_so() -> None:
    bare = a_case()
    assert "nothing that another agency still owes" in text_of(form("handover-note", bare))
    assert "no date ahead" in text_of(form("handover-note", bare))
    assert "no stage that was tried yet" in text_of(form("escalation-letter", bare))
    assert "nothing of early help that was agreed yet" in text_of(form("action-plan", bare))


def test_a_history_that_is_not_in_order_is_said_before_everything() -> None:
    cut = Case((*FULL.entries[:3], *FULL.entries[4:]))
    paper = form("case-record", cut)
    assert paper.notices[0] == NOT_IN_ORDER
    assert f"History: {NOT_IN_ORDER}" in text_of(paper)
    assert NOT_IN_ORDER not in form("case-record").notices


def test_what_a_stage_came_to_stands_in_the_letter() -> None:
    told = FULL.add(telling.rung_answered(AT, Rung.NOT_SETTLED, AT, "They said no."))
    text = text_of(form("escalation-letter", told))
    assert "not settled. They said no." in text
    assert "This stage ends" not in text


@pytest.mark.parametrize("holds", FROM_A_CASE)
def test_without_a_case_there_is_room_to_write(holds: Holds) -> None:
    part = DocumentPart("A part", holds=(holds,))
    document = replace(RULE_SET.documents["case-record"], parts=(part,))
    view = view_of(dict(ANSWERS))
    assert [type(one) for one in fill(document, RULE_SET, view, plan_of(view)).parts[0].blocks] == [Space]


@pytest.mark.parametrize("document", RULE_SET.documents.values(), ids=lambda one: one.id)
@pytest.mark.parametrize("case", [a_case(), FULL], ids=["bare", "full"])
def test_every_form_can_be_written_from_a_case(document: Document, case: Case) -> None:
    paper = form(document.id, case)
    assert all(part.blocks for part in paper.parts)
    assert len({part.heading for part in paper.parts}) == len(paper.parts)
    for one in (Format.TEXT, Format.MARKDOWN, Format.HTML):
        assert replay(case).reference in written(paper, one).decode().replace("\\", "")


@settings(max_examples=40, deadline=None)
@given(cases(), st.sampled_from(sorted(RULE_SET.documents)))
def test_whatever_was_told_every_form_comes_out_whole(case: Case, name: str) -> None:
    paper = form(name, case)
    assert all(part.blocks for part in paper.parts)
    text = as_text(paper)
    assert text == clean(text)
    assert text.splitlines()[0] == paper.first_line or paper.first_line.startswith(text.splitlines()[0])


def test_a_form_without_a_case_says_nothing_of_one() -> None:
    assert "saved case" not in text_of(paper_of("handover-note", dict(ANSWERS)))
