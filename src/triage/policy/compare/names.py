"""What was renamed: the same thing under another name is still the same thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triage.policy.compare.keys import plain
from triage.policy.compare.rewrite import REWRITE
from triage.rules.model import Question, RuleSet

Names = dict[str, dict[str, str]]
"""Old to new names by kind; the answers of a question under ``answers <question>``."""

ORDER: Mapping[str, str] = {
    "switch": "switches",
    "question": "questions",
    "deadline": "deadlines",
    "contact": "contacts",
    "fact": "facts",
    "step": "steps",
    "rule": "rules",
}
"""Kinds of things in the order in which their names are looked for, and what a rule set calls them."""

_LOOSE: Mapping[str, tuple[str, ...]] = {
    "question": ("ask_when",),
    "contact": ("fallback",),
    "step": ("covered_by",),
}
"""Fields that may name things which are looked for later, or the thing itself."""

_NO_MATTER = ("id", "place", "topic", "pack", "slot")


@dataclass
class Renamed:
    """The names that were found so far."""

    old: RuleSet
    new: RuleSet
    names: Names = field(default_factory=dict)

    def find(self) -> Names:
        """Every name that changed and no more than that. A thing that could be either of two keeps its old name."""
        for kind in ("switch", "question"):
            self._kind(kind)
        self._answers()
        for kind in ("deadline", "contact"):
            self._kind(kind)
        # A fact may rest on facts that were renamed too, in any order.
        while self._kind("fact"):
            pass
        self._kind("step")
        self._kind("rule")
        return {kind: names for kind, names in self.names.items() if names}

    def _kind(self, kind: str) -> bool:
        """Look among what is gone and what is new. Whether anything was found."""
        known = self.names.setdefault(kind, {})
        before, after = getattr(self.old, ORDER[kind]), getattr(self.new, ORDER[kind])
        gone = [name for name in before if name not in after and name not in known]
        fresh = [name for name in after if name not in before and name not in known.values()]
        if not gone or not fresh:
            return False
        old = _by_content({name: REWRITE[kind](before[name], self.names) for name in gone}, kind)
        new = _by_content({name: after[name] for name in fresh}, kind)
        found = {
            names[0]: new[content][0]
            for content, names in old.items()
            if len(names) == 1 and len(new.get(content, ())) == 1
        }
        known.update(found)
        return bool(found)

    def _answers(self) -> None:
        """The options whose words are the same and whose name is not."""
        for name, before in self.old.questions.items():
            after = self.new.questions.get(self.names.get("question", {}).get(name, name))
            if after is not None and after.type is before.type:
                found = _options(before, after)
                if found:
                    self.names[f"answers {name}"] = found


def _options(before: Question, after: Question) -> dict[str, str]:
    gone = [one for one in before.options if one.value not in after.option_names]
    fresh = [one for one in after.options if one.value not in before.option_names]
    pairs = [(one.value, other.value) for one in gone for other in fresh if one.label == other.label]
    once = len({one for one, _ in pairs}) == len(pairs) == len({other for _, other in pairs})
    return dict(pairs) if once else {}


def _by_content(things: Mapping[str, Any], kind: str) -> dict[str, list[str]]:
    """The names of the things by what they say, but for their name."""
    leave_out = {*_NO_MATTER, *_LOOSE.get(kind, ())}
    found: dict[str, list[str]] = {}
    for name, thing in things.items():
        content = repr(plain(_labels_only(thing), leave_out))
        found.setdefault(content, []).append(name)
    return found


def _labels_only(thing: Any) -> Any:
    """A question with its options by their words: their names may have changed with it."""
    if not isinstance(thing, Question):
        return thing
    means = tuple(thing.label(value) for value in thing.not_sure_means)
    options = tuple(replace(option, value="") for option in thing.options)
    return replace(thing, options=options, not_sure_means=means)


def renamed(old: RuleSet, new: RuleSet) -> tuple[RuleSet, Names]:
    """The old rules by the names of the new ones, and the names that changed."""
    names = Renamed(old, new).find()
    return (rewritten(old, names), names) if names else (old, names)


def rewritten(rules: RuleSet, names: Names) -> RuleSet:
    """The rules with every name replaced, wherever it stands."""

    def all_of(kind: str, things: Mapping[str, Any]) -> dict[str, Any]:
        rewrite: Callable[[Any, Names], Any] = REWRITE[kind]
        mine = names.get(kind, {})
        return {mine.get(name, name): rewrite(thing, names) for name, thing in things.items()}

    return replace(
        rules,
        switches=all_of("switch", rules.switches),
        questions=all_of("question", rules.questions),
        deadlines=all_of("deadline", rules.deadlines),
        contacts=all_of("contact", rules.contacts),
        facts=all_of("fact", rules.facts),
        steps=all_of("step", rules.steps),
        rules=all_of("rule", rules.rules),
        words=all_of("word", rules.words),
    )
