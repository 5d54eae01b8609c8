"""Compares two versions of the rules: every change that can be reached, and nothing that cannot."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from triage.policy.compare.cases import CaseChanges
from triage.policy.compare.causes import Causes
from triage.policy.compare.edits import Edit, edits
from triage.policy.compare.model import Change, Differences, in_order
from triage.policy.compare.sides import Sides
from triage.policy.compare.stories import Stories
from triage.policy.compare.texts import text_changes
from triage.policy.prove.solver import Solver
from triage.rules.model import RuleSet


def compare(old: RuleSet, new: RuleSet) -> Differences:
    """What differs between two versions of a rule set, proved over all answers to the questions of both.

    Raises SolverMissingError where python-sat is not installed, ProverError for a fault of the program.
    """
    found = tuple(edits(old, new))
    changes = in_order([*_cases(old, new, found), *text_changes(found)]) if found else ()
    return Differences(old.version, new.version, changes)


def _cases(old: RuleSet, new: RuleSet, found: tuple[Edit, ...]) -> list[Change]:
    """The changes of cases. Formulas make no circles, and looking for some among so many would take long."""
    solver = Solver()
    was_on = gc.isenabled()
    gc.disable()
    try:
        return list(_case_changes(Sides(solver, old, new), found))
    finally:
        solver.close()
        if was_on:
            gc.enable()


def _case_changes(sides: Sides, found: tuple[Edit, ...]) -> Iterator[Change]:
    named = {edit.subject: edit for edit in found}
    changes = CaseChanges(sides, Stories(sides))
    for subject, rules in Causes(sides, found).by_edit().items():
        yield from changes.of(named[subject], rules)
