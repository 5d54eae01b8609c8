"""Which forms a case calls for, and which of their parts."""

from __future__ import annotations

from dataclasses import replace

from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.rules.answers import Answers
from triage.rules.conditions import Condition
from triage.rules.documents import Document
from triage.rules.model import Fact, Place, RuleSet


class Cabinet:
    """The forms of one rule set. Raises EngineRefused when the rule set does not hang together."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self._facts: dict[Condition, str] = {}
        for document in rule_set.documents.values():
            for condition in (document.offered_when, *(part.when for part in document.parts)):
                if condition is not None:
                    # A name with a blank in it cannot be the name of a fact in a file.
                    self._facts.setdefault(condition, f"form {len(self._facts)}")
        facts = {name: Fact(name, "", condition, "", Place("")) for condition, name in self._facts.items()}
        self._evaluator = Evaluator(replace(rule_set, facts={**rule_set.facts, **facts}))

    def called_for(self, answers: Answers) -> tuple[Document, ...]:
        """The forms these answers call for, in the order of the files: by their own condition, or by a step to take."""
        rules = [self.rule_set.rules[name] for name in self._evaluator.evaluate(answers).true_rules]
        named = {self.rule_set.steps[step].document for rule in rules for step in rule.steps}
        return tuple(
            one
            for one in self.rule_set.documents.values()
            if one.id in named or (one.offered_when and self._holds(one.offered_when, answers))
        )

    def others(self, answers: Answers) -> tuple[Document, ...]:
        """Every other form. None is ever kept from anyone."""
        called = {document.id for document in self.called_for(answers)}
        return tuple(one for one in self.rule_set.documents.values() if one.id not in called)

    def in_use(self, document: Document, answers: Answers) -> Document:
        """The form with the parts that belong in it for these answers. What is not known is left in."""
        kept = tuple(part for part in document.parts if part.when is None or not self._fails(part.when, answers))
        return replace(document, parts=kept)

    def _holds(self, condition: Condition, answers: Answers) -> bool:
        return self._value(condition, answers) is Tri.TRUE

    def _fails(self, condition: Condition, answers: Answers) -> bool:
        return self._value(condition, answers) is Tri.FALSE

    def _value(self, condition: Condition, answers: Answers) -> Tri:
        return self._evaluator.evaluate(answers).facts[self._facts[condition]]
