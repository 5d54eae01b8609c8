"""The work every engine is given: made-up rules over 30 questions, and cases that answer all 30.

Only what every engine can say is used: a choice is one of some options, a whole number lies in a range, and a rule
needs two to four such conditions. Everything follows from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

QUESTIONS = 30
NUMBERS = 6
"""How many of the questions are answered with a number."""
OPTIONS = ("red", "green", "blue", "white")
HIGHEST = 100

Case = dict[str, str | int]


@dataclass(frozen=True)
class OneOf:
    """The answer is one of ``options``."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """The answer is a number, ``lowest`` or more, and under ``under``."""

    question: str
    lowest: int
    under: int


@dataclass(frozen=True)
class Need:
    """One rule: a name, and conditions that are all needed."""

    name: str
    conditions: tuple[OneOf | Between, ...]


def question_names() -> tuple[list[str], list[str]]:
    """The questions answered with a choice, and those answered with a number."""
    names = [f"q{place}" for place in range(QUESTIONS)]
    return names[NUMBERS:], names[:NUMBERS]


def make_rules(count: int, seed: int = 1) -> list[Need]:
    """So many random rules."""
    random = Random(seed)
    choices, numbers = question_names()
    rules = []
    for place in range(count):
        asked = random.sample([*choices, *numbers], random.randint(2, 4))
        conditions = tuple(_between(random, name) if name in numbers else _one_of(random, name) for name in asked)
        rules.append(Need(f"rule-{place}", conditions))
    return rules


def make_cases(count: int, seed: int = 2) -> list[Case]:
    """So many cases, each answering every question."""
    random = Random(seed)
    choices, numbers = question_names()
    return [
        {
            **{name: random.randrange(HIGHEST) for name in numbers},
            **{name: random.choice(OPTIONS) for name in choices},
        }
        for _ in range(count)
    ]


def _one_of(random: Random, name: str) -> OneOf:
    return OneOf(name, tuple(sorted(random.sample(OPTIONS, random.choice([1, 1, 1, 2])))))


def _between(random: Random, name: str) -> Between:
    lowest = random.randrange(0, HIGHEST, 10)
    return Between(name, lowest, lowest + random.choice([10, 20, 40]))
