"""The plan as text: all of it, in lines that fit, in words that can be heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.plan_rules import NO_ANSWERS, NOW, RULE_SET, because, decision, decisions
from triage.engine.decision import Decision
from triage.export.layout import WIDTH, Sheet, step_numbers
from triage.export.plan_text import LAST_LINE, plan_text, quoted
from triage.plan.build import build_plan
from triage.plan.model import Plan, PlanStep
from triage.rules.answers import not_sure
from triage.text import clean

PARTS = ["Do these in order", "Take care", "Why", "What you were not sure of", "Not asked yet"]


def full_plan() -> Plan:
    made = decision(
        "hurt", "unsafe", "floor", because("later", ("later", None, "no", True)), open_rules=("kind", "hurt")
    )
    return build_plan(RULE_SET, made, {"later": not_sure()}, NOW)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_parts_come_in_the_order_they_are_needed() -> None:
    lines = plan_text(full_plan()).split("\n")
    assert [line for line in lines if line in PARTS] == PARTS


def test_it_begins_with_how_soon_and_what_kind_of_message() -> None:
    lines = plan_text(full_plan()).split("\n")
    assert lines[0] == "EMERGENCY - ring 999 now"
    assert lines[1].startswith("This is a CHILD PROTECTION REFERRAL. Say so first:")


@settings(max_examples=60, deadline=None)
@given(decisions, st.integers(40, 100))
def test_no_line_is_too_long(made: Decision, width: int) -> None:
    text = plan_text(build_plan(RULE_SET, made, {}, NOW), width)
    assert max(map(len, text.split("\n"))) <= width


@settings(max_examples=60, deadline=None)
@given(decisions)
def test_everything_in_the_plan_is_in_the_text(made: Decision) -> None:
    plan = build_plan(RULE_SET, made, {}, NOW)
    text = unwrapped(plan_text(plan))
    for step in plan.steps:
        said = [
            f"{step.number}. {step.do}",
            *step.how,
            step.when,
            step.clock,
            step.say,
            step.write,
            step.tell,
            step.if_no_answer,
            step.if_late,
        ]
        said += [contact.detail for contact in step.contacts] + [contact.note for contact in step.contacts]
        said += [reason.why for reason in step.reasons]
        assert [words for words in map(unwrapped, said) if words not in text] == []
    for words in (*plan.do_not, *plan.assumed, *plan.not_known, plan.fault, plan.headline, plan.version):
        assert unwrapped(words) in text


def test_hostile_words_come_out_harmless() -> None:
    nasty = "\x1b]52;c;aGk=\x07Ring\x1b[31m [b]the\u202e door\u200b\n- line\ud800"
    plan = full_plan()
    steps = tuple(replace(step, do=nasty, say=nasty, write=nasty, tell=nasty) for step in plan.steps)
    text = plan_text(replace(plan, steps=steps, headline=nasty, do_not=(nasty,)))
    assert clean(text) == text
    assert "Ring [b]the door - line" in text
    assert text.encode("utf-8")


def block(text: str, number: int) -> str:
    """The lines of one step, as one line."""
    parts = text.split("\n\n")
    return unwrapped(next(part for part in parts if part.startswith(f"{number}. ")))


def test_each_step_stands_with_all_it_needs() -> None:
    plan = full_plan()
    text = plan_text(plan)
    for step in plan.steps:
        said = (step.when, step.say, step.write, step.tell, step.if_no_answer, step.if_late, *step.how)
        assert [words for words in map(unwrapped, said) if words not in block(text, step.number)] == []


def bare(*steps: PlanStep) -> Plan:
    """A plan of these steps, with nothing to ring, to say or to write in any of them."""
    empty = {"how": (), "contacts": (), "say": "", "write": "", "tell": "", "if_no_answer": "", "if_late": ""}
    plain = (replace(step, number=n, do=f"Do {n}.", when="now", clock="", form_title="", reasons=(), **empty)  # type: ignore[arg-type]
             for n, step in enumerate(steps, 1))  # fmt: skip
    return replace(full_plan(), steps=tuple(plain), do_not=(), assumed=(), not_known=())


def test_every_part_of_a_step_is_called_by_its_name() -> None:
    plan = bare(*full_plan().steps[:2])
    step = replace(
        plan.steps[0], say="A", how=("B", "C"), write="D", form_title="E", tell="F", if_no_answer="G", if_late="H",
        when="before you stop.", clock="Counted from now.",
    )  # fmt: skip
    assert block(plan_text(replace(plan, steps=(step, plan.steps[1]))), 1) == (
        '1. Do 1. When: before you stop. Counted from now. Say: "A" B C Write down: D Form: E Tell: F '
        "If nobody answers: G If it is late: H"
    )


def test_a_step_with_nothing_in_it_is_its_words_and_when_and_nothing_else() -> None:
    text = plan_text(bare(*full_plan().steps[:3]))
    assert [block(text, n) for n in (1, 2, 3)] == [f"{n}. Do {n}. When: now." for n in (1, 2, 3)]
    assert not {"Why", "Take care"} & set(text.split("\n"))


def test_what_to_do_when_nobody_can_be_reached_is_headed_once_for_each_step() -> None:
    plan = full_plan()
    text = plan_text(plan)
    for step in plan.steps:
        listed = "as for step" not in block(text, step.number)
        standing_in = any(contact.fallback for contact in step.contacts) and listed
        assert block(text, step.number).count("If you cannot reach them:") == standing_in
    assert "If you cannot reach them:" in text


def test_further_lines_of_a_reason_stand_under_its_words() -> None:
    lines = plan_text(full_plan()).split("\n")
    for line in lines:
        if line.lstrip().startswith(("You answered: ", "From: ")):
            assert line.startswith("  ")
            assert not line.startswith("   ")


def test_a_limit_says_when_it_ends_and_what_it_is_counted_from() -> None:
    assert (
        "When: within 24 hours of the call: 4:30 pm tomorrow, Saturday 21 November, if the clock starts now. Counted from when your call ended."
        in block(plan_text(full_plan()), 5)
    )


def test_the_same_contacts_are_listed_once_and_pointed_to_after() -> None:
    steps = {**RULE_SET.steps, "chase": replace(RULE_SET.steps["chase"], contacts=("front-door",))}
    steps["hold"] = replace(steps["chase"], id="hold")
    made = decision("unsafe", "later")
    plan = build_plan(replace(RULE_SET, steps=steps), made, NO_ANSWERS, NOW)
    contacts = plan.steps[0].contacts or plan.steps[1].contacts
    same = tuple(replace(step, contacts=contacts) for step in plan.steps[:2])
    assert "Ring: as for step 1." in block(plan_text(replace(plan, steps=same)), 2)


def test_what_to_know_of_a_contact_is_told_once() -> None:
    steps = {**RULE_SET.steps, "chase": replace(RULE_SET.steps["chase"], contacts=("form", "front-door"))}
    made = decision("unsafe", "later")
    text = plan_text(build_plan(replace(RULE_SET, steps=steps), made, NO_ANSWERS, NOW))
    assert text.count("Front door, number not given here") == 2
    assert text.count("On the council website.") == 1


def test_fall_backs_stand_under_the_one_they_stand_in_for() -> None:
    lines = plan_text(full_plan()).split("\n")
    start = lines.index("   Ring: Front door, number not given here")
    assert lines[start + 1] == "     On the council website."
    under = lines[lines.index("   If you cannot reach them:", start) + 1 :]
    assert under[0].startswith("     - ")
    assert "     - 0808 800 5000, Helpline, read second-hand, checked 2 November 2026" in under


def test_a_caution_is_spelt_out_once_and_pointed_to_after() -> None:
    text = unwrapped(plan_text(full_plan()))
    assert text.count("From memory of the document") == 1
    assert text.count("Take the same care as above. Checked 2 November 2026.") == 3


def test_answers_and_what_was_assumed_are_told() -> None:
    text = unwrapped(plan_text(full_plan()))
    assert "You answered: Has anybody confirmed that they have your referral? Not sure, treated as: No." in text
    assert 'You were not sure: "Has anybody confirmed' in text


def test_it_ends_with_999_and_when_it_was_made() -> None:
    assert plan_text(full_plan()).split("\n")[-3:] == [
        LAST_LINE,
        "Made on Friday 20 November 2026, 4:30 pm.",
        "Rules: Test 1.0 (ffffffffffff).",
    ]


def test_a_fault_is_told_before_the_steps() -> None:
    text = plan_text(build_plan(RULE_SET, decision("floor", fault="The two checks disagreed."), NO_ANSWERS, NOW))
    assert text.index("The two checks disagreed.") < text.index("Do these")


def test_parts_with_nothing_in_them_are_left_out() -> None:
    text = plan_text(build_plan(RULE_SET, decision("kind"), NO_ANSWERS, NOW))
    lines = text.split("\n")
    assert not {"What you were not sure of", "Not asked yet"} & set(lines)


@pytest.mark.parametrize(("words", "shown"), [("Help.", '"Help."'), ('Say "no".', 'Say "no".'), ("", "")])
def test_words_to_say_are_in_quotation_marks(words: str, shown: str) -> None:
    assert quoted(words) == shown


@pytest.mark.parametrize(
    ("numbers", "words"), [([1], "Step 1"), ([1, 2], "Steps 1 and 2"), ([1, 3, 4], "Steps 1, 3 and 4")]
)
def test_step_numbers(numbers: list[int], words: str) -> None:
    assert step_numbers(numbers) == words


@given(
    st.integers(20, WIDTH),
    st.lists(st.sampled_from(["0808 800 5000", "ring", "01452 426565", "now"]), min_size=1, max_size=30),
)
def test_a_phone_number_is_never_cut_in_two(width: int, words: list[str]) -> None:
    sheet = Sheet(width)
    sheet.item("- ", ", ".join(words))
    for number in {"0808 800 5000", "01452 426565"}:
        assert sum(line.count(number) for line in sheet.written().split("\n")) == words.count(number)


def test_further_lines_stand_under_the_first_word() -> None:
    sheet = Sheet(20)
    sheet.item("10. ", "one two three four five six", indent=2)
    assert sheet.written() == "  10. one two three\n      four five six"


def test_a_word_longer_than_the_line_starts_a_line_and_is_cut() -> None:
    sheet = Sheet(20)
    sheet.item("- ", "see https://example.org/a/long/address now")
    assert sheet.written() == "- see\n  https://example.or\n  g/a/long/address\n  now"


def test_empty_text_adds_no_line() -> None:
    sheet = Sheet()
    sheet.text("")
    sheet.title("Title")
    sheet.items([])
    assert sheet.written() == "Title"
