"""The ways a condition could come to hold: what each asks of which questions, those it depends on included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from triage.explain.fitting import Wish, fitting
from triage.rules.answers import Answer, Answers
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, NoneOf, SwitchOn
from triage.rules.model import RuleSet

Way: TypeAlias = Mapping[str, frozenset[Wish]]
"""For each question, the tests its answer has to pass or to fail. Every such question has to apply as well."""
MOST_KEPT = 24
"""How many ways are kept at each turn: those that need the fewest new or changed answers."""


@dataclass(frozen=True)
class Road:
    """One way to make a condition hold: the answers to give or change (none of them as it is now)."""

    way: Way
    answers: tuple[tuple[str, Answer], ...]


class Ways:
    """Looks for the ways conditions could come to hold from one set of answers."""

    def __init__(self, rule_set: RuleSet, answers: Answers) -> None:
        self._rule_set = rule_set
        self._answers = answers
        self._fits: dict[tuple[str, frozenset[Wish]], Answer | None] = {}
        self._gates: dict[str, list[Way]] = {}
        self._facts: dict[tuple[str, bool], list[Way]] = {}

    def roads(self, condition: Condition) -> tuple[Road, ...]:
        """The ways ``condition`` could hold, nearest first. Empty when no answers could make it hold.

        A way that asks two things of a question that no one answer can give is never among them.
        """
        return tuple(Road(way, tuple(self._news(way))) for way in self._find(condition, True))

    def _news(self, way: Way) -> Iterable[tuple[str, Answer]]:
        for question, wishes in way.items():
            answer = self._fit(question, wishes)
            if answer is not None and answer != self._answers.get(question):
                yield question, answer

    def _find(self, condition: Condition, positive: bool) -> list[Way]:
        match condition:
            case Always():
                return [{}] if positive else []
            case SwitchOn():
                return [{}] if self._rule_set.switches[condition.switch].on is positive else []
            case FactHolds():
                return self._fact(condition.fact, positive)
            case All() | AnyOf() | NoneOf():
                inside = positive is not isinstance(condition, NoneOf)
                together = positive is not isinstance(condition, AnyOf)
                parts = [self._find(part, inside) for part in condition.parts]
                return self._every(parts) if together else self._best(way for ways in parts for way in ways)
            case _:
                asked: Way = {condition.question: frozenset({(condition, positive)})}
                return self._every([[asked], self._gate(condition.question)])

    def _fact(self, fact: str, positive: bool) -> list[Way]:
        key = (fact, positive)
        if key not in self._facts:
            self._facts[key] = self._find(self._rule_set.facts[fact].when, positive)
        return self._facts[key]

    def _gate(self, question: str) -> list[Way]:
        """The ways a question could apply."""
        if question not in self._gates:
            self._gates[question] = self._find(self._rule_set.questions[question].ask_when or Always(), True)
        return self._gates[question]

    def _every(self, parts: list[list[Way]]) -> list[Way]:
        ways: list[Way] = [{}]
        for part in sorted(parts, key=len):
            ways = self._best(_merged(one, two) for one in ways for two in part)
        return ways

    def _best(self, ways: Iterable[Way]) -> list[Way]:
        """The possible ones of ``ways``, each once, nearest first, and no more than are kept."""
        once = {tuple(sorted(way.items(), key=lambda item: item[0])): way for way in ways}
        priced = [(cost, way) for way in once.values() if (cost := self._cost(way)) is not None]
        priced.sort(key=lambda pair: pair[0])
        return [way for _, way in priced[:MOST_KEPT]]

    def _cost(self, way: Way) -> tuple[int, int, int] | None:
        """How many answers are to be changed or given, how many of them changed, and how many tests there are."""
        needed = changed = 0
        for question, wishes in way.items():
            fit = self._fit(question, wishes)
            if fit is None:
                return None
            given = self._answers.get(question)
            needed += fit != given
            changed += given is not None and fit != given
        return needed, changed, sum(map(len, way.values()))

    def _fit(self, question: str, wishes: frozenset[Wish]) -> Answer | None:
        key = (question, wishes)
        if key not in self._fits:
            self._fits[key] = fitting(self._rule_set.questions[question], wishes, self._answers.get(question))
        return self._fits[key]


def _merged(one: Way, two: Way) -> Way:
    if not two or one is two:
        return one
    merged = dict(one)
    for question, wishes in two.items():
        merged[question] = merged.get(question, frozenset()) | wishes
    return merged
