"""What a rule, a fact or a question can ask of the answers: a small tree, exactly as the YAML file says it.

Meaning, for every evaluator (the whole of it; ``docs/writing-rules.md`` tells it to policy owners):

* A question that does not apply (its ``ask when`` does not hold) makes every test on it false, and so does the
  opposite of the test: nothing is ever concluded, either way, from a question that was not asked.
* A question that applies, or may yet, and has no answer leaves its tests open.
* *Not sure* (and skipped, which counts as not sure) answers a test as the question's ``not sure means`` says.
  With ``exactly`` it does not: only the answer itself counts. Naming ``not sure`` always looks at the answer itself.
* ``none`` holds when every part is known not to hold: it is pushed down to the tests, each then asks for one of
  the *other* possible values. *Not sure* is one of those where it does not count as the value tested. A part that
  rests on a question that was not asked is not known, so ``none`` does not hold then.
* ``all`` of nothing and ``always`` hold. A fact stands for its condition. A switch is a constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Always:
    """Holds in every case."""


@dataclass(frozen=True)
class Is:
    """A choice, yes/no question answered with one of ``values`` (``not sure`` may be among them).

    Also ``question: not sure`` for a number or several-choice question, then ``values == ("not sure",)``.
    """

    question: str
    values: tuple[str, ...]
    exactly: bool = False


@dataclass(frozen=True)
class Includes:
    """A several-choice question with at least one of ``options`` ticked."""

    question: str
    options: tuple[str, ...]
    exactly: bool = False


@dataclass(frozen=True)
class InRange:
    """A number question with ``at_least <= answer < under``; an end left out is open."""

    question: str
    at_least: int | None = None
    under: int | None = None
    exactly: bool = False


@dataclass(frozen=True)
class FactHolds:
    """A named fact of the rule set holds."""

    fact: str


@dataclass(frozen=True)
class SwitchOn:
    """A law switch of the pack is on."""

    switch: str


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class NoneOf:
    """Every part is known not to hold."""

    parts: tuple[Condition, ...]


Test: TypeAlias = Is | Includes | InRange
Condition: TypeAlias = Always | Is | Includes | InRange | FactHolds | SwitchOn | All | AnyOf | NoneOf
