"""Finds the rules a past decision was made under, by their hash, among the rules that are on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from triage.cli.choosing import open_shelf
from triage.cli.settings import Settings, load_rules
from triage.locate import data_folder
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.engine.decide import Decider
    from triage.policy.release.past import PastRules as OnThisMachine
    from triage.rules.model import RuleSet


class PastRules:
    """The rule sets that can be had by their hash: the one in use, and what ``others`` gives; loaded when needed."""

    def __init__(self, rule_set: RuleSet, others: Callable[[], Mapping[str, OnThisMachine]], today: date) -> None:
        self.rule_set = rule_set
        self._others = cache(others)
        self._today = today
        self._deciders: dict[str, Decider] = {}

    def decider(self, wanted: str) -> Decider | None:
        """What decides under the rule set with this hash, or None when those rules are not here."""
        from triage.engine.decide import build_decider

        if wanted not in self._deciders:
            found = self._find(wanted)
            if found is None:
                return None
            self._deciders[wanted] = build_decider(found)
        return self._deciders[wanted]

    def close(self) -> None:
        """Let go of every engine."""
        for decider in self._deciders.values():
            decider.close()

    def _find(self, wanted: str) -> RuleSet | None:
        if wanted == self.rule_set.hash:
            return self.rule_set
        found = self._others().get(wanted)
        if found is None:
            return None
        try:
            return found.load(self._today)
        except (RulesRefused, OSError):  # written for another program, or gone meanwhile
            return None


@contextmanager
def finder(settings: Settings, today: date) -> Iterator[PastRules]:
    """The rules on this machine, to find past ones among: those in use, those supplied, every installed release."""

    def others() -> Mapping[str, OnThisMachine]:
        from triage.policy.release.past import rule_sets_by_hash

        shelf = open_shelf()
        return {**rule_sets_by_hash(shelf, data_folder()), **rule_sets_by_hash(shelf, settings.folder)}

    past = PastRules(load_rules(settings, today), others, today)
    try:
        yield past
    finally:
        past.close()
