"""Which steps are lines of their own and in which order: never lost, never sooner than asked, never said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.plan_rules import NO_ANSWERS, NOW, RULE_SET, decision
from triage.engine.decision import DecidedStep
from triage.plan.arrange import arranged, turn, with_what_they_cover
from triage.plan.build import build_plan
from triage.rules.model import Deadline, RuleSet, StepKind, Urgency


def covering(step: str, *by: str) -> RuleSet:
    """The rule set in which ``step`` is covered by others."""
    return replace(RULE_SET, steps={**RULE_SET.steps, step: replace(RULE_SET.steps[step], covered_by=by)})


def one(step: str, urgency: Urgency, *rules: str) -> DecidedStep:
    return DecidedStep(step, urgency, rules or ("a rule",))


CALL = one("ring-front-door", Urgency.NOW, "unsafe")


def names(steps: tuple[DecidedStep, ...]) -> list[str]:
    return [step.step for step in steps]


def test_a_step_is_part_of_the_one_that_covers_it_and_gives_it_its_rules() -> None:
    found = with_what_they_cover(
        covering("tell-lead", "ring-front-door"), [CALL, one("tell-lead", Urgency.NOW, "floor")]
    )
    assert found == (one("ring-front-door", Urgency.NOW, "unsafe", "floor"),)


def test_of_two_that_cover_a_step_only_the_first_takes_its_rules() -> None:
    steps = [CALL, one("ring-999", Urgency.NOW, "hurt"), one("tell-lead", Urgency.NOW, "floor")]
    found = with_what_they_cover(covering("tell-lead", "ring-999", "ring-front-door"), steps)
    assert {step.step: step.rules for step in found} == {"ring-front-door": ("unsafe",), "ring-999": ("hurt", "floor")}


def test_a_rule_both_steps_have_is_given_once() -> None:
    steps = [one("tell-lead", Urgency.TODAY, "unsafe", "floor"), CALL]
    found = with_what_they_cover(covering("tell-lead", "ring-front-door"), steps)
    assert found == (one("ring-front-door", Urgency.NOW, "unsafe", "floor"),)


def test_the_reasons_of_a_covered_step_are_told_with_the_line_that_covers_it() -> None:
    plan = build_plan(covering("tell-lead", "ring-front-door"), decision("unsafe", "floor"), NO_ANSWERS, NOW)
    call = next(step for step in plan.steps if step.id == "ring-front-door")
    assert [reason.rule for reason in call.reasons] == ["unsafe", "floor"]
    assert "tell-lead" not in [step.id for step in plan.steps]


def test_a_step_more_urgent_than_what_covers_it_stays() -> None:
    steps = [CALL, one("tell-lead", Urgency.EMERGENCY)]
    assert with_what_they_cover(covering("tell-lead", "ring-front-door"), steps) == tuple(steps)


def test_a_step_stays_when_nothing_that_covers_it_is_there() -> None:
    steps = [one("tell-lead", Urgency.TODAY), one("write-down", Urgency.TODAY)]
    assert with_what_they_cover(covering("tell-lead", "ring-front-door"), steps) == tuple(steps)


@pytest.mark.parametrize("by", [("tell-lead",), ("support", "tell-lead")])
def test_a_step_cannot_cover_itself(by: tuple[str, ...]) -> None:
    steps = [one("tell-lead", Urgency.TODAY)]
    assert with_what_they_cover(covering("tell-lead", *by), steps) == tuple(steps)


def test_what_is_covered_itself_covers_nothing_so_that_no_step_falls_between_two() -> None:
    both = covering("tell-lead", "support")
    both = replace(
        both, steps={**both.steps, "support": replace(both.steps["support"], covered_by=("ring-front-door",))}
    )
    steps = [CALL, one("support", Urgency.NOW), one("tell-lead", Urgency.NOW)]
    assert names(with_what_they_cover(both, steps)) == ["ring-front-door", "tell-lead"]
    ring = replace(both, steps={**both.steps, "support": replace(both.steps["support"], covered_by=("tell-lead",))})
    assert with_what_they_cover(ring, steps) == tuple(steps)


def test_writing_with_a_time_limit_comes_after_the_calls_and_the_work_of_today() -> None:
    steps = [one("in-writing", Urgency.NOW), one("chase", Urgency.NOW), one("tell-lead", Urgency.TODAY), CALL]
    assert names(arranged(RULE_SET, steps)) == ["ring-front-door", "tell-lead", "in-writing", "chase"]


def test_what_is_due_the_same_day_comes_among_the_steps_of_today() -> None:
    steps = [one("write-down", Urgency.NOW), one("tell-lead", Urgency.TODAY), one("chase", Urgency.TODAY)]
    assert names(arranged(RULE_SET, steps)) == ["tell-lead", "write-down", "chase"]


def test_of_two_steps_of_one_kind_the_more_urgent_comes_first() -> None:
    steps = [one("write-down", Urgency.DAYS), one("in-writing", Urgency.NOW)]
    assert names(arranged(RULE_SET, steps)) == ["in-writing", "write-down"]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"at_once": True}, Urgency.NOW),
        ({"same_day": True}, Urgency.TODAY),
        ({"hours": 24}, Urgency.DAYS),
        ({"hours": 25}, Urgency.PLANNED),
        ({"working_days": 2}, Urgency.DAYS),
        ({"working_days": 3}, Urgency.PLANNED),
    ],
)
def test_a_time_limit_says_whose_turn_it_is(limit: dict[str, object], expected: Urgency) -> None:
    base = RULE_SET.deadlines["chase"]
    fields = ("id", "says", "starts", "owner", "basis", "if_late", "because", "place")
    deadline = Deadline(**{name: getattr(base, name) for name in fields}, **limit)  # type: ignore[arg-type]
    rule_set = replace(RULE_SET, deadlines={**RULE_SET.deadlines, "chase": deadline})
    assert turn(rule_set, one("chase", Urgency.NOW)) is expected
    assert turn(rule_set, one("chase", Urgency.INFORMATION)) is Urgency.INFORMATION


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind.value not in ("write", "follow up", "support")])
def test_a_call_or_keeping_safe_is_never_put_off_by_its_time_limit(kind: StepKind) -> None:
    rule_set = replace(RULE_SET, steps={**RULE_SET.steps, "chase": replace(RULE_SET.steps["chase"], kind=kind)})
    assert turn(rule_set, one("chase", Urgency.NOW)) is Urgency.NOW
