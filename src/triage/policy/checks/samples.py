"""Samples of answers, tried many at a time: what holds in one of them needs no solver to be found possible.

Each block starts from one case and varies it: for each question in turn every other answer, all else unchanged. That
is where the parts of a condition show what they do. The samples of a block are the bits of one whole number for each
formula, so trying a formula on all of them takes one operation for each of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.policy.checks.lazy import LazyFormulas
from triage.policy.prove.given import Chosen, Counted, Given, Model, Ticked

Bits = int
"""One bit for each sample of a block."""


class Block:
    """The samples round the case ``base``: every way to answer one of ``answers``, and to turn one ``free`` literal."""

    def __init__(
        self, formulas: LazyFormulas, base: frozenset[int], answers: Iterable[Given], free: Iterable[int]
    ) -> None:
        self._parts = formulas.parts
        changes = [frozenset[int](), *(change for answer in answers for change in _other_answers(answer, base))]
        changes += [frozenset([-literal if literal in base else literal]) for literal in free]
        self.every: Bits = (1 << len(changes)) - 1
        self._known: dict[int, Bits] = {formulas.true: self.every}
        turned: dict[int, Bits] = {}
        for place, change in enumerate(changes):
            for literal in change:
                turned[literal] = turned.get(literal, 0) | 1 << place
        for literal in formulas.free & base:
            self._known[literal] = self.every & ~turned.get(-literal, 0)
        for literal, bits in turned.items():
            if literal > 0 and literal not in base:
                self._known[literal] = bits

    def bits(self, literal: int) -> Bits:
        """The samples in which a literal holds."""
        whole = abs(literal)
        if whole not in self._known:
            self._work_out(whole)
        return self._known[whole] if literal > 0 else self.every & ~self._known[whole]

    def _work_out(self, whole: int) -> None:
        waiting = [whole]
        while waiting:
            top = waiting[-1]
            if top in self._known:
                waiting.pop()
            elif top not in self._parts:
                self._known[waiting.pop()] = 0
            elif missing := [abs(part) for part in self._parts[top] if abs(part) not in self._known]:
                waiting.extend(missing)
            else:
                bits = self.every
                for part in self._parts[top]:
                    bits &= self._known[part] if part > 0 else ~self._known[-part]
                self._known[waiting.pop()] = bits


def _other_answers(answer: Given, base: Model) -> Sequence[frozenset[int]]:
    """For each other answer, the literals that are different from those in ``base``."""
    match answer:
        case Ticked():
            literals = [*answer.ticks.values(), answer.rest]
            turned = [frozenset([-one if one in base else one]) for one in literals]
            nothing = frozenset(-tick for tick in answer.ticks.values() if tick in base)
            return [*turned, *([nothing] if len(nothing) > 1 else [])]
        case Chosen():
            values = list(answer.values.values())
        case Counted():
            values = [*answer.places, answer.unsure]
        case _:
            return []
    now = next((value for value in values if value in base), None)
    return [frozenset([value] if now is None else [value, -now]) for value in values if value != now]
