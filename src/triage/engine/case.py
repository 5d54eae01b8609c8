"""One set of answers inside the rules engine: what it was told, what fired, which rules hold.

Facts go in one at a time, the start rule must fire before anything else is told, every return code is looked at and
no rule may fire twice. Anything else is a fault: the answer is not used and the session is never touched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Final

from triage.engine.limits import LARGEST_NUMBER
from triage.engine.program import (
    NUMBER_PLACEHOLDER,
    SENTINEL,
    SESSION_PLACEHOLDER,
    START,
    Message,
    Program,
    QuestionPlan,
)
from triage.rules.answers import CellValue

ACCEPTED: Final = 0
UNMATCHED: Final = 1

Given = dict[str, list[tuple[str | None, CellValue]]]


class DurableFaultError(Exception):
    """The engine did something it should not."""


class Case:
    """A session named ``name`` in every loaded rule text (``handles``, in the order of the program's texts)."""

    def __init__(self, engine: ModuleType, handles: Sequence[int], program: Program, name: str) -> None:
        self._engine = engine
        self._handles = handles
        self._program = program
        self.name = name
        self.given: Given = {}
        self.rules: dict[str, None] = {}
        self._started: set[int] = set()
        self._fired: set[str] = set()
        self._signals: set[str] = set()
        self._waiting: dict[str, list[str]] = {}
        self._ready: dict[int, int] = {}

    def fits(self, given: Given) -> bool:
        """Whether everything this case was told is still so."""
        return all(given.get(question) == cells for question, cells in self.given.items())

    def take(self, given: Given) -> None:
        """Tells the engine every answer it does not know yet, and runs until nothing more fires.

        Raises DurableFaultError, or what the C module raises; the case must then not be used again.
        """
        if not self._started:
            self._start()
        signals: list[str] = []
        for question, cells in given.items():
            if question not in self.given:
                self.given[question] = cells
                signals += self._answered(question)
        self._run(signals)

    def delete(self) -> None:
        """Frees the session. Only where a rule has fired: the engine crashes otherwise."""
        while self._started:
            self._engine.delete_state(self._handles[self._started.pop()], self.name)

    def _start(self) -> None:
        self._give(START)
        signals = self._collect()
        if self._started != set(range(len(self._handles))):
            raise DurableFaultError("the start rule did not fire")
        self._run(signals)

    def _run(self, signals: Iterable[str]) -> None:
        """Gives signals until nothing more comes of it. Each is given once and each rule fires once, so it ends."""
        waiting = list(signals)
        while waiting or self._ready:
            for signal in waiting:
                self._give(signal)
            waiting = self._collect()
            for signal in list(waiting):
                for question in self._waiting.pop(signal, ()):
                    waiting += self._tell(self._program["questions"][question], self.given[question])

    def _answered(self, question: str) -> list[str]:
        """The signals of an answer; none yet while the engine has not found that the question applies."""
        plan = self._program["questions"].get(question)
        if plan is None or plan["never"]:
            return []
        if plan["gate"] and plan["gate"] not in self._signals:
            self._waiting.setdefault(plan["gate"], []).append(question)
            return []
        return self._tell(plan, self.given[question])

    def _tell(self, plan: QuestionPlan, cells: list[tuple[str | None, CellValue]]) -> list[str]:
        """Asserts a figure, and returns the signals that the rest of an answer gives."""
        signals: list[str] = []
        for option, value in cells:
            if isinstance(value, int):
                figure = str(max(-LARGEST_NUMBER, min(LARGEST_NUMBER, value)))
                for message in plan["numbers"]:
                    self._assert(message, message["fact"].replace(NUMBER_PLACEHOLDER, figure), (ACCEPTED, UNMATCHED))
                continue
            signal = plan["cells"].get(option or "", {}).get(value)
            if signal is not None:
                signals.append(signal)
        return signals

    def _give(self, signal: str) -> None:
        if signal in self._signals:
            return
        self._signals.add(signal)
        for message in self._program["messages"].get(signal, ()):
            self._assert(message, message["fact"], (ACCEPTED,))

    def _assert(self, message: Message, fact: str, allowed: tuple[int, ...]) -> None:
        place = message["text"]
        code, state = self._engine.assert_fact(self._handles[place], fact.replace(SESSION_PLACEHOLDER, self.name))
        if code not in allowed:
            raise DurableFaultError(f"a fact was answered with code {code}")
        self._ready[place] = state

    def _collect(self) -> list[str]:
        """Runs every rule text that was told something to rest. The signals that come of what fired, in order."""
        signals: list[str] = []
        while self._ready:
            place, state = self._ready.popitem()
            started = self._engine.start_action_for_state(self._handles[place], state)
            messages = started[1] if started else None
            while messages:
                signals += self._rule_fired(place, messages)
                messages = self._engine.complete_and_start_action(self._handles[place], state)
        return signals

    def _rule_fired(self, place: int, messages: str) -> list[str]:
        # The text is {"rule":{...facts...}}: its first word is all that is needed.
        rule = messages.split('"', 2)[1]
        if rule == SENTINEL:
            if place in self._started:
                raise DurableFaultError("the start rule fired twice")
            self._started.add(place)
            return []
        product = self._program["products"].get(rule)
        if product is None or rule in self._fired:
            raise DurableFaultError("a rule fired twice, or is not one of ours")
        self._fired.add(rule)
        self.rules.update(dict.fromkeys(product["rules"]))
        return product["signals"]
