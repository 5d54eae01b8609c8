"""Compares two versions of the rules: every change that can be reached, and nothing that cannot."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from triage.policy.compare.cases import CaseChanges
from triage.policy.compare.causes import QUESTION, RULE, Causes
from triage.policy.compare.checks import checks_by_new_names, scenario_changes, statement_changes
from triage.policy.compare.contacts import ContactChanges
from triage.policy.compare.edits import Edit, edits
from triage.policy.compare.model import EDITED, Change, Differences, Kind, in_order
from triage.policy.compare.names import ORDER, Names
from triage.policy.compare.pages import PageChanges, never_asked, page_order
from triage.policy.compare.sides import Sides
from triage.policy.compare.steps import StepChanges
from triage.policy.compare.stories import Stories
from triage.policy.compare.texts import text_changes
from triage.policy.compare.version import Version, by_new_names
from triage.policy.prove.solver import Solver
from triage.rules.model import RuleSet
from triage.rules.problems import listed


def compare(old: RuleSet, new: RuleSet) -> Differences:
    """What differs between two versions of a rule set, proved over all answers to the questions of both.

    Raises SolverMissingError where python-sat is not installed, ProverError for a fault of the program.
    """
    return compare_versions(Version(old), Version(new))


def compare_versions(old: Version, new: Version) -> Differences:
    """As :func:`compare`, with the safety statements and the scenarios held against each other too."""
    if replace(old, name="") == replace(new, name=""):
        return Differences(old.title, new.title, ())
    before, names = by_new_names(old, new.rules)
    found = {edit.subject: edit for edit in edits(before.rules, new.rules)}
    before, other_names = checks_by_new_names(before, new)
    changes = [*_renamed(names, old.rules, new.rules), *other_names, *_compared(before, new, found)]
    return Differences(old.title, new.title, in_order(changes))


def _renamed(names: Names, old: RuleSet, new: RuleSet) -> Iterator[Change]:
    """What has another name and is otherwise the same."""
    for kind, found in names.items():
        for before, after in found.items():
            if kind.startswith("answers "):
                question = kind.removeprefix("answers ")
                name = names.get(QUESTION, {}).get(question, question)
                edit = Edit(QUESTION, name, old.questions[question], new.questions[name])
                says = f"Its answer {after} was called {before}."
            else:
                edit = Edit(kind, after, getattr(old, ORDER[kind])[before], getattr(new, ORDER[kind])[after])
                says = f"It was called {before}, and is otherwise the same."
            yield edit.change(Kind.WORDING, "renamed", says, details=(before, after))


def _compared(old: Version, new: Version, found: Mapping[str, Edit]) -> list[Change]:
    """The changes between versions that use the same names."""
    solver = Solver()
    # Formulas make no circles, and looking for some among so many would take long.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return list(_told_of_each(found, list(_changes(Sides(solver, old, new), old, new, found))))
    finally:
        solver.close()
        if was_on:
            gc.enable()


def _changes(sides: Sides, old: Version, new: Version, found: Mapping[str, Edit]) -> Iterator[Change]:
    stories = Stories(sides)
    pages, steps, contacts = PageChanges(sides, stories), StepChanges(sides, stories), ContactChanges(sides, stories)
    cases = CaseChanges(sides, stories, old.guarded | new.guarded)
    yield from _of_cases(sides, cases, pages, found)
    yield from contacts.listings(found)
    for edit in found.values():
        stories.forget()
        if edit.kind == QUESTION:
            yield from pages.of(edit)
        elif edit.kind == "contact":
            yield from contacts.of(edit)
        else:
            yield from steps.of(edit)
        yield from text_changes(edit)
    yield from never_asked(sides.old, sides.new)
    yield from page_order(sides.old, sides.new)
    yield from statement_changes(sides, stories, old.statements, new.statements)
    yield from scenario_changes(new.rules, old.scenarios, new.scenarios)


def _of_cases(sides: Sides, cases: CaseChanges, pages: PageChanges, found: Mapping[str, Edit]) -> Iterator[Change]:
    """What cases come to, and which pages they are asked, under the edits behind it."""
    causes = Causes(sides, found.values())
    told: set[str] = set()
    rules = causes.behind(RULE, sides.affected)
    asked = causes.behind(QUESTION, pages.differing())
    for subject, names in rules.items():
        for change in cases.of(found[subject], names):
            told.add(subject)
            yield change
    for subject, names in asked.items():
        for change in pages.asked(found[subject], names):
            told.add(subject)
            yield change
    for subject, edit in found.items():
        if edit.decides and subject not in told and (edit.kind != QUESTION or "ask_when" in edit.changed):
            elsewhere = {*_names(rules, subject, RULE), *_names(asked, subject, QUESTION)}
            yield _quiet(sides, edit, rules.get(subject, ()), elsewhere=subject in elsewhere)


def _names(behind: Mapping[str, Sequence[str]], subject: str, kind: str) -> Iterator[str]:
    """The rules or questions that differ because of another edit than this one."""
    for other, names in behind.items():
        if other != subject:
            yield from (f"{kind} {name}" for name in names)


def _quiet(sides: Sides, edit: Edit, rules: Sequence[str], *, elsewhere: bool) -> Change:
    """An edit of the rules after which every case comes to what it came to before."""
    if edit.state != EDITED:
        says = f"It is {edit.state}, and no case comes to anything else."
    elif rules:
        others = [name for name in rules if name != edit.id or edit.kind != RULE]
        holds = f"{listed(others, 'and')} {'holds' if len(others) == 1 else 'hold'}" if others else "It holds"
        says = f"{holds} in other cases or for other reasons, and no case comes to anything else."
    elif elsewhere:
        says = "It counts otherwise because of another edit, and is told there."
    elif edit.kind == RULE and not sides.ever_holds(edit.id):
        says = "It can hold in no case, before or after, so no case comes to anything else."
    else:
        says = "It is written otherwise, and means the same in every case."
    return edit.change(Kind.WORDING, "no-case-changes", says, details=tuple(rules), content=edit.logic)


def _told_of_each(found: Mapping[str, Edit], changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, and one for each edit that none of them tells of: nothing that was edited goes without a word."""
    yield from changes
    told = {change.subject for change in changes}
    for subject, edit in found.items():
        if subject not in told:
            says = f"It was edited ({listed(sorted(edit.changed), 'and')}), and no plan shows it."
            says = says if edit.state == EDITED else f"It is {edit.state}, and no plan shows it."
            yield edit.change(Kind.WORDING, "unseen", says, content=(edit.before, edit.after))
