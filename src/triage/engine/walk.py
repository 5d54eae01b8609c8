"""The condition tree, part for part, ready to be walked: three truth values over a list of slots.

Each question, test, fact and rule has a slot in one list of truth values. A node reads slots and says what it
comes to. Truth values are small integers so that "every" is the lowest and "some" the highest of the parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from triage.engine.decision import Tri

FALSE: Final = 0
OPEN: Final = 1
TRUE: Final = 2
WORDS: Final = (Tri.FALSE, Tri.OPEN, Tri.TRUE)

Values: TypeAlias = Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """Always the same: ``always``, or a switch."""

    result: int

    def value(self, values: Values) -> int:  # noqa: ARG002
        """The truth value."""
        return self.result


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """The value in one slot: a test, or a fact, in the polarity in which it is used."""

    slot: int

    def value(self, values: Values) -> int:
        """The truth value."""
        return values[self.slot]


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """True when every part is, false as soon as one is; of no parts, true."""

    parts: tuple[Node, ...]

    def value(self, values: Values) -> int:
        """The truth value."""
        lowest = TRUE
        for part in self.parts:
            found = part.value(values)
            if found == FALSE:
                return FALSE
            if found < lowest:
                lowest = found
        return lowest


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """True as soon as one part is, false when every part is; of no parts, false."""

    parts: tuple[Node, ...]

    def value(self, values: Values) -> int:
        """The truth value."""
        highest = FALSE
        for part in self.parts:
            found = part.value(values)
            if found == TRUE:
                return TRUE
            if found > highest:
                highest = found
        return highest


Node: TypeAlias = Constant | Read | Every | Some
