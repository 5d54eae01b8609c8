"""A case that reaches a new rule, found from its condition and walked through the real interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.engine.decide import build_decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.explain.ways import Ways
from triage.policy.calmest import CALMEST, calmest
from triage.policy.walk import Walk, Walker
from triage.policy.yaml_text import answer_yaml, names_yaml, text_yaml
from triage.rules.answers import Answer
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.scenarios import Expect, Scenario


@dataclass(frozen=True)
class Reached:
    """A case in which a rule holds, and what comes of it: pages before enough to act, urgency, steps of the rule."""

    answers: Mapping[str, Answer]
    pages: int
    urgency: Urgency
    send_as: SendAs
    steps: tuple[str, ...]


def can_hold(rule_set: RuleSet, rule: str) -> bool:
    """Whether the rule could hold at all: not one that waits for a law which is switched off."""
    return Evaluator(rule_set).evaluate({}).rules[rule] is not Tri.FALSE


def reach(rule_set: RuleSet, rule: str) -> Reached | None:
    """The case with the fewest answers found in which ``rule`` holds, all other pages answered as calmly as can be.

    None when no walk through the interview comes to it.
    """
    decider = build_decider(rule_set)
    try:
        walker = Walker(rule_set, decider)
        for answers in _candidates(rule_set, rule):
            walk = walker.walk(_scenario(rule_set, rule, answers))
            if not walk.never_asked and rule in {fired.rule for fired in walk.at_end.decision.fired}:
                return _reached(rule_set, rule, answers, walk)
    finally:
        decider.close()
    return None


def scenario_lines(name: str, rule: str, reached: Reached) -> Iterator[str]:
    """The case as a scenario, below ``scenarios:``."""
    yield f"  - name: {text_yaml(name)}"
    yield "    answers:"
    yield from (f"      {question}: {answer_yaml(answer)}" for question, answer in reached.answers.items())
    yield f"    otherwise: {CALMEST}"
    yield "    expect:"
    yield f"      urgency: {reached.urgency.word}"
    yield f"      rules: {names_yaml([rule])}"
    if reached.steps:
        yield f"      steps: {names_yaml(reached.steps)}"


def _candidates(rule_set: RuleSet, rule: str) -> Iterator[dict[str, Answer]]:
    for road in Ways(rule_set, {}).roads(rule_set.rules[rule].when):
        order = [name for name in rule_set.questions if name in dict(road.answers)]
        yield {name: dict(road.answers)[name] for name in order} or _any_answer(rule_set)


def _any_answer(rule_set: RuleSet) -> dict[str, Answer]:
    """A scenario has answers. For a rule that always holds any will do: the calmest to a page that is always asked."""
    always = [one for one in rule_set.questions.values() if one.always_ask and one.ask_when is None]
    return {one.id: calmest(one) for one in always[:1]}


def _scenario(rule_set: RuleSet, rule: str, answers: Mapping[str, Answer]) -> Scenario:
    place = rule_set.rules[rule].place
    return Scenario(rule, "", answers, CALMEST, Expect(Urgency.INFORMATION), place, "", "")


def _reached(rule_set: RuleSet, rule: str, answers: Mapping[str, Answer], walk: Walk) -> Reached:
    decision = walk.at_end.decision
    planned = {step.step for step in decision.steps}
    steps = tuple(step for step in rule_set.rules[rule].steps if step in planned)
    return Reached(answers, len(walk.pages), decision.urgency, decision.send_as, steps)
