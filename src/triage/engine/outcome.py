"""What a set of rules that hold comes to: urgency, label and steps. Rules only ever add."""

from __future__ import annotations

from collections.abc import Iterable

from triage.engine.decision import DecidedStep
from triage.rules.model import RuleSet, SendAs, StepKind, Urgency

KIND_ORDER = {kind: place for place, kind in enumerate(StepKind)}


def in_file_order(rule_set: RuleSet, rules: Iterable[str]) -> tuple[str, ...]:
    """The named rules in the order of the files. Names that are not rules are left out."""
    wanted = set(rules)
    return tuple(name for name in rule_set.rules if name in wanted)


def highest_urgency(rule_set: RuleSet, rules: Iterable[str]) -> Urgency | None:
    """The highest urgency of the rules; None when there are none."""
    return max((rule_set.rules[name].urgency for name in rules), default=None)


def highest_label(rule_set: RuleSet, rules: Iterable[str]) -> SendAs:
    """The highest label for a message that any rule gives; information only when none says."""
    labels = (rule_set.rules[name].send_as for name in rules)
    return max((label for label in labels if label is not None), default=SendAs.INFORMATION_ONLY)


class StepOrder:
    """Merges and orders steps: the most urgent first, then by kind, then as they stand in the files."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._place = {
            name: (KIND_ORDER[step.kind], place) for place, (name, step) in enumerate(rule_set.steps.items())
        }

    def steps(self, rules: Iterable[str]) -> tuple[DecidedStep, ...]:
        """Every step of the rules, each once, with its highest urgency and all the rules that brought it."""
        brought: dict[str, list[str]] = {}
        for name in rules:
            for step in self._rule_set.rules[name].steps:
                names = brought.setdefault(step, [])
                if name not in names:
                    names.append(name)
        merged = [
            DecidedStep(step, max(self._rule_set.rules[name].urgency for name in names), tuple(names))
            for step, names in brought.items()
        ]
        last = (len(KIND_ORDER), len(self._place))
        return tuple(sorted(merged, key=lambda item: (-item.urgency, self._place.get(item.step, last))))
