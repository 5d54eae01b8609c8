"""Compiles a rule set for the rules engine: only positive rules, each "all of these", within its limits.

Everything the engine is known to get wrong outside that small part of its language is never used
(``docs/how-it-decides.md``), and the finished program is checked before anything is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final, TypeAlias

from triage.engine.clauses import Body, Clauses, rewrite
from triage.engine.limits import FIXED_NAMES, MOST_CONDITIONS, MOST_RULES, check, fnv
from triage.engine.literals import Literal
from triage.engine.program import START, Product, Program, QuestionPlan
from triage.engine.sheet import Sheet, Span
from triage.rules.answers import Cell
from triage.rules.model import Question, QuestionType, RuleSet

Atom: TypeAlias = tuple[str, Span | None]
"""One condition: a signal, or a number question with a range."""
TEXT_RULES: Final = MOST_RULES - 96
"""Rules in one text, leaving room for its sentinel."""


def compile_rules(rule_set: RuleSet) -> Program:
    """The rule set as a program for the engine. Raises EngineRefused when it cannot be compiled within the limits."""
    writer = _Writer(rewrite(rule_set))
    program = writer.program(rule_set)
    check(program)
    return program


class _Writer:
    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._products: dict[tuple[Atom, ...], Product] = {}
        self._sets: dict[Literal, Atom] = {}
        self._chunks: dict[tuple[Atom, ...], Atom] = {}
        self._cells: dict[Cell, dict[str, str]] = {}
        for mark, ways in clauses.marks.items():
            for body in ways:
                self._product(self._conditions(body))["signals"].append(mark)
        for rule, ways in clauses.rules.items():
            for body in ways:
                self._product(self._conditions(body))["rules"].append(rule)

    def program(self, rule_set: RuleSet) -> Program:
        """Writes the rule texts, and what to tell the engine about each answer."""
        names = _fresh_names()
        sheets = [Sheet(0, lambda: next(names))]
        products: dict[str, Product] = {}
        for place, (atoms, product) in enumerate(self._products.items()):
            if len(sheets[-1]) > TEXT_RULES:
                sheets.append(Sheet(len(sheets), lambda: next(names)))
            products[f"r{place}"] = product
            sheets[-1].add(f"r{place}", [_condition(sheets[-1], atom) for atom in atoms])
        signals = [START, *self._clauses.marks, *self._extra_signals(), *self._cell_signals()]
        return {
            "texts": [sheet.text() for sheet in sheets],
            "products": products,
            "messages": {
                signal: [message for sheet in sheets for message in sheet.messages(signal)] for signal in signals
            },
            "questions": {name: self._plan(question, sheets) for name, question in rule_set.questions.items()},
        }

    def _plan(self, question: Question, sheets: list[Sheet]) -> QuestionPlan:
        gate = self._clauses.gates.get(question.id, "")
        options = [None, *question.option_names] if question.type is QuestionType.SEVERAL else [None]
        return {
            "gate": gate or "",
            "never": gate is None,
            "cells": {option or "": self._cells.get((question.id, option), {}) for option in options},
            "numbers": [message for sheet in sheets for message in sheet.figures(question.id)],
        }

    def _product(self, atoms: tuple[Atom, ...]) -> Product:
        return self._products.setdefault(atoms, {"signals": [], "rules": []})

    def _conditions(self, body: Body) -> tuple[Atom, ...]:
        """The conditions of one engine rule, at most as many as it allows; the start signal where there are none."""
        # Sorted, so that one rule set always makes one program.
        atoms: list[Atom] = [(mark, None) for mark in sorted(body.marks)]
        atoms += [self._literal(literal) for literal in sorted(body.cells, key=_cell_order)]
        return self._short(tuple(sorted(atoms, key=_order))) or ((START, None),)

    def _short(self, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
        while len(atoms) > MOST_CONDITIONS:
            head, rest = atoms[:MOST_CONDITIONS], atoms[MOST_CONDITIONS:]
            if head not in self._chunks:
                self._chunks[head] = (f"chunk {len(self._chunks)}", None)
                self._product(head)["signals"].append(self._chunks[head][0])
            atoms = (*rest, self._chunks[head])
        return atoms

    def _literal(self, literal: Literal) -> Atom:
        """One condition for a literal. Where several values are allowed, a signal that each of them brings about."""
        if literal not in self._sets:
            ways = list(self._values(literal))
            if len(ways) == 1:
                self._sets[literal] = ways[0]
            else:
                self._sets[literal] = (f"set {len(self._sets)}", None)
                for way in ways:
                    self._product((way,))["signals"].append(self._sets[literal][0])
        return self._sets[literal]

    def _values(self, literal: Literal) -> Iterator[Atom]:
        question, _ = literal.cell
        if question in self._clauses.cuts:
            yield from ((question, span) for span in _spans(literal, self._clauses.cuts[question]))
        for value in sorted(value for value in literal.values if isinstance(value, str)):
            known = self._cells.setdefault(literal.cell, {})
            yield known.setdefault(value, f"cell {literal.cell[0]}.{literal.cell[1] or ''}={value}"), None

    def _extra_signals(self) -> Iterator[str]:
        yield from (signal for signal, span in (*self._sets.values(), *self._chunks.values()) if span is None)

    def _cell_signals(self) -> Iterator[str]:
        for values in self._cells.values():
            yield from values.values()


def _condition(sheet: Sheet, atom: Atom) -> dict[str, Any]:
    signal, span = atom
    return sheet.signal(signal) if span is None else sheet.figure(signal, span)


def _order(atom: Atom) -> tuple[str, str]:
    return atom[0], str(atom[1])


def _cell_order(literal: Literal) -> tuple[str, str]:
    question, option = literal.cell
    return question, option or ""


def _spans(literal: Literal, cuts: tuple[int, ...]) -> Iterator[Span]:
    """The ranges of a literal, neighbours joined."""
    places = sorted(value for value in literal.values if isinstance(value, int))
    starts = [place for place in places if place - 1 not in places]
    ends = [place for place in places if place + 1 not in places]
    for start, end in zip(starts, ends, strict=True):
        yield (cuts[start - 1] if start > 0 else None), (cuts[end] if end < len(cuts) else None)


def _fresh_names() -> Iterator[str]:
    """Short names that the engine, which compares names by a 32-bit hash, cannot mix up."""
    taken = {fnv(name) for name in FIXED_NAMES}
    for number in count():
        name = f"k{number}"
        if fnv(name) not in taken:
            taken.add(fnv(name))
            yield name
