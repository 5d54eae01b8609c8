"""Drawings from plain data, without any terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.commands import BY_ID, Where, commands_at
from triage.plan.model import Citation, Plan, PlanContact, PlanStep, Reason
from triage.rules.answers import NOT_SURE
from triage.rules.model import QuestionType, SendAs, StepKind, Urgency
from triage.session.page import Choice, Page
from triage.session.paging import NONE_OF_THESE
from triage.session.view import AnswerRow, RowState
from triage.ui.draw.answers import answers_drawing
from triage.ui.draw.bars import key_bar, top_bar
from triage.ui.draw.building import building_drawing
from triage.ui.draw.notices import card_drawing, help_drawing, palette_drawing, problems_drawing
from triage.ui.draw.plan import Shown, plan_drawing
from triage.ui.draw.question import NUMBER, Asking, question_drawing
from triage.ui.draw.so_far import so_far
from triage.ui.draw.why import why_drawing
from triage.ui.draw.words import after_do_not, asked
from triage.ui.lines import plain, width_of
from triage.ui.sheet import Drawing, Room, Sheet

NOW = datetime(2026, 11, 20, 17, 5)


def shown(drawing: Drawing, width: int = 80, height: int = 18) -> Sheet:
    return drawing(Room(width, height))


def text(sheet: Sheet) -> str:
    return "\n".join(plain(line).rstrip() for line in sheet.lines)


def words(sheet: Sheet) -> str:
    return " ".join(text(sheet).split())


def page(options: int = 3, kind: QuestionType = QuestionType.CHOICE, label: str = "Option", **more: object) -> Page:
    choices = [Choice(str(number), f"value {number}", f"{label} {number}") for number in range(1, options + 1)]
    if kind is QuestionType.SEVERAL:
        choices.append(Choice("n", NONE_OF_THESE, "None of these"))
    choices.append(Choice("u", NOT_SURE, "Not sure", "we treat this as yes"))
    facts = {
        "question": "q", "section": "s", "section_title": "The section", "ask": "What is so?", "hint": "", "why": "It matters.",
        "type": kind, "choices": tuple(choices), "not_sure_says": "", "about_left": 4,
    }  # fmt: skip
    return Page(**(facts | more))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 24), st.sampled_from(QuestionType), st.integers(40, 130), st.integers(6, 50), st.integers(1, 70))
def test_every_answer_is_on_the_page_with_a_key_of_its_own_whatever_the_size(count, kind, width, height, length):
    asked_page = page(count, kind, "w" * length)
    sheet = shown(question_drawing(Asking(asked_page)), width, height)
    assert {row.id for row in sheet.rows} - {NUMBER} == {choice.value for choice in asked_page.choices}
    keys = [row.key for row in sheet.rows if row.key]
    assert len(keys) == len(set(keys))
    assert all(width_of(line) <= width for line in sheet.lines)
    for row in sheet.rows:
        assert 0 <= row.top < row.top + row.height <= len(sheet.lines)
        assert plain(sheet.lines[row.top]).ljust(width)[row.left] == " "  # kept for the cursor's mark
    assert sheet.pinned + sheet.tail <= height


def test_layouts_get_tighter_before_anything_has_to_scroll():
    roomy = shown(question_drawing(Asking(page(3))), height=20)
    assert "Why we ask  It matters." in text(roomy)
    tight = shown(question_drawing(Asking(page(3))), height=8)
    assert "It matters." not in text(tight)
    assert len(tight.lines) <= 8
    many = shown(question_drawing(Asking(page(20, QuestionType.SEVERAL))), height=16)
    assert len(many.lines) <= 16
    assert any(row.left > 0 for row in many.rows)


def test_what_is_picked_shows_by_its_sign():
    picked = frozenset({"value 2"})
    assert "2  (•)  Option 2" in text(shown(question_drawing(Asking(page(3), picked))))
    several = page(3, QuestionType.SEVERAL)
    assert "2  [x]  Option 2" in text(shown(question_drawing(Asking(several, picked))))
    assert text(shown(question_drawing(Asking(several)))).count("[ ]") == 5


def test_a_page_that_says_how_to_answer_is_not_told_twice():
    told = page(2, QuestionType.SEVERAL, ask="What is so? Tick all that apply.")
    assert words(shown(question_drawing(Asking(told)))).count("Tick all") == 1
    untold = page(2, QuestionType.SEVERAL)
    assert "Tick all that apply." in text(shown(question_drawing(Asking(untold))))


def test_one_question_left_is_not_one_questions():
    assert "about 1 question left" in text(shown(question_drawing(Asking(page(2, about_left=1)))))


def test_a_number_page_shows_what_is_typed_and_where_typing_goes_on():
    asking = Asking(page(0, QuestionType.NUMBER, lowest=0, highest=40, unit="weeks"), typed="12")
    sheet = shown(question_drawing(asking))
    row = sheet.row(NUMBER)
    assert row
    assert sheet.caret == (8, row.top)
    assert plain(sheet.lines[row.top])[6:8] == "12"
    assert "type a whole number, 0 to 40" in text(sheet)


def step(number: int = 1, **more: object) -> PlanStep:
    citation = Citation("manual#share", "Share early", "Manual", "A department", "2026", "paragraph 3",
                        "Read second-hand.", date(2026, 11, 2))  # fmt: skip
    reason = Reason("a-rule", "it has to be so", (("What is so? Tick all that apply.", "This"),), (citation,), "f:1:2")
    facts = {
        "id": f"step-{number}", "number": number, "kind": StepKind.RING, "urgency": Urgency.NOW, "do": f"Do thing {number}.",
        "how": (), "when": "now", "due": None, "if_late": "", "contacts": (), "say": "", "write": "", "tell": "",
        "do_not": (), "if_no_answer": "", "reasons": (reason,),
    }  # fmt: skip
    return PlanStep(**(facts | more))  # type: ignore[arg-type]


def plan(*steps: PlanStep, **more: object) -> Plan:
    facts = {
        "urgency": Urgency.NOW, "headline": "ACT NOW - within the hour", "send_as": SendAs.ADVICE,
        "message": "This is a call for ADVICE. Say so first.", "steps": steps, "do_not": (), "assumed": (), "not_known": (),
        "fault": "", "version": "Sample 1.0", "hash": "abc", "made_at": NOW,
    }  # fmt: skip
    return Plan(**(facts | more))  # type: ignore[arg-type]


RING = PlanContact(
    "c", "Front door", "01000 200300", "01000 200300, Front door, open 9 to 5, checked today", "A note.", True
)
OLD = replace(RING, verified=False)
HIDDEN = PlanContact("d", "Duty team", "", "Duty team, number not verified, so not shown", "Ring 101.", False)
SPARE = PlanContact("p", "Police", "101", "101, Police", "", True, fallback=True)


def test_a_plan_that_fits_is_shown_in_full():
    whole = plan(step(1, say="Say this."), step(2, say="Say that."))
    sheet = shown(plan_drawing(Shown(whole)), height=40)
    assert "Say this." in text(sheet)
    assert "Say that." in text(sheet)


def test_a_plan_that_does_not_fit_shows_the_opened_line_in_full_and_the_others_short():
    long = plan(*(step(number, say=f"Say {number}.") for number in range(1, 12)))
    sheet = shown(plan_drawing(Shown(long, open_step="step-2")), height=16)
    assert "Say 2." in text(sheet)
    assert "Say 1." not in text(sheet)
    assert [row.id for row in sheet.rows] == [f"step-{number}" for number in range(1, 12)]
    everything = shown(plan_drawing(Shown(long, all_open=True)), height=16)
    assert all(f"Say {number}." in text(everything) for number in range(1, 12))


def test_every_part_of_a_line_is_shown():
    full = step(
        1, how=("First this.", "Then that."), contacts=(RING, HIDDEN, SPARE), say="I am ringing.", write="The time.",
        tell="your lead", do_not=("Do not wait.", "Never go alone."), if_no_answer="Try again.", if_late="Do it now.",
        clock="Counted from the call.",
    )  # fmt: skip
    seen = words(shown(plan_drawing(Shown(plan(full))), height=60))
    for part in ("First this.", "Then that.", "01000 200300 Front door", "Open 9 to 5, checked today", "A note.",
                 "Duty team, number not verified", "Ring 101.", "Say I am ringing.", "Write The time.", "Tell your lead",
                 "Do not wait. Never go alone.", "No answer Try again.", "101 Police", "If late Do it now.",
                 "Counted from the call.", "Because it has to be so"):  # fmt: skip
        assert part in seen, part


def test_a_number_that_may_have_changed_says_so_in_words():
    short = plan(*(step(number, contacts=(OLD,)) for number in range(1, 12)))
    assert "01000 200300 Front door (may have changed)" in text(shown(plan_drawing(Shown(short)), height=12))


def test_done_is_told_in_words_and_by_its_sign():
    sheet = shown(plan_drawing(Shown(plan(step(1)), done={"step-1"})), height=40)
    assert "[x]  1  Do thing 1." in text(sheet)
    assert "done" in text(sheet)


def test_a_long_time_limit_gets_a_line_of_its_own():
    limit = "within 24 hours of the call: 5 pm tomorrow, if the clock starts now"
    lines = text(shown(plan_drawing(Shown(plan(step(1, when=limit)))), height=40)).splitlines()
    place = next(number for number, line in enumerate(lines) if "Do thing 1." in line)
    assert lines[place + 1].strip() == limit


def test_the_plan_tells_what_not_to_do_what_it_assumes_and_what_is_not_known():
    told = plan(*(step(n) for n in range(1, 9)), do_not=("Do not wait.",), assumed=("We treat it so.",),
                not_known=("Is it so?",), fault="One check failed.")  # fmt: skip
    seen = text(shown(plan_drawing(Shown(told, fuller=2)), height=10))
    for part in ("- wait.", "- We treat it so.", "- Is it so?", "Take care.  One check failed.", "2 parts can make"):
        assert part in seen, part
    assert "Made Friday 20 November 2026, 5:05 pm, with Sample 1.0." in " ".join(seen.split())


def test_the_headline_stays_in_sight_and_a_message_too_long_to_stand_beside_it_follows():
    assert shown(plan_drawing(Shown(plan(step(1))))).pinned == 1
    narrow = text(shown(plan_drawing(Shown(plan(step(1)))), width=44))
    assert "This is a call for ADVICE." in " ".join(narrow.split())


def test_an_unsettled_plan_names_no_urgency():
    seen = text(shown(plan_drawing(Shown(plan(step(1)), settled=False, enough=False, questions_left=3)), height=40))
    assert "ACT NOW" not in seen
    assert "About 3 questions could still make it more urgent" in " ".join(seen.split())


def test_the_strip_names_an_urgency_only_when_it_is_settled_and_counts_what_does_not_fit():
    long = plan(*(step(number, do=f"Do the thing number {number} with care.") for number in range(1, 8)))
    settled = words(shown(so_far(long, settled=True, started=True)))
    assert settled.startswith("─")
    assert "ACT NOW" in settled
    assert "more" in settled
    assert "ACT NOW" not in words(shown(so_far(long, settled=False, started=True)))
    assert "nothing yet" in words(shown(so_far(long, settled=True, started=False)))
    for width in range(40, 160, 7):
        assert all(width_of(line) <= width for line in shown(so_far(long, settled=True, started=True), width).lines)


def test_the_panel_marks_what_is_new_with_the_answer_that_brought_it():
    both = plan(step(1), step(2))
    drawing = building_drawing(both, {"step-2"}, "What is so? Tick all that apply.", settled=True, started=True)
    seen = text(shown(drawing, width=60))
    assert "new   2  Do thing 2." in seen
    assert 'you said "This"' in seen
    assert "new   1" not in seen


def test_why_runs_from_answers_over_the_rule_to_the_passage():
    sheet = shown(why_drawing(step(1)), height=40)
    seen = words(sheet)
    assert "You said What is so? → This" in seen
    assert (
        "From Share early Manual, paragraph 3. A department, 2026. Read second-hand. Checked on 2 November 2026."
        in seen
    )
    assert "Rule a-rule, f:1:2" in seen
    assert [row.id for row in sheet.rows] == ["manual#share"]


def test_answers_that_were_set_aside_come_last_under_words_that_say_so():
    rows = (
        AnswerRow("a", "Is it so?", "Yes", RowState.ANSWERED, "Part one"),
        AnswerRow("b", "Is that so?", "Skipped (treated as not sure)", RowState.SKIPPED, "Part two"),
        AnswerRow("c", "And this?", "No", RowState.SET_ASIDE, "Part two"),
    )
    seen = text(shown(answers_drawing(rows), height=40))
    assert seen.index("Part one") < seen.index("Is that so?") < seen.index("Set aside") < seen.index("And this?")
    assert "No  (set aside)" in seen
    assert seen.count("Skipped") == 1


def test_no_answers_yet_is_said():
    assert "Nothing answered yet." in text(shown(answers_drawing(())))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
@pytest.mark.parametrize("where", Where)
def test_the_row_of_keys_always_has_the_card_and_blank_and_never_runs_over(width, where):
    sheet = shown(key_bar(where, commands_at(where)), width)
    assert len(sheet.lines) == 2
    assert width_of(sheet.lines[1]) <= width
    assert "F9 999" in text(sheet)
    assert "F10 blank" in text(sheet)


def test_the_top_bar_gives_way_on_the_right_when_there_is_little_room():
    assert text(shown(top_bar("plan", "England 1.0"), 60)).splitlines()[0].endswith("England 1.0")
    for width in range(12, 60, 5):
        assert (
            width_of(shown(top_bar("check your answers", "England 1.0 + Gloucestershire 1.0"), width).lines[0]) <= width
        )


def test_the_card_is_the_one_in_the_code_and_gets_air_where_there_is_room():
    assert "Ring 999 now." in text(shown(card_drawing(), height=20))
    assert len(shown(card_drawing(), height=60).lines) > len(shown(card_drawing(), height=20).lines)


def test_problems_stand_below_the_card():
    seen = text(shown(problems_drawing(())))
    assert seen.index("Ring 999 now.") < seen.index("The rules cannot be used")


def test_help_and_the_list_of_commands_show_key_and_words():
    assert "F10          Hide everything at once" in text(shown(help_drawing("plan", [BY_ID["blank"]])))
    assert "Blank the screen         F10         Hide everything at once" in text(
        shown(palette_drawing([BY_ID["blank"]]))
    )
    assert "Nothing by that name" in text(shown(palette_drawing([])))


@pytest.mark.parametrize(
    ("ask", "short"),
    [
        ("Is any of this so? Tick all that apply.", "Is any of this so?"),
        ("What is it? Choose one.", "What is it?"),
        ("Did they choose one of these?", "Did they choose one of these?"),
        ("Tick all that apply.", "Tick all that apply."),
    ],
)
def test_a_question_is_repeated_without_how_to_answer_it(ask, short):
    assert asked(ask) == short


@pytest.mark.parametrize(
    ("line", "rest"), [("Do not wait.", "wait."), ("Don't wait.", "wait."), ("Never wait.", "Never wait.")]
)
def test_what_not_to_do_stands_after_its_label(line, rest):
    assert after_do_not(line) == rest
