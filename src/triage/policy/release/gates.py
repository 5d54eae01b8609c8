"""What stands between rules and their release: errors, failed scenarios, failed proofs, and less safety unseen.

Each gate says what it found and how to go on. All are looked at, so that a policy owner sees everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from triage.engine.decide import build_decider
from triage.policy.checks.run import check_everything
from triage.policy.prove.run import PackProofs, prove_pack
from triage.policy.prove.solver import SolverMissingError
from triage.policy.prove.vignette import proof_lines
from triage.policy.release.manifest import PackNote
from triage.policy.scenarios import ScenarioReport, run_scenarios
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused, errors_in, render
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements


@dataclass(frozen=True)
class Gate:
    """One gate. ``says`` is one line; ``lines`` are what was found, each with its place; ``remedy`` is how to go on."""

    name: str
    passed: bool
    says: str
    lines: tuple[str, ...] = ()
    remedy: str = ""
    count: int = 0
    warnings: int = 0


class Rules:
    """The rule sets of a folder on one day, each loaded once."""

    def __init__(self, folder: Path, today: date) -> None:
        self.folder = folder
        self.today = today
        self.packs = tuple(pack.id for pack in available_packs(folder))
        self._loaded: dict[str, RuleSet] = {}

    def of(self, pack: str) -> RuleSet:
        """The rule set of one pack with those it is laid over. Raises RulesRefused."""
        if pack not in self._loaded:
            self._loaded[pack] = load(self.folder, [pack], self.today)
        return self._loaded[pack]

    def notes(self) -> tuple[PackNote, ...]:
        """What a manifest says of each pack. Raises RulesRefused."""
        return tuple(_note(self.of(name), name) for name in self.packs)


def _note(rule_set: RuleSet, name: str) -> PackNote:
    pack = next(pack for pack in rule_set.packs if pack.id == name)
    return PackNote(
        id=pack.id,
        title=pack.title,
        version=pack.version,
        extends=pack.extends,
        in_force_from=pack.in_force_from,
        review_by=pack.review_by,
        owner=pack.owner,
        area=pack.area,
        hash=rule_set.hash,
    )


def check_gate(folder: Path, today: date) -> Gate:
    """No problem that stops the rules from being used."""
    problems = check_everything(folder, today).problems
    errors = errors_in(problems)
    warnings = len(problems) - len(errors)
    if errors:
        says = f"{_count(len(errors), 'problem')} in the rule files."
        lines = tuple(render(problem) for problem in errors)
        return Gate("check", passed=False, says=says, lines=lines, remedy="Put them right: triage check.")
    return Gate("check", passed=True, says=f"No problems, {_count(warnings, 'warning')}.", warnings=warnings)


def date_gate(packs: Sequence[PackNote], today: date) -> Gate:
    """No pack that is past its review date on the day it is released."""
    late = [pack for pack in packs if pack.review_by < today]
    lines = tuple(f"{pack.title} {pack.version} was to be reviewed by {pack.review_by}." for pack in late)
    if late:
        remedy = "Review the pack, then move review by: in its pack.yaml."
        return Gate("dates", passed=False, says="A pack is past its review date.", lines=lines, remedy=remedy)
    return Gate("dates", passed=True, says=f"To be reviewed by {min(pack.review_by for pack in packs)}.")


def test_gate(rules: Rules) -> Gate:
    """Every scenario comes out as expected."""
    reports = [_scenarios(rules, pack) for pack in rules.packs]
    total = sum(len(report.results) for report in reports)
    failed = [result for report in reports for result in report.failed]
    if failed:
        lines = tuple(
            f"{result.scenario.place}: {result.scenario.name}: expected {failure.expected}, got {failure.got}"
            for result in failed
            for failure in result.failures
        )
        says = f"{len(failed)} of {_count(total, 'scenario')} failed."
        return Gate("test", passed=False, says=says, lines=lines, remedy="See why: triage test.")
    if not total:
        remedy = "Write some beside the rules, in scenarios.yaml."
        return Gate("test", passed=False, says="There are no scenarios.", remedy=remedy)
    return Gate("test", passed=True, says=f"{_count(total, 'scenario')}, none failed.", count=total)


def _scenarios(rules: Rules, pack: str) -> ScenarioReport:
    rule_set = rules.of(pack)
    scenarios = read_scenarios(rules.folder, [pack], rule_set)
    with closing(build_decider(rule_set)) as decider:
        return run_scenarios(rule_set, decider, scenarios, datetime.combine(rules.today, time(12)))


def prove_gate(rules: Rules) -> Gate:
    """Every safety statement holds over all answers."""
    try:
        found = [_proofs(rules, pack) for pack in rules.packs]
    except SolverMissingError as missing:
        return Gate("prove", passed=False, says="The proofs could not be made.", lines=(str(missing),))
    total = sum(len(one.proofs) for one in found)
    failed = [proof for one in found for proof in one.failed]
    if failed:
        lines = tuple(line for proof in failed for line in proof_lines(proof))
        says = f"{len(failed)} of {_count(total, 'proof')} failed."
        return Gate("prove", passed=False, says=says, lines=lines, remedy="See the cases: triage prove.")
    return Gate("prove", passed=True, says=f"{_count(total, 'proof')} over all answers, none failed.", count=total)


def _proofs(rules: Rules, name: str) -> PackProofs:
    rule_set = rules.of(name)
    below = next((pack.extends for pack in rule_set.packs if pack.id == name), "")
    statements = read_statements(rules.folder, [pack.id for pack in rule_set.packs], rule_set)
    return prove_pack(rule_set, statements, rules.of(below) if below else None)


def run_gates(rules: Rules, more: Sequence[Callable[[], Gate]] = ()) -> tuple[Gate, ...]:
    """Every gate in turn. Rules with errors cannot be tried, so then the others are not looked at."""
    first = check_gate(rules.folder, rules.today)
    if not first.passed:
        return (first,)
    return (first, *_others(rules, more))


def _others(rules: Rules, more: Sequence[Callable[[], Gate]]) -> Iterator[Gate]:
    wanted: list[Callable[[], Gate]] = [
        lambda: date_gate(rules.notes(), rules.today),
        lambda: test_gate(rules),
        lambda: prove_gate(rules),
        *more,
    ]
    for gate in wanted:
        try:
            yield gate()
        except RulesRefused as refused:
            lines = tuple(render(problem) for problem in refused.problems)
            yield Gate("check", passed=False, says="A file cannot be read.", lines=lines, remedy="See: triage check.")


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
