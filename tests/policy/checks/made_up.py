"""Rule sets that stand in no file, made ready for the checks: each part on a line of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from engine.random_rules import make_rule_set
from prove.brute import sheets, small_rule_set
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.policy.checks.ground import Ground
from triage.policy.checks.looking import Looking
from triage.policy.checks.run import CaseCheck
from triage.rules import nodes
from triage.rules.checks.subject import Subject
from triage.rules.conditions import Always, AnyOf, Condition, Includes, Is
from triage.rules.entries import Entry, Gathered
from triage.rules.model import Fact, Place, Question, QuestionType, RuleSet
from triage.rules.problems import Collector, Problem

TODAY = date(2026, 11, 22)
Finding = tuple[str, str, str]
"""A code, a kind and a name."""

__all__ = ["Cases", "findings", "make_rule_set", "told"]


def subject_of(rule_set: RuleSet) -> Subject:
    """A subject in which each part stands in a file named by its kind, on a line of its own."""
    gathered = Gathered()
    named = {
        "question": rule_set.questions,
        "fact": rule_set.facts,
        "rule": rule_set.rules,
        "step": rule_set.steps,
    }
    for kind, parts in named.items():
        for line, name in enumerate(parts, 1):
            key = nodes.Scalar(name, kind, line, 1)
            gathered.of(kind)[name] = Entry(kind, key, nodes.Mapping((), kind, line, 1), "topic", "made-up")
    return Subject(rule_set, gathered, TODAY, "made-up")


def told(rule_set: RuleSet, *checks: CaseCheck) -> tuple[Problem, ...]:
    """The problems that the checks tell about a rule set."""
    subject, out, ground = subject_of(rule_set), Collector(), Ground(rule_set)
    try:
        for check in checks:
            check(Looking(ground, subject, out))
    finally:
        ground.close()
    return out.all()


def findings(rule_set: RuleSet, *checks: CaseCheck) -> set[Finding]:
    """The same as codes, each with the kind and the name of the part it is placed on."""
    subject = subject_of(rule_set)
    return {(problem.code, *_part_at(subject, problem.place)) for problem in told(rule_set, *checks)}


def _part_at(subject: Subject, place: Place) -> tuple[str, str]:
    names = list(subject.gathered.of(place.file))
    return place.file, names[place.line - 1]


class Cases:
    """Every case there is of a small random rule set, with each law on and off: what the checks are held against."""

    def __init__(self, seed: int) -> None:
        rule_set, _, _ = small_rule_set(seed)
        self.rule_set = replace(
            rule_set, questions={name: replace(one, always_ask=True) for name, one in rule_set.questions.items()}
        )
        self._every = [
            (laws, sheet)
            for on in product((True, False), repeat=len(rule_set.switches))
            for laws in [self._with_laws(on)]
            for sheet in sheets(laws)
        ]

    def _with_laws(self, on: tuple[bool, ...]) -> RuleSet:
        switches = self.rule_set.switches.items()
        set_so = {name: replace(switch, on=here) for (name, switch), here in zip(switches, on, strict=True)}
        return replace(self.rule_set, switches=set_so)

    def truths(self, *conditions: Condition) -> list[tuple[bool, ...]]:
        """For each condition, in which cases it is known to hold, in one order."""
        asked = {
            f"asked {place}": Fact(f"asked {place}", "", when, "", Place("")) for place, when in enumerate(conditions)
        }
        found: list[list[bool]] = [[] for _ in conditions]
        evaluators: dict[int, Evaluator] = {}
        for laws, sheet in self._every:
            if id(laws) not in evaluators:
                evaluators[id(laws)] = Evaluator(replace(laws, facts={**laws.facts, **asked}))
            facts = evaluators[id(laws)].evaluate(sheet).facts
            for place, name in enumerate(asked):
                found[place].append(facts[name] is Tri.TRUE)
        return [tuple(column) for column in found]

    def rules(self) -> dict[str, tuple[bool, ...]]:
        """In which cases each rule holds."""
        rules = self.rule_set.rules
        return dict(zip(rules, self.truths(*(rule.when for rule in rules.values())), strict=True))

    def asked(self, question: Question) -> tuple[bool, ...]:
        """In which cases the question is asked."""
        return self.truths(question.ask_when or Always())[0]

    def answered(self, question: Question, value: str) -> tuple[bool, ...]:
        """In which cases this very answer is given: ticked, beside others or alone, where several can be."""
        if question.type is QuestionType.SEVERAL and value != "not sure":
            return self.truths(Includes(question.id, (value,), exactly=True))[0]
        return self.truths(AnyOf((Is(question.id, (value,), exactly=True),)))[0]
