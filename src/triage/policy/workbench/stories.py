"""The scenarios beside a rule: those in which it holds, and those it nearly holds in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from triage.engine.decide import Decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.explain.mentions import mentioned
from triage.policy.calmest import answers_of
from triage.policy.scenarios import ScenarioResult, run_scenarios
from triage.policy.touched import facts_in
from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.bench import Bench
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.model import Place, Rule, RuleSet, Urgency
from triage.rules.scenarios import Scenario

MOST_NEAR = 12
"""Near misses that are listed; one part away from holding, the nearest to the rule's own topic first."""


@dataclass(frozen=True)
class Stories:
    """The scenarios of a thing: those it has a part in, and for a rule those it just fails to hold in."""

    inside: tuple[Scenario, ...]
    near: tuple[Scenario, ...] = ()


def stories(bench: Bench, thing: Thing) -> Stories:
    """The scenarios a thing has a part in. For a rule or a fact, they are worked out from the answers."""
    if thing.kind is Kind.SCENARIO:
        return Stories(tuple(one for one in bench.scenarios if one.name == thing.name))
    condition = condition_of(bench.rule_set, thing)
    if condition is None or thing.kind is Kind.QUESTION:
        named = {use.user.name for use in bench.users.of(thing).uses if use.user.kind is Kind.SCENARIO}
        return Stories(tuple(one for one in bench.scenarios if one.name in named))
    distance = _Distance(bench.rule_set, condition)
    far = [(one, distance.of(one)) for one in bench.scenarios]
    topic = bench.topic_of(thing)
    near = [one for one, parts in far if parts == 1 or (parts and thing.name in one.expect.not_rules)]
    near.sort(key=lambda one: (thing.name not in one.expect.not_rules, one.topic != topic))
    return Stories(tuple(one for one, parts in far if parts == 0), tuple(near[:MOST_NEAR]))


def condition_of(rule_set: RuleSet, thing: Thing) -> Condition | None:
    """What answers decide about a thing: when a rule or a fact holds, when a question is asked; None for the rest."""
    match thing.kind:
        case Kind.RULE:
            return rule_set.rules[thing.name].when
        case Kind.FACT:
            return rule_set.facts[thing.name].when
        case Kind.QUESTION:
            return rule_set.questions[thing.name].ask_when
        case _:
            return None


def run_some(bench: Bench, scenarios: Sequence[Scenario], now: datetime) -> Iterator[ScenarioResult]:
    """How each scenario goes, one after another, by the evaluator alone: ``triage test`` runs both checks."""
    decider = _Alone(bench.rule_set)
    for scenario in scenarios:
        yield from run_scenarios(bench.rule_set, decider, [scenario], now).results


class _Alone(Decider):
    """The evaluator alone, which does not say at each scenario that it is."""

    def __init__(self, rule_set: RuleSet) -> None:
        super().__init__(rule_set, None)

    def _sentences(self, views: object, *, nothing: bool) -> str:
        del views
        return "No rule holds." if nothing else ""


def narrowed(rule_set: RuleSet, condition: Condition) -> RuleSet:
    """The rule set with only the questions and facts a condition can come to rest on: much quicker to evaluate."""
    questions: set[str] = set()
    facts: set[str] = set()
    waiting: list[Condition | None] = [condition]
    while waiting:
        part = waiting.pop()
        facts |= set(facts_in(part, rule_set))
        fresh = mentioned(part, rule_set.facts) - questions
        questions |= fresh
        waiting += [rule_set.questions[name].ask_when for name in fresh]
    return replace(
        rule_set,
        questions={name: question for name, question in rule_set.questions.items() if name in questions},
        facts={name: fact for name, fact in rule_set.facts.items() if name in facts},
        rules={},
    )


class _Distance:
    """How many parts of a condition keep it from holding in a scenario: 0 when it holds."""

    def __init__(self, rule_set: RuleSet, condition: Condition) -> None:
        self._rule_set = rule_set
        self._condition = condition
        self._names: dict[tuple[Condition, bool], str] = {}
        self._collect(condition, wanted=True)
        rules = {name: _asking(name, _as(part, wanted)) for (part, wanted), name in self._names.items()}
        self._narrow = replace(narrowed(rule_set, condition), rules=rules)
        self._evaluator = Evaluator(self._narrow)

    def of(self, scenario: Scenario) -> int:
        evaluation = self._evaluator.evaluate(answers_of(self._narrow, scenario))
        return self._parts(evaluation, self._condition, wanted=True)

    def _collect(self, condition: Condition, *, wanted: bool) -> None:
        inner = self._inner(condition, wanted=wanted)
        for part, inside in inner[1] if inner is not None else ():
            self._collect(part, wanted=inside)
        if inner is None:
            self._names.setdefault((condition, wanted), str(len(self._names)))

    def _inner(self, condition: Condition, *, wanted: bool) -> tuple[bool, list[tuple[Condition, bool]]] | None:
        """Whether all parts are needed, and the parts with what is wanted of each; None for a test."""
        match condition:
            case FactHolds():
                return True, [(self._rule_set.facts[condition.fact].when, wanted)]
            case All() | AnyOf() | NoneOf():
                inside = wanted is not isinstance(condition, NoneOf)
                together = wanted is not isinstance(condition, AnyOf)
                return together, [(part, inside) for part in condition.parts]
            case _:
                return None

    def _parts(self, evaluation: Evaluation, condition: Condition, *, wanted: bool) -> int:
        inner = self._inner(condition, wanted=wanted)
        if inner is None:
            truth = evaluation.rules[self._names[condition, wanted]]
            answered = truth is Tri.FALSE and _asked(evaluation, condition)
            return 0 if truth is Tri.TRUE else 1 if answered else _FAR
        together, parts = inner
        counts = [self._parts(evaluation, part, wanted=inside) for part, inside in parts]
        return sum(counts) if together else min(counts, default=1)


_FAR = 9
"""A test on a question that a scenario does not ask or answer, or on none at all, is more than one answer away."""


def _asked(evaluation: Evaluation, condition: Condition) -> bool:
    if not isinstance(condition, Is | Includes | InRange):
        return False
    return evaluation.applies[condition.question] is Tri.TRUE


def _as(condition: Condition, wanted: bool) -> Condition:
    return condition if wanted else NoneOf((condition,))


def _asking(name: str, condition: Condition) -> Rule:
    return Rule(name, "", condition, Urgency.INFORMATION, (), "", (), Place(""))
