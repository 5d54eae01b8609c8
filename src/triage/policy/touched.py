"""Which scenarios a change of the rules can have touched, so that a save is answered without running all of them.

A scenario is touched when its own file or the rules beside it were saved, when it speaks of something that changed,
or when a rule that changed holds for its answers, before the change or after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from triage.engine.evaluate import Evaluator
from triage.explain.mentions import mentioned
from triage.policy.calmest import answers_of
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, NoneOf
from triage.rules.model import Place, RuleSet
from triage.rules.scenarios import Scenario

_NOWHERE = Place("")


@dataclass(frozen=True)
class Moved:
    """The names of what differs between two rule sets; ``everything`` when what all cases share does."""

    questions: frozenset[str]
    rules: frozenset[str]
    steps: frozenset[str]
    contacts: frozenset[str]
    everything: bool = False


def touched(
    scenarios: Sequence[Scenario], old: RuleSet | None, new: RuleSet, files: Collection[str]
) -> tuple[Scenario, ...]:
    """The ``scenarios`` that the change from ``old`` to ``new`` by saving ``files`` can have touched.

    Without ``old`` all of them are.
    """
    if old is None:
        return tuple(scenarios)
    moved = what_moved(old, new)
    if moved.everything:
        return tuple(scenarios)
    folders = {_folder(file) for file in files}
    judges = [_Judge(rule_set, moved) for rule_set in (old, new)] if moved.rules else []
    return tuple(
        one
        for one in scenarios
        if one.place.file in files
        or _folder(one.place.file) in folders
        or _speaks_of(one, moved)
        or any(judge.holds(one) for judge in judges)
    )


def what_moved(old: RuleSet, new: RuleSet) -> Moved:
    """What differs, wherever it stands in the files. A rule is changed by whatever it asks of and brings."""
    questions = _differing(old.questions, new.questions)
    facts = _differing(old.facts, new.facts)
    contacts = _differing(old.contacts, new.contacts)
    deadlines = _differing(old.deadlines, new.deadlines)
    steps = _differing(old.steps, new.steps) | {
        step.id
        for step in chain(old.steps.values(), new.steps.values())
        if step.by in deadlines or contacts.intersection(step.contacts)
    }
    rules = _differing(old.rules, new.rules) | {
        rule.id
        for rule_set in (old, new)
        for rule in rule_set.rules.values()
        if steps.intersection(rule.steps)
        or questions & mentioned(rule.when, rule_set.facts)
        or facts & set(facts_in(rule.when, rule_set))
    }
    shared = [(one.sections, _bare(one.switches), _bare(one.words)) for one in (old, new)]
    return Moved(questions, frozenset(rules), frozenset(steps), contacts, shared[0] != shared[1])


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> frozenset[str]:
    bare_old, bare_new = _bare(old), _bare(new)
    return frozenset(name for name in {*old, *new} if bare_old.get(name) != bare_new.get(name))


def _bare(things: Mapping[str, Any]) -> dict[str, Any]:
    """The things without where they stand."""
    return {name: replace(thing, place=_NOWHERE) for name, thing in things.items()}


def facts_in(condition: Condition | None, rule_set: RuleSet) -> Iterator[str]:
    """The facts a condition names, and those that they name."""
    match condition:
        case FactHolds():
            yield condition.fact
            yield from facts_in(rule_set.facts[condition.fact].when, rule_set)
        case All() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from facts_in(part, rule_set)


def _speaks_of(scenario: Scenario, moved: Moved) -> bool:
    expect = scenario.expect
    return bool(
        moved.questions & scenario.answers.keys()
        or moved.rules.intersection((*expect.rules, *expect.not_rules))
        or moved.steps.intersection((*expect.steps, *expect.not_steps, *expect.by))
        or moved.contacts.intersection(expect.contacts)
    )


class _Judge:
    """Says for which scenarios some of the rules hold. Only those rules are worked out."""

    def __init__(self, rule_set: RuleSet, moved: Moved) -> None:
        rules = {name: rule for name, rule in rule_set.rules.items() if name in moved.rules}
        self._rule_set = rule_set
        self._evaluator = Evaluator(replace(rule_set, rules=rules))

    def holds(self, scenario: Scenario) -> bool:
        return bool(self._evaluator.evaluate(answers_of(self._rule_set, scenario)).true_rules)


def _folder(file: str) -> str:
    """The topic folder of a file; a file of the pack itself stands for nothing but itself."""
    folder, _, _ = file.rpartition("/")
    return folder if folder.count("/") > 1 else file


def packs_touched(files: Iterable[str], extends: Mapping[str, str]) -> tuple[str, ...]:
    """The packs whose rules a change of ``files`` can touch: their own, and those laid over them.

    ``extends`` names for each pack the one below it, or nothing. Guidance is every pack's.
    """
    named = {parts[1] if parts[0] == "rules" else "" for parts in (file.split("/") for file in files) if len(parts) > 1}
    if "" in named:
        return tuple(extends)
    return tuple(pack for pack, below in extends.items() if {pack, below} & named)
