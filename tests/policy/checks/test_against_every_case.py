"""Each finding about all cases is held against looking at every case of small random rule sets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from policy.checks.made_up import Cases, findings
from triage.policy.checks import floors, overlaps, parts, reach, shadows
from triage.policy.checks.parts import shorter
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import Always, Condition
from triage.rules.model import QuestionType, Rule, SendAs

SEEDS = range(14)
Truth = tuple[bool, ...]


@cache
def cases_of(seed: int) -> Cases:
    return Cases(seed)


def owners(cases: Cases) -> Iterator[tuple[str, str, Condition]]:
    for fact in cases.rule_set.facts.values():
        yield "fact", fact.id, fact.when
    for question in cases.rule_set.questions.values():
        if question.ask_when is not None:
            yield "question", question.id, question.ask_when
    for rule in cases.rule_set.rules.values():
        yield "rule", rule.id, rule.when


@pytest.mark.parametrize("seed", SEEDS)
def test_what_never_holds_and_what_always_does(seed: int) -> None:
    cases = cases_of(seed)
    codes = {"rule": "TR416", "question": "TR417", "fact": "TR418"}
    expected = set()
    for kind, name, when in owners(cases):
        (truth,) = cases.truths(when)
        if not any(truth) or (kind == "fact" and all(truth) and not isinstance(when, Always)):
            expected.add((codes[kind], kind, name))
    assert findings(cases.rule_set, reach.conditions_can_hold, reach.facts_can_fail) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_that_make_no_difference(seed: int) -> None:
    cases = cases_of(seed)
    expected = set()
    for kind, name, when in owners(cases):
        truth, *others = cases.truths(when, *(rest for _, _, rest in shorter(when)))
        if any(truth) and truth in others:
            expected.add(("TR419", kind, name))
    assert findings(cases.rule_set, parts.every_part_counts) == expected


def brings_no_less(rule: Rule, truth: Truth, others: list[Rule], rules: dict[str, Truth]) -> bool:
    """Whether in each case in which the rule holds, the others that hold bring as much."""
    for place in (place for place, holds in enumerate(truth) if holds):
        here = [other for other in others if rules[other.id][place]]
        steps = {step for other in here if other.urgency >= rule.urgency for step in other.steps}
        label = max((other.send_as or SendAs.INFORMATION_ONLY for other in here), default=SendAs.INFORMATION_ONLY)
        if not set(rule.steps) <= steps or label < (rule.send_as or SendAs.INFORMATION_ONLY):
            return False
    return True


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_that_add_nothing(seed: int) -> None:
    cases = cases_of(seed)
    rules = cases.rules()
    left = list(cases.rule_set.rules.values())
    expected = set()
    for rule in reversed(list(left)):
        others = [other for other in left if other is not rule]
        if any(rules[rule.id]) and brings_no_less(rule, rules[rule.id], others, rules):
            left = others
            expected.add(rule.id)
    found = findings(cases.rule_set, shadows.every_rule_adds_something)
    assert {name for _, _, name in found} == expected
    for code, _, name in found:
        rule = cases.rule_set.rules[name]
        twins = [
            other
            for other in cases.rule_set.rules.values()
            if other is not rule
            and rules[other.id] == rules[name]
            and (other.urgency, other.send_as, set(other.steps)) == (rule.urgency, rule.send_as, set(rule.steps))
        ]
        assert (code == "TR421") == bool(twins)


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_that_contradict_each_other(seed: int) -> None:
    cases = cases_of(seed)
    rules = cases.rules()
    expected = set()
    every = list(cases.rule_set.rules.values())
    for place, rule in enumerate(every):
        for other in every[:place]:
            labels = {one.send_as for one in (rule, other) if one.send_as is not None}
            if (
                any(rules[rule.id])
                and rules[rule.id] == rules[other.id]
                and set(rule.steps) & set(other.steps)
                and (rule.urgency is not other.urgency or len(labels) > 1)
            ):
                expected.add(("TR422", "rule", rule.id))
    assert findings(cases.rule_set, overlaps.rules_agree) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_serious_answers_that_end_with_the_floor(seed: int) -> None:
    cases = cases_of(seed)
    rule_set, rules = cases.rule_set, cases.rules()
    beyond = [truth for name, truth in rules.items() if not isinstance(rule_set.rules[name].when, Always)]
    expected = set()
    for question in rule_set.questions.values():
        if question.id == ROLE_QUESTION or question.type is QuestionType.NUMBER:
            continue
        gates = [
            cases.asked(other)
            for other in rule_set.questions.values()
            if other.ask_when is not None and question.id in findable(cases, other.ask_when)
        ]
        values = [*serious(question.type, question.option_names, question.not_sure_means), "not sure"]
        for value in values:
            here = zip(cases.asked(question), cases.answered(question, value), *beyond, *gates, strict=True)
            if any(asked and given and not any(rest) for asked, given, *rest in here):
                expected.add(("TR425", "question", question.id))
    assert findings(rule_set, floors.safety_answers_lead_somewhere) == expected


def serious(kind: QuestionType, options: tuple[str, ...], means: tuple[str, ...]) -> tuple[str, ...]:
    if kind is QuestionType.YES_NO:
        return ("no",) if means == ("no",) else ("yes",)
    return options if kind is QuestionType.SEVERAL else options[:-1]


def findable(cases: Cases, condition: Condition) -> frozenset[str]:
    from triage.policy.prove.reach import Reach

    return Reach(cases.rule_set).condition(condition)


def test_the_random_rule_sets_have_findings_of_every_kind() -> None:
    checks = (
        reach.conditions_can_hold, reach.facts_can_fail, parts.every_part_counts, shadows.every_rule_adds_something,
        overlaps.rules_agree, floors.safety_answers_lead_somewhere,
    )  # fmt: skip
    seen = {code for seed in SEEDS for code, _, _ in findings(cases_of(seed).rule_set, *checks)}
    assert seen >= {"TR416", "TR418", "TR419", "TR420", "TR425"}
