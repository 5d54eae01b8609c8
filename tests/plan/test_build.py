"""The plan as a whole: nothing lost, nothing softened, every word resolved."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.plan_rules import NO_ANSWERS, NOW, RULE_SET, because, decision, decisions
from triage.emergency import EMERGENCY_CARD
from triage.engine.decision import Decision
from triage.plan.arrange import turn
from triage.plan.build import build_plan, merged, with_notice
from triage.plan.floor import EMERGENCY_STEP
from triage.plan.model import Plan
from triage.plan.words import HEADLINES
from triage.rules.answers import Answer, chosen, not_sure, skipped, ticked
from triage.rules.model import Confidence, SendAs, StepKind, Urgency

KINDS = list(StepKind)
ROLES = st.sampled_from([None, chosen("gp"), chosen("school staff"), not_sure(), skipped()])


def all_text(plan: object) -> str:
    return repr(asdict(plan))  # type: ignore[call-overload]


@settings(max_examples=60)
@given(decisions, ROLES, st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))
def test_no_step_is_ever_lost_or_made_less_urgent(made: Decision, role: Answer | None, now: datetime) -> None:
    plan = build_plan(RULE_SET, made, {"role": role} if role else {}, now)
    lines = {one.id: one.urgency for one in plan.steps}
    for one in made.steps:
        holders = [one.step] if one.step in lines else [n for n in RULE_SET.steps[one.step].covered_by if n in lines]
        assert any(lines[name] >= one.urgency for name in holders)
    assert (plan.urgency, plan.send_as) == (made.urgency, made.send_as)
    assert plan.steps


@settings(max_examples=60)
@given(decisions)
def test_steps_are_numbered_in_the_order_of_their_turn_then_by_kind(made: Decision) -> None:
    steps = build_plan(RULE_SET, made, {}, NOW).steps
    turns = {one.step: turn(RULE_SET, one) for one in made.steps}
    assert [one.number for one in steps] == list(range(1, len(steps) + 1))
    for one, after in pairwise(steps if made.steps else ()):
        assert (-turns[one.id], KINDS.index(one.kind)) <= (-turns[after.id], KINDS.index(after.kind))


@settings(max_examples=60)
@given(decisions, ROLES)
def test_no_slot_and_no_unverified_number_is_ever_shown(made: Decision, role: Answer | None) -> None:
    text = all_text(build_plan(RULE_SET, made, {"role": role} if role else {}, NOW))
    assert "{lead}" not in text
    assert "nobody_defined" not in text
    assert "614194" not in text


@given(decisions)
def test_no_plan_says_that_nothing_need_be_done(made: Decision) -> None:
    text = all_text(build_plan(RULE_SET, made, {}, NOW)).lower()
    assert "no action" not in text
    assert "nothing to do" not in text


@given(decisions, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_the_same_decision_at_the_same_moment_is_the_same_plan(made: Decision, later: timedelta) -> None:
    assert build_plan(RULE_SET, made, {}, NOW) == build_plan(RULE_SET, made, {}, NOW)
    moved = build_plan(RULE_SET, made, {}, NOW + later)
    assert [one.id for one in moved.steps] == [one.id for one in build_plan(RULE_SET, made, {}, NOW).steps]


@pytest.mark.parametrize("urgency", Urgency)
def test_every_urgency_has_its_own_headline(urgency: Urgency) -> None:
    plan = build_plan(RULE_SET, decision(urgency=urgency), NO_ANSWERS, NOW)
    assert plan.headline == HEADLINES[urgency]
    assert len(set(HEADLINES.values())) == len(Urgency)


def test_a_decision_without_steps_still_gives_the_floor() -> None:
    plan = build_plan(RULE_SET, decision(), NO_ANSWERS, NOW)
    said = " ".join(one.do for one in plan.steps)
    assert [one.id for one in plan.steps] == ["floor-talk", "floor-write", "floor-look-again"]
    assert "lead" in said
    assert "Write down" in said
    assert "date" in said
    assert all(one.write and one.when and one.if_no_answer and one.reasons for one in plan.steps)


def test_when_the_tool_itself_failed_the_emergency_card_leads() -> None:
    made = decision(urgency=Urgency.EMERGENCY, fault="Neither check could run.")
    plan = build_plan(RULE_SET, made, NO_ANSWERS, NOW)
    first = plan.steps[0]
    assert (first.id, first.number, first.urgency, first.when) == (EMERGENCY_STEP, 1, Urgency.EMERGENCY, "now")
    words = " ".join((first.do, *first.how)).lower()
    assert all(line.lower() in words for line in EMERGENCY_CARD.lines)
    assert first.contacts[0].phone == "999"
    assert plan.fault == "Neither check could run."
    assert len(plan.steps) == 4


def with_floor_steps(**changes: object) -> Plan:
    steps = {**RULE_SET.steps, "tell-lead": replace(RULE_SET.steps["tell-lead"], **changes)}  # type: ignore[arg-type]
    return build_plan(replace(RULE_SET, steps=steps), decision("floor"), NO_ANSWERS, NOW)


def test_a_plan_always_has_a_number_that_works() -> None:
    helped, other = with_floor_steps(if_no_answer="Ring anyway.").steps
    assert (helped.id, helped.if_no_answer) == ("tell-lead", "Ring anyway.")
    assert [(one.phone, one.fallback) for one in helped.contacts] == [("0808 800 5000", True), ("101", True)]
    assert other.contacts == ()


def test_a_talk_nobody_can_miss_is_not_where_the_numbers_go() -> None:
    steps = {**RULE_SET.steps, "write-down": replace(RULE_SET.steps["write-down"], if_no_answer="Ring anyway.")}
    plan = build_plan(replace(RULE_SET, steps=steps), decision("floor"), NO_ANSWERS, NOW)
    assert [bool(one.contacts) for one in plan.steps] == [False, True]


def test_where_no_step_says_what_to_do_the_first_does() -> None:
    helped = with_floor_steps().steps[0]
    assert helped.say
    assert "999" in helped.if_no_answer
    assert helped.contacts


def test_what_a_step_says_already_stays_when_a_number_is_added_to_it() -> None:
    assert with_floor_steps(say="About a child.").steps[0].say == "About a child."
    assert with_floor_steps().steps[0].say == "I am worried about a child and I want advice."


@pytest.mark.parametrize(
    ("number", "enough"),
    [
        ({"phone": "01452 000001"}, True),
        ({"phone": "01452 000001", "confidence": Confidence.UNVERIFIED}, False),
        ({"phone": "", "web": "report.example.org"}, False),
    ],
)
def test_only_a_number_that_was_checked_is_one_that_works(number: dict[str, object], enough: bool) -> None:
    contacts = {**RULE_SET.contacts, "form": replace(RULE_SET.contacts["form"], **number)}  # type: ignore[arg-type]
    steps = {**RULE_SET.steps, "tell-lead": replace(RULE_SET.steps["tell-lead"], contacts=("form",))}
    plan = build_plan(replace(RULE_SET, contacts=contacts, steps=steps), decision("floor"), NO_ANSWERS, NOW)
    assert ("101" not in [one.phone for step in plan.steps for one in step.contacts]) is enough


def test_the_card_can_be_read_out_and_rung_from() -> None:
    first = build_plan(RULE_SET, decision(urgency=Urgency.EMERGENCY), NO_ANSWERS, NOW).steps[0]
    assert first.do.startswith("If a child may be in danger: ring 999 now. Ask for the police")
    assert first.how == EMERGENCY_CARD.lines[1:]
    assert first.say == "A child is in danger now."
    assert first.if_no_answer == "Ring 999 again."
    assert [(one.name, one.phone, one.verified, one.fallback) for one in first.contacts] == [
        ("Emergency services", "999", True, False),
        ("Police", "101", True, True),
    ]


def test_a_notice_comes_before_the_fault_and_nothing_changes_without_one() -> None:
    plan = build_plan(RULE_SET, decision("floor", fault="One check failed."), NO_ANSWERS, NOW)
    assert with_notice(plan, "Other rules are used.").fault == "Other rules are used. One check failed."
    assert with_notice(replace(plan, fault=""), "Other rules are used.").fault == "Other rules are used."
    assert with_notice(plan, "") is plan


def test_numbers_are_only_added_where_there_are_none() -> None:
    plan = build_plan(RULE_SET, decision("floor", "unsafe"), NO_ANSWERS, NOW)
    assert not [one for step in plan.steps for one in step.contacts if one.id.startswith("built-in")]


def test_a_decision_no_rule_fits_is_not_taken_for_a_failure() -> None:
    plan = build_plan(RULE_SET, decision(urgency=Urgency.TODAY, fault="No rule fits."), NO_ANSWERS, NOW)
    assert [one.id for one in plan.steps] == ["floor-talk", "floor-write", "floor-look-again"]


def test_a_fault_beside_rules_that_explain_the_urgency_is_only_told() -> None:
    plan = build_plan(RULE_SET, decision("hurt", fault="Only one check ran."), NO_ANSWERS, NOW)
    assert plan.fault == "Only one check ran."
    assert EMERGENCY_STEP not in {one.id for one in plan.steps}


def test_the_card_also_leads_when_rules_fired_but_none_so_urgent() -> None:
    made = decision("floor", urgency=Urgency.EMERGENCY, fault="The checks failed.")
    assert [one.id for one in build_plan(RULE_SET, made, NO_ANSWERS, NOW).steps] == [
        EMERGENCY_STEP,
        "tell-lead",
        "write-down",
    ]


def test_a_step_keeps_its_own_limit_and_says_what_it_counts_from() -> None:
    step = next(
        one for one in build_plan(RULE_SET, decision("unsafe"), NO_ANSWERS, NOW).steps if one.id == "in-writing"
    )
    assert step.when == "within 24 hours of the call: 4:30 pm tomorrow, Saturday 21 November, if the clock starts now"
    assert step.due == datetime(2026, 11, 21, 16, 30)
    assert step.clock == "Counted from when your call ended."
    assert step.if_late == "Send it now to your safeguarding lead."


def test_a_step_without_a_limit_is_as_soon_as_the_most_urgent_rule_that_brought_it() -> None:
    step = build_plan(RULE_SET, decision("unsafe", "hurt"), NO_ANSWERS, NOW).steps[1]
    assert (step.id, step.when, step.urgency) == ("ring-front-door", "now", Urgency.EMERGENCY)
    assert [one.rule for one in step.reasons] == ["unsafe", "hurt"]


def test_do_not_lines_are_merged_without_repeats_and_with_their_words() -> None:
    plan = build_plan(RULE_SET, decision("unsafe", "floor"), {"role": chosen("gp")}, NOW)
    assert plan.do_not == ("do not  wait", "Do not tell your practice lead.")


def test_merging_keeps_order_and_first_spelling() -> None:
    assert merged(["B.", "a", "b", "A.", "c"]) == ("B.", "a", "c")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (chosen("gp"), "Your practice lead"),
        (chosen("school staff"), "Your DSL"),
        (not_sure(), "Your safeguarding lead"),
        (None, "Your safeguarding lead"),
    ],
)
def test_the_lead_is_named_for_the_role(role: Answer | None, words: str) -> None:
    plan = build_plan(RULE_SET, decision("floor"), {"role": role} if role else {}, NOW)
    step = next(one for one in plan.steps if one.id == "tell-lead")
    assert step.do == f"{words} needs to know."
    assert step.write == "When you told nobody defined."


def test_an_answer_set_aside_says_nothing_about_the_person() -> None:
    made = decision("floor", "later", not_applying=("role",))
    plan = build_plan(RULE_SET, made, {"role": chosen("gp")}, NOW)
    assert next(one for one in plan.steps if one.id == "tell-lead").do.startswith("Your safeguarding lead")
    assert len(next(one for one in plan.steps if one.id == "chase").contacts) == 2


def test_the_contacts_of_a_step_are_those_for_the_role_that_was_answered() -> None:
    plan = build_plan(RULE_SET, decision("later"), {"role": chosen("gp")}, NOW)
    assert [one.id for one in plan.steps[0].contacts] == ["practice-nurse"]


def test_the_message_is_named_with_the_sentence_to_open_with() -> None:
    plan = build_plan(RULE_SET, decision("unsafe"), NO_ANSWERS, NOW)
    assert plan.message.startswith('This is a CHILD PROTECTION REFERRAL. Say so first: "I am making')


def test_a_message_no_rule_named_is_not_called_information_only() -> None:
    assert "INFORMATION ONLY" not in build_plan(RULE_SET, decision("floor"), NO_ANSWERS, NOW).message


def test_a_message_a_rule_calls_information_only_is_named_so_whatever_else_fired() -> None:
    named = replace(RULE_SET.rules["kind"], send_as=SendAs.INFORMATION_ONLY)
    rules = replace(RULE_SET, rules={**RULE_SET.rules, "kind": named})
    assert "INFORMATION ONLY" in build_plan(rules, decision("floor", "kind"), NO_ANSWERS, NOW).message


def test_a_message_said_to_be_a_referral_without_a_rule_is_named_as_one() -> None:
    made = replace(decision(), send_as=SendAs.CHILD_PROTECTION_REFERRAL)
    assert "CHILD PROTECTION REFERRAL" in build_plan(RULE_SET, made, NO_ANSWERS, NOW).message


def test_the_plan_keeps_which_rules_it_was_made_by() -> None:
    plan = build_plan(RULE_SET, decision("floor"), NO_ANSWERS, NOW)
    assert (plan.version, plan.hash, plan.made_at) == ("Test 1.0", "f" * 64, NOW)


def test_a_step_the_rules_do_not_have_is_an_error_not_a_gap() -> None:
    made = decision("floor")
    lost = replace(made, steps=(replace(made.steps[0], step="unknown"),))
    with pytest.raises(KeyError):
        build_plan(RULE_SET, lost, NO_ANSWERS, NOW)


def test_a_ticked_answer_can_fill_a_slot() -> None:
    made = decision(because("hurt", ("danger", "hurt", "yes", False)))
    rule_set = replace(
        RULE_SET, steps={**RULE_SET.steps, "ring-999": replace(RULE_SET.steps["ring-999"], do="Stay with {who}. {")}
    )
    plan = build_plan(rule_set, made, {"danger": ticked("alone", "hurt")}, NOW)
    assert plan.steps[0].do == "Stay with the hurt child. "
