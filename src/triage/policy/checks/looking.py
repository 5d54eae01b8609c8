"""What a check over all cases is given: the rules as formulas, the places in the files, and where findings go."""

from __future__ import annotations

from dataclasses import dataclass

from triage.policy.checks.ground import Ground
from triage.rules import nodes
from triage.rules.checks.subject import Subject
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.model import Place, RuleSet
from triage.rules.problems import Collector

CONDITION_KEY = {"rule": "when", "fact": "when", "question": "ask when"}
"""The key a condition stands under."""


@dataclass(frozen=True)
class Looking:
    """One pack, laid over those below it. Findings are about the pack's own parts only: those below have their turn."""

    ground: Ground
    subject: Subject
    out: Collector

    @property
    def rule_set(self) -> RuleSet:
        """The rules of the pack and of those below it."""
        return self.subject.rule_set

    def own(self, kind: str, name: str) -> bool:
        """Whether the pack itself has this part."""
        return self.subject.gathered.of(kind)[name].pack == self.subject.pack

    def condition_place(self, kind: str, name: str, part: Condition | None = None) -> Place:
        """Where a part of a condition stands; where the condition does when the part cannot be found."""
        key = CONDITION_KEY[kind]
        place = self.subject.place(kind, name, key)
        entry = self.subject.gathered.of(kind)[name].node
        node = entry.get(key) if isinstance(entry, nodes.Mapping) else None
        if part is None or node is None:
            return place
        return next((scalar.place for scalar in _everything(node) if scalar.text == _first_word(part)), place)


def _everything(node: nodes.Node) -> list[nodes.Scalar]:
    """Every key and text inside a node, in order."""
    if isinstance(node, nodes.Scalar):
        return [node]
    if isinstance(node, nodes.Sequence):
        return [scalar for item in node.items for scalar in _everything(item)]
    return [scalar for key, value in node.entries for scalar in (key, *_everything(value))]


def _first_word(part: Condition) -> str:
    """The word of the file by which the part can be found."""
    match part:
        case Is() | Includes() | InRange():
            return part.question
        case FactHolds():
            return part.fact
        case SwitchOn():
            return part.switch
        case All() | AnyOf() | NoneOf():
            return _first_word(part.parts[0]) if part.parts else ""
        case _:
            return "always"


def as_written(part: Condition) -> str:
    """The condition in the words of the rule files: ``harm_level: [needs help, extra support]``."""
    match part:
        case Is():
            return _exactly(part.exactly, f"{part.question}: {_list(part.values)}")
        case Includes():
            return _exactly(part.exactly, f"{part.question}: {{includes: {_list(part.options)}}}")
        case InRange():
            ends = [f"at least: {part.at_least}"] if part.at_least is not None else []
            ends += [f"under: {part.under}"] if part.under is not None else []
            return _exactly(part.exactly, f"{part.question}: {{{', '.join(ends)}}}")
        case FactHolds():
            return f"fact: {part.fact}"
        case SwitchOn():
            return f"switch: {part.switch}"
        case All() | AnyOf() | NoneOf():
            word = "all" if isinstance(part, All) else "any" if isinstance(part, AnyOf) else "none"
            return f"{word}: [{', '.join(as_written(inner) for inner in part.parts)}]"
        case _:
            return "always"


def _exactly(exactly: bool, text: str) -> str:
    return f"exactly: {{{text}}}" if exactly else text


def _list(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
