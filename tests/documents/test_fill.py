"""Each thing a part of a form can hold comes out as what it is, in order, and what nobody answered stays a blank."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from plan.plan_rules import HERE
from session.small_england import small_england
from session.walking import interview
from triage.documents.fill import ASKED, HELP, NOTHING, ROOM_TO_WRITE, fill
from triage.documents.paper import Blanks, Block, Paper, Prompts, Prose, Rows, Space, Table, Ticks
from triage.plan.build import build_plan
from triage.rules.answers import Answer, chosen, not_sure, skipped, ticked
from triage.rules.documents import Document, DocumentPart, Holds
from triage.session.answer_words import NONE_WORDS
from triage.session.session import Session
from triage.session.view import View
from ui.sample import NOW

RULES = small_england()
ROOM = interview(RULES)
NONE: Mapping[str, Answer] = {}
GIVEN = {
    "danger": ticked(),
    "situation": chosen("worried"),
    "worry": ticked("neglect"),
    "level": skipped(),
    "told": not_sure(),
}


def viewed(answers: Mapping[str, Answer]) -> View:
    session = Session()
    for question, answer in answers.items():
        session = ROOM.answer(session, question, answer)
    return ROOM.view(session)


def filled(part: DocumentPart, answers: Mapping[str, Answer] = NONE) -> Paper:
    view = viewed(answers)
    document = Document("form", "topic", "A form", "to write", "", (part,), HERE)
    return fill(document, RULES, view, build_plan(RULES, view.decision, view.answers, NOW))


def blocks(part: DocumentPart, answers: Mapping[str, Answer] = NONE) -> list[Block]:
    (found,) = filled(part, answers).parts
    assert found.heading == part.heading
    return list(found.blocks)


def ask(question: str) -> str:
    return RULES.questions[question].ask


def test_everything_a_part_can_hold_comes_in_the_order_a_reader_needs_it() -> None:
    part = DocumentPart(
        "All",
        says=("Said.",),
        answers_to=("situation",),
        tick=("A", "B"),
        blanks=("Name",),
        prompts=("What?",),
        space=3,
    )
    assert blocks(part, GIVEN) == [
        Prose(("Said.",)),
        Rows(((ask("situation"), RULES.questions["situation"].label("worried")),), ASKED),
        Ticks(("A", "B")),
        Blanks(("Name",)),
        Prompts(("What?",)),
        Space(3),
    ]


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (DocumentPart("x"), [Space(ROOM_TO_WRITE)]),
        (DocumentPart("x", tick=("A",)), [Ticks(("A",))]),
        (DocumentPart("x", blanks=("A",)), [Blanks(("A",))]),
        (DocumentPart("x", prompts=("A",)), [Prompts(("A",))]),
        (DocumentPart("x", space=2), [Space(2)]),
        (DocumentPart("x", columns=("A", "B"), space=2), [Table(("A", "B"), 2)]),
        (DocumentPart("x", columns=("A", "B")), [Table(("A", "B"), 1)]),
    ],
)
def test_what_is_written_by_hand(part: DocumentPart, made: list[Block]) -> None:
    assert blocks(part) == made


def test_questions_are_taken_by_section_or_by_name_and_no_others() -> None:
    (rows,) = blocks(DocumentPart("x", answers=("after",), answers_to=("level",)), GIVEN)
    assert isinstance(rows, Rows)
    assert [asked for asked, _ in rows.pairs] == [ask("level"), ask("told")]


def test_not_sure_and_skipped_are_no_answer_of_no() -> None:
    (rows,) = blocks(DocumentPart("x", answers_to=("level", "told")), GIVEN)
    assert isinstance(rows, Rows)
    said = dict(rows.pairs)
    assert said[ask("level")] == "Not answered"
    assert said[ask("told")].startswith("Not sure")


def test_what_nothing_was_ticked_of_names_what_was_said_no_to_unless_only_ticked_is_wanted() -> None:
    whole = blocks(DocumentPart("x", answers_to=("danger", "worry")), GIVEN)
    labels = RULES.questions["danger"]
    assert whole[1:] == [
        Prose((f"{ask('danger')} {NONE_WORDS}: {'; '.join(map(labels.label, labels.option_names))}.",))
    ]
    only = blocks(DocumentPart("x", answers_to=("danger", "worry"), only_ticked=True), GIVEN)
    assert only == whole[:1]


def test_an_answer_set_aside_is_not_put_in() -> None:
    changed = {**GIVEN, "situation": chosen("routine")}
    assert blocks(DocumentPart("x", answers_to=("worry",)), changed) == [Prose((NOTHING,))]


@pytest.mark.parametrize(
    ("more", "says_so"),
    [
        ({}, True),
        ({"blanks": ("A",)}, False),
        ({"prompts": ("A",)}, False),
        ({"space": 2}, False),
        ({"tick": ("A",)}, True),
    ],
)
def test_where_nothing_was_answered_it_says_so_unless_there_is_room_to_write(
    more: Mapping[str, object], says_so: bool
) -> None:
    part = DocumentPart("x", answers_to=("level",), **more)  # type: ignore[arg-type]
    assert (Prose((NOTHING,)) in blocks(part)) is says_so
    assert Prose((NOTHING,)) not in blocks(DocumentPart("x", **more))  # type: ignore[arg-type]


def test_what_only_a_saved_case_knows_is_left_as_room_to_write() -> None:
    assert blocks(DocumentPart("x", holds=(Holds.HISTORY,))) == [Space(ROOM_TO_WRITE)]


def test_the_small_print_has_999_how_to_keep_it_and_the_rules_and_help_only_where_there_are_prompts() -> None:
    plain, helped = filled(DocumentPart("x", says=("A",))), filled(DocumentPart("x", prompts=("A",)))
    assert plain.small_print[0].startswith("If a child is in danger at any time, ring 999. Write names")
    assert HELP not in plain.small_print[0]
    assert helped.small_print[0].endswith(HELP)
    assert plain.small_print[1].endswith(f"Rules: {RULES.version} ({RULES.hash[:12]}).")
    assert len(plain.small_print) == 2
