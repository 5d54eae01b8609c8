"""Finds the rules a past decision was made under, by their hash, among the rules that are on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.choosing import open_shelf
from triage.cli.settings import Settings, load_rules
from triage.locate import data_folder
from triage.rules.load import available_packs, load
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.engine.decide import Decider
    from triage.rules.model import RuleSet


class PastRules:
    """The rule sets that can be had: those in use, then each pack of every folder, loaded as they are needed."""

    def __init__(self, folders: tuple[Path, ...], rule_set: RuleSet, today: date) -> None:
        self.rule_set = rule_set
        self._folders = folders
        self._today = today
        self._sets = self._all()
        self._known: dict[str, RuleSet] = {}
        self._deciders: dict[str, Decider] = {}

    def decider(self, wanted: str) -> Decider | None:
        """What decides under the rule set with this hash, or None when those rules are not here."""
        from triage.engine.decide import build_decider

        found = self._find(wanted)
        if found is not None and wanted not in self._deciders:
            self._deciders[wanted] = build_decider(found)
        return self._deciders.get(wanted)

    def close(self) -> None:
        """Let go of every engine."""
        for decider in self._deciders.values():
            decider.close()

    def _find(self, wanted: str) -> RuleSet | None:
        while wanted not in self._known:
            rule_set = next(self._sets, None)
            if rule_set is None:
                return None
            self._known[rule_set.hash] = rule_set
        return self._known[wanted]

    def _all(self) -> Iterator[RuleSet]:
        yield self.rule_set
        for folder in self._folders:
            for pack in available_packs(folder):
                try:
                    yield load(folder, [pack.id], self._today)
                except (RulesRefused, OSError):
                    continue


@contextmanager
def finder(settings: Settings, today: date) -> Iterator[PastRules]:
    """The rules on this machine, to find past ones among: those in use, those supplied, every installed release."""
    installed = [one.folder for one in open_shelf().all() if one.release is not None]
    folders = tuple(dict.fromkeys((settings.folder, data_folder(), *installed)))
    past = PastRules(folders, load_rules(settings, today), today)
    try:
        yield past
    finally:
        past.close()
