"""One version of the rules with what checks them: its safety statements and its scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from triage.policy.compare.names import Names, renamed
from triage.policy.compare.rewrite import rewrite_condition
from triage.rules.answers import Answer
from triage.rules.expecting import Expect
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers, Statement

T = TypeVar("T")


@dataclass(frozen=True)
class Version:
    """A rule set, the safety statements of its packs and their scenarios. ``name`` is how a person calls it."""

    rules: RuleSet
    statements: tuple[Statement, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    name: str = ""

    @property
    def title(self) -> str:
        """The rules with their version, and which of several they are: ``England 1.0 (HEAD~1)``."""
        return f"{self.rules.version} ({self.name})" if self.name else self.rules.version

    @property
    def guarded(self) -> frozenset[str]:
        """Steps that a safety statement forbids in some cases: having one more of them is not safer by itself."""
        return frozenset(step for one in self.statements if isinstance(one, EveryCase) for step in one.never)


def by_new_names(old: Version, new: RuleSet) -> tuple[Version, Names]:
    """The old version by the names of the new rules, and the names that changed."""
    rules, names = renamed(old.rules, new)
    if not names:
        return old, names
    return replace(
        old,
        rules=rules,
        statements=tuple(_statement(one, names) for one in old.statements),
        scenarios=tuple(_scenario(one, names) for one in old.scenarios),
    ), names


def _all(kind: str, given: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(names.get(kind, {}).get(name, name) for name in given)


def _statement(one: Statement, names: Names) -> Statement:
    if isinstance(one, EveryCase):
        return replace(
            one,
            when=rewrite_condition(one.when, names),
            steps=_all("step", one.steps, names),
            one_of=_all("step", one.one_of, names),
            never=_all("step", one.never, names),
            contacts=_all("contact", one.contacts, names),
        )
    if isinstance(one, NeverLowers):
        mine = names.get("question", {})
        exceptions = {mine.get(name, name): reason for name, reason in one.exceptions.items()}
        return replace(one, questions=_all("question", one.questions, names), exceptions=exceptions)
    return one


def _scenario(one: Scenario, names: Names) -> Scenario:
    mine = names.get("question", {})
    answers = {mine.get(name, name): _answer(name, answer, names) for name, answer in one.answers.items()}
    return replace(one, answers=answers, expect=_expect(one.expect, names))


def _answer(question: str, answer: Answer, names: Names) -> Answer:
    return replace(answer, values=_all(f"answers {question}", answer.values, names))


def _expect(one: Expect, names: Names) -> Expect:
    steps, limits = names.get("step", {}), names.get("deadline", {})

    def of_steps(given: Mapping[str, T]) -> dict[str, T]:
        return {steps.get(step, step): value for step, value in given.items()}

    return replace(
        one,
        steps=_all("step", one.steps, names),
        not_steps=_all("step", one.not_steps, names),
        rules=_all("rule", one.rules, names),
        not_rules=_all("rule", one.not_rules, names),
        contacts=_all("contact", one.contacts, names),
        by={step: limits.get(limit, limit) for step, limit in of_steps(one.by).items()},
        soon=of_steps(one.soon),
        says=of_steps(one.says),
        rings={step: _all("contact", found, names) for step, found in of_steps(one.rings).items()},
        asked=_all("question", one.asked, names),
        not_asked=_all("question", one.not_asked, names),
    )
