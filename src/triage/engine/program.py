"""What the rules engine is given: text it can load, and what to tell it about each answer. Plain data throughout.

A *signal* is one thing the engine can be told: that a cell has a value, or that a mark was reached. Signals have short
made-up names, so that no word of a rule file ever reaches the engine.
"""

from __future__ import annotations

from typing import TypedDict

START = "start"
"""The signal given first in every session. One rule waits for it alone, which shows that the engine is alive."""
SENTINEL = "start"
"""The name of that rule, in every rule text."""
SESSION_PLACEHOLDER = "%sid%"
"""Stands for the session's name in the text of a message."""
NUMBER_PLACEHOLDER = "%n%"
"""Stands for the figure in the text of a message that holds a number."""


class Product(TypedDict):
    """What follows when one of the engine's rules fires: signals to give, and rules of the rule set that hold."""

    signals: list[str]
    rules: list[str]


class Message(TypedDict):
    """One fact to assert: into which rule text, and the fact as JSON with placeholders."""

    text: int
    fact: str


class QuestionPlan(TypedDict):
    """What to tell the engine when a question was answered.

    ``gate``: the signal that must have been reached first; empty when the question always applies.
    ``never``: it cannot apply. ``cells``: by option (empty for the question itself) and value, the signal to give.
    ``numbers``: messages for a figure.
    """

    gate: str
    never: bool
    cells: dict[str, dict[str, str]]
    numbers: list[Message]


class Program(TypedDict):
    """A whole rule set, compiled. ``texts`` are rule texts for the engine; ``products`` are by engine rule name."""

    texts: list[str]
    products: dict[str, Product]
    messages: dict[str, list[Message]]
    questions: dict[str, QuestionPlan]
