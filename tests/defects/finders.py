"""What finds a seeded defect: the commands of the Write door, each looking at a scratch copy with one wrong edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from defects.seeded import FINDERS, ROOT, WITHOUT_OLD, Defect, put_in
from triage.engine.decide import Decider
from triage.policy.checks.run import check_everything
from triage.policy.compare.model import Differences, Kind
from triage.policy.compare.run import compare_versions
from triage.policy.compare.version import Version
from triage.policy.mutate.making import mutants
from triage.policy.mutate.run import Fate, Material, try_mutants
from triage.policy.prove.run import PackProofs, prove_pack
from triage.policy.scenarios import run_scenarios
from triage.policy.touched import touched
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.problems import Problem, RulesRefused
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements

NOT_RUN = "–"
"""The command cannot run: the files do not load, and ``check`` says why."""


@dataclass(frozen=True)
class Found:
    """What each command says of one defect: a few words, empty where it notices nothing."""

    defect: Defect
    by: Mapping[str, str] = field(default_factory=dict)

    def finds(self, finder: str) -> bool:
        """Whether the command notices it."""
        return self.by.get(finder, "") not in ("", NOT_RUN)

    @property
    def without_old(self) -> bool:
        """Whether it is found without an older version to compare with."""
        return any(self.finds(finder) for finder in WITHOUT_OLD)

    @property
    def found(self) -> bool:
        """Whether anything notices it."""
        return any(self.finds(finder) for finder in FINDERS)


class Clean:
    """The shipped rules, and what each command says of them: what a defect adds to that is what is found."""

    def __init__(self, now: datetime, root: Path = ROOT) -> None:
        self.now = now
        self.root = root
        self.packs = [pack.id for pack in available_packs(root)]
        self.rules = {pack: load(root, [pack], now.date()) for pack in self.packs}
        self.problems = {(one.code, one.message) for one in problems_of(root, now)}


def problems_of(folder: Path, now: datetime) -> tuple[Problem, ...]:
    """What ``triage check`` reports, warnings too."""
    return check_everything(folder, now.date()).problems


def look(defect: Defect, folder: Path, clean: Clean, finders: tuple[str, ...] = FINDERS) -> Found:
    """What the ``finders`` say once the defect is in ``folder``, a copy of the clean rules.

    ``mutate`` takes long, and is asked only where check, test and prove have nothing to say.
    Raises DoesNotFitError when the rules have no place for it any more.
    """
    put_in(defect, folder)
    by: dict[str, str] = {}
    if "check" in finders:
        by["check"] = _check(folder, clean)
    rules: dict[str, RuleSet] = {}
    try:
        rules = {pack: load(folder, [pack], clean.now.date()) for pack in _packs_touched(defect, clean)}
    except RulesRefused:
        return Found(defect, {**by, **dict.fromkeys((one for one in finders if one != "check"), NOT_RUN)})
    for finder in ("test", "prove", "mutate", "diff"):
        if finder in finders and not (finder == "mutate" and Found(defect, by).without_old):
            by[finder] = _MORE[finder](defect, folder, rules, clean)
    return Found(defect, by)


def _packs_touched(defect: Defect, clean: Clean) -> list[str]:
    """The pack of the file that was edited; for a guidance file, the national one."""
    return [next((pack for pack in clean.packs if defect.file.startswith(f"rules/{pack}/")), clean.packs[0])]


def _check(folder: Path, clean: Clean) -> str:
    new = [one for one in problems_of(folder, clean.now) if (one.code, one.message) not in clean.problems]
    return ", ".join(dict.fromkeys(one.code for one in new))


def _test(defect: Defect, folder: Path, rules: Mapping[str, RuleSet], clean: Clean) -> str:
    """The scenarios that the edit can touch, in every pack: the others come out as they did."""
    failed = 0
    for pack, rule_set in rules.items():
        try:
            every = read_scenarios(folder, [pack], rule_set)
        except RulesRefused:
            return "the scenarios do not load"
        some = touched(every, clean.rules[pack], rule_set, [defect.file])
        failed += len(run_scenarios(rule_set, Decider(rule_set, None), some, clean.now).failed)
    return f"{failed} scenario{'' if failed == 1 else 's'}" if failed else ""


def _prove(defect: Defect, folder: Path, rules: Mapping[str, RuleSet], clean: Clean) -> str:
    """The first pack in which a proof fails, local packs after the national one."""
    for pack, rule_set in rules.items():
        try:
            found = prove_one(folder, pack, rule_set, clean)
        except RulesRefused:
            return "the statements do not load"
        if found.failed:
            return found.failed[0].name
    return ""


def prove_one(folder: Path, pack: str, rule_set: RuleSet, clean: Clean) -> PackProofs:
    """The proofs of one pack in a folder."""
    statements = read_statements(folder, [one.id for one in rule_set.packs], rule_set)
    below = next((one.extends for one in rule_set.packs if one.id == pack), "")
    return prove_pack(rule_set, statements, load(folder, [below], clean.now.date()) if below else None)


def _diff(defect: Defect, folder: Path, rules: Mapping[str, RuleSet], clean: Clean) -> str:
    """What the comparison with the clean rules shows, the worst first: rules, statements and scenarios."""
    pack, rule_set = next(iter(rules.items()))
    try:
        new = _version(folder, pack, rule_set)
    except RulesRefused:
        return NOT_RUN
    return worst(compare_versions(_version(clean.root, pack, clean.rules[pack]), new))


def _version(folder: Path, pack: str, rule_set: RuleSet) -> Version:
    packs = [one.id for one in rule_set.packs]
    scenarios = read_scenarios(folder, [pack], rule_set)
    return Version(rule_set, tuple(read_statements(folder, packs, rule_set)), tuple(scenarios))


def _mutate(defect: Defect, folder: Path, rules: Mapping[str, RuleSet], clean: Clean) -> str:
    """The weakenings of what the edit touched that go unnoticed with the defect in, and do not without it."""
    pack, rule_set = next(iter(rules.items()))
    names = _touched_names(defect, clean)
    try:
        slipped = _unnoticed(folder, pack, rule_set, names, clean)
    except RulesRefused:
        return "the scenarios or statements do not load"
    if slipped:
        slipped -= _unnoticed(clean.root, pack, clean.rules[pack], names, clean)
    return f"{len(slipped)} weakening{'' if len(slipped) == 1 else 's'}" if slipped else ""


def _touched_names(defect: Defect, clean: Clean) -> frozenset[str]:
    """The edited rule, question or step; of a scenario or a statement, whatever it names."""
    if defect.file.endswith("/rules.yaml"):
        return frozenset({defect.entry})
    text = (clean.root / defect.file).read_text(encoding="utf-8")
    return frozenset(re.findall(r"[a-z][a-z0-9_-]+", defect.block(text)))


def _unnoticed(folder: Path, pack: str, rule_set: RuleSet, names: frozenset[str], clean: Clean) -> set[str]:
    below = next((one.extends for one in rule_set.packs if one.id == pack), "")
    lower = load(folder, [below], clean.now.date()) if below else None
    made = mutants(rule_set, lower)
    chosen = [one for one in made if one.name in names]
    material = Material(
        rule_set,
        read_scenarios(folder, [pack], rule_set),
        read_statements(folder, [one.id for one in rule_set.packs], rule_set),
        clean.now,
        lower,
    )
    tried = try_mutants(material, chosen, len(made), lambda done, total: None)
    return {one.mutant.says for one in tried.of(Fate.SURVIVED)}


def worst(found: Differences) -> str:
    """The worst kind of change, with its code."""
    for kind in Kind:
        if changes := found.of(kind):
            return f"{kind.value}: {changes[0].code}"
    return ""


_MORE = {"test": _test, "prove": _prove, "mutate": _mutate, "diff": _diff}
