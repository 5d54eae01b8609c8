"""What a set of answers makes of a condition, part by part, and of the whole case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from triage.engine.decide import Decider
from triage.engine.decision import Decision, Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.tidy import options_of
from triage.explain.condition_words import condition_parts
from triage.explain.fitting import turning_points
from triage.explain.mentions import checks_by_question, mentioned
from triage.explain.nearest import nearest_to
from triage.rules.answers import Answer, Answers, chosen, not_sure, number, ticked
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.model import Place, Question, QuestionType, Rule, RuleSet, Urgency


class Mark(StrEnum):
    """How one part of a condition stands. Read as words, never as a colour."""

    YES = "yes"
    NO = "no"
    OPEN = "open"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Part:
    """One line of a condition: how far in it stands, its words, how it stands for the answers tried."""

    depth: int
    words: str
    mark: Mark


@dataclass(frozen=True)
class Tried:
    """What the answers come to: the condition part by part, whether all of it holds, and the whole case."""

    parts: tuple[Part, ...]
    holds: Mark
    decision: Decision
    asked: Mapping[str, Tri]

    @property
    def may_rise(self) -> tuple[str, ...]:
        """The rules still open, which answers to come could make hold."""
        return self.decision.open


_WORDS = {Tri.TRUE: Mark.YES, Tri.FALSE: Mark.NO, Tri.OPEN: Mark.OPEN}


class Trial:
    """Tries answers on one condition of a rule set (a rule's, a fact's, or when a question is asked)."""

    def __init__(self, rule_set: RuleSet, condition: Condition | None) -> None:
        self._rule_set = rule_set
        self.condition = condition
        self._lines = tuple(self._told()) if condition is not None else ()
        nodes = [condition, *(part for _, _, part in self._lines)] if condition is not None else []
        rules = {str(place): _asking(str(place), part) for place, part in enumerate(nodes) if part is not None}
        self._parts = Evaluator(replace(rule_set, rules=rules))
        self._decider = Decider(rule_set, None)
        self._tests = checks_by_question(rule_set)

    def _told(self) -> Iterator[tuple[int, str, Condition]]:
        """The condition line by line, then when each question it asks of is asked at all."""
        if self.condition is not None:
            yield from condition_parts(self._rule_set, self.condition)
        for name in self._direct():
            gate = self._rule_set.questions[name].ask_when
            if gate is not None:
                yield 0, f"{name.replace('_', ' ')} is asked when:", gate
                yield from condition_parts(self._rule_set, gate, 1)

    def _direct(self) -> tuple[str, ...]:
        named = mentioned(self.condition, self._rule_set.facts)
        return tuple(name for name in self._rule_set.questions if name in named)

    def run(self, answers: Answers) -> Tried:
        """What ``answers`` make of it."""
        evaluation = self._parts.evaluate(answers)
        parts = tuple(
            Part(depth, words, self._mark(evaluation, place, part))
            for place, (depth, words, part) in enumerate(self._lines, start=1)
        )
        whole = _WORDS[evaluation.rules["0"]] if self.condition is not None else Mark.YES
        return Tried(parts, whole, self._decider.decide(answers), evaluation.applies)

    @staticmethod
    def _mark(evaluation: Evaluation, place: int, part: Condition) -> Mark:
        truth = evaluation.rules[str(place)]
        if isinstance(part, Is | Includes | InRange) and truth is Tri.FALSE:
            return Mark.NO if evaluation.applies[part.question] is not Tri.FALSE else Mark.NOT_ASKED
        return _WORDS[truth]

    def depends_on(self) -> tuple[str, ...]:
        """The questions the condition asks of, then those that decide whether these are asked; in file order."""
        direct = self._direct()
        facts = self._rule_set.facts
        gates = {one for name in direct for one in mentioned(self._rule_set.questions[name].ask_when, facts)}
        return (*direct, *(name for name in self._rule_set.questions if name in gates and name not in direct))

    def making_it_hold(self, rule: str, answers: Answers) -> Mapping[str, Answer] | None:
        """The fewest answers, beside those tried, with which a rule holds; None when no answers could do it."""
        evaluator = self._decider.evaluator
        miss = nearest_to(self._rule_set, evaluator, answers, rule) if evaluator is not None else None
        return None if miss is None else dict(miss.answers)

    def next_answer(self, question: str, given: Answer | None) -> Answer | None:
        """The answer after ``given`` among those that can matter, then none, in a circle."""
        every: list[Answer | None] = [*self._answers(self._rule_set.questions[question]), None]
        return every[(every.index(given) + 1) % len(every)] if given in every else every[0]

    def _answers(self, question: Question) -> Iterator[Answer]:
        match question.type:
            case QuestionType.NUMBER:
                yield from map(number, turning_points(question, self._tests[question.id]))
            case QuestionType.SEVERAL:
                yield from (ticked(option) for option in self._options(question))
                yield ticked()
            case _:
                yield from map(chosen, options_of(question))
        yield not_sure()

    def _options(self, question: Question) -> Sequence[str]:
        """The options the condition names; all of them when it names none."""
        named = set(_named(self.condition, question.id, self._rule_set))
        return [name for name in question.option_names if name in named] or question.option_names


def _asking(name: str, condition: Condition) -> Rule:
    return Rule(name, "", condition, Urgency.INFORMATION, (), "", (), Place(""))


def _named(condition: Condition | None, question: str, rule_set: RuleSet) -> Iterator[str]:
    match condition:
        case Includes() if condition.question == question:
            yield from condition.options
        case FactHolds():
            yield from _named(rule_set.facts[condition.fact].when, question, rule_set)
        case All() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from _named(part, question, rule_set)
