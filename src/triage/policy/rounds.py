"""One round over the rules after a save: check them, run the scenarios the save can have touched, prove the rest.

The last good rules of each pack are kept, so that the next round knows what changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from triage.engine.decide import build_decider
from triage.policy.checks.run import check_everything
from triage.policy.prove.proof import Proof, Verdict
from triage.policy.prove.run import prove_pack
from triage.policy.prove.solver import SolverMissingError
from triage.policy.scenarios import ScenarioResult, run_scenarios
from triage.policy.touched import packs_touched, touched
from triage.rules.checking import check
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.problems import Problem, RulesRefused, errors_in
from triage.rules.scenarios import Scenario, read_scenarios
from triage.rules.statements_reader import read_statements

AT_ONCE = 20
"""Scenarios run before it is asked whether something was saved meanwhile."""


@dataclass(frozen=True)
class Round:
    """What came of one round.

    ``results`` are the scenarios that were run, of ``scenarios`` in all; ``proofs`` what was proved. ``not_proved``
    says why nothing was; empty when it was, or when nothing had to be. ``cut_short``: a save came in between, so
    that the rest is left to the next round.
    """

    problems: tuple[Problem, ...]
    results: tuple[ScenarioResult, ...] = ()
    scenarios: int = 0
    proofs: tuple[Proof, ...] = ()
    not_proved: str = ""
    cut_short: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the rules from being used."""
        return errors_in(self.problems)

    @property
    def failed(self) -> tuple[ScenarioResult, ...]:
        """The scenarios that did not come out as expected."""
        return tuple(result for result in self.results if not result.passed)

    @property
    def unproved(self) -> tuple[Proof, ...]:
        """The proofs that failed."""
        return tuple(proof for proof in self.proofs if proof.verdict is not Verdict.HOLDS)

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong. Warnings alone are no wrong."""
        return not (self.errors or self.failed or self.unproved)


class Rounds:
    """Rounds over the rules in ``folder``. ``packs`` narrows scenarios and proofs to some packs; empty means all."""

    def __init__(self, folder: Path, packs: Collection[str] = (), *, prove: bool = True) -> None:
        self._folder = folder
        self._packs = frozenset(packs)
        self._prove = prove
        self._good: dict[str, RuleSet] = {}
        self._due: set[str] = set()
        self._failing: set[tuple[str, str]] = set()
        self._unproved: set[str] = set()

    def take_up(self, today: date) -> None:
        """Remember the rules as they stand as the last good ones, as far as they are good."""
        for name in self._extends():
            self._keep(name, today)

    def run(
        self, files: Collection[str] | None, now: datetime, interrupted: Callable[[], bool] = lambda: False
    ) -> Round:
        """A round after ``files`` were saved; None runs and proves everything.

        ``interrupted`` is asked now and then whether a newer save waits; then the round is cut short, and what it
        left is due in the next one. So are a broken file, a scenario and a proof that failed, until they are mended.
        """
        due = None if files is None else self._due | set(files)
        problems = self._check(due, now.date())
        if errors_in(problems):
            self._due = due or set()
            return Round(problems)
        round_ = self._run(problems, due, now, interrupted)
        self._due = (due or set()) if round_.cut_short else set()
        return round_

    def _run(
        self, problems: tuple[Problem, ...], files: set[str] | None, now: datetime, interrupted: Callable[[], bool]
    ) -> Round:
        extends = self._extends()
        packs = {*extends} if files is None else {*packs_touched(files, extends), *self._unproved}
        packs |= {pack for pack, _ in self._failing}
        chosen = [pack for pack in extends if pack in packs and (not self._packs or pack in self._packs)]
        results: list[ScenarioResult] = []
        scenarios = 0
        try:
            new = {pack: load(self._folder, [pack], now.date()) for pack in chosen}
            for pack, rule_set in new.items():
                every = read_scenarios(self._folder, [pack], rule_set)
                scenarios += len(every)
                for done in _in_parts(rule_set, self._touched(pack, every, rule_set, files), now):
                    results += done
                    self._remember(pack, done)
                    if interrupted():
                        return Round(problems, tuple(results), scenarios, cut_short=True)
            proofs, why_not = self._proofs(new, extends, files)
        except RulesRefused as refused:  # a newer save broke them between the check and here
            return Round(refused.problems)
        self._good.update(new)
        return Round(problems, tuple(results), scenarios, proofs, why_not)

    def _touched(
        self, pack: str, every: Sequence[Scenario], rule_set: RuleSet, files: Collection[str] | None
    ) -> tuple[Scenario, ...]:
        """The scenarios to run: those the save can have touched, and those that failed before."""
        self._failing &= {(one.pack, one.name) for one in every} | {key for key in self._failing if key[0] != pack}
        if files is None:
            return tuple(every)
        some = {one.name for one in touched(every, self._good.get(pack), rule_set, files)}
        return tuple(one for one in every if one.name in some or (pack, one.name) in self._failing)

    def _remember(self, pack: str, results: Sequence[ScenarioResult]) -> None:
        for result in results:
            key = (pack, result.scenario.name)
            (self._failing.discard if result.passed else self._failing.add)(key)

    def _proofs(
        self, rules: Mapping[str, RuleSet], extends: Mapping[str, str], files: Collection[str] | None
    ) -> tuple[tuple[Proof, ...], str]:
        """What must be so in every case, unless only guidance or scenarios were saved. One that fails in several
        packs is told once."""
        matters = self._over_all_cases(files)
        found: dict[str, Proof] = {}
        for pack, rule_set in rules.items() if matters else [(name, rules[name]) for name in self._unproved & {*rules}]:
            statements = read_statements(self._folder, [one.id for one in rule_set.packs], rule_set)
            below = rules.get(extends[pack]) or self._good.get(extends[pack])
            try:
                proved = prove_pack(rule_set, statements, below)
            except SolverMissingError as missing:
                return (), str(missing)
            (self._unproved.add if proved.failed else self._unproved.discard)(pack)
            for proof in proved.proofs:
                found[proof.name if proof in proved.failed else f"{pack} {proof.name}"] = proof
        return tuple(found.values()), ""

    def _check(self, files: Collection[str] | None, today: date) -> tuple[Problem, ...]:
        """What is wrong; with what only looking at every case shows, when that can have changed."""
        return (
            check_everything(self._folder, today).problems
            if self._over_all_cases(files)
            else check(self._folder, today)
        )

    def _over_all_cases(self, files: Collection[str] | None) -> bool:
        """Whether what holds in every case has to be looked at: not when only guidance or scenarios were saved."""
        return self._prove and (files is None or any(map(_matters_to_proofs, files)))

    def _extends(self) -> dict[str, str]:
        return {pack.id: pack.extends for pack in available_packs(self._folder)}

    def _keep(self, pack: str, today: date) -> None:
        try:
            self._good[pack] = load(self._folder, [pack], today)
        except RulesRefused:
            self._good.pop(pack, None)


def _in_parts(rule_set: RuleSet, scenarios: Sequence[Scenario], now: datetime) -> Iterator[tuple[ScenarioResult, ...]]:
    """The scenarios run a few at a time."""
    if not scenarios:
        return
    decider = build_decider(rule_set)
    try:
        for start in range(0, len(scenarios), AT_ONCE):
            yield run_scenarios(rule_set, decider, scenarios[start : start + AT_ONCE], now).results
    finally:
        decider.close()


def _matters_to_proofs(file: str) -> bool:
    return file.startswith("rules/") and not file.endswith(
        ("/scenarios.yaml", "/vignettes.yaml", "/demonstrations.yaml")
    )
