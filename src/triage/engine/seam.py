"""The seam behind which the rules engine sits: plain data in, plain data out.

Both sides of the seam can be written as JSON, so the engine may as well run in a child process, where a crash or a
hang in its C code could not take the screen with it.
"""

from __future__ import annotations

from typing import Protocol, TypedDict

from triage.rules.answers import CellValue


class AnswerCells(TypedDict):
    """One answered question. ``cells`` are pairs of an option (or None for the question itself) and its value."""

    question: str
    cells: list[tuple[str | None, CellValue]]


class Request(TypedDict):
    """Everything known about a case. Only what was answered is in it, in the order of the rule set."""

    answers: list[AnswerCells]


class Reply(TypedDict):
    """The rules that hold, in no particular order. ``fault`` is empty, or says in a few words what went wrong."""

    rules: list[str]
    fault: str


class Reasoner(Protocol):
    """Something that works out which rules hold. It may raise anything: the decider treats that as a fault."""

    name: str
    """What to call it in the record."""

    def conclude(self, request: Request) -> Reply:
        """Which rules hold for these answers."""

    def close(self) -> None:
        """Lets go of whatever it holds. May be called more than once."""
