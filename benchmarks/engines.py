"""The engines compared. Each is loaded with the rules once, and then asked which of them hold for a case."""

from __future__ import annotations

import collections
import collections.abc
import itertools
import json
from abc import ABC, abstractmethod
from typing import Any

from workload import HIGHEST, OPTIONS, Between, Case, Need, OneOf, question_names

from triage.engine.compile import compile_rules
from triage.engine.decide import Decider
from triage.engine.durable import DurableReasoner
from triage.engine.relevance import relevant
from triage.rules.answers import Answer, chosen, number
from triage.rules.conditions import All, Condition, InRange, Is
from triage.rules.model import Option, Place, Question, QuestionType, Rule, RuleSet, Step, StepKind, Urgency

_KEPT: list[Any] = []


class Engine(ABC):
    """One way to decide. Loading raises ImportError when its package is not installed."""

    name: str

    @abstractmethod
    def __init__(self, rules: list[Need]) -> None: ...

    def prepare(self, case: Case) -> Any:
        """Turns a case into what :meth:`decide` takes, and sets the stage. Not timed."""
        return case

    @abstractmethod
    def decide(self, prepared: Any) -> set[str]:
        """The names of the rules that hold. Timed."""

    def close(self) -> None:  # noqa: B027 - most have nothing to let go of
        """Lets go of everything."""


def _rule_set(rules: list[Need]) -> RuleSet:
    """The rules as triage would have read them from files."""
    here = Place("made-up.yaml")
    options = tuple(Option(name, name) for name in OPTIONS)
    choices, numbers = question_names()
    questions = {
        name: Question(name, "t", "s", "?", "", QuestionType.CHOICE, options, (), "", here) for name in choices
    } | {
        name: Question(name, "t", "s", "?", "", QuestionType.NUMBER, (), (), "", here, highest=HIGHEST)
        for name in numbers
    }
    made = {
        rule.name: Rule(rule.name, "t", _condition(rule), Urgency(place % 6), ("ring",), "", (), here)
        for place, rule in enumerate(rules)
    }
    steps = {"ring": Step("ring", "t", StepKind.RING, "", here)}
    return RuleSet((), (), questions, {}, made, steps, {}, {}, {})


def _condition(rule: Need) -> Condition:
    return All(
        tuple(
            Is(test.question, test.options)
            if isinstance(test, OneOf)
            else InRange(test.question, test.lowest, test.under)
            for test in rule.conditions
        )
    )


def _answers(case: Case) -> dict[str, Answer]:
    return {name: number(value) if isinstance(value, int) else chosen(value) for name, value in case.items()}


class Triage(Engine):
    """Both checks, the comparison, evidence, merged steps and relevance, as for every answer on screen."""

    name = "triage, all checks, 30 new answers"

    def __init__(self, rules: list[Need]) -> None:
        rule_set = _rule_set(rules)
        self.decider = Decider(rule_set, DurableReasoner(compile_rules(rule_set)))
        self.last: Case = {}

    def prepare(self, case: Case) -> dict[str, Answer]:
        return _answers(case)

    def decide(self, prepared: dict[str, Answer]) -> set[str]:
        decision = self.decider.decide(prepared)
        evaluator = self.decider.evaluator
        assert evaluator is not None
        relevant(evaluator, evaluator.evaluate(prepared), prepared, decision.open)
        assert len(decision.methods) == 2
        assert "checks" not in decision.fault
        return {fired.rule for fired in decision.fired}

    def close(self) -> None:
        self.decider.close()


class TriageOneMore(Triage):
    """The same, when 29 of the answers were decided before."""

    name = "triage, all checks, one more answer"

    def prepare(self, case: Case) -> dict[str, Answer]:
        answers = _answers(case)
        last = next(reversed(answers))
        self.decide({name: answer for name, answer in answers.items() if name != last})
        return answers


class TriageEvaluator(Triage):
    """Our own evaluator alone, from no answers to all of them."""

    name = "triage, evaluator alone, 30 new answers"

    def prepare(self, case: Case) -> dict[str, Answer]:
        assert self.decider.evaluator is not None
        self.decider.evaluator.evaluate({})
        return _answers(case)

    def decide(self, prepared: dict[str, Answer]) -> set[str]:
        assert self.decider.evaluator is not None
        return set(self.decider.evaluator.evaluate(prepared).true_rules)


class PlainDurable(Engine):
    """durable-rules through its own Python layer, one fact a question, without its timer threads."""

    name = "durable-rules, as it comes"

    def __init__(self, rules: list[Need]) -> None:
        from durable import engine

        class Quiet(engine.Host):  # type: ignore[misc]
            def _run(self) -> None:
                """Its timers crash on a deleted session."""

        self.fired: set[str] = set()
        self.host = Quiet()
        # One rule that always fires first: deleting a session in which nothing fired crashes the process.
        start = {"start": self._rule("start", [{"q": "start"}])}
        self.host.set_rulesets({"bench": start | {name: self._rule(*one) for name, one in self._ways(rules)}})

    def _ways(self, rules: list[Need]) -> list[tuple[str, tuple[str, list[Any]]]]:
        """A rule for each way to hold: the engine has no safe "one of"."""
        found = []
        for rule in rules:
            for place, ways in enumerate(itertools.product(*(self._tests(test) for test in rule.conditions))):
                found.append((f"{rule.name}.{place}", (rule.name, list(ways))))
        return found

    def _tests(self, test: OneOf | Between) -> list[dict[str, Any]]:
        if isinstance(test, Between):
            ends = [{"$gte": {"n": test.lowest}}, {"$lt": {"n": test.under}}]
            return [{"$and": [{"q": test.question}, *ends]}]
        return [{"$and": [{"q": test.question}, {"s": option}]} for option in test.options]

    def _rule(self, name: str, tests: list[Any]) -> dict[str, Any]:
        def run(_: Any) -> None:
            self.fired.add(name)

        return {"all": [{f"c{place}": test} for place, test in enumerate(tests)], "run": run}

    def decide(self, prepared: Case) -> set[str]:
        from durable.engine import MessageNotHandledException

        self.fired.clear()
        self.host.assert_fact("bench", {"id": "start", "sid": "1", "q": "start"})
        for name, value in prepared.items():
            fact = {"id": name, "sid": "1", "q": name, "n" if isinstance(value, int) else "s": value}
            try:
                self.host.assert_fact("bench", fact)
            except MessageNotHandledException:
                continue  # no rule asks for this answer
        self.host.delete_state("bench", "1")
        return self.fired - {"start"}


class Zen(Engine):
    """zen-engine: one decision table that collects every row that holds."""

    name = "zen-engine"

    def __init__(self, rules: list[Need]) -> None:
        import zen

        choices, numbers = question_names()
        inputs = [{"id": name, "name": name, "field": name} for name in (*choices, *numbers)]
        rows = [self._row(rule) for rule in rules]
        outputs = [{"id": "out", "name": "rule", "field": "rule"}]
        table = {"hitPolicy": "collect", "inputs": inputs, "outputs": outputs, "rules": rows}
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 0, "y": 0}, "content": table},
            {"id": "end", "type": "outputNode", "name": "end", "position": {"x": 0, "y": 0}},
        ]
        edges = [
            {"id": "a", "type": "edge", "sourceId": "in", "targetId": "t"},
            {"id": "b", "type": "edge", "sourceId": "t", "targetId": "end"},
        ]
        self.decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def _row(self, rule: Need) -> dict[str, str]:
        row = {"_id": rule.name, "out": json.dumps(rule.name)}
        for test in rule.conditions:
            if isinstance(test, OneOf):
                row[test.question] = ", ".join(json.dumps(option) for option in test.options)
            else:
                row[test.question] = f"[{test.lowest}..{test.under - 1}]"
        return row

    def decide(self, prepared: Case) -> set[str]:
        return {row["rule"] for row in self.decision.evaluate(prepared)["result"]}


class Clips(Engine):
    """clipspy: one fact a question, one rule a rule."""

    name = "clipspy"

    def __init__(self, rules: list[Need]) -> None:
        import clips

        self.environment = clips.Environment()
        for rule in rules:
            tests = " ".join(self._pattern(place, test) for place, test in enumerate(rule.conditions))
            self.environment.build(f"(defrule {rule.name} {tests} => (assert (held {rule.name})))")

    def _pattern(self, place: int, test: OneOf | Between) -> str:
        if isinstance(test, OneOf):
            return f"(answer {test.question} {'|'.join(test.options)})"
        return f"(answer {test.question} ?v{place}&:(>= ?v{place} {test.lowest})&:(< ?v{place} {test.under}))"

    def decide(self, prepared: Case) -> set[str]:
        self.environment.reset()
        for name, value in prepared.items():
            self.environment.assert_string(f"(answer {name} {value})")
        self.environment.run()
        return {str(fact[0]) for fact in self.environment.facts() if fact.template.name == "held"}

    def close(self) -> None:
        # Kept to the end of the process: when freed, it complains about memory on standard output.
        _KEPT.append(self.environment)


class RuleEngine(Engine):
    """rule-engine: one expression a rule."""

    name = "rule-engine"

    def __init__(self, rules: list[Need]) -> None:
        import rule_engine

        self.rules = {rule.name: rule_engine.Rule(" and ".join(map(self._text, rule.conditions))) for rule in rules}

    def _text(self, test: OneOf | Between) -> str:
        if isinstance(test, OneOf):
            return f"{test.question} in {json.dumps(list(test.options))}"
        return f"{test.question} >= {test.lowest} and {test.question} < {test.under}"

    def decide(self, prepared: Case) -> set[str]:
        return {name for name, rule in self.rules.items() if rule.matches(prepared)}


class JsonLogic(Engine):
    """json-logic-qubit: one expression a rule."""

    name = "json-logic-qubit"

    def __init__(self, rules: list[Need]) -> None:
        from json_logic import jsonLogic

        self.evaluate = jsonLogic
        self.rules = {rule.name: {"and": [self._test(test) for test in rule.conditions]} for rule in rules}

    def _test(self, test: OneOf | Between) -> dict[str, Any]:
        variable = {"var": test.question}
        if isinstance(test, OneOf):
            return {"in": [variable, list(test.options)]}
        return {"<=": [test.lowest, variable, test.under - 1]}

    def decide(self, prepared: Case) -> set[str]:
        return {name for name, rule in self.rules.items() if self.evaluate(rule, prepared)}


class Experta(Engine):
    """experta: one fact a question, one rule a rule."""

    name = "experta"

    def __init__(self, rules: list[Need]) -> None:
        # The frozendict it pins uses a name that left the standard library in Python 3.10.
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
        import experta

        self.fact = experta.Fact
        self.held: set[str] = set()
        methods = {f"rule{place}": self._rule(experta, rule) for place, rule in enumerate(rules)}
        self.engine = type("Bench", (experta.KnowledgeEngine,), methods)()

    def _rule(self, experta: Any, rule: Need) -> Any:
        def hold(_: Any) -> None:
            self.held.add(rule.name)

        facts = [experta.Fact(**{test.question: self._value(experta, test)}) for test in rule.conditions]
        return experta.Rule(*facts)(hold)

    def _value(self, experta: Any, test: OneOf | Between) -> Any:
        if isinstance(test, Between):
            return experta.P(lambda value: test.lowest <= value < test.under)
        first, *others = (experta.L(option) for option in test.options)
        for other in others:
            first = first | other
        return first

    def decide(self, prepared: Case) -> set[str]:
        self.held.clear()
        self.engine.reset()
        for name, value in prepared.items():
            self.engine.declare(self.fact(**{name: value}))
        self.engine.run()
        return set(self.held)


ENGINES: tuple[type[Engine], ...] = (
    Triage,
    TriageOneMore,
    TriageEvaluator,
    PlainDurable,
    Zen,
    Clips,
    RuleEngine,
    JsonLogic,
    Experta,
)
