"""The forms of the shipped rules, filled from every kind of case: what they must say, and must never say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.shipped import CABINET, RULE_SET, cases, paper_of, plan_of, view_of
from triage.documents.first_line import FIRST_LINES, UNSETTLED
from triage.documents.paper import Blanks, Points, Prose, Rows, Space, Table, Tasks
from triage.documents.writers.text import as_text
from triage.plan.words import UNNAMED_MESSAGE
from triage.rules.answers import Answer, chosen, not_sure, ticked
from triage.rules.model import SendAs
from triage.session.answer_words import NONE_WORDS
from triage.text import clean

FORMS = tuple(RULE_SET.documents)
ASKED_FOR = (
    "call-sheet",
    "referral",
    "information-note",
    "follow-up-to-a-call",
    "acknowledgement",
    "conference-report",
    "escalation-letter",
    "handover-note",
    "case-record",
)
BRUISE: dict[str, Answer] = {
    "danger": ticked(),
    "situation": chosen("worried"),
    "role": chosen("school staff"),
    "worry": ticked("physical"),
    "injury_about": ticked("cannot move alone"),
    "harm_level": chosen("significant harm"),
}
case = st.integers(0, len(cases()) - 1).map(lambda place: cases()[place])


def test_every_form_that_work_together_needs_is_there() -> None:
    assert set(ASKED_FOR) <= set(FORMS)


@settings(max_examples=150, deadline=None)
@given(case, st.sampled_from(FORMS))
def test_no_form_calls_a_case_calmer_than_its_plan(answers: dict[str, Answer], form: str) -> None:
    plan = plan_of(view_of(answers))
    paper = paper_of(form, answers)
    if FIRST_LINES[SendAs.INFORMATION_ONLY] in paper.first_line:
        assert plan.send_as is SendAs.INFORMATION_ONLY
    if paper.first_line in FIRST_LINES.values() and plan.message != UNNAMED_MESSAGE:
        assert paper.first_line == FIRST_LINES[plan.send_as] or RULE_SET.documents[form].first_line == paper.first_line


@settings(max_examples=150, deadline=None)
@given(case, st.sampled_from(FORMS))
def test_every_form_can_be_read_and_written_on(answers: dict[str, Answer], form: str) -> None:
    paper = paper_of(form, answers)
    text = as_text(paper)
    assert text == clean(text)
    assert max(map(len, text.split("\n"))) <= 78
    assert "{" not in text
    assert "}" not in text
    assert "999" in text
    assert all(part.blocks for part in paper.parts)
    blocks = [block for part in paper.parts for block in part.blocks]
    assert any(isinstance(block, Blanks | Space | Table) for block in blocks), "there is room to write"


@settings(max_examples=80, deadline=None)
@given(case)
def test_the_call_sheet_says_what_the_plan_says_to_say(answers: dict[str, Answer]) -> None:
    plan = plan_of(view_of(answers))
    paper = paper_of("call-sheet", answers)
    tasks = [task for part in paper.parts for block in part.blocks if isinstance(block, Tasks) for task in block.tasks]
    steps = {step.number: step for step in plan.steps}
    for task in tasks:
        assert task.text == steps[task.number].do
        if steps[task.number].say:
            assert any(detail.startswith("Say: ") for detail in task.details)
    assert len(tasks) <= 4
    assert [task.number for task in tasks] == sorted(task.number for task in tasks)


@settings(max_examples=80, deadline=None)
@given(case)
def test_the_record_has_every_answer_and_the_rules_it_was_decided_under(answers: dict[str, Answer]) -> None:
    view = view_of(answers)
    paper = paper_of("case-record", answers)
    blocks = [block for part in paper.parts for block in part.blocks]
    pairs = [pair for block in blocks if isinstance(block, Rows) for pair in block.pairs]
    prose = " ".join(text for block in blocks if isinstance(block, Prose) for text in block.texts)
    assert ("Hash of the rules", RULE_SET.hash) in pairs
    for row in view.rows:
        if row.question not in view.answers or row.state in ("skipped", "set aside"):
            continue
        asked = row.ask.removesuffix(" Tick all that apply.")
        if row.answer_words == NONE_WORDS:
            assert f"{asked} {NONE_WORDS}: " in prose
            assert all(RULE_SET.questions[row.question].label(name) in prose for name in row_options(row.question))
        else:
            assert (asked, row.answer_words) in pairs


def row_options(question: str) -> tuple[str, ...]:
    return RULE_SET.questions[question].option_names


def test_a_referral_says_on_its_first_line_that_it_needs_action() -> None:
    text = as_text(paper_of("referral", BRUISE))
    assert text.startswith("CHILD PROTECTION REFERRAL: needs action\n\nReferral in writing\n")


def test_information_only_is_not_what_a_referral_is_called_by_mistake() -> None:
    paper = paper_of("information-note", BRUISE)
    assert paper.first_line == "CHILD PROTECTION REFERRAL: needs action"
    assert "more than information" in paper.notices[0]


def test_information_is_called_information() -> None:
    answers = {
        "danger": ticked(),
        "situation": chosen("passing on information"),
        "also_worried": chosen("no"),
        "role": chosen("gp"),
        "share_purpose": chosen("information only"),
    }
    paper = paper_of("information-note", answers)
    assert paper.first_line == "FOR INFORMATION ONLY"
    assert CABINET.called_for(answers)[0].id == "information-note"


def test_a_message_nobody_has_named_is_left_to_the_writer_to_name() -> None:
    answers = {"danger": ticked()}
    assert plan_of(view_of(answers)).message == UNNAMED_MESSAGE
    assert paper_of("referral", answers).first_line == UNSETTLED
    note = paper_of("information-note", answers)
    assert note.first_line == UNSETTLED
    assert "do not say that this is only information" in note.notices[0]


def test_unfinished_answers_are_said_on_the_paper() -> None:
    assert any("Not every question" in line for line in paper_of("referral", {"danger": ticked()}).notices)
    assert not paper_of("referral", BRUISE | {"harm_level": chosen("significant harm")}).notices


def test_not_sure_stays_not_sure_on_paper() -> None:
    told = as_text(paper_of("referral", BRUISE | {"harm_level": not_sure()}))
    assert "How serious is it, in your view? Not sure" in " ".join(told.split())


@pytest.mark.parametrize(
    ("answers", "form"),
    [
        (BRUISE, "call-sheet"),
        (BRUISE, "referral"),
        ({"situation": chosen("disagree"), "role": chosen("gp")}, "escalation-letter"),
        ({"situation": chosen("handover"), "role": chosen("gp")}, "handover-note"),
        ({"situation": chosen("early help")}, "action-plan"),
    ],
)
def test_a_case_calls_for_the_form_that_fits_it(answers: dict[str, Answer], form: str) -> None:
    called = {document.id for document in CABINET.called_for(answers)}
    assert form in called
    assert called | {document.id for document in CABINET.others(answers)} == set(FORMS)
    assert not called & {document.id for document in CABINET.others(answers)}


def test_a_form_that_a_step_of_the_plan_names_is_called_for() -> None:
    unrated = {name: answer for name, answer in BRUISE.items() if name != "harm_level"}
    assert "follow-up-in-writing" in {step.id for step in plan_of(view_of(unrated)).steps}
    assert "referral" in {document.id for document in CABINET.called_for(unrated)}
    for answers in cases()[::20]:
        named = {step.form for step in plan_of(view_of(answers)).steps if step.form}
        assert named <= {document.id for document in CABINET.called_for(answers)}


TO_OTHERS = (
    "referral",
    "follow-up-to-a-call",
    "information-note",
    "acknowledgement",
    "conference-report",
    "escalation-letter",
)
"""Forms that leave the writer's own organisation."""
INSIDE = ("you", "sharing", "disagreement", "speaking-up", "plans")
"""Sections that tell of the writer, of colleagues and of doubts: nothing for anybody else."""
WORDS = ("numbers", "dates", "words", "fact")


@pytest.mark.parametrize("answers", cases()[::12])
def test_a_form_for_others_tells_nothing_of_the_writer_and_colleagues(answers: dict[str, Answer]) -> None:
    inside = {row.ask for row in view_of(answers).rows if RULE_SET.questions[row.question].section in INSIDE}
    for form in TO_OTHERS:
        told = [b for part in paper_of(form, answers).parts for b in part.blocks if isinstance(b, Rows | Prose)]
        text = " ".join(str(block) for block in told)
        assert not [ask for ask in inside if ask.removesuffix(" Tick all that apply.") in text]
        assert not [b for part in paper_of(form, answers).parts for b in part.blocks if isinstance(b, Tasks)]


@pytest.mark.parametrize("form", FORMS)
def test_a_prompt_is_a_whole_sentence_with_room_to_answer_it(form: str) -> None:
    """A comma in a list of YAML starts a new text, which then lacks its end or its beginning."""
    for part in RULE_SET.documents[form].parts:
        for text in (*part.prompts, *part.says):
            assert text[-1] in '.?)"', (part.heading, text)
        for text in (*part.prompts, *part.blanks, *part.columns, part.heading):
            assert text[0].isupper(), (part.heading, text)
        assert part.space or not part.prompts, f"{part.heading}: nowhere to write"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_first_what_it_is(form: str) -> None:
    for answers in (*cases()[::40], {}):
        assert paper_of(form, dict(answers)).first_line


@pytest.mark.parametrize(
    "form", ["call-sheet", "referral", "follow-up-to-a-call", "conference-report", "escalation-letter"]
)
def test_what_is_written_about_a_child_is_prompted_to_be_specific(form: str) -> None:
    asked = " ".join(text for part in RULE_SET.documents[form].parts for text in (*part.prompts, *part.columns)).lower()
    assert not [word for word in WORDS if word not in asked]


def test_the_call_sheet_asks_in_the_order_of_the_person_on_the_phone() -> None:
    headings = [part.heading for part in RULE_SET.documents["call-sheet"].parts]
    order = ["Who you are", "The child", "The family", "What worries you", "What has been done", "Before you hang up"]
    places = [next(place for place, one in enumerate(headings) if one.startswith(name)) for name in order]
    assert places == sorted(places)


@settings(max_examples=80, deadline=None)
@given(case)
def test_information_only_is_said_by_no_form_where_the_plan_asks_for_more(answers: dict[str, Answer]) -> None:
    plan = plan_of(view_of(answers))
    firsts = {paper_of(form, answers).first_line for form in FORMS}
    named = plan.message != UNNAMED_MESSAGE
    assert ("FOR INFORMATION ONLY" in firsts) == (plan.send_as is SendAs.INFORMATION_ONLY and named)


def test_a_list_of_which_nothing_was_ticked_names_what_was_asked() -> None:
    text = " ".join(as_text(paper_of("referral", BRUISE)).split())
    assert "Is any of this happening now? None of these: The child is being hurt or threatened now;" in text
    assert "None of these" not in as_text(paper_of("call-sheet", BRUISE))


def test_the_record_tells_the_path_from_the_answers_to_each_step() -> None:
    parts = {part.heading: part for part in paper_of("case-record", BRUISE).parts}
    points = [block for part in parts.values() for block in part.blocks if isinstance(block, Points)]
    assert len(points) == 1
    for point in points[0].points:
        assert re.match(r"Steps? \d.*, because ", point.text)
        assert any(detail.startswith("Rule: ") for detail in point.details)
        assert any(detail.startswith("From ") for detail in point.details)
    told = [detail for point in points[0].points for detail in point.details]
    assert any(d.startswith("Answered: Could any of this be true of the injury? It is on a baby") for d in told)


def test_names_are_blanks_to_be_written_by_hand() -> None:
    named = {
        form
        for form in FORMS
        for part in RULE_SET.documents[form].parts
        for label in part.blanks
        if "name" in label.lower()
    }
    assert named >= {"call-sheet", "referral"}
    for form in named:
        blanks = [b for part in paper_of(form, BRUISE).parts for b in part.blocks if isinstance(b, Blanks)]
        assert any("name" in label.lower() for block in blanks for label in block.labels)
    assert "Child's name, and other names used: ____" in as_text(paper_of("referral", BRUISE))
