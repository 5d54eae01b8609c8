"""The program that the rules engine is given, over all answers at once: which rules it finds.

Read from the finished texts and messages, not from what they were made from, so that any slip on the way shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from triage.engine.program import SENTINEL, START, Program
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Counted, Given

Told: TypeAlias = tuple[int, str, str]
"""A rule text, and the two words by which a condition in it knows a fact."""


class OddProgramError(Exception):
    """The program is not of the kind the compiler writes. The text says what is odd about it."""


class Compiled:
    """The rules that a compiled program finds for the given answers. Raises OddProgramError."""

    def __init__(self, formulas: Formulas, program: Program, answers: Mapping[str, Given]) -> None:
        self._formulas = formulas
        self._program = program
        self._answers = answers
        self._told = _signals_told(program)
        self._figures = {
            (message["text"], json.loads(message["fact"].replace("%n%", "0"))["q"]): question
            for question, plan in program["questions"].items()
            for message in plan["numbers"]
        }
        self._bodies = _bodies(program)
        self._ways: dict[str, list[str]] = {}
        self._finding: dict[str, list[str]] = {}
        for name, product in program["products"].items():
            for signal in product["signals"]:
                self._ways.setdefault(signal, []).append(name)
            for rule in product["rules"]:
                self._finding.setdefault(rule, []).append(name)
        self._cells: dict[str, list[tuple[str, str | None, str]]] = {}
        for question, plan in program["questions"].items():
            for option, values in plan["cells"].items():
                for value, signal in values.items():
                    self._cells.setdefault(signal, []).append((question, option or None, value))
        self._signals: dict[str, int | None] = {START: formulas.true}

    def rule(self, name: str) -> int:
        """The engine finds this rule."""
        return self._formulas.some(self._fires(product) for product in self._finding.get(name, ()))

    def _fires(self, product: str) -> int:
        """The engine's own rule of this name fires."""
        if product not in self._bodies:
            return self._formulas.false
        text, conditions = self._bodies[product]
        return self._formulas.every(self._condition(text, condition) for condition in conditions)

    def _condition(self, text: int, tests: list[dict[str, Any]]) -> int:
        fields = {key: value for test in tests for key, value in test.items()}
        if "s" in fields:
            signals = self._told.get((text, fields["q"], fields["s"]), ())
            return self._formulas.some(self._signal(signal) for signal in signals)
        question = self._figures.get((text, fields["q"]))
        if question is None:
            return self._formulas.false
        answer = self._answers[question]
        if not isinstance(answer, Counted):
            raise OddProgramError(f"it compares “{question}”, which is not a number")
        start, end = fields.get("$gte", {}).get("n"), fields.get("$lt", {}).get("n")
        return self._formulas.every([self._gate(question), answer.within(start, end)])

    def _signal(self, signal: str) -> int:
        """The engine is given this signal."""
        if signal not in self._signals:
            self._signals[signal] = None
            cells = (
                self._formulas.every([self._gate(question), self._answers[question].cell(option, value)])
                for question, option, value in self._cells.get(signal, ())
            )
            ways = (self._fires(product) for product in self._ways.get(signal, ()))
            self._signals[signal] = self._formulas.some([*cells, *ways])
        found = self._signals[signal]
        if found is None:
            raise OddProgramError(f"“{signal}” waits for itself")
        return found

    def _gate(self, question: str) -> int:
        """The engine is told about the answer to this question."""
        plan = self._program["questions"][question]
        if plan["never"]:
            return self._formulas.false
        return self._signal(plan["gate"]) if plan["gate"] else self._formulas.true


def compared_figures(program: Program) -> dict[str, set[int]]:
    """The figures that the program compares numbers with, by question."""
    figures: dict[str, set[int]] = {}
    names = {
        (message["text"], json.loads(message["fact"].replace("%n%", "0"))["q"]): question
        for question, plan in program["questions"].items()
        for message in plan["numbers"]
    }
    for text, conditions in _bodies(program).values():
        for tests in conditions:
            fields = {key: value for test in tests for key, value in test.items()}
            found = {fields[key]["n"] for key in ("$gte", "$lt") if key in fields}
            if (text, fields["q"]) in names:
                figures.setdefault(names[text, fields["q"]], set()).update(found)
    return figures


def _signals_told(program: Program) -> dict[Told, list[str]]:
    told: dict[Told, list[str]] = {}
    for signal, messages in program["messages"].items():
        for message in messages:
            fact = json.loads(message["fact"])
            told.setdefault((message["text"], fact["q"], fact["s"]), []).append(signal)
    return told


def _bodies(program: Program) -> dict[str, tuple[int, list[list[dict[str, Any]]]]]:
    """The conditions of each of the engine's own rules, with the text they stand in."""
    bodies: dict[str, tuple[int, list[list[dict[str, Any]]]]] = {}
    for place, text in enumerate(program["texts"]):
        for name, definition in json.loads(text).items():
            if name == SENTINEL:
                continue
            if name in bodies or name not in program["products"]:
                raise OddProgramError(f"the engine's rule “{name}” is there twice, or nothing is known of it")
            bodies[name] = place, list(_conditions(definition["all"]))
    return bodies


def _conditions(parts: Iterable[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for part in parts:
        for condition in part.values():
            yield condition["$and"]
