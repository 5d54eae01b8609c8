"""Finds questions and facts that depend on themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.model import Fact, Question
from triage.rules.problems import Collector

Node = tuple[str, str]
"""``("question", id)`` or ``("fact", id)``."""


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it; facts are not looked into."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, All | AnyOf | NoneOf):
            waiting.extend(part.parts)


def questions_in(condition: Condition) -> set[str]:
    """The questions a condition names itself."""
    return {part.question for part in parts_of(condition) if isinstance(part, Is | Includes | InRange)}


def facts_in(condition: Condition) -> set[str]:
    """The facts a condition names itself."""
    return {part.fact for part in parts_of(condition) if isinstance(part, FactHolds)}


def switches_in(condition: Condition) -> set[str]:
    """The switches a condition names itself."""
    return {part.switch for part in parts_of(condition) if isinstance(part, SwitchOn)}


def refuse_cycles(questions: Mapping[str, Question], facts: Mapping[str, Fact], out: Collector) -> None:
    """Note each question or fact that waits for itself; a circle is told once."""
    needs: dict[Node, list[Node]] = {
        ("question", name): _needs(question.ask_when) for name, question in questions.items()
    }
    needs.update({("fact", name): _needs(fact.when) for name, fact in facts.items()})
    done: set[Node] = set()
    for start in needs:
        circle = _circle(start, needs, done)
        if circle:
            _note(circle, questions, facts, out)


def _needs(condition: Condition | None) -> list[Node]:
    if condition is None:
        return []
    found = {("question", name) for name in questions_in(condition)} | {("fact", name) for name in facts_in(condition)}
    return sorted(found)


def _circle(start: Node, needs: Mapping[Node, list[Node]], done: set[Node]) -> list[Node]:
    """A circle that can be reached from ``start``, or nothing. Adds to ``done`` what need not be looked at again."""
    path: list[Node] = []
    waiting: list[tuple[Node, bool]] = [(start, True)]
    while waiting:
        node, entering = waiting.pop()
        if not entering:
            path.pop()
            done.add(node)
        elif node in path:
            done.update(path)
            return path[path.index(node) :]
        elif node not in done:
            path.append(node)
            waiting.append((node, False))
            waiting.extend((other, True) for other in needs.get(node, ()))
    return []


def _note(circle: list[Node], questions: Mapping[str, Question], facts: Mapping[str, Fact], out: Collector) -> None:
    kind, name = circle[0]
    place = questions[name].place if kind == "question" else facts[name].place
    way = ", which waits for ".join(f"{sort} '{other}'" for sort, other in [*circle[1:], circle[0]])
    out.error(
        "TR315", place, f"{kind} '{name}' waits for {way}.", "break the circle: let one of them stand on other answers."
    )
